/** A filter that another page hands over in the address, as a selection; and the one state a condition asks for. Pure. */
import { addDays } from "../../format";
import type { Condition, Selection, Test, Value } from "../../ipc";
import { partsOf } from "../conditions/condition";
import type { DealFilter } from "../questions/dealFilter";

/** What can be asked of deals on their page, in the order of how often it is. */
export const DEAL_FIELDS: readonly string[] = ["status", "owner", "stage", "close_on", "amount", "category", "product", "customer", "pipeline", "closed_on", "created_on"];

type ListKey = "owner_ids" | "product_ids" | "customer_ids" | "stage_ids" | "status" | "category";
const LISTS: Record<string, ListKey> = { owner: "owner_ids", product: "product_ids", customer: "customer_ids", stage: "stage_ids", status: "status", category: "category" };
const RANGES: Record<string, "close" | "closed" | "created"> = { close_on: "close", closed_on: "closed", created_on: "created" };

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
  if (typeof found.reached_stage_id === "number") tests.push({ field: "reached_stage", is: "any_of", values: [found.reached_stage_id] });
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
