/** The list of leads: tabs and views, columns, selection, table text, what is typed into the new row. */
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Lead, LeadRow, PersonId, View } from "../../../ipc";
import { fakeHost } from "../../../ipc/fake";
import { locale } from "../../../i18n.svelte";
import { newLayout } from "../../../kit";
import { leadName } from "../../../records/leads/labels";
import { leadList } from "../../../records/leads/leadList";
import { addSort, baseOf, columnsOf, firstTab, isSame, layoutOf, selectionOf, viewTab, type Tabs } from "../../../records/list/tabs";
import { asTable, targetOf } from "../../../records/list/target";
import { leadColumns } from "./columns";
import { contactField, pasted } from "./newRow";
import NewRow from "./NewRow.svelte";

const ME = 1 as PersonId;
const row = (id: number, more: Partial<LeadRow> = {}): LeadRow =>
  ({ id, code: `L-${id}`, name: `P${id}`, company: null, state: "to_handle", source: null, owner_id: null, owner: null, mobile: "13800138000", followed_at: null, next_activity: null, tags: [], bant: { yes: 1 }, created_at: Date.UTC(2026, 2, 17, 4), updated_at: Date.UTC(2026, 2, 18, 4), quarantine: null, quarantine_value: null, budget_minor: null, employees: null, ...more }) as LeadRow;
const columns = leadColumns({ currency: "CNY", today: "2026-03-18", zone: "UTC", place: "" });
const tabs: Tabs = { fixed: leadList.tabs(ME), handed: null, views: [], base: leadList.base ?? {} };
const view = (id: number, more: Partial<View> = {}): View => ({ id, entity: "leads", name: `V${id}`, icon: null, person_id: ME, preferred: false, definition: { condition: { all: [] }, columns: [], sort: [] }, ...more }) as View;

beforeEach(() => {
  locale.current = "en";
});

describe("tabs", () => {
  it("ask for their leads, never for everything", () => {
    expect(selectionOf("all", { condition: { all: [] } }, tabs)).toEqual({ quarantined: false });
    expect(selectionOf("kept", { condition: { all: [] } }, tabs, " a ")).toEqual({ quarantined: true, text: "a" });
    const mine = baseOf("mine", tabs);
    expect(selectionOf("bin", mine, tabs)).toEqual({ removed: true, condition: { all: [{ field: "owner", is: "any_of", values: [1] }] } });
  });
  it("open with one's own preferred view before everybody's", () => {
    const [all] = tabs.fixed;
    expect(firstTab([], ME, all)).toBe("all");
    expect(firstTab([view(1), view(2, { person_id: null, preferred: true })], ME, all)).toBe("view:2");
    expect(firstTab([view(2, { preferred: true, broken: true })], ME, all)).toBe("all");
    expect(firstTab([view(2, { person_id: null, preferred: true }), view(3, { preferred: true })], ME, all)).toBe(viewTab(3 as View["id"]));
  });
  it("are changed only when they show something else", () => {
    const base = baseOf("all", tabs);
    expect(isSame(base, { ...base, condition: { any: [] } })).toBe(true);
    expect(isSame(base, { ...base, sort: [{ column: "name", descending: false }] })).toBe(false);
    expect(isSame(base, { ...base, group: "owner" })).toBe(false);
  });
  it("keep which columns, their order and widths", () => {
    expect(columnsOf(newLayout(), columns, columns)).toEqual([]);
    const kept = [{ name: "name" }, { name: "owner", width: 90 }, { name: "company" }];
    const layout = layoutOf(kept, columns);
    expect(layout.shown["mobile"]).toBe(false);
    const ordered = ["name", "owner", "company"].map((key) => columns.find((column) => column.key === key)).filter((column) => column !== undefined);
    expect(columnsOf(layout, ordered, columns)).toEqual(kept);
    expect(columnsOf({ ...newLayout(), widths: { company: 222 } }, columns, columns)[1]).toEqual({ name: "company", width: 222 });
  });
});

