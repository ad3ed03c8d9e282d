/** The deals behind a number: the question for the core, and the same conditions as a filter of the deal list. Pure. */
import { href } from "../../shell/router.svelte";
import { contains } from "../periods/period";
import type { Decisive, DealFilter, ForecastQuery, DealId, OwnerId, Part, RecordsQuery, StageId } from "../forecast/types";

export interface Narrow {
  category?: "pipeline" | "best_case" | "commit";
  owner_id?: OwnerId;
  stage_id?: StageId;
}

export interface Group {
  /** "won", "open": what these deals are. */
  label: string;
  /** The question for the core; null: the filter is the whole question. */
  ask: RecordsQuery | null;
  filter: DealFilter;
  count: number;
  minor: number;
  /** What the chosen model counts of them. */
  weighted?: number | undefined;
  /** The ones to show first, in this order; without it, the largest amounts. */
  first?: readonly DealId[];
  /** Chance of the target with and without each of them. */
  swing?: readonly Decisive[];
}

const DAY_MS = 86_400_000;
export const dayBefore = (value: string): string => new Date(Date.parse(value) - DAY_MS).toISOString().slice(0, 10);
export const dayAfter = (value: string): string => new Date(Date.parse(value) + DAY_MS).toISOString().slice(0, 10);

/** The conditions of a part of a forecast over `span`. Overdue deals count in the span that contains today; a past span holds none. */
export function filterOf(query: ForecastQuery, part: Part, span: { start: string; end: string }, today: string, narrow: Narrow = {}): DealFilter {
  const owner = narrow.owner_id ?? query.owner_id ?? null;
  const filter: DealFilter = {
    ...(query.pipeline_id ? { pipeline_id: query.pipeline_id } : {}),
    ...(owner === null ? {} : { owner_ids: [owner] }),
    ...(query.product_id ? { product_ids: [query.product_id] } : {}),
    ...(narrow.stage_id === undefined ? {} : { stage_ids: [narrow.stage_id] }),
    status: [part === "won" ? "won" : "open"],
  };
  const counted = narrow.category ? [narrow.category] : ["pipeline", "best_case", "commit"];
  const now = contains(span, today);
  switch (part) {
    case "won":
      return { ...filter, closed_from: span.start, closed_to: span.end };
    case "open":
      return { ...filter, category: counted, ...(now ? {} : { close_from: span.start > today ? span.start : today }), close_to: span.end };
    case "overdue":
      return { ...filter, category: counted, ...(now ? {} : { close_from: today }), close_to: dayBefore(today) };
    case "undated":
      return { ...filter, category: counted, undated: true };
    case "omitted":
      return { ...filter, category: ["omitted"] };
  }
}

/** Open deals expected in other periods; null when no one filter finds them (they lie before and after a coming period). */
export function elsewhere(query: ForecastQuery, span: { start: string; end: string }, today: string): DealFilter | null {
  const base = filterOf(query, "undated", span, today);
  delete base.undated;
  if (contains(span, today)) return { ...base, close_from: dayAfter(span.end) };
  return span.end < today ? { ...base, undated: false } : null;
}

/** All open deals that count, whenever they are expected. */
export const open = (query: ForecastQuery): DealFilter => {
  const { undated: _, ...rest } = filterOf(query, "undated", { start: "", end: "" }, "");
  return rest;
};

/** The question for `forecast.records`, without what is not narrowed. */
export const askOf = (query: ForecastQuery, part: Part, narrow: Narrow = {}): RecordsQuery => ({ query, part, ...narrow });

/** The deal list, filtered. */
export const dealsHref = (filter: DealFilter): string => href("/deals", { filter: JSON.stringify(filter) });

/** The list sorted and summed like the number: both parts of an outlook. */
export function group(label: string, query: ForecastQuery, part: Part, span: { start: string; end: string }, today: string, sum: { count: number; minor: number }, narrow: Narrow = {}): Group {
  return { label, ask: askOf(query, part, narrow), filter: filterOf(query, part, span, today, narrow), ...sum };
}
