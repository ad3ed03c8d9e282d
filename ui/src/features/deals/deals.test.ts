/** The pure parts of the deal pages: filter, order, trail, facts, timeline, history. */
import { beforeEach, describe, expect, it } from "vitest";
import type { FieldChange, TimelineItem } from "../../ipc";
import { locale } from "../../i18n.svelte";
import { statusOf, toSelection } from "../../records/deals/dealQuestion";
import { neighbour } from "../../records/page/facts";
import { ownField } from "../../records/customFields/sample.fixture";
import { byChange, restoreDeal } from "../../records/history/fieldHistory";
import { isPlanned, passesFilter, entryText, toneOf } from "../../records/activities/timeline";
import { placeIn } from "../../records/trail/trail";
import { valueText } from "../../records/deals/labels";

const TODAY = "2026-03-18";
beforeEach(() => {
  locale.current = "en";
});

describe("the question for deals", () => {
  it("is read from a filter that another page hands over", () => {
    const all = (...tests: object[]) => ({ condition: { all: tests } });
    expect(toSelection(JSON.stringify({ status: ["won"], closed_from: "2026-01-01", closed_to: "2026-03-31" }))).toEqual(all({ field: "status", is: "any_of", values: ["won"] }, { field: "closed_on", is: "between", values: ["2026-01-01", "2026-03-31"] }));
    expect(toSelection(JSON.stringify({ ids: [3, 9] }))).toEqual({ ids: [3, 9] });
    expect(toSelection(JSON.stringify({ undated: true, amount_max: 7 }))).toEqual(all({ field: "amount", is: "at_most", values: [7] }, { field: "close_on", is: "empty" }));
    expect(toSelection(JSON.stringify({ reached_stage_id: 2, owner_ids: "x" }))).toEqual(all({ field: "reached_stage", is: "any_of", values: [2] }));
    for (const bad of [null, "", "{", "[]", "null", "3"]) expect(toSelection(bad)).toBeNull();
  });
  it("knows the one state it asks for", () => {
    expect(statusOf({ all: [] })).toBe("all");
    expect(statusOf({ all: [{ field: "status", is: "any_of", values: ["lost"] }] })).toBe("lost");
    expect(statusOf({ all: [{ field: "status", is: "any_of", values: ["won", "lost"] }] })).toBe("all");
  });
});

describe("the record", () => {
  it("knows its neighbours in the list", () => {
    expect(placeIn([5, 7, 9], 7)).toEqual({ at: 1, before: 5, after: 9 });
    expect(placeIn([5, 7, 9], 9)).toEqual({ at: 2, before: 7, after: null });
    expect(placeIn([5], 8)).toEqual({ at: -1, before: null, after: null });
  });
  it("moves on to the next fact that can be changed", () => {
    const facts = [{ name: "a", kind: "text" }, { name: "b", kind: "fixed" }, { name: "c", kind: "day", fixed: true }, { name: "d", kind: "day" }] as never;
    expect(neighbour(facts, "a", 1)).toBe("d");
    expect(neighbour(facts, "d", -1)).toBe("a");
    expect(neighbour(facts, "d", 1)).toBeNull();
  });
  it("writes stored values", () => {
    const around = { currency: "USD", base: "CNY", today: TODAY };
    expect(valueText("amount_minor", 120_050, null, around)).toBe("$1,200.50");
    expect(valueText("probability_bp", 4550, null, around)).toBe("45.5%");
    expect(valueText("close_on", "2026-04-01", null, around)).toBe("1 Apr");
    expect(valueText("stage_id", 3, "Quote", around)).toBe("Quote");
    expect(valueText("note", null, null, around)).toBe("–");
  });
});

const item = (parts: Partial<TimelineItem>): TimelineItem =>
  ({ key: "k", at: 0, kind: "note", text: "", person_id: null, person: null, activity_id: null, deal_id: null, deal: null, contact_id: null, contact: null, due_on: null, done_at: null, pinned: false, field: null, from: null, to: null, ...parts }) as TimelineItem;

