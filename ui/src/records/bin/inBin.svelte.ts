/** Looks for one record in the recycle bin. */
import { call, query, type RecordKind, type BinPage, type BinRow } from "../../ipc";

/** Rows of one look; the command gives no more. */
const PAGE = 500;

/**
 * The record in the bin, wherever it lies in it. The newest are asked first, and again when something changes; behind them the bin is
 * looked through page by page, for `bin.list` cannot be asked for one id.
 */
export function inBin(kind: () => RecordKind, id: () => number) {
  const newest = query("bin.list", () => ({ kind: kind(), limit: PAGE }));
  let older = $state.raw<{ key: string; row: BinRow | undefined } | null>(null);
  const key = $derived(`${kind()} ${id()}`);
  const first = $derived(newest.data?.rows.find((row) => row.id === id()));

  $effect(() => {
    const page = newest.data;
    const wanted = { kind: kind(), id: id(), key };
    if (!page || first) return;
    let left = false;
    void lookBehind(page, wanted, () => left).then((row) => {
      if (!left) older = { key: wanted.key, row };
    });
    return () => {
      left = true;
    };
  });

  return {
    /** Until it is found, or the whole bin was looked through. */
    get looking() {
      return newest.loading || (newest.data !== undefined && !first && older?.key !== key);
    },
    get row(): BinRow | undefined {
      return first ?? (older?.key === key ? older.row : undefined);
    },
    /** Whether the reader may bring it back. */
    get may(): boolean {
      return newest.data?.counts.some((one) => one.kind === kind() && one.restores) === true;
    },
  };
}

async function lookBehind(page: BinPage, { kind, id }: { kind: RecordKind; id: number }, left: () => boolean): Promise<BinRow | undefined> {
  try {
    for (let after = page.next; after !== null && !left(); ) {
      const { rows, next } = await call("bin.list", { kind, limit: PAGE, after });
      const row = rows.find((one) => one.id === id);
      if (row) return row;
      after = next;
    }
  } catch {
    // What could not be looked through is said to be nowhere, with the way to the bin and to the history.
  }
  return undefined;
}
