/** The list every noun has: selection, groups that fold, views, counts, verbs with their own Undo, and what is kept of it. */
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import Flag from "@lucide/svelte/icons/flag";
import { createRawSnippet } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { pagedQuery, query, type LeadRow, type LeadTotals, type ListQuery, type Selection, type View } from "../../ipc";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import { locale } from "../../i18n.svelte";
import Toasts from "../../kit/Toasts.svelte";
import { toasts } from "../../kit/toasts.svelte";
import { onKey } from "../../shell/shortcuts.svelte";
import { change } from "../../shell/undo";
import { showIn } from "./listState";
import { ownField } from "../customFields/sample.fixture";
import RecordList from "./RecordList.svelte";
import type { ListSource, Target, Verb } from "./source";

const me = vi.hoisted(() => ({ can: (_: string): boolean => true }));
vi.mock("../../shell/workspace.svelte", () => ({
  workspace: () => ({ can: (permission: string) => me.can(permission), zone: "UTC", today: "2026-03-18", currency: "CNY", info: { person: { id: 1, name: "Ann" }, counts: {} } }),
}));

const STATES = ["following", "to_handle", "to_handle", "void"];
const rows = STATES.map((state, at) => ({ id: at + 1, name: `P${at + 1}`, state }) as LeadRow);
const view = (id: number, more: Partial<View> = {}): View => ({ id, entity: "leads", name: `V${id}`, icon: null, person_id: 1, preferred: false, definition: { condition: { all: [] }, columns: [], sort: [] }, ...more }) as View;
let at = 0;
/** A list of its own for each test, so that what one keeps is no business of the next. */
const source = (more: Partial<ListSource<LeadRow, LeadTotals>> = {}): ListSource<LeadRow, LeadTotals> => ({
  name: `test${(at += 1)}`,
  one: "lead",
  path: "/leads",
  write: "lead_write",
  whole: true,
  base: { quarantined: false },
  views: { entity: "leads", write: "lead_write", share: "lead_manage" },
  tabs: () => [
    { id: "all", label: () => "All" },
    { id: "open", label: () => "Open", condition: { all: [{ field: "state", is: "any_of", values: ["to_handle"] }] } },
    { id: "bin", label: () => "Bin", apart: true, sealed: true, asks: { removed: true } },
  ],
  groups: [{ field: "state", label: () => "State", value: (row) => row.state, text: (row) => row.state }],
  rows: (ask) => pagedQuery("leads.list", ask, 500),
  totals: (filter) => query("leads.totals", () => (filter() ? { filter: filter() as Selection } : null)),
  counts: (selections) => query("leads.counts", () => (selections() ? { selections: selections() as Selection[] } : null)),
  ...more,
});
const told: Target[] = [];
const verbs: Verb[] = [
  { id: "tell", label: () => "Tell", icon: Flag, keys: "t", run: (target) => (told.push(target), Promise.resolve(true)) },
  { id: "tag", label: () => "Tag", icon: Flag, run: ({ which }) => change((call) => call("leads.tag", { leads: which, add: ["A"], remove: [] }), "Tagged") },
  { id: "pair", label: () => "Pair", icon: Flag, several: { most: 2 }, run: () => Promise.resolve(true) },
];
const words = createRawSnippet(() => ({ render: () => "<p></p>" }));
const show = (of: ListSource<LeadRow, LeadTotals>) =>
  render(RecordList as never, { source: of, title: "Leads", nameOf: (row: LeadRow) => row.name, address: (row: LeadRow) => `/leads/${row.id}`, unit: () => "leads", search: "Find", icon: Flag, columns: () => [{ key: "name", label: "Name", text: (row: LeadRow) => row.name ?? "" }], verbs, empty: () => ({ title: "None", text: "Nothing" }), creates: "New", create: words } as never);

let host: FakeHost;
const inputs = <T,>(command: string) => host.calls.filter((call) => call.command === command).map(({ input }) => input as T);
const names = () => [...document.querySelectorAll("[data-testid^=lead-row-]")].map((row) => row.querySelector(".name")?.textContent);
const key = (name: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.querySelector("[role=grid]") as Element, { key: name, ...more });
beforeEach(() => {
  locale.current = "en";
  me.can = () => true;
  told.length = 0;
  for (const { id } of [...toasts.list]) toasts.dismiss(id);
  host = fakeHost({ "views.list": [], "leads.list": ({ filter }: ListQuery) => ({ rows: filter?.text ? rows.slice(0, 1) : rows, next: null }), "leads.totals": { count: 900 } as LeadTotals, "leads.counts": ({ selections }) => selections.map((_, at) => at + 10) });
});

