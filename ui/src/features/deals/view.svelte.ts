/** What the list of deals looks like, kept on this device, and the way back into it from a record. */
import { keep } from "../../keep.svelte";
import { newLayout, type Sort } from "../../kit";
import type { ListFilter } from "./filter";

/** The list as it was left. */
export const listView = () =>
  keep("deals.list", { filter: { status: ["open"] } as ListFilter, sort: [{ column: "close_on", desc: false }] as Sort[], layout: newLayout(), peek: false }, { disk: true });

/** Where one was in it. */
export const listPlace = () => keep("deals.place", { top: 0, cursor: -1 });

interface Trail {
  /** Deals in the order they were seen. */
  ids: number[];
  /** All there were; may be more than `ids`. */
  total: number;
  /** Where the trail begins: "/deals" or "/pipeline". */
  from: string;
}
const trail = () => keep<Trail>("deals.trail", { ids: [], total: 0, from: "/deals" });

/** Remembers the list a record is opened from, for previous and next. */
export function leaveTrail(ids: readonly number[], from: string, total = ids.length): void {
  Object.assign(trail(), { ids: [...ids], from, total });
}

/** Where a record stands in the trail. Pure. */
export function placeIn(ids: readonly number[], id: number): { at: number; before: number | null; after: number | null } {
  const at = ids.indexOf(id);
  return { at, before: at > 0 ? (ids[at - 1] ?? null) : null, after: at >= 0 ? (ids[at + 1] ?? null) : null };
}

/** Where a record stands in the list it was opened from; `at` is −1 when it was opened from elsewhere. */
export function onTrail(id: number): { at: number; before: number | null; after: number | null; total: number; from: string } {
  const now = trail();
  return { ...placeIn(now.ids, id), total: Math.max(now.total, now.ids.length), from: now.from };
}