describe("columns", () => {
  it("sort by one, or with Shift by up to three", () => {
    const by = (column: string, desc = false) => ({ column, desc });
    expect(addSort([by("name")], by("owner"), false)).toEqual([by("owner")]);
    expect(addSort([by("name"), by("owner")], by("name", true), true)).toEqual([by("name", true), by("owner")]);
    expect(addSort([by("a"), by("b"), by("c")], by("d"), true)).toEqual([by("b"), by("c"), by("d")]);
  });
  it("group by what rows share", () => {
    const owned = row(1, { owner_id: 7 as PersonId, owner: "Lin" });
    expect(leadList.groups?.map((by) => [by.field, by.value(owned), by.text(owned)])).toEqual([["state", "to_handle", "To handle"], ["owner", 7, "Lin"], ["source", null, "No source"]]);
  });
  it("copy as a table a spreadsheet takes", () => {
    const some = ["name", "mobile", "next_due_on", "created_at"].map((key) => columns.find((column) => column.key === key)).filter((column) => column !== undefined);
    expect(asTable(some, [row(1, { name: "Qiu\tYanan" })]).split("\n")).toEqual(["Name\tMobile\tNext step\tCame on", "Qiu Yanan\t138 0013 8000\tNone\t17 Mar"]);
  });
  it("show the reason instead of the state where leads are kept apart", () => {
    const apart = leadColumns({ currency: "CNY", today: "2026-03-18", zone: "UTC", place: "kept" });
    expect(apart.filter((column) => !column.hidden).map((column) => column.key)).toEqual(["name", "company", "quarantine", "quarantine_value", "source", "created_at"]);
  });
});

describe("what a verb is meant for", () => {
  const rows = [row(1), row(2), row(3)];
  const chosen = { rows, selection: { quarantined: false }, total: 900, at: rows[2], nameOf: leadName, whole: false, selected: new Set<string | number>() };
  it("is what is ticked, else the row under the cursor, or all that the filter finds", () => {
    expect(targetOf(chosen)).toEqual({ which: { ids: [3] }, ids: [3], count: 1, names: ["P3"] });
    expect(targetOf({ ...chosen, selected: new Set([1, 2]) })).toEqual({ which: { ids: [1, 2] }, ids: [1, 2], count: 2, names: ["P1", "P2"] });
    expect(targetOf({ ...chosen, selected: new Set([1, 2, 3]), whole: true })).toEqual({ which: { quarantined: false }, ids: [], count: 900, names: ["P1", "P2", "P3"] });
    expect(targetOf({ ...chosen, at: undefined })).toBeNull();
  });
});

describe("the new row", () => {
  it("knows numbers, addresses and ids apart", () => {
    for (const [text, field] of [["138 0013 8000", "mobile"], ["＋86 13800138000", "mobile"], ["010-62345678", "mobile"], ["a@b.cn", "email"], ["yanan_qiu", "wechat"], ["12345", "wechat"]] as const) expect([text, contactField(text)]).toEqual([text, field]);
  });
  it("reads rows of a spreadsheet", () => {
    expect(pasted("Qiu\t13800138000\tMuhe\r\nXiang\tx@y.cn\n\nnobody\n")).toEqual({ rows: [["Qiu", "13800138000", "Muhe"], ["Xiang", "x@y.cn", ""]], skipped: 1 });
  });
  it("makes a lead with Enter, but not while Chinese is being composed, and says what became of it", async () => {
    const lead = { id: 5, name: "Qiu", company: null, code: "L-5", quarantine: "blacklisted", quarantine_value: "13800138000", source_lead_id: null, owner: null } as Lead;
    const host = fakeHost({ "leads.create": { lead, added: true, seen: true, hits: [] } });
    render(NewRow);
    await fireEvent.input(screen.getByTestId("new-name"), { target: { value: "Qiu" } });
    await fireEvent.input(screen.getByTestId("new-contact"), { target: { value: "13800138000" } });
    await fireEvent.keyDown(screen.getByTestId("new-contact"), { key: "Enter", isComposing: true });
    expect(host.calls).toEqual([]);
    await fireEvent.keyDown(screen.getByTestId("new-contact"), { key: "Enter" });
    await vi.waitFor(() => expect(screen.getByTestId("new-said").textContent).toContain("Qiu"));
    expect(host.calls[0]?.input).toEqual({ lead: { name: "Qiu", mobile: "13800138000" } });
    expect(screen.getByTestId("new-said").textContent).toMatch(/blacklist/i);
  });
});
