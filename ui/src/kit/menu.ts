import type { Component } from "svelte";

export interface MenuEntry {
  label: string;
  icon?: Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props
  /** Shortcut in the notation of keys.ts, shown at the end. */
  keys?: string;
  /** A short grey note at the end. */
  note?: string;
  /** A tick before it; makes it a choice. */
  checked?: boolean;
  disabled?: boolean;
  danger?: boolean;
  run: () => void;
}
/** "-" draws a line; `{ heading }` names a group. */
export type MenuItem = MenuEntry | "-" | { heading: string };
