/** Columns by month: which month a deal falls into, and which day it gets when it is dropped on one. */
import { addDays } from "../../../format";
import type { DealRow } from "../../../ipc";

/** Months shown one by one, from the current one. */
export const MONTHS = 6;
export const OVERDUE = "overdue";
export const LATER = "later";
export const UNDATED = "undated";

/** "2026-03" + 2 → "2026-05". */
export function addMonths(month: string, n: number): string {
  const [year = 0, one = 1] = month.split("-").map(Number);
  const at = year * 12 + one - 1 + n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

export const monthOf = (day: string): string => day.slice(0, 7);

/** The last day of "2026-02". */
export const lastDay = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1);

/** Column keys, left to right. */
export function monthKeys(today: string): string[] {
  return [OVERDUE, ...Array.from({ length: MONTHS }, (_, i) => addMonths(monthOf(today), i)), LATER, UNDATED];
}

export function bucket(card: Pick<DealRow, "close_on">, today: string): string {
  if (!card.close_on) return UNDATED;
  if (card.close_on < today) return OVERDUE;
  const month = monthOf(card.close_on);
  return month >= addMonths(monthOf(today), MONTHS) ? LATER : month;
}

/** Whether a card can be dropped there: nobody plans to close in the past. */
export const droppable = (key: string): boolean => key !== OVERDUE;

/** The expected close after a drop: the same day of that month when it lies ahead, otherwise the month's last day; null without a date. */
export function closeOn(key: string, before: string | null, today: string): string | null {
  if (key === UNDATED) return null;
  const month = key === LATER ? addMonths(monthOf(today), MONTHS) : key;
  const last = lastDay(month);
  const same = before ? `${month}-${before.slice(8)}` : last;
  return same > last || same < today ? last : same;
}
