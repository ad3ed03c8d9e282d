/** The filter of the deal list: its parts, and how it travels in an address. Pure. */
import type { DealFilter, Preset } from "../../../records/deals/dealFilter";

export type { Preset };

/** Which dates can be filtered, and which ranges make sense for each. */
export const DATES = {
  close: ["overdue", "this_month", "next_month", "this_quarter", "next_quarter", "next_30", "this_year"],
  closed: ["this_month", "last_month", "this_quarter", "last_quarter", "last_30", "this_year", "last_year"],
  created: ["this_month", "last_month", "this_quarter", "last_quarter", "last_30", "this_year", "last_year"],
} as const satisfies Record<string, readonly Preset[]>;
export type DateName = keyof typeof DATES;

export type ListFilter = DealFilter;

const NAMES: readonly (keyof ListFilter)[] = [
  "text", "owner_ids", "product_ids", "customer_ids", "status", "stage_ids", "reached_stage_id", "pipeline_id", "close_from", "close_to", "closed_from", "closed_to", "created_from", "created_to",
  "amount_min", "amount_max", "no_amount", "undated", "category", "ids", "close_preset", "closed_preset", "created_preset",
];

/** A filter from an address: known names only; null when it cannot be read. */
export function readFilter(text: string | null): ListFilter | null {
  if (!text) return null;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
    return Object.fromEntries(Object.entries(found).filter(([key, value]) => NAMES.includes(key as keyof ListFilter) && value !== null)) as ListFilter;
  } catch {
    return null;
  }
}

/** Parts of a filter that have a chip of their own. */
export const PARTS = ["owner_ids", "stage_ids", "product_ids", "customer_ids", "category", "close", "closed", "created", "amount", "ids"] as const;
export type Part = (typeof PARTS)[number];

export function isSet(filter: ListFilter, part: Part): boolean {
  switch (part) {
    case "close":
      return Boolean(filter.close_preset || filter.close_from || filter.close_to || filter.undated);
    case "closed":
      return Boolean(filter.closed_preset || filter.closed_from || filter.closed_to);
    case "created":
      return Boolean(filter.created_preset || filter.created_from || filter.created_to);
    case "amount":
      return filter.amount_min !== undefined || filter.amount_max !== undefined || Boolean(filter.no_amount);
    case "ids":
      return filter.ids !== undefined;
    default:
      return (filter[part]?.length ?? 0) > 0;
  }
}

/** Drops one part, in place. */
export function clearPart(filter: ListFilter, part: Part): void {
  const gone: (keyof ListFilter)[] =
    part === "close"
      ? ["close_preset", "close_from", "close_to", "undated"]
      : part === "closed" || part === "created"
        ? [`${part}_preset`, `${part}_from`, `${part}_to`]
        : part === "amount"
          ? ["amount_min", "amount_max", "no_amount"]
          : [part];
  for (const key of gone) delete filter[key];
}

/** Whether anything beside the state and the pipeline narrows the list. */
export const isNarrowed = (filter: ListFilter): boolean => Boolean(filter.text?.trim()) || PARTS.some((part) => isSet(filter, part));

/** The state shown in the switch: one of open, won, lost, all; null for another mix. */
export function statusChoice(filter: ListFilter): "open" | "won" | "lost" | "all" | null {
  const status = filter.status ?? [];
  if (status.length === 0 || status.length === 3) return "all";
  const [only] = status;
  return status.length === 1 && (only === "open" || only === "won" || only === "lost") ? only : null;
}
