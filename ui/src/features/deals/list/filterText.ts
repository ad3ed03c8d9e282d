/** A part of the filter in words, for its chip. */
import { day, NOTHING } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { ListFilter, Part, Preset } from "./filter";
import { amountRange, categoryText } from "../../../records/deals/labels";

export interface Option {
  value: number;
  label: string;
}
/** Options of the parts that are picked from a list. */
export type Names = Record<"owner_ids" | "product_ids" | "stage_ids", Option[]>;

export function partName(part: Part): string {
  switch (part) {
    case "owner_ids":
      return m.deals_owner();
    case "stage_ids":
      return m.deals_stage();
    case "product_ids":
      return m.deals_product();
    case "customer_ids":
      return m.deals_customer();
    case "category":
      return m.deals_category();
    case "close":
      return m.deals_close_on();
    case "closed":
      return m.deals_closed_on();
    case "created":
      return m.deals_created_on();
    case "amount":
      return m.deals_amount();
    case "ids":
      return m.deals_handed();
  }
}

const PRESET: Record<Preset, () => string> = {
  overdue: m.deals_range_overdue,
  last_month: m.deals_range_last_month,
  this_month: m.deals_range_this_month,
  next_month: m.deals_range_next_month,
  last_quarter: m.deals_range_last_quarter,
  this_quarter: m.deals_range_this_quarter,
  next_quarter: m.deals_range_next_quarter,
  last_30: m.deals_range_last_30,
  next_30: m.deals_range_next_30,
  last_year: m.deals_range_last_year,
  this_year: m.deals_range_this_year,
};
export const presetText = (preset: Preset): string => PRESET[preset]();

function listText(ids: readonly number[] | undefined, options: readonly Option[]): string {
  const found = (ids ?? []).map((id) => options.find((one) => one.value === id)?.label ?? `#${id}`);
  const [first = NOTHING] = found;
  if (found.length === 0) return NOTHING;
  return found.length > 2 ? m.deals_and_others({ first, count: found.length - 1 }) : found.reduce((a, b) => m.deals_two({ a, b }));
}

export function partText(filter: ListFilter, part: Part, names: Names, ws: { today: string; currency: string }): string {
  switch (part) {
    case "owner_ids":
    case "product_ids":
    case "stage_ids":
      return listText(filter[part], names[part]);
    case "customer_ids":
      return m.deals_customers({ count: filter.customer_ids?.length ?? 0 });
    case "category":
      return (filter.category ?? []).map(categoryText).reduce((a, b) => m.deals_two({ a, b }));
    case "amount":
      return filter.no_amount ? m.deals_no_amount() : amountRange(filter.amount_min, filter.amount_max, ws.currency);
    case "ids":
      return m.deals_count({ count: filter.ids?.length ?? 0 });
    case "close":
      if (filter.undated) return m.deals_undated();
      break;
    default:
  }
  const date = part as "close" | "closed" | "created";
  const preset = filter[`${date}_preset`];
  if (preset) return presetText(preset);
  const from = filter[`${date}_from`];
  const to = filter[`${date}_to`];
  if (from && to) return from === to ? day(from, ws.today) : `${day(from, ws.today)} – ${day(to, ws.today)}`;
  return from ? m.deals_from_day({ day: day(from, ws.today) }) : m.deals_to_day({ day: day(to, ws.today) });
}
