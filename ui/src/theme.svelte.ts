/** How this device shows the program: theme, text size, language. Kept in the browser's storage; start.js reads the same record before the first paint. */
import { flushSync } from "svelte";
import { locale, type Locale } from "./i18n.svelte";

export type Theme = "system" | "light" | "dark";
export const TEXT_SIZES = [90, 100, 110, 125, 150] as const;

const KEY = "leadwell.look";
interface Kept {
  theme: Theme;
  size: number;
  locale: Locale | null;
}

function read(): Kept {
  const kept: Kept = { theme: "system", size: 100, locale: null };
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    if (found.theme === "light" || found.theme === "dark") kept.theme = found.theme;
    if (typeof found.size === "number" && found.size >= 90 && found.size <= 150) kept.size = found.size;
    if (found.locale === "zh" || found.locale === "en") kept.locale = found.locale;
  } catch {
    // A damaged record only loses these choices.
  }
  return kept;
}

const kept = $state(read());
const system = window.matchMedia("(prefers-color-scheme: dark)");
let systemDark = $state(system.matches);
let printing = $state(false);
const dark = $derived(!printing && (kept.theme === "dark" || (kept.theme === "system" && systemDark)));

function apply(): void {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.style.fontSize = kept.size === 100 ? "" : `${(16 * kept.size) / 100}px`;
  locale.current = kept.locale ?? locale.current;
}

function save(): void {
  apply();
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Private windows have no storage; the choice then lasts as long as the window.
  }
}

/** Follows the system's theme and printing (always on white). Called once. */
export function startTheme(): void {
  apply();
  const set = (change: () => void) => () => {
    flushSync(change);
    flushSync(apply);
  };
  system.addEventListener("change", set(() => (systemDark = system.matches)));
  window.addEventListener("beforeprint", set(() => (printing = true)));
  window.addEventListener("afterprint", set(() => (printing = false)));
}

export const theme = {
  /** The theme in force; reactive. */
  get dark(): boolean {
    return dark;
  },
  /** True while the page is being printed; reactive. */
  get printing(): boolean {
    return printing;
  },
  /** What the person chose; "system" follows the computer. Reactive, like all of these. */
  get choice(): Theme {
    return kept.theme;
  },
  set choice(next: Theme) {
    kept.theme = next;
    save();
  },
  /** Percent, 90 to 150. */
  get textSize(): number {
    return kept.size;
  },
  set textSize(next: number) {
    kept.size = Math.min(150, Math.max(90, next));
    save();
  },
  get locale(): Locale {
    return locale.current;
  },
  set locale(next: Locale) {
    kept.locale = next;
    save();
  },
  /** True when the person chose a language here; otherwise the workspace's language applies. */
  get localeChosen(): boolean {
    return kept.locale !== null;
  },
  /** Takes the workspace's language unless one was chosen on this device. */
  follow(next: Locale): void {
    if (kept.locale === null) locale.current = next;
  },
};
