/** Every keyboard shortcut there is, in one list: the keys work, `?` shows them, the palette offers them. */
import { SvelteSet } from "svelte/reactivity";
import { chordOf, inText } from "../kit";
import { composing } from "../kit/ime";

export interface Shortcut {
  /** Notation of kit/keys.ts: "mod+z", "g p", "?". Several ways are separated by "|". Leave out for a palette-only action. */
  keys?: string;
  /** What it does, in the interface language. */
  label: () => string;
  /** Heading in the sheet: usually the page's name. */
  group: () => string;
  run: (event?: KeyboardEvent) => void;
  /** Works while typing in a field too (only for chords with mod). */
  inFields?: boolean;
  /** Offered in the command palette (default true). */
  palette?: boolean;
  /** Greyed out and silent while false. */
  when?: () => boolean;
}

const active = new SvelteSet<Shortcut>();
const SEQUENCE_MS = 1200;
let first: { chord: string; at: number } | null = null;

export const shortcutList = (): Shortcut[] => [...active];

/** Adds shortcuts as long as the component lives. */
export function shortcuts(list: Shortcut[]): void {
  $effect.pre(() => {
    for (const one of list) active.add(one);
    return () => {
      for (const one of list) active.delete(one);
    };
  });
}

function find(chord: string, typing: boolean): Shortcut | undefined {
  // The page's own shortcut wins over the program's: later ones first.
  return [...active].reverse().find((one) => {
    if (!one.keys?.split("|").includes(chord)) return false;
    return (!typing || one.inFields === true) && one.when?.() !== false;
  });
}

/** The one key listener of the program. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || composing(event) || document.querySelector("dialog[open]")) return;
  const chord = chordOf(event);
  if (!chord) return;
  const typing = inText(event);
  const together = first && Date.now() - first.at < SEQUENCE_MS && !typing ? `${first.chord} ${chord}` : null;
  first = null;
  const hit = (together ? find(together, typing) : undefined) ?? find(chord, typing);
  if (hit) {
    event.preventDefault();
    hit.run(event);
  } else if (!typing && [...active].some((one) => one.keys?.split("|").some((keys) => keys.startsWith(`${chord} `)))) {
    first = { chord, at: Date.now() };
  }
}
