import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeHost, type FakeHost } from "../../../ipc/fake";
import type { Customer, FieldChange, LeadId, TimelineItem, PersonId } from "../../../ipc";
import { restoreLead } from "../../../records/history/fieldHistory";
import { mergeEntries, type Entry } from "../../../records/activities/timeline";
import Bant from "./Bant.svelte";
import { compareFields } from "./compare";
import { leadFacts, usualFacts } from "./leadFacts";
import LeadPage from "./LeadPage.svelte";
import { hit, lead } from "../../../records/leads/sample.fixture";
import { leadValueText, leadEntries } from "./leadTimeline";

const may = vi.hoisted(() => ({ can: (_: string) => true as boolean }));
const ws = { info: { person: { id: 1, name: "Ann" } }, today: "2026-03-18", zone: "Asia/Shanghai", currency: "CNY" };
vi.mock("../../../shell/workspace.svelte", () => ({ workspace: () => ({ info: { person: { id: 1, name: "Ann" } }, today: "2026-03-18", zone: "Asia/Shanghai", currency: "CNY", can: (permission: string) => may.can(permission) }) }));

const changed = (field: string, old: string | number | null, now: string | number | null, more: Partial<FieldChange> = {}): FieldChange => ({ change_id: 9 as FieldChange["change_id"], at: 1_773_900_000_000, person: "Ann", command: "leads.edit", field, label: null, old, new: now, old_name: null, new_name: null, ...more });
const people = [
  { id: 1 as PersonId, name: "Ann", role: "owner", manager_id: null, manager: null, team: null, active: true, sample: false },
  { id: 2 as PersonId, name: "Lin", role: "sales", manager_id: null, manager: null, team: null, active: true, sample: false },
] as const;

describe("the timeline of a lead", () => {
  it("tells states with their reason, owners, quarantine and arrivals", () => {
    const told = leadEntries(lead({ arrivals: [{ id: 8 as LeadId, code: "L-2026-0008", source: "Fair", door: "form", at: 1_773_950_000_000 }] }), [
      changed("state", "to_handle", "invalid"),
      changed("state_reason", null, "No intent"),
      changed("owner_id", 1, 2, { old_name: "Ann", new_name: "Lin" }),
      changed("quarantine", "blacklisted", null),
      changed("company", "a", "b"),
    ]);
    expect(told.map(({ kind, said }) => [kind, said?.head, said?.from, said?.to, said?.text])).toEqual([
      ["stage", "State", "To handle", "Invalid", "No intent"],
      ["field", "Owner", "Ann", "Lin", undefined],
      ["stage", "Released", undefined, undefined, "It is on the blacklist"],
      ["created", "Came again", undefined, "L-2026-0008", "Form · Fair"],
      ["created", "Came in", undefined, undefined, "Typed in"],
    ]);
    expect(told[3]?.href).toBe("#/leads/8");
  });
  it("puts them among activities: planned first, then newest; nothing older than what was fetched", () => {
    const item = (key: string, at: number, planned = false) => ({ key, at, kind: planned ? "task" : "call", activity_id: 1, done_at: planned ? null : at }) as unknown as TimelineItem;
    const other = (key: string, at: number) => ({ key, at, kind: "stage", activity_id: null, done_at: null }) as unknown as Entry;
    const items = [item("plan", 90, true), item("new", 50), item("old", 20)];
    const keys = (whole: boolean) => mergeEntries(items, [other("x", 30), other("y", 10)], whole).map(({ key }) => key);
    expect(keys(true)).toEqual(["plan", "new", "x", "old", "y"]);
    expect(keys(false)).toEqual(["plan", "new", "x", "old"]);
  });
  it("writes stored values in words", () => {
    expect(leadValueText(changed("state", "to_handle", null), "old", "CNY")).toBe("To handle");
    expect(leadValueText(changed("bant_need", null, "partly"), "new", "CNY")).toBe("Partly");
    expect(leadValueText(changed("budget_minor", null, 120000), "new", "CNY")).toBe("¥1,200");
    expect(leadValueText(changed("bant_notes", null, '{"budget":{"note":"approved","source":"mail"},"need":{}}'), "new", "CNY")).toBe("Budget approved mail");
    expect(leadValueText(changed("owner_id", 2, null, { old_name: "Lin" }), "old", "CNY")).toBe("Lin");
  });
});