describe("selection", () => {
  it("is made by keyboard: one, a range that shrinks again, all that is found", async () => {
    show(source());
    await screen.findByTestId("lead-row-4");
    await key("ArrowDown");
    await key(" ");
    expect(screen.getByTestId("bulk-bar").textContent).toContain("1 selected");
    await key("ArrowDown", { shiftKey: true });
    await key("ArrowDown", { shiftKey: true });
    await key("ArrowUp", { shiftKey: true });
    await fireEvent.click(screen.getByTestId("bulk-tell"));
    expect(told[0]?.ids).toEqual([1, 2]);
    await waitFor(() => expect(screen.queryByTestId("bulk-bar")).toBeNull());
    await key("a", { ctrlKey: true });
    expect(screen.getByTestId("bulk-bar").textContent).toContain("900 selected");
    await fireEvent.click(screen.getByTestId("bulk-tell"));
    expect(told[1]).toEqual({ which: { quarantined: false }, ids: [], count: 900, names: ["P1", "P2", "P3", "P4"] });
  });
  it("takes only loaded rows where verbs take no selection, and offers a verb for several only to several", async () => {
    show(source({ whole: false }));
    await screen.findByTestId("lead-row-4");
    await key("ArrowDown");
    await key(" ");
    expect(screen.queryByTestId("bulk-pair")).toBeNull();
    await key("ArrowDown");
    await key(" ");
    expect(screen.getByTestId("bulk-pair")).toBeTruthy();
    await key("a", { ctrlKey: true });
    expect(screen.queryByTestId("bulk-bar-all")).toBeNull();
    await fireEvent.click(screen.getByTestId("bulk-tell"));
    expect(told[0]?.ids).toEqual([1, 2, 3, 4]);
  });
  it("is meant for the row under the cursor when nothing is ticked, and is none for who may only read", async () => {
    window.addEventListener("keydown", onKey, { once: true });
    const { unmount } = show(source());
    await screen.findByTestId("lead-row-4");
    await key("ArrowDown");
    await key("ArrowDown");
    window.addEventListener("keydown", onKey, { once: true });
    await key("t");
    expect(told[0]?.ids).toEqual([2]);
    unmount();
    me.can = () => false;
    show(source());
    await screen.findByTestId("lead-row-4");
    await key("ArrowDown");
    await key(" ");
    expect(screen.queryByTestId("bulk-bar")).toBeNull();
  });
});

describe("fields of one's own", () => {
  const fields = [ownField("number", { listed: true }), ownField("choice"), ownField("choices", { listed: true })];
  const said = rows.map((row, at): LeadRow => ({ ...row, custom: at === 0 ? {} : { custom_3: at * 125, custom_7: 70, custom_8: [71, 70] } }));
  const cells = (id: number) => [...(screen.getByTestId(`lead-row-${id}`).querySelectorAll("[role=gridcell]"))].slice(1).map((cell) => cell.textContent?.trim());
  beforeEach(() => host.answer({ "custom_fields.in_use": fields, "leads.list": { rows: said, next: null } }));
  it("are columns where they are listed, can be chosen and sorted, and stand in the order of the list", async () => {
    show(source({ own: "leads" }));
    await screen.findByTestId("lead-row-2");
    expect(screen.getAllByRole("columnheader").slice(1).map((head) => head.textContent?.trim())).toEqual(["Name", "Own number", "Own choices"]);
    expect([cells(1), cells(2)]).toEqual([["P1", "–", "–"], ["P2", "1.25 kg", "Gold, Silver"]]);
    await fireEvent.click(screen.getByText("Own number"));
    await waitFor(() => expect(inputs<ListQuery>("leads.list").at(-1)?.sort).toEqual([{ column: "custom_3", descending: true }]));
    expect(screen.getByText("Own choices").closest("button")).toBeNull();
  });
  it("group what shares a choice", async () => {
    const one = source({ own: "leads" });
    show(one);
    await screen.findByTestId("lead-row-2");
    await fireEvent.click(screen.getByTestId("group"));
    await fireEvent.click(screen.getByText("Own choice"));
    await waitFor(() => expect(inputs<ListQuery>("leads.list").at(-1)?.sort?.[0]).toEqual({ column: "custom_7", descending: false }));
    expect(screen.getByTestId("group-").textContent).toContain("No \"Own choice\"");
    expect(screen.getByTestId("group-70").textContent).toContain("Gold");
  });
  it("that are gone order nothing any more", async () => {
    localStorage.setItem(`leadwell.keep.test${at + 1}.changes`, JSON.stringify({ of: { all: { condition: { all: [] }, columns: [], sort: [{ column: "custom_99", descending: true }] } } }));
    show(source({ own: "leads" }));
    await screen.findByTestId("lead-row-2");
    expect(inputs<ListQuery>("leads.list").map(({ sort }) => sort)).toEqual([[]]);
  });
  it("that have to be filled in take the form instead of the line of a few words", async () => {
    host.answer({ "custom_fields.in_use": [ownField("text", { required: true })] });
    render(RecordList as never, { source: source({ own: "leads" }), title: "Leads", nameOf: (row: LeadRow) => row.name, address: () => "/", unit: () => "leads", search: "Find", icon: Flag, columns: () => [{ key: "name", label: "Name", text: () => "" }], empty: () => ({ title: "None", text: "Nothing" }), creates: "New", create: words, inline: words } as never);
    expect((await screen.findByTestId("new-form")).textContent).toBe("New");
  });
});