describe("the timeline", () => {
  it("tells planned from done, and late from later", () => {
    const task = item({ kind: "task", activity_id: 1 as never, due_on: "2026-03-17" });
    expect(isPlanned(task)).toBe(true);
    expect(toneOf(task, TODAY)).toBe("r");
    expect(toneOf({ ...task, due_on: TODAY }, TODAY)).toBe("");
    expect(isPlanned({ ...task, done_at: 5 })).toBe(false);
    expect(isPlanned(item({ activity_id: 1 as never }))).toBe(false);
  });
  it("says changes in words", () => {
    expect(entryText(item({ kind: "amount", from: null, to: "120000" }), "CNY", TODAY)).toEqual({ head: "Amount", from: "–", to: "¥1,200" });
    expect(entryText(item({ kind: "field", field: "category", from: "best_case", to: "commit" }), "CNY", TODAY)).toEqual({ head: "Category", from: "Best case", to: "Commit" });
    expect(entryText(item({ kind: "lost", to: "Price" }), "CNY", TODAY)).toEqual({ head: "Lost", text: "Price" });
    expect(entryText(item({ kind: "call", text: "hello" }), "CNY", TODAY)).toEqual({ head: "Call", text: "hello" });
  });
  it("filters by kind", () => {
    expect(passesFilter("activities", "mail")).toBe(true);
    expect(passesFilter("activities", "note")).toBe(false);
    expect(passesFilter("all", "field")).toBe(true);
  });
});

describe("the history of fields", () => {
  const change = (change_id: number, field: string, old: string | number | null): FieldChange => ({ change_id, at: 1, person: "A", command: "deals.edit", field, old, new: 1, old_name: null, new_name: null }) as FieldChange;
  it("puts fields together by change and leaves out what only follows", () => {
    const groups = byChange([change(9, "amount_minor", 1), change(9, "base_minor", 1), change(7, "base_minor", 2)]);
    expect(groups.map((group) => [group.change, group.fields.map((one) => one.field)])).toEqual([[9, ["amount_minor"]], [7, ["base_minor"]]]);
  });
  it("tells several choices as one: what went, and what came", () => {
    const part = (old: number | null, now: number | null): FieldChange => ({ ...change(9, "custom_8", old), new: now, old_name: old && `o${old}`, new_name: now && `o${now}` }) as FieldChange;
    const [group] = byChange([part(70, null), part(null, 71), part(72, null), change(9, "name", "a")]);
    expect(group?.fields.map(({ field, old_name, new_name }) => [field, old_name, new_name])).toEqual([["custom_8", "o70, o72", "o71"], ["name", null, null]]);
  });
  it("puts a value of a field of one's own back, unless it must not be cleared, is gone, or one of several choices", () => {
    const fields = [ownField("number"), ownField("text", { required: true }), ownField("choices")];
    const back = (field: string, old: string | number | null) => restoreDeal(4 as never, change(1, field, old), false, fields)?.input ?? null;
    expect(back("custom_3", 125)).toEqual({ id: 4, custom: { custom_3: 125 } });
    expect(back("custom_3", null)).toEqual({ id: 4, custom: { custom_3: null } });
    expect([back("custom_1", null), back("custom_8", 70), back("custom_99", "a")]).toEqual([null, null, null]);
  });
  it("knows what puts a value back", () => {
    const id = 4 as never;
    expect(restoreDeal(id, change(1, "amount_minor", null), true)).toEqual({ command: "deals.edit", input: { id: 4, amount_minor: null } });
    expect(restoreDeal(id, change(1, "stage_id", 2), true)).toEqual({ command: "deals.move", input: { id: 4, stage_id: 2 } });
    expect(restoreDeal(id, change(1, "stage_id", 2), false)).toBeNull();
    expect(restoreDeal(id, change(1, "status", "open"), true)).toBeNull();
    expect(restoreDeal(id, change(1, "owner_id", null), true)).toBeNull();
  });
});
