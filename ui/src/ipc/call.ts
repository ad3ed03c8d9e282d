/** One typed entrance to every command. Changes make the queries of their topics stale. */
import { locale } from "../i18n.svelte";
import { Failure } from "./failure";
import { COMMANDS, type Commands } from "./generated";
import { host } from "./host";

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]["input"];
export type Output<N extends CommandName> = Commands[N]["output"];
/** Commands without input may be called without one. */
export type Args<N extends CommandName> = Record<string, never> extends Input<N> ? [input?: Input<N>] : [input: Input<N>];

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
export async function call<N extends CommandName>(name: N, ...[input]: Args<N>): Promise<Output<N>> {
  let output: Output<N>;
  try {
    output = (await host().rpc(name, input ?? {}, locale.current)) as Output<N>;
  } catch (thrown) {
    throw Failure.from(thrown, name);
  }
  const { kind, topics } = COMMANDS[name];
  if (kind === "change") markStale([...topics, "history"]);
  return output;
}