describe("what is put back", () => {
  const id = 7 as LeadId;
  it("goes through edit; a state through its own command; the first source never", () => {
    expect(restoreLead(id, changed("company", "a", "b"))).toEqual({ command: "leads.edit", input: { id, company: "a" } });
    expect(restoreLead(id, changed("state", "following", "void"))).toEqual({ command: "leads.set_state", input: { leads: { ids: [id] }, state: "following" } });
    expect(restoreLead(id, changed("state", "invalid", "void"))).toBeNull();
    for (const field of ["source", "acquisition", "province", "quarantine"]) expect(restoreLead(id, changed(field, "a", "b")), field).toBeNull();
    expect(restoreLead(id, changed("bant_notes", '{"need":{"note":"x"}}', null))?.input).toEqual({ id, bant_notes: { budget: {}, authority: {}, need: { note: "x" }, timeline: {} } });
  });
});

describe("the facts", () => {
  const facts = (more = {}, assigns = true) => leadFacts(lead({ city: "北京", province: "北京", carrier: "移动", ...more }), { ws, people, writable: true, assigns });
  const named = (list: ReturnType<typeof facts>, name: string) => list.find((fact) => fact.name === name)!;
  it("show the number with its home, and keep the first source once it is told", () => {
    expect(named(facts(), "mobile").shown).toBe("138 0013 8000 北京 China Mobile");
    expect(named(facts(), "source").kind).toBe("text");
    expect(named(facts({ source: "Fair" }), "source").kind).toBe("fixed");
  });
  it("let only those hand out who may; others take what nobody has", async () => {
    const offered = async (more: object, assigns: boolean) => {
      const fact = named(facts(more, assigns), "owner");
      return fact.fixed || fact.kind !== "pick" ? null : (await fact.search("")).map(({ label }) => label);
    };
    expect(await offered({}, true)).toEqual(["Ann", "Lin"]);
    expect(await offered({ owner_id: 2 }, false)).toBeNull();
    expect(await offered({ owner_id: null, owner: null }, false)).toEqual(["Ann"]);
    expect(await offered({ quarantine: "blacklisted" }, true)).toBeNull();
  });
  it("leave out what most leads do not have, unless this one has it", () => {
    const names = (more: object) => usualFacts(facts(more)).map(({ name }) => name);
    expect(names({})).not.toContain("qq");
    expect(names({ qq: "12345" })).toContain("qq");
  });
});

describe("two records side by side", () => {
  it("show lines on which one says something, and mark where both do, differently", () => {
    const rows = compareFields(lead({ source: "Fair" }), lead({ name: "Qiu", email: "a@b.cn" }), (at) => String(at));
    expect(rows.map(({ label }) => label)).toEqual(["Name", "Company", "Mobile", "E-mail", "First source", "State", "Owner", "Came in"]);
    expect(rows.filter(({ differs }) => differs).map(({ label }) => label)).toEqual(["Name"]);
  });
  it("hold a customer's name against the lead's company", () => {
    const customer = { name: "Muhe", phone: null, industry: null, website: null, credit_code: null, employees: 12, owner: "Ann" } as unknown as Customer;
    expect(compareFields(lead(), customer, String).map(({ label, theirs, differs }) => [label, theirs, differs])).toEqual([["Company", "Muhe", true], ["Owner", "Ann", false], ["Employees", "12", false]]);
  });
});

