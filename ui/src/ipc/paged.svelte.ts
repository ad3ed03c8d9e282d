/** Lists that come in pages with a cursor. A cursor is the key of a page's last row, so that any page can be read again by itself. */
import { untrack } from "svelte";
import { call, type CommandName, type Input, type Output } from "./call";
import { COMMANDS, type Commands } from "./generated";
import { live, type Query } from "./query.svelte";

type PagedName = { [N in CommandName]: Commands[N]["output"] extends { rows: { id: unknown }[]; next: string | null } ? N : never }[CommandName];
type RowOf<N extends PagedName> = Output<N>["rows"][number];

export interface PagedQuery<Row> extends Omit<Query<Row[]>, "set"> {
  /** All rows loaded so far. */
  readonly rows: Row[];
  /** False at the end of the list. */
  readonly more: boolean;
  /** Loads the next page; VirtualGrid calls it near the end. */
  loadMore(): Promise<void>;
  /** Says which rows are in view: from, up to not including. Those are what is read again; the others when they come into view. */
  view(first: number, last: number): Promise<void>;
}

interface Page {
  rows: { id: unknown }[];
  /** Where the page behind it begins; null after the last. */
  next: string | null;
}
interface Loaded {
  key: string;
  pages: Page[];
  rows: Page["rows"];
}

/** What each list showed last: who comes back sees it at once. */
const left = new Map<string, Loaded>();

const whole = (key: string, pages: Page[]): Loaded => ({ key, pages, rows: pages.flatMap((page) => page.rows) });

export function pagedQuery<N extends PagedName>(name: N, input: () => Omit<Input<N>, "after"> | null, pageSize = 200): PagedQuery<RowOf<N>> {
  /** Pages that are as they stand in the file, as far as anybody knows. */
  let fresh = new WeakSet<Page>();
  let seen = { first: 0, last: 1 };
  let loadingMore = false;
  let catchingUp = false;
  const keyNow = () => {
    const now = input();
    return now === null ? null : JSON.stringify(now);
  };
  const read = (after: string | null | undefined) => (call as unknown as (name: N, input: unknown) => Promise<Page>)(name, { ...input(), limit: pageSize, ...(after ? { after } : {}) });

  /** The numbers of the pages in view, at least of one. */
  function inView(pages: readonly Page[]): number[] {
    let begin = 0;
    const found = [...pages.keys()].filter((at) => {
      const from = begin;
      begin += pages[at]?.rows.length ?? 0;
      return from < seen.last && begin > seen.first;
    });
    return found.length > 0 ? found : [Math.max(0, pages.length - 1)];
  }
  /** The same list with the pages in view as they are now; the very same object when nothing changed. */
  async function reread(before: Loaded): Promise<Loaded> {
    const pages = [...before.pages];
    const numbers = inView(pages);
    for (const at of numbers) {
      if (at >= pages.length) break;
      const got = await read(pages[at - 1]?.next);
      const page = JSON.stringify(got) === JSON.stringify(pages[at]) ? (pages[at] as Page) : got;
      fresh.add(page);
      pages[at] = page;
      if (page.next === null) pages.length = at + 1;
    }
    if (pages.length === before.pages.length && pages.every((page, at) => page === before.pages[at])) return before;
    // A row that was read again elsewhere has left the pages that were not.
    const ids = new Set(numbers.flatMap((at) => pages[at]?.rows.map(({ id }) => id) ?? []));
    return whole(
      before.key,
      pages.map((page, at) => (numbers.includes(at) || !page.rows.some(({ id }) => ids.has(id)) ? page : { ...page, rows: page.rows.filter(({ id }) => !ids.has(id)) })),
    );
  }

  const known = left.get(name);
  const base = live<Loaded>({
    key: keyNow,
    topics: COMMANDS[name].topics,
    start: known?.key === untrack(keyNow) ? known : undefined,
    compares: true,
    async fetch(before) {
      const key = keyNow() ?? "";
      fresh = new WeakSet();
      if (before?.key === key) return reread(before);
      const page = await read(undefined);
      fresh.add(page);
      return whole(key, [page]);
    },
  });
  $effect(() => {
    if (base.data) left.set(name, base.data);
  });

  return {
    get data() {
      return base.data?.rows as RowOf<N>[] | undefined;
    },
    get rows() {
      return (base.data?.rows ?? []) as RowOf<N>[];
    },
    get failure() {
      return base.failure;
    },
    get loading() {
      return base.loading;
    },
    get refreshing() {
      return base.refreshing;
    },
    get more() {
      return Boolean(base.data?.pages.at(-1)?.next);
    },
    refetch: base.refetch,
    async loadMore() {
      const from = base.data;
      const after = from?.pages.at(-1)?.next;
      if (!from || !after || loadingMore || from.key !== keyNow()) return;
      loadingMore = true;
      try {
        const page = await read(after);
        if (base.data !== from) return;
        fresh.add(page);
        base.put(whole(from.key, [...from.pages, page]));
      } finally {
        loadingMore = false;
      }
    },
    async view(first, last) {
      seen = { first, last };
      if (catchingUp) return;
      catchingUp = true;
      try {
        for (;;) {
          const from = base.data;
          if (!from || from.key !== keyNow() || inView(from.pages).every((at) => fresh.has(from.pages[at] as Page))) return;
          const next = await reread(from);
          if (base.data === from && next !== from) base.put(next);
        }
      } catch {
        // What is on screen stays; scrolling on asks again.
      } finally {
        catchingUp = false;
      }
    },
  };
}
