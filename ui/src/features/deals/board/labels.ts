/** Labels of the board: kinds of activities, orders, and columns by month. */
import { month } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { BoardSort } from "../../../ipc";
import { LATER, OVERDUE, UNDATED } from "./months";
import { table } from "../../../table";

const KINDS: Record<string, () => string> = table({ call: m.board_kind_call, meeting: m.board_kind_meeting, mail: m.board_kind_mail, task: m.board_kind_task });
export const activityKind = (kind: string): string => KINDS[kind]?.() ?? kind;

const SORTS: Record<BoardSort, () => string> = table({
  next_activity: m.board_sort_next_activity,
  amount: m.board_sort_amount,
  close_on: m.board_sort_close_on,
  name: m.board_sort_name,
  idle: m.board_sort_idle,
});
export const sortName = (sort: BoardSort): string => SORTS[sort]();

/** The heading of a column by month. */
export function monthName(key: string): string {
  if (key === OVERDUE) return m.board_month_overdue();
  if (key === LATER) return m.board_month_later();
  if (key === UNDATED) return m.board_month_undated();
  return month(key);
}
