/** A double of the host for tests. The product never imports this file (fake.test.ts checks that). */
import { setHost } from "./host";
import type { CommandName, Input, Output } from "./call";
import { Failure } from "./failure";

type Answers = { [N in CommandName]?: Output<N> | ((input: Input<N>) => Output<N> | Promise<Output<N>>) };

export interface FakeHost {
  /** Every call so far, oldest first. */
  calls: { command: string; input: unknown; language: string }[];
  saved: { name: string; base64: string }[];
  opened: string[];
  /** Adds or replaces answers. */
  answer(answers: Answers): void;
}

/** Installs the double. A command without an answer fails with not_found. */
export function fakeHost(answers: Answers = {}): FakeHost {
  const known: Answers = { ...answers };
  const fake: FakeHost = { calls: [], saved: [], opened: [], answer: (more) => void Object.assign(known, more) };
  setHost({
    kind: "window",
    async rpc(command, input, language) {
      fake.calls.push({ command, input, language });
      if (!(command in known)) throw new Failure({ kind: "not_found", code: "command.unknown", message: `no answer for ${command}` });
      const answer = known[command as CommandName] as unknown;
      return typeof answer === "function" ? (answer as (input: unknown) => unknown)(input) : structuredClone(answer);
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
