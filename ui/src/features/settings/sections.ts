/** The sections of the settings page. To add one, add its line. */
import Palette from "@lucide/svelte/icons/sun-moon";
import type { Component } from "svelte";
import { m } from "../../i18n.svelte";

export interface Section {
  /** In the address: #/settings?s=look */
  id: string;
  title: () => string;
  icon: Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props
  load: () => Promise<{ default: Component }>;
}

export const sections: Section[] = [{ id: "look", title: m.settings_look, icon: Palette, load: () => import("./LookSection.svelte") }];
