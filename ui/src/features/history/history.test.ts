/** The list of changes: a sentence for every command, imports as one entry, what can be undone. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Change } from "../../ipc";
import { COMMANDS } from "../../ipc/generated";
import { locale } from "../../i18n.svelte";
import { changeText, describedCommands } from "../../shell/changeText";
import { byDay, canUndo, entries } from "./entries";

const change = (parts: Partial<Change>): Change =>
  ({ id: 1, at: 0, person_id: 1, person: "A", command: "deals.edit", subject: "X", records: 1, import_id: null, undone: false, reversal: false, ...parts }) as Change;

describe("words", () => {
  beforeEach(() => {
    locale.current = "zh";
  });
  it("exist for every command that changes something, in both languages", () => {
    const wanted = Object.entries(COMMANDS).filter(([, meta]) => meta.kind === "change").map(([name]) => name);
    expect([...wanted, "imports.start"].filter((name) => !describedCommands.includes(name))).toEqual([]);
    for (const lang of ["zh", "en"] as const) {
      locale.current = lang;
      const other = changeText(change({ command: "no.such" }));
      for (const command of describedCommands) {
        const said = changeText(change({ command, subject: "X" }));
        expect(said, command).not.toBe(other);
        expect(said, command).not.toMatch(/\{|undefined/);
      }
    }
  });
  it("name the record", () => {
    expect(changeText(change({ command: "deals.move", subject: "检测线" }))).toContain("检测线");
    expect(changeText(change({ command: "deals.remove", subject: "检测线", records: 3 }))).toContain("3");
    expect(changeText(change({ command: "history.undo", subject: "3" }))).toBe("撤销：3 条记录");
  });
});

describe("entries", () => {
  it("put the chunks of an import together", () => {
    const list = entries([change({ id: 9 as never }), change({ id: 8 as never, command: "imports.start", import_id: 2 as never, records: 40 }), change({ id: 7 as never, command: "imports.start", import_id: 2 as never, records: 500 })]);
    expect(list.map((entry) => [entry.change.id, entry.records])).toEqual([[9, 1], [8, 540]]);
  });
  it("stand under their day", () => {
    const list = entries([change({ id: 3 as never, at: 200 }), change({ id: 2 as never, at: 150 }), change({ id: 1 as never, at: 10 })]);
    expect(byDay(list, (ms) => (ms > 100 ? "b" : "a")).map((group) => [group.day, group.entries.length])).toEqual([["b", 2], ["a", 1]]);
  });
  it("can be undone by the one who made them, or by the owner, once", () => {
    const me = { id: 1, role: "sales" };
    expect(canUndo(change({}), me)).toBe(true);
    expect(canUndo(change({ undone: true }), me)).toBe(false);
    expect(canUndo(change({ reversal: true }), me)).toBe(false);
    expect(canUndo(change({ records: 0 }), me)).toBe(false);
    expect(canUndo(change({ person_id: 2 as never }), me)).toBe(false);
    expect(canUndo(change({ person_id: 2 as never }), { id: 1, role: "owner" })).toBe(true);
  });
});
