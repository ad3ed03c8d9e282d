/**
 * Deals are still asked for by a filter of their own: this says a condition as such a filter, and a filter handed over by another page as a condition. Pure.
 * When `deals.list` takes a selection like `leads.list`, only `toSelection` is left.
 */
import { addDays } from "../../format";
import type { Condition, ConditionField, ConditionOp, Day, DealFilter, Selection, Test, Value } from "../../ipc";
import { partsOf } from "../conditions/condition";
import { CATEGORIES, STATUSES } from "./labels";

const DAYS: ConditionOp[] = ["past", "today", "this_week", "this_month", "this_quarter", "in_next", "in_last", "before", "after", "on", "between"];
const field = (name: string, kind: ConditionField["kind"], ops: ConditionOp[], choices: readonly string[] = []): ConditionField => ({ name, kind, ops, choices: [...choices], sorts: false });

/** What can be asked of deals, in the order of how often it is. */
export const DEAL_FIELDS: readonly ConditionField[] = [
  field("status", "choice", ["any_of"], STATUSES),
  field("owner", "person", ["any_of"]),
  field("stage", "choice", ["any_of"]),
  field("close_on", "day", [...DAYS, "empty", "filled"]),
  field("amount", "money", ["at_least", "at_most", "between", "empty", "filled"]),
  field("category", "choice", ["any_of"], CATEGORIES),
  field("product", "choice", ["any_of"]),
  field("customer", "choice", ["any_of"]),
  field("pipeline", "choice", ["any_of"]),
  field("closed_on", "day", DAYS),
  field("created_on", "day", DAYS),
];

type ListKey = "owner_ids" | "product_ids" | "customer_ids" | "stage_ids" | "status" | "category";
const LISTS: Record<string, ListKey> = { owner: "owner_ids", product: "product_ids", customer: "customer_ids", stage: "stage_ids", status: "status", category: "category" };
const RANGES: Record<string, "close" | "closed" | "created"> = { close_on: "close", closed_on: "closed", created_on: "created" };

const pad = (n: number): string => String(n).padStart(2, "0");
/** The first day of the month `offset` months after the month of `today`. */
function monthStart(today: string, offset: number): string {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const at = year * 12 + month - 1 + offset;
  return `${Math.floor(at / 12)}-${pad((at % 12) + 1)}-01`;
}

/** From and to (both included) of a question about days, as the core reads it. */
export function rangeOf({ is, values = [] }: Pick<Test, "is" | "values">, today: string, fiscalStart: number): { from?: string; to?: string } {
  const months = (start: number, length: number) => ({ from: monthStart(today, start), to: addDays(monthStart(today, start + length), -1) });
  const [one, two] = values.map(String);
  const days = Number(values[0] ?? 1);
  switch (is) {
    case "past":
      return { to: addDays(today, -1) };
    case "today":
      return { from: today, to: today };
    case "this_week": {
      const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
      return { from: monday, to: addDays(monday, 6) };
    }
    case "this_month":
      return months(0, 1);
    case "this_quarter":
      return months(-(((Number(today.slice(5, 7)) - fiscalStart + 12) % 12) % 3), 3);
    case "in_next":
      return { from: today, to: addDays(today, days - 1) };
    case "in_last":
      return { from: addDays(today, 1 - days), to: today };
    case "on":
      return one ? { from: one, to: one } : {};
    case "before":
      return one ? { to: addDays(one, -1) } : {};
    case "after":
      return one ? { from: addDays(one, 1) } : {};
    case "between":
      return { ...(one ? { from: one } : {}), ...(two ? { to: two } : {}) };
    default:
      return {};
  }
}

