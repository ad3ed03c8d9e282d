/** The pure parts of the deal pages: filter, order, trail, facts, timeline, history. */
import { beforeEach, describe, expect, it } from "vitest";
import type { FieldChange, TimelineItem } from "../../ipc";
import { locale } from "../../i18n.svelte";
import { addSort, fitSort } from "./list/columns";
import { clearPart, isNarrowed, isSet, readFilter, statusChoice, type ListFilter } from "./list/filter";
import { partText } from "./list/filterText";
import { neighbour } from "../../records/page/facts";
import { byChange, restoreDeal } from "../../records/history/fieldHistory";
import { isPlanned, passesFilter, entryText, toneOf } from "../../records/activities/timeline";
import { placeIn } from "../../records/trail/trail";
import { selectionOf } from "../../records/deals/dealFilter";
import { amountRange, valueText } from "../../records/deals/labels";

const TODAY = "2026-03-18";
beforeEach(() => {
  locale.current = "en";
});

describe("the filter", () => {
  it("becomes a selection: empty parts left out, ranges left to the core", () => {
    const filter = { status: ["open"], text: "  检测 ", owner_ids: [], close_preset: "this_month" } as ListFilter;
    expect(selectionOf(filter)).toEqual({ condition: { all: [{ field: "status", is: "any_of", values: ["open"] }, { field: "close_on", is: "this_month" }] }, text: "检测" });
    expect(selectionOf({ text: "   " })).toEqual({});
    expect(selectionOf({ ids: [] })).toEqual({ ids: [] });
    const asked = (part: ListFilter) => selectionOf(part).condition;
    expect(asked({ closed_preset: "last_30" })).toEqual({ all: [{ field: "closed_on", is: "in_last", values: [30] }] });
    expect(asked({ close_preset: "next_30" })).toEqual({ all: [{ field: "close_on", is: "in_next", values: [30] }] });
    expect(asked({ close_preset: "overdue" })).toEqual({ all: [{ field: "close_on", is: "past" }] });
    expect(asked({ created_from: "2026-03-01" })).toEqual({ all: [{ field: "created_on", is: "after", values: ["2026-02-28"] }] });
    expect(asked({ created_to: "2026-02-28", undated: true })).toEqual({ all: [{ field: "created_on", is: "before", values: ["2026-03-01"] }, { field: "close_on", is: "empty" }] });
    expect(asked({ close_from: "2026-03-01", close_to: "2026-03-31", amount_min: 0, no_amount: false })).toEqual({
      all: [{ field: "close_on", is: "between", values: ["2026-03-01", "2026-03-31"] }, { field: "amount", is: "at_least", values: [0] }, { field: "amount", is: "filled" }],
    });
  });
  it("is read from an address, known names only", () => {
    expect(readFilter('{"status":["won"],"closed_from":"2026-01-01","owner_ids":null,"evil":1}')).toEqual({ status: ["won"], closed_from: "2026-01-01" });
    for (const bad of [null, "", "{", "[]", "null", "3"]) expect(readFilter(bad)).toBeNull();
  });
  it("knows which parts are set, and drops them", () => {
    const filter = { close_preset: "overdue", amount_min: 0, category: ["commit"] } as ListFilter;
    expect(["close", "amount", "category"].every((part) => isSet(filter, part as "close"))).toBe(true);
    expect(isSet(filter, "owner_ids")).toBe(false);
    clearPart(filter, "close");
    clearPart(filter, "amount");
    clearPart(filter, "category");
    expect(filter).toEqual({});
    expect(isNarrowed({ status: ["won"] })).toBe(false);
    expect(isNarrowed({ text: "a" })).toBe(true);
  });
  it("shows the state as one choice, when it is one", () => {
    expect(statusChoice({})).toBe("all");
    expect(statusChoice({ status: ["lost"] })).toBe("lost");
    expect(statusChoice({ status: ["won", "lost"] })).toBeNull();
  });
  it("says its parts", () => {
    const names = { owner_ids: [1, 2, 3].map((value) => ({ value, label: `P${value}` })), product_ids: [], stage_ids: [] };
    const ws = { today: TODAY, currency: "CNY" };
    expect(partText({ owner_ids: [1, 2] } as unknown as ListFilter, "owner_ids", names, ws)).toBe("P1, P2");
    expect(partText({ owner_ids: [1, 2, 3] } as unknown as ListFilter, "owner_ids", names, ws)).toBe("P1 and 2 others");
    expect(partText({ close_from: "2026-03-01", close_to: "2026-03-31" }, "close", names, ws)).toBe("1 Mar – 31 Mar");
    expect(partText({ closed_to: "2025-03-01" }, "closed", names, ws)).toBe("until 1 Mar 2025");
    expect(amountRange(30_000_000, undefined, "CNY")).toBe("≥ ¥300K");
  });
});

describe("the order", () => {
  it("replaces on a click and adds with Shift, three at most", () => {
    const by = (column: string, desc = false) => ({ column, desc });
    expect(addSort([by("name")], by("amount", true), false)).toEqual([by("amount", true)]);
    expect(addSort([by("name")], by("amount"), true)).toEqual([by("name"), by("amount")]);
    expect(addSort([by("name"), by("amount")], by("name", true), true)).toEqual([by("name", true), by("amount")]);
    expect(addSort([by("a"), by("b"), by("c")], by("d"), true)).toEqual([by("b"), by("c"), by("d")]);
  });
  it("follows the state until the person orders otherwise", () => {
    expect(fitSort([{ column: "close_on", desc: false }], "won")).toEqual([{ column: "closed_on", desc: true }]);
    expect(fitSort([{ column: "closed_on", desc: true }], "open")).toEqual([{ column: "close_on", desc: false }]);
    expect(fitSort([{ column: "name", desc: false }], "won")).toEqual([{ column: "name", desc: false }]);
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
  it("knows what puts a value back", () => {
    const id = 4 as never;
    expect(restoreDeal(id, change(1, "amount_minor", null), true)).toEqual({ command: "deals.edit", input: { id: 4, amount_minor: null } });
    expect(restoreDeal(id, change(1, "stage_id", 2), true)).toEqual({ command: "deals.move", input: { id: 4, stage_id: 2 } });
    expect(restoreDeal(id, change(1, "stage_id", 2), false)).toBeNull();
    expect(restoreDeal(id, change(1, "status", "open"), true)).toBeNull();
    expect(restoreDeal(id, change(1, "owner_id", null), true)).toBeNull();
  });
});
