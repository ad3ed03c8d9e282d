/** The list of changes as it is read: chunks of one import are one entry, entries stand under their day. Pure. */
import type { Change } from "../../ipc";

export interface Entry {
  /** The newest change of the entry: undoing it undoes all. */
  change: Change;
  /** Rows changed, over all chunks. */
  records: number;
}

/** Newest first, as the core gives them. */
export function entries(changes: readonly Change[]): Entry[] {
  const list: Entry[] = [];
  const imports = new Map<string, Entry>();
  for (const change of changes) {
    const key = change.import_id === null || change.reversal ? null : `${change.import_id} ${change.command}`;
    const known = key === null ? undefined : imports.get(key);
    if (known) {
      known.records += change.records;
      continue;
    }
    const entry = { change, records: change.records };
    list.push(entry);
    if (key !== null) imports.set(key, entry);
  }
  return list;
}

export interface DayGroup {
  day: string;
  entries: Entry[];
}

export function byDay(list: readonly Entry[], dayOf: (ms: number) => string): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const entry of list) {
    const day = dayOf(entry.change.at);
    const last = groups.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else groups.push({ day, entries: [entry] });
  }
  return groups;
}

/** Whether the person may take it back: still standing, theirs or they own the company, and something was written. */
export function canUndo(change: Change, me: { id: number; role: string }): boolean {
  return !change.undone && !change.reversal && change.records > 0 && change.command !== "imports.undo" && (change.person_id === me.id || me.role === "owner");
}

const RECORD: [RegExp, string][] = [
  [/^deals\.|^activities\./, "deal"],
  [/^customers\.|^contacts\./, "customer"],
  [/^imports\./, "import"],
  [/^history\./, "undo"],
  [/^sample\./, "sample"],
];
/** The kind of thing a change is about; chooses its icon. */
export const aboutWhat = (command: string): string => RECORD.find(([pattern]) => pattern.test(command))?.[1] ?? "settings";
