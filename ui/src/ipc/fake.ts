/** A double of the host for tests. The product never imports this file (fake.test.ts checks that). */
import { setHost } from "./host";
import type { CommandName, Input, Output } from "./call";
import { Failure } from "./failure";
import { COMMANDS, type ChangeId, type Pulse, type PulseSince } from "./generated";

type Answers = { [N in CommandName]?: Output<N> | ((input: Input<N>) => Output<N> | Promise<Output<N>>) };

export interface FakeHost {
  /** Every call so far, oldest first. */
  calls: { command: string; input: unknown; language: string; seen?: ChangeId }[];
  /** Every change in the file, oldest first. One's own is there as soon as it is sent, also while its answer takes longer. */
  changes: { id: ChangeId; command: string }[];
  /** Commands that alter nothing: they answer, and no change is recorded. */
  idle: Set<CommandName>;
  saved: { name: string; base64: string }[];
  opened: string[];
  /** Adds or replaces answers. */
  answer(answers: Answers): void;
  /** Somebody else changes the file by these commands. */
  foreign(...commands: string[]): void;
}

/** Numbers go on from one double to the next, as those of a file do. */
let lastChange = 0;

/** Installs the double. A command without an answer fails with not_found; the pulse is answered from the changes. */
export function fakeHost(answers: Answers = {}): FakeHost {
  const pulse = ({ since }: PulseSince): Pulse => {
    const later = since === undefined ? null : fake.changes.filter(({ id }) => id > since);
    return { last_change_id: fake.changes.at(-1)?.id ?? 0, changes: later && later.length <= 100 ? later : null };
  };
  const known: Answers = { "workspace.pulse": pulse, ...answers };
  function record(command: string): { id: ChangeId; command: string } {
    const change = { id: ++lastChange as ChangeId, command };
    fake.changes.push(change);
    return change;
  }
  const fake: FakeHost = {
    calls: [],
    changes: [],
    idle: new Set(),
    saved: [],
    opened: [],
    answer: (more) => void Object.assign(known, more),
    foreign: (...commands) => commands.forEach(record),
  };
  setHost({
    kind: "window",
    async rpc(command, input, language, seen) {
      fake.calls.push({ command, input, language, ...(seen === undefined ? {} : { seen }) });
      if (!(command in known)) throw new Failure({ kind: "not_found", code: "command.unknown", message: `no answer for ${command}` });
      const name = command as CommandName;
      const change = COMMANDS[name].kind === "change" && !fake.idle.has(name) ? record(command) : null;
      const answer = known[name] as unknown;
      try {
        const output = typeof answer === "function" ? await (answer as (input: unknown) => unknown)(input) : structuredClone(answer);
        return { output, change_id: change?.id ?? null, records: change ? 1 : 0 };
      } catch (thrown) {
        // What was refused is not in the file; a TypeError is an answer that was lost on its way.
        if (change && !(thrown instanceof TypeError)) fake.changes.splice(fake.changes.indexOf(change), 1);
        throw thrown;
      }
    },
    async saveFile(name, base64) {
      fake.saved.push({ name, base64 });
      return `/${name}`;
    },
    async openExternal(url) {
      fake.opened.push(url);
    },
  });
  return fake;
}
