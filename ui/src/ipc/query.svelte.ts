/** Reactive reading: a query refetches when its input, the language or one of its topics changes, and keeps the old answer meanwhile. */
import { untrack } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { locale } from "../i18n.svelte";
import { call, onStale, type CommandName, type Input, type Output } from "./call";
import { Failure } from "./failure";
import { COMMANDS } from "./generated";

/** Queries now on the wire; the shell shows a hairline when one takes long. */
export const inFlight = new SvelteSet<symbol>();

export interface QueryOptions {
  /** Ask again every so many milliseconds while this answers a number (progress of a job). */
  every?: () => number | null;
}

export interface Query<T> {
  /** The last good answer; undefined only before the first one. */
  readonly data: T | undefined;
  /** Why the last attempt failed. With `data` present, show it beside the data, not instead of it. */
  readonly failure: Failure | undefined;
  /** True until the first answer or failure: draw a Skeleton. */
  readonly loading: boolean;
  /** True while a refetch runs with older data on screen. */
  readonly refreshing: boolean;
  /** Done when an answer that was asked for now or later is on screen. */
  refetch(): Promise<void>;
  /** Replaces the answer on screen, for a change whose result is known before the command returns. The next refetch overwrites it. */
  set(next: T): void;
}

interface Source<T> {
  key: () => string | null;
  /** Given what is on screen now, and whether somebody wants it asked anew, whatever is on its way. */
  fetch: (before: T | undefined, anew: boolean) => Promise<T>;
  /** What to show until the first answer. */
  start?: T | undefined;
  /** `fetch` gives what is on screen back when nothing changed; otherwise answers are compared by their text. */
  compares?: boolean;
  topics: readonly string[];
  every?: () => number | null;
}

function touches(topics: readonly string[], stale: readonly string[] | "all"): boolean {
  return stale === "all" || topics.some((topic) => stale.includes(topic));
}

/** The engine behind `query`, `pagedQuery` and the board. Must run inside a component or an effect root. */
export function live<T>(source: Source<T>): Query<T> & { put(next: T): void } {
  let data = $state.raw<T | undefined>(source.start);
  let failure = $state.raw<Failure | undefined>(undefined);
  let running = $state(0);
  let settled = $state(false);
  let turn = 0;
  let text: string | undefined;
  let newest: Promise<void> = Promise.resolve();

  /** Asks. When somebody asks again meanwhile, that answer is the one that counts, and is waited for. */
  function read(anew = false): Promise<void> {
    if (untrack(source.key) === null) return newest;
    const own: Promise<void> = attempt(anew).then(() => (newest === own ? undefined : newest));
    return (newest = own);
  }
  async function attempt(anew: boolean): Promise<void> {
    const mine = ++turn;
    const ticket = Symbol();
    running += 1;
    inFlight.add(ticket);
    try {
      const next = await untrack(() => source.fetch(data, anew));
      if (mine !== turn) return;
      // An equal answer keeps the object on screen, so nothing is drawn again.
      const written = source.compares ? undefined : JSON.stringify(next);
      if (source.compares ? next !== data : written !== text) data = next;
      text = written;
      failure = undefined;
      settled = true;
    } catch (thrown) {
      if (mine !== turn) return;
      failure = Failure.from(thrown);
      settled = true;
    } finally {
      running -= 1;
      inFlight.delete(ticket);
    }
  }

  // Compared by its text: what it is made of may change without the question being another.
  const asked = $derived(source.key());
  $effect.pre(() => {
    const key = asked;
    void locale.current;
    untrack(() => {
      if (key === null) {
        turn += 1;
        data = undefined;
        text = undefined;
        failure = undefined;
        settled = false;
      } else void read();
    });
  });
  $effect(() => onStale((stale) => void (touches(source.topics, stale) && read())));
  $effect(() => {
    const ms = source.every?.() ?? null;
    if (ms === null) return;
    const timer = setInterval(() => void (running === 0 && read()), ms);
    return () => clearInterval(timer);
  });
  $effect(() => () => void (turn += 1));

  return {
    get data() {
      return data;
    },
    get failure() {
      return failure;
    },
    get loading() {
      return !settled && data === undefined;
    },
    get refreshing() {
      return running > 0 && data !== undefined;
    },
    refetch: () => read(true),
    set(next) {
      turn += 1;
      data = next;
      text = undefined;
    },
    put(next) {
      data = next;
      text = undefined;
    },
  };
}

/** Questions put in this turn of the event loop: several parts of a page that ask the same wait for one answer. */
const asking = new Map<string, Promise<unknown>>();
// First of all who listen: what is stale is asked anew, once for all of them.
onStale(() => asking.clear());

type Ask<N extends CommandName> = (name: N, input: Input<N>) => Promise<Output<N>>;

function askOnce<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
  const key = `${name} ${JSON.stringify(input)}`;
  const asked = asking.get(key) ?? (call as Ask<N>)(name, input);
  asking.set(key, asked);
  queueMicrotask(() => asking.delete(key));
  return asked as Promise<Output<N>>;
}

/**
 * Reads `name` and keeps reading it. `input` is a function, so that it may use runes; null means "not yet".
 * `const board = query("board.get", () => (pipelineId ? { pipeline_id: pipelineId } : null));`
 */
export function query<N extends CommandName>(name: N, input: () => Input<N> | null, options: QueryOptions = {}): Query<Output<N>> {
  return live<Output<N>>({
    key: () => {
      const now = input();
      return now === null ? null : JSON.stringify(now);
    },
    fetch: (_, anew) => (anew ? (call as Ask<N>) : askOnce<N>)(name, input() as Input<N>),
    topics: COMMANDS[name].topics,
    ...(options.every ? { every: options.every } : {}),
  });
}
