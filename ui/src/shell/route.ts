/** One page as the shell knows it: its address, its name and its place in the navigation. The list of them is src/routes.ts. */
import type { Component } from "svelte";

export interface Route {
  /** "/deals/:id"; parameters arrive as props of the page. */
  path: string;
  page: () => Promise<{ default: Component<any> }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- each page has its own parameters
  title: () => string;
  /** Where it stands: in the navigation, in its group for keeping the records, at its foot, or in the menu of the workspace. Leave out for pages reached from others. */
  nav?: "main" | "data" | "foot" | "more";
  icon?: Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props
  /** Of the main navigation, but not in the bar of a narrow screen: there it stands in the menu. */
  roomy?: boolean;
  /** Letter after G. */
  key?: string;
  /** Shown as current for pages below it: "/deals". */
  covers?: string[];
}
