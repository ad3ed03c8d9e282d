/** The order of cards in a column, the same as the core's, so that a dropped card stands where the next answer puts it. */
import type { BoardSort, DealRow } from "../../../ipc";
import { table } from "../../../table";

export const SORTS: readonly BoardSort[] = ["next_activity", "amount", "close_on", "name", "idle"];

/** By code point, as the database compares text. */
function text(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const by = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (by !== 0) return by;
  }
  return left.length - right.length;
}

const LAST = "9999-12-31";
const day = (a: string | null | undefined, b: string | null | undefined): number => ((a ?? LAST) < (b ?? LAST) ? -1 : (a ?? LAST) > (b ?? LAST) ? 1 : 0);

const BY: Record<BoardSort, (a: DealRow, b: DealRow) => number> = table({
  next_activity: (a, b) => day(a.next_activity?.due_on, b.next_activity?.due_on),
  amount: (a, b) => (b.base_minor ?? -Infinity) - (a.base_minor ?? -Infinity) || 0,
  close_on: (a, b) => day(a.close_on, b.close_on),
  name: (a, b) => text(a.name, b.name),
  idle: (a, b) => (b.idle_days ?? 0) - (a.idle_days ?? 0),
});

export const orderBy =
  (sort: BoardSort) =>
  (a: DealRow, b: DealRow): number =>
    BY[sort](a, b) || a.id - b.id;