describe("what the file says", () => {
  it("shows the page whatever stands where a word is looked up", async () => {
    const words = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const odd = words.map((icon, at) => view(at + 1, { icon, person_id: null, definition: { condition: { all: [] }, columns: [], sort: [], group: icon } }));
    host.answer({ "views.list": odd });
    show(source());
    await screen.findByTestId("lead-row-4");
    expect(words.every((_, at) => screen.getByText(`V${at + 1}`))).toBe(true);
    expect(document.querySelectorAll("[data-tab] svg")).toHaveLength(0);
  });
});

describe("groups", () => {
  it("fold, by mouse and by key, stay folded when one comes back, and hide nothing from a range but what is folded", async () => {
    const of = source();
    const { unmount } = show(of);
    await screen.findByTestId("lead-row-4");
    await fireEvent.click(screen.getByTestId("group"));
    await fireEvent.click(await screen.findByRole("menuitemradio", { name: "State" }));
    const head = await screen.findByTestId("group-to_handle");
    await waitFor(() => expect(head.textContent).toBe("to_handle2"));
    expect(head.getAttribute("aria-expanded")).toBe("true");
    await fireEvent.click(head);
    expect(names()).toEqual(["P1", "P4"]);
    expect(screen.getByTestId("group-to_handle").getAttribute("aria-expanded")).toBe("false");
    unmount();

    show(of);
    await screen.findByTestId("lead-row-4");
    expect(names()).toEqual(["P1", "P4"]);
    // A range over the folded group: its rows are not in it.
    await key("Home", { ctrlKey: true });
    await key("End", { shiftKey: true });
    await fireEvent.click(screen.getByTestId("bulk-tell"));
    expect(told[0]?.ids).toEqual([1, 4]);
    // The cursor on the folded line: Enter opens it.
    await key("Home", { ctrlKey: true });
    await key("ArrowDown");
    await key("Enter");
    expect(names()).toEqual(["P1", "P2", "P3", "P4"]);
    // Complete groups are counted from what is loaded; nothing was asked for them.
    expect(inputs("leads.totals")).toEqual([{ filter: { quarantined: false } }, { filter: { quarantined: false } }]);
  });
  it("are loaded through while they are folded, until the next one begins", async () => {
    const of = source();
    host.answer({ "leads.list": ({ after }: ListQuery) => (after ? { rows: rows.slice(3), next: null } : { rows: rows.slice(0, 3), next: "more" }) });
    localStorage.clear();
    const { listChanges } = await import("./listState");
    const kept = listChanges(of.name);
    kept.of["all"] = { condition: { all: [] }, columns: [], sort: [], group: "state" };
    kept.folded["all state"] = ["to_handle"];
    show(of);
    await waitFor(() => expect(names()).toEqual(["P1", "P4"]));
  });
});

