/** The menu of the workspace: pages that are not in the navigation, look and help. */
import Keyboard from "@lucide/svelte/icons/keyboard";
import Languages from "@lucide/svelte/icons/languages";
import Moon from "@lucide/svelte/icons/moon";
import Sun from "@lucide/svelte/icons/sun";
import { m } from "../i18n.svelte";
import type { MenuItem } from "../kit";
import { theme } from "../theme.svelte";
import type { Route } from "./route";
import { go, router } from "./router.svelte";

/** Reactive in language and theme. `places`: which navigation groups to list, a line after each; before them, on a narrow screen, what its bar has no room for. */
export function workspaceMenu(places: Route["nav"][], onshortcuts: () => void, narrow = false): MenuItem[] {
  const listed = (fits: (route: Route) => boolean): MenuItem[] => [
    ...router.routes.filter(fits).map((route) => ({ label: route.title(), ...(route.icon ? { icon: route.icon } : {}), ...(route.key ? { keys: `g ${route.key}` } : {}), run: () => go(route.path) })),
    "-",
  ];
  return [
    ...(narrow ? listed((route) => route.roomy === true) : []),
    ...places.flatMap((place) => listed((route) => route.nav === place)),
    { label: theme.dark ? m.shell_to_light() : m.shell_to_dark(), icon: theme.dark ? Sun : Moon, run: () => (theme.choice = theme.dark ? "light" : "dark") },
    { label: m.shell_other_language(), icon: Languages, run: () => (theme.locale = theme.locale === "zh" ? "en" : "zh") },
    { label: m.shell_shortcuts(), icon: Keyboard, keys: "?", run: onshortcuts },
  ];
}

/** Whether a route of the navigation is the current one, or covers the page on screen. */
export function isCurrent(route: Route): boolean {
  const now = router.place.path;
  return [route.path, ...(route.covers ?? [])].some((start) => now === start || now.startsWith(`${start}/`));
}
