/** Which deals a page means, as its parts hold it, and the same as a selection of the core. Pure. */
import { addDays } from "../../format";
import type { CustomerId, Condition, ConditionOp, Day, DealId, PipelineId, ProductId, Selection, StageId, PersonId, Value } from "../../ipc";
import { table } from "../../table";

/** Ranges that move with the calendar, each as the question the core answers. */
export const RANGES = table({
  overdue: ["past"],
  last_month: ["last_month"],
  this_month: ["this_month"],
  next_month: ["next_month"],
  last_quarter: ["last_quarter"],
  this_quarter: ["this_quarter"],
  next_quarter: ["next_quarter"],
  last_30: ["in_last", 30],
  next_30: ["in_next", 30],
  last_year: ["last_year"],
  this_year: ["this_year"],
} as const satisfies Record<string, readonly [ConditionOp, number?]>);
export type Preset = keyof typeof RANGES;

/** All given parts must hold; a list holds when any of its values does. Days are included on both ends. */
export interface DealFilter {
  text?: string;
  owner_ids?: PersonId[];
  product_ids?: ProductId[];
  customer_ids?: CustomerId[];
  status?: string[];
  stage_ids?: StageId[];
  reached_stage_id?: StageId;
  pipeline_id?: PipelineId;
  close_from?: Day;
  close_to?: Day;
  closed_from?: Day;
  closed_to?: Day;
  created_from?: Day;
  created_to?: Day;
  /** Minor units of the base currency. */
  amount_min?: number;
  amount_max?: number;
  no_amount?: boolean;
  undated?: boolean;
  category?: string[];
  ids?: DealId[];
  close_preset?: Preset;
  closed_preset?: Preset;
  created_preset?: Preset;
}

const DAYS = { close: "close_on", closed: "closed_on", created: "created_on" } as const;

/** What the core is asked. */
export function selectionOf(filter: DealFilter): Selection {
  const all: Condition[] = [];
  const ask = (field: string, is: ConditionOp, values: readonly Value[] = []) => void all.push({ field, is, ...(values.length > 0 ? { values: [...values] } : {}) });
  const among = (field: string, values: readonly Value[] | undefined) => {
    if (values && values.length > 0) ask(field, "any_of", values);
  };
  among("pipeline", filter.pipeline_id === undefined ? undefined : [filter.pipeline_id]);
  among("status", filter.status);
  among("stage", filter.stage_ids);
  among("reached_stage", filter.reached_stage_id === undefined ? undefined : [filter.reached_stage_id]);
  among("owner", filter.owner_ids);
  among("product", filter.product_ids);
  among("customer", filter.customer_ids);
  among("category", filter.category);
  for (const [name, field] of Object.entries(DAYS) as [keyof typeof DAYS, string][]) {
    const preset = filter[`${name}_preset`];
    const [from, to] = [filter[`${name}_from`], filter[`${name}_to`]];
    if (preset) {
      const [is, days] = RANGES[preset] as readonly [ConditionOp, number?];
      ask(field, is, days === undefined ? [] : [days]);
    } else if (from && to) ask(field, "between", [from, to]);
    else if (from) ask(field, "after", [addDays(from, -1)]);
    else if (to) ask(field, "before", [addDays(to, 1)]);
  }
  if (filter.amount_min !== undefined) ask("amount", "at_least", [filter.amount_min]);
  if (filter.amount_max !== undefined) ask("amount", "at_most", [filter.amount_max]);
  if (filter.no_amount !== undefined) ask("amount", filter.no_amount ? "empty" : "filled");
  if (filter.undated !== undefined) ask("close_on", filter.undated ? "empty" : "filled");
  const text = filter.text?.trim();
  return { ...(filter.ids ? { ids: [...filter.ids] } : {}), ...(all.length > 0 ? { condition: { all } } : {}), ...(text ? { text } : {}) };
}
