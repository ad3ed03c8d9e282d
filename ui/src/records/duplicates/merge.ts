/** What a merge will do, line by line, before it is done: the same choices as the core makes. Pure. */
import type { ComparedField, ComparedLinks, Comparison } from "../../ipc";

/** Most records that are held side by side. */
export const MOST = 10;

export interface Line {
  field: string;
  /** What it is called, of a field of one's own. */
  label: string | null;
  /** What each record says, in the order of the columns. */
  values: (string | null)[];
  conflict: boolean;
  /** The word of the record that stays counts in any case. */
  fixed: boolean;
  /** The column whose word counts. */
  chosen: number;
  result: string | null;
}

/** Field → the record somebody chose. */
export type Picks = Readonly<Record<string, number>>;

/** The column whose word counts when nobody chooses: the kept record's, and where it says nothing, the first other that says something. */
function usual(field: ComparedField, ids: readonly number[], keep: number): number {
  const kept = ids.indexOf(keep);
  if (field.values[kept] !== null) return kept;
  const first = field.values.findIndex((value) => value !== null);
  return first < 0 ? kept : first;
}

/** The lines, those with something to choose first. `ids` name the columns. */
export function lines(compared: Comparison, ids: readonly number[], keep: number, picks: Picks): Line[] {
  return compared.fields.map((field) => {
    const picked = field.fixed || !field.conflict ? -1 : ids.indexOf(picks[field.field] ?? -1);
    const chosen = picked >= 0 && field.values[picked] !== null ? picked : usual(field, ids, keep);
    return { field: field.field, label: field.label, values: field.values, conflict: field.conflict, fixed: field.fixed, chosen, result: field.values[chosen] ?? null };
  });
}

/** Only what was chosen against the usual, which is what the command wants to hear. */
export function takes(compared: Comparison, ids: readonly number[], keep: number, picks: Picks): Record<string, number> {
  const shown = lines(compared, ids, keep, picks);
  const take: Record<string, number> = {};
  for (const [at, field] of compared.fields.entries()) {
    const chosen = shown[at]?.chosen ?? 0;
    const id = ids[chosen];
    if (id !== undefined && chosen !== usual(field, ids, keep)) take[field.field] = id;
  }
  return take;
}

/** What goes along with the records that go, by what it is. */
export function moving(links: readonly ComparedLinks[], ids: readonly number[], keep: number): { what: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const { what, counts } of links) {
    const count = counts.reduce((sum, one, at) => (ids[at] === keep ? sum : sum + one), 0);
    if (count > 0) sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return [...sums].map(([what, count]) => ({ what, count }));
}

/** What each record is called: the person, else the company, else its number. */
export function titles(compared: Comparison, ids: readonly number[]): string[] {
  const said = (name: string, at: number) => compared.fields.find(({ field }) => field === name)?.values[at];
  return ids.map((id, at) => said("name", at) ?? said("company", at) ?? `#${id}`);
}
