/** Which records a verb is meant for: those that are ticked, all that the filter finds, or the one under the cursor. And rows as a spreadsheet takes them. Pure. */
import type { Selection } from "../../ipc";
import { NOTHING } from "../../format";
import type { Column } from "../../kit";
import type { Numbered, Target } from "./source";

const SHOWN = 5;

export interface Chosen<Row> {
  rows: readonly Row[];
  selected: ReadonlySet<string | number>;
  /** All that the filter finds are chosen, loaded or not. */
  whole: boolean;
  /** What the filter asks. */
  selection: Selection;
  total: number;
  /** The row under the cursor. */
  at: Row | undefined;
  nameOf: (row: Row) => string;
}

export const these = (ids: readonly number[]): Selection => ({ ids: [...ids] as never });

/** What is chosen; the row under the cursor when nothing is ticked; null when there is neither. */
export function targetOf<Row extends Numbered>({ rows, selected, whole, selection, total, at, nameOf }: Chosen<Row>): Target | null {
  const named = (some: readonly Row[]) => some.slice(0, SHOWN).map(nameOf);
  if (whole) return { which: selection, ids: selected.size === total ? ([...selected] as number[]) : [], count: total, names: named(rows) };
  if (selected.size > 0) {
    const ids = [...selected] as number[];
    return { which: these(ids), ids, count: ids.length, names: named(rows.filter((row) => selected.has(row.id))) };
  }
  return at ? one(at, nameOf) : null;
}

/** One row. */
export const one = <Row extends Numbered>(row: Row, nameOf: (row: Row) => string): Target => ({ which: these([row.id]), ids: [row.id], count: 1, names: [nameOf(row)] });

/** One row after another, tab between cells: what a spreadsheet takes. */
export function asTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cell = (text: string) => (text === NOTHING ? "" : text.replace(/[\t\r\n]+/g, " "));
  return [columns.map((column) => column.label), ...rows.map((row) => columns.map((column) => cell(column.text(row))))].map((line) => line.join("\t")).join("\n");
}
