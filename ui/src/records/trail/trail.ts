/** The list a record was opened from, for "previous" and "next" on its page. It lasts as long as the window. */
import { persisted } from "../../persisted.svelte";

export interface Place {
  /** Its place in the list; −1 when the record was opened from elsewhere. */
  at: number;
  before: number | null;
  after: number | null;
  total: number;
  /** The address of the list. */
  from: string;
}

/** Where a record stands among others. Pure. */
export function placeIn(ids: readonly number[], id: number): Pick<Place, "at" | "before" | "after"> {
  const at = ids.indexOf(id);
  return { at, before: at > 0 ? (ids[at - 1] ?? null) : null, after: at >= 0 ? (ids[at + 1] ?? null) : null };
}

/** The trail of one kind of record, which begins at `home` unless another list is named. */
export function trail(name: string, home: string) {
  const state = () => persisted(name, { ids: [] as number[], total: 0, from: home });
  return {
    /** Remembers the list: its ids in the order they were seen. `total` may be more than those. */
    leave(ids: readonly number[], from = home, total = ids.length): void {
      Object.assign(state(), { ids: [...ids], from, total });
    },
    at(id: number): Place {
      const now = state();
      return { ...placeIn(now.ids, id), total: Math.max(now.total, now.ids.length), from: now.from };
    },
  };
}