describe("tabs", () => {
  it("are counted in one call, after the first rows, and not again when one goes to another", async () => {
    show(source());
    await screen.findByTestId("lead-row-4");
    await waitFor(() => expect(screen.getByTestId("tab-open").textContent).toBe("Open11"));
    expect(screen.getByTestId("tab-all").textContent).toBe("All900");
    expect(inputs("leads.counts")).toEqual([{ selections: [{ quarantined: false }, { quarantined: false, condition: { all: [{ field: "state", is: "any_of", values: ["to_handle"] }] } }, { removed: true }] }]);
    const order = host.calls.map(({ command }) => command);
    expect(order.indexOf("leads.counts")).toBeGreaterThan(order.indexOf("leads.list"));
    await fireEvent.click(screen.getByTestId("tab-open"));
    await waitFor(() => expect(inputs("leads.list")).toHaveLength(2));
    expect(inputs("leads.counts")).toHaveLength(1);
  });
  it("show a view that cannot be read as broken: it selects nothing and offers no verbs", async () => {
    host.answer({ "views.list": [view(7, { broken: true, preferred: true })] });
    show(source());
    await screen.findByTestId("lead-row-4");
    expect(screen.getByTestId("tab-all").getAttribute("aria-current")).toBe("true");
    const asked = host.calls.length;
    await fireEvent.click(screen.getByTestId("tab-view:7"));
    expect((await screen.findByTestId("view-broken")).textContent).toContain("V7");
    expect(screen.queryByRole("grid")).toBeNull();
    expect(screen.queryByTestId("bulk-bar")).toBeNull();
    expect(host.calls.slice(asked).filter(({ command }) => command.startsWith("leads."))).toEqual([]);
    await fireEvent.click(screen.getByRole("button", { name: "Show the whole list" }));
    await screen.findByTestId("lead-row-4");
  });
  it("take what another page hands over as one of their own, with its own number, and leave the others as they were", async () => {
    const of = source();
    const condition = { all: [{ field: "owner", is: "empty" as const }] };
    showIn(of.name, "/leads", { title: "Nobody's", selection: { quarantined: false, condition } });
    show(of);
    await screen.findByTestId("lead-row-4");
    await waitFor(() => expect(screen.getByTestId("tab-handed").textContent).toBe("Nobody's900"));
    expect(inputs<ListQuery>("leads.list")[0]?.filter).toEqual({ quarantined: false, condition });
    await waitFor(() => expect(screen.getByTestId("tab-all").textContent).toBe("All10"));
    await fireEvent.click(screen.getByTestId("handed-close"));
    await waitFor(() => expect(screen.queryByTestId("tab-handed")).toBeNull());
    expect(screen.getByTestId("tab-all").getAttribute("aria-current")).toBe("true");
  });
});

describe("verbs", () => {
  it("offer Undo of exactly their own change", async () => {
    host.answer({ "leads.tag": { leads: 1 } as never, "history.undo": { change: { id: 1, command: "leads.tag", subject: "P1", records: 1 } } as never });
    render(Toasts);
    show(source());
    await screen.findByTestId("lead-row-4");
    await key("ArrowDown");
    await key(" ");
    await fireEvent.click(screen.getByTestId("bulk-tag"));
    await screen.findByText("Tagged");
    const [made] = host.changes.slice(-1);
    host.foreign("leads.edit");
    await waitFor(() => expect(screen.queryByTestId("bulk-bar")).toBeNull());
    await fireEvent.click(screen.getByTestId("toast-undo"));
    await waitFor(() => expect(inputs("history.undo")).toEqual([{ change_id: made?.id }]));
  });
});

describe("what is kept", () => {
  it("is the text, the tab and the place in the list, when one comes back", async () => {
    const of = source();
    const { unmount } = show(of);
    await screen.findByTestId("lead-row-4");
    await fireEvent.click(screen.getByTestId("tab-open"));
    const box = screen.getByTestId(`${of.name}-search`);
    await fireEvent.input(box, { target: { value: "P1" } });
    await fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(names()).toEqual(["P1"]));
    await key("ArrowDown");
    unmount();
    show(of);
    await waitFor(() => expect(screen.getByTestId(`${of.name}-search`)).toHaveProperty("value", "P1"));
    expect(screen.getByTestId("tab-open").getAttribute("aria-current")).toBe("true");
    expect(document.querySelector(".body.cursor")?.getAttribute("data-testid")).toBe("lead-row-1");
    expect(inputs<ListQuery>("leads.list").at(-1)?.filter?.text).toBe("P1");
  });
});
