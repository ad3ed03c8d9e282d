/** The filter of the deal list: what the core understands, plus ranges that move with the calendar. Pure. */
import { addDays } from "../../../format";
import type { Day, DealFilter } from "../../../ipc";

export const PRESETS = ["overdue", "last_month", "this_month", "next_month", "last_quarter", "this_quarter", "next_quarter", "last_30", "next_30", "last_year", "this_year"] as const;
export type Preset = (typeof PRESETS)[number];

/** Which dates can be filtered, and which ranges make sense for each. */
export const DATES = {
  close: ["overdue", "this_month", "next_month", "this_quarter", "next_quarter", "next_30", "this_year"],
  closed: ["this_month", "last_month", "this_quarter", "last_quarter", "last_30", "this_year", "last_year"],
  created: ["this_month", "last_month", "this_quarter", "last_quarter", "last_30", "this_year", "last_year"],
} as const satisfies Record<string, readonly Preset[]>;
export type DateName = keyof typeof DATES;

/** A DealFilter handed over by another page is a ListFilter as it is. */
export interface ListFilter extends DealFilter {
  close_preset?: Preset;
  closed_preset?: Preset;
  created_preset?: Preset;
}

const pad = (n: number): string => String(n).padStart(2, "0");

/** The first day of the month `offset` months after the month of `today`. */
function monthStart(today: string, offset: number): string {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const at = year * 12 + month - 1 + offset;
  return `${Math.floor(at / 12)}-${pad((at % 12) + 1)}-01`;
}

/** From and to (both included) of a range on `today`, in a business year that begins in `fiscalStart`. */
export function presetRange(preset: Preset, today: string, fiscalStart: number): { from?: string; to?: string } {
  const months = (start: number, length: number) => ({ from: monthStart(today, start), to: addDays(monthStart(today, start + length), -1) });
  const month = Number(today.slice(5, 7));
  /** Months since the business year began. */
  const into = (month - fiscalStart + 12) % 12;
  switch (preset) {
    case "overdue":
      return { to: addDays(today, -1) };
    case "last_month":
      return months(-1, 1);
    case "this_month":
      return months(0, 1);
    case "next_month":
      return months(1, 1);
    case "last_quarter":
      return months(-(into % 3) - 3, 3);
    case "this_quarter":
      return months(-(into % 3), 3);
    case "next_quarter":
      return months(-(into % 3) + 3, 3);
    case "last_30":
      return { from: addDays(today, -30), to: today };
    case "next_30":
      return { from: today, to: addDays(today, 30) };
    case "last_year":
      return months(-into - 12, 12);
    case "this_year":
      return months(-into, 12);
  }
}

/** What the core is asked. */
export function toDealFilter(filter: ListFilter, today: string, fiscalStart: number): DealFilter {
  const { close_preset, closed_preset, created_preset, ...rest } = filter;
  const out: DealFilter = { ...rest };
  const put = (name: DateName, preset: Preset | undefined) => {
    if (!preset) return;
    const { from, to } = presetRange(preset, today, fiscalStart);
    if (from) out[`${name}_from`] = from as Day;
    if (to) out[`${name}_to`] = to as Day;
  };
  put("close", close_preset);
  put("closed", closed_preset);
  put("created", created_preset);
  const text = out.text?.trim();
  if (text) out.text = text;
  else delete out.text;
  for (const [key, value] of Object.entries(out)) if (value === undefined || value === null || (Array.isArray(value) && value.length === 0 && key !== "ids")) delete out[key as keyof DealFilter];
  return out;
}

const NAMES: readonly (keyof ListFilter)[] = [
  "text", "owner_ids", "product_ids", "customer_ids", "status", "stage_ids", "pipeline_id", "close_from", "close_to", "closed_from", "closed_to", "created_from", "created_to",
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
