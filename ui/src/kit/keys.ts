/** Shortcut notation: "mod+shift+z", "g p" (one after the other), "?", "/". `mod` is ⌘ on macOS and Ctrl elsewhere. */
import { table } from "../table";

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES: Record<string, string> = table({ arrowup: "↑", arrowdown: "↓", arrowleft: "←", arrowright: "→", escape: "Esc", enter: "Enter", space: "Space", home: "Home", end: "End", delete: "Del", backspace: "⌫" });

/** How the shortcut is written for people on this system. */
export function keyText(keys: string): string {
  return keys
    .split(" ")
    .map((chord) =>
      chord
        .split("+")
        .map((part) => {
          if (part === "mod") return isMac ? "⌘" : "Ctrl";
          if (part === "shift") return isMac ? "⇧" : "Shift";
          if (part === "alt") return isMac ? "⌥" : "Alt";
          return NAMES[part] ?? part.toUpperCase();
        })
        .join(isMac ? "" : " "),
    )
    .join(" ");
}

/** The chord of a key event in the same notation; null for a bare modifier. */
export function chordOf(event: KeyboardEvent): string | null {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  if (["control", "shift", "alt", "meta", "dead", "process", "unidentified"].includes(key)) return null;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const shifted = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return [mod && "mod", event.altKey && "alt", shifted && "shift", key].filter(Boolean).join("+");
}

/** True when the event comes from something one types into. */
export function inText(event: Event): boolean {
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  return at.isContentEditable || at.matches("textarea,select,input:not([type=checkbox],[type=radio],[type=button])");
}
