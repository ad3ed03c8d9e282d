/** One typed entrance to every command. Changes make the queries of their topics stale. */
import { locale } from "../i18n.svelte";
import { Failure } from "./failure";
import { COMMANDS, type ChangeId, type Commands } from "./generated";
import { host, type Answer } from "./host";
import { ownChange } from "./own";
import type { Opened } from "./opened";

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]["input"];
export type Output<N extends CommandName> = Commands[N]["output"];
/** Commands without input may be called without one. */
export type Args<N extends CommandName> = Record<string, never> extends Input<N> ? [input?: Input<N>] : [input: Input<N>];

/** The type of `call`, also of one that collects the numbers of changes. */
export type Call = <N extends CommandName>(name: N, ...args: Args<N>) => Promise<Output<N>>;
/** Something that is done through commands; whoever runs it hands over the `call` to use. */
export type Work<T = unknown> = (call: Call) => Promise<T>;

type Listener = (topics: readonly string[] | "all") => void;
const listeners = new Set<Listener>();

/** Called when data on screen may be out of date; answers the function that stops listening. */
export function onStale(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function markStale(topics: readonly string[] | "all"): void {
  for (const listener of [...listeners]) listener(topics);
}

/** Runs a command. Throws a Failure. */
async function run(name: CommandName, input: unknown, opened?: Opened): Promise<Answer> {
  const { kind, topics } = COMMANDS[name];
  let answer: Answer;
  try {
    const seen = kind === "change" ? opened?.seen : undefined;
    const asked = host().rpc(name, input ?? {}, locale.current, ...(seen === undefined ? [] : [seen]));
    answer = await (kind === "change" ? ownChange(asked) : asked);
  } catch (thrown) {
    const failure = Failure.from(thrown, name);
    if (opened && failure.code === "record.changed_meanwhile") {
      // The person is told now: what stands there is shown, and a second save is meant.
      delete opened.seen;
      markStale([...topics, "history"]);
    }
    throw failure;
  }
  if (kind === "change") markStale([...topics, "history"]);
  return answer;
}

/** Runs a command and answers its output. Throws a Failure. */
export async function call<N extends CommandName>(name: N, ...[input]: Args<N>): Promise<Output<N>> {
  return (await run(name, input)).output as Output<N>;
}

/**
 * A `call` of its own, and the numbers of the changes made through it, in their order: what Undo beside a message takes back. `opened` is
 * what its editor knew when it opened.
 */
export function collectChanges(opened?: Opened): { call: Call; changes: readonly ChangeId[] } {
  const changes: ChangeId[] = [];
  const collecting: Call = async <N extends CommandName>(name: N, ...[input]: Args<N>) => {
    const { output, change_id } = await run(name, input, opened);
    if (change_id !== null) changes.push(change_id);
    return output as Output<N>;
  };
  return { call: collecting, changes };
}
