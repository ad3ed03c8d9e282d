/** The likely pairs of one kind of record: kept on screen while they are worked out again, without those decided meanwhile. */
import { untrack } from "svelte";
import { onStale, query, type Query, type Review, type ReviewPage, type ReviewPair } from "../../ipc";
import type { Mergeable } from "../../records/duplicates/labels";
import { keyOf, open } from "./pairs";

/** Asked again so often while the pairs are being worked out. */
const AGAIN_MS = 400;
/** Pairs listed at first, and how many more each time; the command gives 500 at most. */
export const STEP = 50;
export const MOST_LISTED = 500;

interface Settled {
  decided: ReadonlySet<string>;
  gone: ReadonlySet<number>;
}
const NOTHING_SETTLED: Settled = { decided: new Set(), gone: new Set() };

export function reviewOf(entity: () => Mergeable) {
  let limit = $state(STEP);
  let last = $state.raw<{ entity: Mergeable; page: ReviewPage } | null>(null);
  let settled = $state.raw<Settled>(NOTHING_SETTLED);
  let acting = 0;

  const ask = (which: Mergeable): Query<Review> => {
    // One query for each kind: what was found among leads is never on screen as customers.
    const asked: Query<Review> = query("duplicates.review", () => (entity() === which ? { entity: which, limit } : null), { every: () => (entity() === which && asked.data?.state === "running" ? AGAIN_MS : null) });
    return asked;
  };
  const all: Record<Mergeable, Query<Review>> = { leads: ask("leads"), contacts: ask("contacts"), customers: ask("customers") };
  const now = $derived(all[entity()]);

  $effect.pre(() => {
    const which = entity();
    const answer = all[which].data;
    untrack(() => {
      if (last?.entity !== which) {
        last = null;
        settled = NOTHING_SETTLED;
      }
      if (answer?.state === "ready") {
        last = { entity: which, page: answer };
        settled = NOTHING_SETTLED;
      }
    });
  });
  // Somebody else's change, or an undo: what was hidden may be back.
  $effect(() => onStale(() => void (acting === 0 && (settled = NOTHING_SETTLED))));

  const page = $derived(last?.entity === entity() ? last.page : undefined);
  const pairs = $derived(page ? open(page.pairs, settled.decided, settled.gone) : []);

  return {
    get page() {
      return page;
    },
    get pairs(): ReviewPair[] {
      return pairs;
    },
    /** Likely pairs in all, as far as known. */
    get total() {
      return page ? Math.max(pairs.length, page.total - (page.pairs.length - pairs.length)) : 0;
    },
    get failure() {
      return now.failure;
    },
    /** How far, in basis points, while the pairs are being worked out; null when they are not. */
    get running(): number | null {
      return now.data?.state === "running" ? now.data.done_bp : null;
    },
    get more() {
      return page !== undefined && page.total > page.pairs.length && limit < MOST_LISTED;
    },
    /** There are more pairs than can be listed. */
    get cut() {
      return page !== undefined && page.total > page.pairs.length && limit >= MOST_LISTED;
    },
    listMore(): void {
      limit = Math.min(MOST_LISTED, limit + 2 * STEP);
    },
    refetch: () => now.refetch(),
    /** Runs a change and takes what it settled off the screen at once. */
    async settle(work: () => Promise<boolean>, what: { decided?: readonly ReviewPair[]; gone?: readonly number[] }): Promise<boolean> {
      acting += 1;
      try {
        const worked = await work();
        if (worked) this.hide(what);
        return worked;
      } finally {
        acting -= 1;
      }
    },
    hide(what: { decided?: readonly ReviewPair[]; gone?: readonly number[] }): void {
      settled = { decided: new Set([...settled.decided, ...(what.decided ?? []).map(keyOf)]), gone: new Set([...settled.gone, ...(what.gone ?? [])]) };
    },
  };
}
export type Reviewing = ReturnType<typeof reviewOf>;
