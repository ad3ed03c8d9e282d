/** The sections of the settings page. To add one, add its line. */
import Building from "@lucide/svelte/icons/building-2";
import Database from "@lucide/svelte/icons/database";
import Flask from "@lucide/svelte/icons/flask-conical";
import Info from "@lucide/svelte/icons/info";
import Monitor from "@lucide/svelte/icons/monitor";
import Box from "@lucide/svelte/icons/package";
import Palette from "@lucide/svelte/icons/sun-moon";
import Combine from "@lucide/svelte/icons/combine";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import FieldsIcon from "@lucide/svelte/icons/text-cursor-input";
import Tags from "@lucide/svelte/icons/tags";
import Users from "@lucide/svelte/icons/users";
import type { Component } from "svelte";
import { m } from "../../i18n.svelte";
import { host } from "../../ipc";
import PipelineIcon from "../../shell/PipelineIcon.svelte";

export interface Section {
  /** In the address: #/settings?s=look */
  id: string;
  title: () => string;
  icon: Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props
  /** Takes the width there is. */
  wide?: boolean;
  load: () => Promise<{ default: Component }>;
}

export const sections: Section[] = [
  { id: "look", title: m.settings_look, icon: Palette, load: () => import("./AppearanceSection.svelte") },
  { id: "company", title: m.settings_company, icon: Building, load: () => import("./CompanySection.svelte") },
  { id: "people", title: m.settings_people, icon: Users, load: () => import("./PeopleSection.svelte") },
  { id: "products", title: m.settings_products, icon: Box, load: () => import("./ProductsSection.svelte") },
  { id: "pipelines", title: m.settings_pipelines, icon: PipelineIcon, load: () => import("./PipelinesSection.svelte") },
  { id: "fields", title: m.settings_fields, icon: FieldsIcon, wide: true, load: () => import("./fields/FieldsSection.svelte") },
  { id: "screening", title: m.settings_screen, icon: ShieldCheck, load: () => import("./ScreeningSection.svelte") },
  { id: "duplicates", title: m.settings_rules, icon: Combine, load: () => import("./DuplicatesSection.svelte") },
  { id: "aliases", title: m.settings_aliases, icon: Tags, load: () => import("./AliasesSection.svelte") },
  { id: "sample", title: m.settings_sample, icon: Flask, load: () => import("./SampleSection.svelte") },
  { id: "file", title: m.settings_file, icon: Database, load: () => import("./FileSection.svelte") },
  // Who is signed in is known to the gateway alone; the window has none.
  ...(host().kind === "browser" ? [{ id: "browsers", title: m.settings_browsers, icon: Monitor, load: () => import("./BrowsersSection.svelte") }] : []),
  { id: "about", title: m.settings_about, icon: Info, load: () => import("./AboutSection.svelte") },
];
