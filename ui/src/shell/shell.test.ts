import { flushSync } from "svelte";
import { describe, expect, it } from "vitest";
import type { Change } from "../ipc";
import { COMMANDS } from "../ipc/generated";
import { effectRoot } from "../test.runes.svelte";
import { changeText } from "./changeText";
import { onKey, shortcuts } from "./shortcuts.svelte";

describe("changes", () => {
  it("has words for every command that changes something", () => {
    const commands = Object.entries(COMMANDS).filter(([, { kind }]) => kind === "change").map(([name]) => name);
    const said = (command: string, more: Partial<Change> = {}) => changeText({ command, subject: null, records: 1, ...more } as Change);
    expect([...commands, "imports.start"].filter((name) => !name.startsWith("history.") && said(name) === said("no.such"))).toEqual([]);
    expect(said("deals.remove", { records: 3 })).toBe("removed 3 deals");
    expect(said("deals.move", { subject: "Brake line" })).toBe('moved "Brake line"');
  });
});

describe("shortcuts", () => {
  it("hears chords and sequences, but not while typing or composing", () => {
    const seen: string[] = [];
    const add = (keys: string, inFields = false) => ({ keys, label: () => keys, group: () => "g", run: () => seen.push(keys), inFields });
    const stop = effectRoot(() => shortcuts([add("g p"), add("mod+k", true), add("n")]));
    flushSync();
    const field = document.body.appendChild(document.createElement("input"));
    const send = (target: EventTarget, key: string, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      Object.defineProperty(event, "target", { value: target });
      onKey(event);
    };
    send(document.body, "g");
    send(document.body, "p");
    send(document.body, "n");
    send(field, "n");
    send(field, "k", { ctrlKey: true });
    send(document.body, "n", { isComposing: true });
    expect(seen).toEqual(["g p", "n", "mod+k"]);
    stop();
    send(document.body, "n");
    expect(seen).toHaveLength(3);
    field.remove();
  });
});