describe("the page", () => {
  let host: FakeHost;
  const calls = (command: string) => host.calls.filter((one) => one.command === command).map(({ input }) => input);
  beforeEach(() => {
    may.can = () => true;
    host = fakeHost({
      "leads.get": lead(), "history.fields": [], "people.list": [...people], "tags.list": [], "duplicates.check": [], "activities.list": [], "leads.list": { rows: [], next: null },
      "leads.set_state": { leads: 1 }, "leads.assign": { leads: 1 }, "leads.remove": { leads: 1 }, "leads.release": lead(), "leads.edit": lead(),
    });
  });
  const shown = async () => {
    render(LeadPage, { id: "7" });
    await screen.findByTestId("lead-title");
  };
  it("asks for a reason where the state needs one", async () => {
    await shown();
    await fireEvent.click(screen.getByTestId("lead-state"));
    await fireEvent.click(await screen.findByRole("menuitemradio", { name: /Following/ }));
    await waitFor(() => expect(calls("leads.set_state")).toEqual([{ leads: { ids: [7] }, state: "following" }]));
    await fireEvent.click(screen.getByTestId("lead-state"));
    await fireEvent.click(await screen.findByRole("menuitemradio", { name: /Invalid/ }));
    await fireEvent.submit(document.querySelector("dialog form")!);
    expect(calls("leads.set_state")).toHaveLength(1);
    await fireEvent.click(screen.getByText("No intent"));
    await fireEvent.submit(document.querySelector("dialog form")!);
    await waitFor(() => expect(calls("leads.set_state")[1]).toEqual({ leads: { ids: [7] }, state: "invalid", reason: "No intent" }));
  });
  it("says who may be the same, but not what was collected with it", async () => {
    host.answer({ "leads.get": lead({ arrivals: [{ id: 8 as LeadId, code: "L", source: null, door: "form", at: 1 }], collected: 1 }), "duplicates.check": [hit({ id: 8 }), hit()] });
    await shown();
    expect((await screen.findByTestId("lead-duplicates")).textContent).toContain("1 record may be the same");
  });
  it("says why it is kept apart, releases it, and does not hand it out", async () => {
    host.answer({ "leads.get": lead({ quarantine: "sensitive_word", quarantine_value: "spam", owner: null, owner_id: null }) });
    await shown();
    expect(screen.getByTestId("lead-quarantine").textContent).toContain("spam");
    expect(screen.queryByTestId("lead-assign")).toBeNull();
    await fireEvent.click(screen.getByTestId("lead-release"));
    await waitFor(() => expect(calls("leads.release")).toEqual([{ id: 7 }]));
  });
  it("offers a binned lead back", async () => {
    const { Failure } = await import("../../../ipc");
    host.answer({ "leads.get": () => Promise.reject(new Failure({ kind: "not_found", code: "lead.unknown", message: "gone" })), "leads.list": { rows: [lead()], next: null } });
    render(LeadPage, { id: "7" });
    await fireEvent.click(await screen.findByTestId("lead-restore"));
    await waitFor(() => expect(calls("leads.remove")).toEqual([{ leads: { ids: [7] }, restore: true }]));
  });
  it("changes nothing for who may only read", async () => {
    may.can = (permission) => permission.endsWith("_read");
    await shown();
    expect(screen.getByTestId("lead-state")).toHaveProperty("disabled", true);
    for (const testid of ["lead-assign", "method-add", "composer-text"]) expect(screen.queryByTestId(testid), testid).toBeNull();
    expect(document.querySelector("[data-fact]")).toBeNull();
  });
});

describe("BANT", () => {
  it("saves answer, note, day and source of one letter, dated today unless another day is said", async () => {
    const host = fakeHost({ "leads.edit": lead() });
    render(Bant, { lead: lead(), writable: true });
    expect(screen.getByTestId("bant-count").textContent).toBe("1 of 4");
    await fireEvent.click(screen.getByTestId("bant-need"));
    await fireEvent.click(await screen.findByRole("radio", { name: "Yes" }));
    await fireEvent.input(screen.getByTestId("bant-note"), { target: { value: "line 2" } });
    await fireEvent.click(screen.getByTestId("bant-save"));
    await waitFor(() => expect(host.calls.at(-1)?.input).toEqual({ id: 7, bant_need: "yes", bant_notes: { need: { note: "line 2", on: "2026-03-18" } } }));
  });
});