/** What the core is asked. Two tests of one field narrow each other. */
export function toDealFilter({ ids, text, condition }: Selection, today: string, fiscalStart: number): DealFilter {
  const out: DealFilter = { ...(text ? { text } : {}), ...(ids ? { ids: ids as never } : {}) };
  const later = (a: string | undefined, b: string): Day => (a !== undefined && a > b ? a : b) as Day;
  const earlier = (a: string | undefined, b: string): Day => (a !== undefined && a < b ? a : b) as Day;
  for (const part of partsOf(condition ?? { all: [] })) {
    if (!("field" in part)) continue;
    const { field, is, values = [] } = part;
    const list = LISTS[field];
    const range = RANGES[field];
    if (list) {
      const before = out[list] as Value[] | undefined;
      Object.assign(out, { [list]: before ? before.filter((value) => values.includes(value)) : [...values] });
      // Nothing is in both: an empty list would ask for all.
      if (before && out[list]?.length === 0) out.ids = [];
    } else if (field === "pipeline") out.pipeline_id = values[0] as never;
    else if (field === "amount") {
      if (is === "empty") out.no_amount = true;
      else if (is === "filled") out.no_amount = false;
      const [low, high] = is === "at_most" ? [undefined, values[0]] : values;
      if (low !== undefined) out.amount_min = Math.max(out.amount_min ?? Number(low), Number(low));
      if (high !== undefined) out.amount_max = Math.min(out.amount_max ?? Number(high), Number(high));
    } else if (range && (is === "empty" || is === "filled")) out.undated = is === "empty";
    else if (range) {
      const { from, to } = rangeOf(part, today, fiscalStart);
      if (from) out[`${range}_from`] = later(out[`${range}_from`], from);
      if (to) out[`${range}_to`] = earlier(out[`${range}_to`], to);
    }
  }
  return out;
}

const LIST_FIELDS = Object.entries(LISTS);

/** A filter from an address as a selection: known names only; null when it cannot be read. */
export function toSelection(written: string | null): Selection | null {
  if (!written) return null;
  let found: DealFilter;
  try {
    const read: unknown = JSON.parse(written);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return null;
    found = read as DealFilter;
  } catch {
    return null;
  }
  const tests: Test[] = [];
  for (const [field, key] of LIST_FIELDS) {
    const values = found[key];
    if (Array.isArray(values) && values.length > 0) tests.push({ field, is: "any_of", values: values as Value[] });
  }
  if (typeof found.pipeline_id === "number") tests.push({ field: "pipeline", is: "any_of", values: [found.pipeline_id] });
  for (const [field, name] of Object.entries(RANGES)) {
    const from = found[`${name}_from`];
    const to = found[`${name}_to`];
    if (from && to) tests.push({ field, is: "between", values: [from, to] });
    else if (from) tests.push({ field, is: "after", values: [addDays(from, -1)] });
    else if (to) tests.push({ field, is: "before", values: [addDays(to, 1)] });
  }
  if (typeof found.undated === "boolean") tests.push({ field: "close_on", is: found.undated ? "empty" : "filled" });
  const { amount_min: low, amount_max: high, no_amount: none } = found;
  if (low !== undefined && high !== undefined) tests.push({ field: "amount", is: "between", values: [low, high] });
  else if (low !== undefined) tests.push({ field: "amount", is: "at_least", values: [low] });
  else if (high !== undefined) tests.push({ field: "amount", is: "at_most", values: [high] });
  if (typeof none === "boolean") tests.push({ field: "amount", is: none ? "empty" : "filled" });
  return { ...(found.ids ? { ids: found.ids as never } : {}), ...(found.text ? { text: found.text } : {}), ...(tests.length > 0 ? { condition: { all: tests } } : {}) };
}

/** The one state a condition asks for; "all" for none or several. */
export function statusOf(condition: Condition): "open" | "won" | "lost" | "all" {
  const asked = partsOf(condition).flatMap((part) => ("field" in part && part.field === "status" ? [part.values ?? []] : []));
  const [only] = asked.length === 1 ? (asked[0] ?? []) : [];
  return asked.length === 1 && asked[0]?.length === 1 && (only === "open" || only === "won" || only === "lost") ? only : "all";
}
