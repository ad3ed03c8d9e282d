/** Interface language: live switch, no reload. Messages are functions in `m`; they re-render because `getLocale` reads a rune. */
import { overwriteGetLocale } from "./paraglide/runtime.js";

export { m } from "./paraglide/messages.js";

export type Locale = "zh" | "en";

const state = $state<{ current: Locale }>({ current: document.documentElement.lang === "en" ? "en" : "zh" });

overwriteGetLocale(() => state.current);

/** The language in use; reactive. */
export const locale = {
  get current(): Locale {
    return state.current;
  },
  set current(next: Locale) {
    state.current = next;
    document.documentElement.lang = next;
  },
};
