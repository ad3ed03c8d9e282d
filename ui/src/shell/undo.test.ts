/** The message after a change: its Undo is about exactly that change. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { call, collectChanges, Failure, type Customer, type Change, type ChangeId, type Product } from "../ipc";
import { fakeHost, type FakeHost } from "../ipc/fake";
import { toasts, type Toast } from "../kit/toasts.svelte";
import { change, done, redo, undo } from "./undo";

let host: FakeHost;
const reversal = ({ change_id }: { change_id?: ChangeId }) => ({ change: { id: change_id ?? 4711, command: "products.save", subject: `#${change_id ?? "last"}`, records: 1, import_id: null } as Change });
const sent = (command: string) => host.calls.filter((one) => one.command === command).map(({ input }) => input);
const last = (): Toast | undefined => toasts.list.at(-1);
const save = (name: string, text = name) => change((call) => call("products.save", { name }), text);
/** Presses what the last message offers. */
async function press(label: string): Promise<void> {
  expect(last()?.action?.label).toBe(label);
  const before = last();
  before?.action?.run();
  await vi.waitFor(() => expect(last()).not.toBe(before));
}

beforeEach(() => {
  for (const { id } of [...toasts.list]) toasts.dismiss(id);
  host = fakeHost({ "products.save": { id: 1, name: "A" } as unknown as Product, "customers.save": { id: 1 } as unknown as Customer, "history.undo": reversal, "history.redo": reversal });
});

describe("a message after a change", () => {
  it("takes back exactly that change, also after another one", async () => {
    expect(await save("A")).toBe(true);
    const [made] = host.changes;
    await call("products.save", { name: "B" });
    host.foreign("products.save");
    expect([last()?.text, last()?.action?.keys]).toEqual(["A", "mod+z"]);
    await press("Undo");
    expect(sent("history.undo")).toEqual([{ change_id: made?.id }]);
    expect(last()?.text).toBe(`Undone: saved product "#${made?.id}"`);
  });
  it("then makes exactly that change again, and takes it back again", async () => {
    await save("A");
    const change_id = host.changes[0]?.id;
    await press("Undo");
    await press("Redo");
    expect(sent("history.redo")).toEqual([{ change_id }]);
    await press("Undo");
    expect(sent("history.undo")).toEqual([{ change_id }, { change_id }]);
  });
  it("offers no Undo when nothing was altered", async () => {
    host.idle.add("products.save");
    expect(await save("A")).toBe(true);
    expect([last()?.text, last()?.action]).toEqual(["A", undefined]);
  });
  it("says what came of it, and only the failure when it failed", async () => {
    await change((call) => call("products.save", { name: "A" }), ({ name }) => `Saved ${name}`);
    expect(last()?.text).toBe("Saved A");
    host.answer({ "products.save": () => Promise.reject({ kind: "invalid", code: "x", message: "No." }) });
    expect(await save("B")).toBe(false);
    expect(last()).toMatchObject({ text: "No.", tone: "error", action: undefined });
  });
  it("takes back all changes of one gesture, the newest first, and makes them again, the oldest first", async () => {
    await change(async (call) => {
      await call("customers.save", { name: "A" });
      host.foreign("products.save");
      await call("products.save", { name: "A" });
    }, "Both");
    const [first, , second] = host.changes.map(({ id }) => id);
    expect(last()?.action?.keys).toBeUndefined();
    await press("Undo");
    expect(sent("history.undo")).toEqual([{ change_id: second }, { change_id: first }]);
    expect(last()?.text).toBe("Undone: 2 changes");
    await press("Redo");
    expect(sent("history.redo")).toEqual([{ change_id: first }, { change_id: second }]);
    expect(last()?.text).toBe("Redone: 2 changes");
  });
  it("stops at the change that is refused, and says both", async () => {
    await change(async (call) => {
      for (const name of ["A", "B", "C"]) await call("products.save", { name });
    }, "All");
    const [, second, third] = host.changes.map(({ id }) => id);
    host.answer({ "history.undo": (input) => (input.change_id === second ? Promise.reject(new Failure({ kind: "conflict", code: "x", message: "Changed since." })) : reversal(input)) });
    await press("Undo");
    await vi.waitFor(() => expect(toasts.list.map(({ text }) => text)).toEqual([`Undone: saved product "#${third}"`, "Changed since."]));
    expect(sent("history.undo")).toEqual([{ change_id: third }, { change_id: second }]);
    toasts.list[0]?.action?.run();
    await vi.waitFor(() => expect(sent("history.redo")).toEqual([{ change_id: third }]));
  });
  it("keeps apart gestures that run at the same time", async () => {
    const answers: (() => void)[] = [];
    host.answer({ "products.save": () => new Promise((answer) => answers.push(() => answer({ id: 1 } as unknown as Product))) });
    const one = collectChanges();
    const other = collectChanges();
    const running = [one.call("products.save", { name: "A" }), other.call("products.save", { name: "B" })];
    for (const answer of answers.reverse()) answer();
    await Promise.all(running);
    expect([one.changes, other.changes]).toEqual(host.changes.map(({ id }) => [id]));
  });
  it("is about what was done when it was said", async () => {
    const { call, changes } = collectChanges();
    await call("products.save", { name: "A" });
    done(changes, "A");
    await call("products.save", { name: "B" });
    await press("Undo");
    expect(sent("history.undo")).toEqual([{ change_id: host.changes[0]?.id }]);
  });
});

describe("undo and redo by the keyboard", () => {
  it("are about one's own last change; what follows is about the one that was turned", async () => {
    await undo();
    await press("Redo");
    await redo();
    expect([sent("history.undo"), sent("history.redo")]).toEqual([[{}], [{ change_id: 4711 }, {}]]);
  });
  it("offer no way back to an import, which needs its file", async () => {
    host.answer({ "history.undo": { change: { id: 9, command: "imports.start", subject: null, records: 3, import_id: 2 } as unknown as Change } });
    await undo();
    expect(last()?.action).toBeUndefined();
  });
});
