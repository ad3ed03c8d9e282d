/** Records for the palette: what was typed is asked a moment later, and an answer that comes too late is not shown. */
import { untrack } from "svelte";
import { call, Failure, type SearchGroup, type SearchHit, type SearchHits } from "../../ipc";

/** Hits of each kind in the palette. */
const SHOWN = 5;
/** While somebody types on, nothing is asked. */
const PAUSE_MS = 60;

export interface RecordSearch {
  /** Kinds with hits; for nothing typed, none. */
  readonly groups: readonly SearchGroup[];
  /** Records worked on lately. */
  readonly lately: readonly SearchHit[];
  readonly slip: boolean;
  /** Records not searched yet. */
  readonly waiting: number;
  readonly failure: Failure | undefined;
  /** Whether what is shown answers what is typed now. */
  readonly settled: boolean;
}

/** Searches for `text()` while `open()`. */
export function recordSearch(text: () => string, open: () => boolean): RecordSearch {
  const typed = $derived(text().trim());
  let answer = $state.raw<{ text: string; hits: SearchHits } | null>(null);
  let lately = $state.raw<readonly SearchHit[]>([]);
  let failure = $state.raw<Failure | undefined>(undefined);

  $effect(() => {
    if (!open()) {
      untrack(() => {
        answer = null;
        failure = undefined;
      });
      return;
    }
    call("search.recent").then(
      (recent) => (lately = recent.hits),
      // An empty search without them is no failure worth a word.
      () => (lately = []),
    );
  });
  $effect(() => {
    const wanted = typed;
    if (!open() || wanted === "") return;
    let stale = false;
    const timer = setTimeout(() => {
      call("search.find", { text: wanted, limit: SHOWN }).then(
        (hits) => {
          if (stale) return;
          answer = { text: wanted, hits };
          failure = undefined;
        },
        (thrown: unknown) => {
          if (stale) return;
          answer = null;
          failure = Failure.from(thrown);
        },
      );
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  });

  const hits = $derived(typed === "" ? null : (answer?.hits ?? null));
  return {
    get groups() {
      return hits?.groups ?? [];
    },
    get lately() {
      return typed === "" ? lately : [];
    },
    get slip() {
      return hits?.slip ?? false;
    },
    get waiting() {
      return hits?.waiting ?? 0;
    },
    get failure() {
      return typed === "" ? undefined : failure;
    },
    get settled() {
      return typed === "" || failure !== undefined || answer?.text === typed;
    },
  };
}
