/** The list a lead was opened from, for previous and next. */
import { keep } from "../../keep.svelte";
import { placeIn } from "../deals/view.svelte";

const trail = () => keep("lead.trail", { ids: [] as number[], total: 0, from: "/leads" });

/** Remembers the list a lead is opened from: its ids in the order they were seen. `total` may be more than those. */
export function openFrom(ids: readonly number[], from = "/leads", total = ids.length): void {
  Object.assign(trail(), { ids: [...ids], from, total });
}

/** Where a lead stands in that list; `at` is −1 when it was opened from elsewhere. */
export function onTrail(id: number): { at: number; before: number | null; after: number | null; total: number; from: string } {
  const now = trail();
  return { ...placeIn(now.ids, id), total: Math.max(now.total, now.ids.length), from: now.from };
}
