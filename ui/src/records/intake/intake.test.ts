import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import type { Entered, PersonId } from "../../ipc";
import { blank, inputOf, keysOf, missing, newRow, touched, withTags } from "./leadDraft";
import { byRecord, byText } from "../duplicates/duplicateHits";
import { pathOf } from "../kinds";
import { outcomeText } from "./intakeOutcome";
import { ownField } from "../customFields/sample.fixture";
import NewLead from "./NewLead.svelte";
import { hit, lead } from "../leads/sample.fixture";
import { leadTrail } from "../leads/leadTrail";
import { leadName, carrierText, homeText, mobileText } from "../leads/labels";

vi.mock("../../shell/workspace.svelte", () => ({ workspace: () => ({ info: { person: { id: 1 } }, today: "2026-03-18", zone: "Asia/Shanghai", currency: "CNY", can: () => true }) }));

const typed = (more = {}) => ({ ...blank(1 as PersonId), ...more });
const entered = (more: Partial<Entered> = {}): Entered => ({ lead: lead(), added: true, seen: true, hits: [], ...more });

describe("a lead being typed", () => {
  it("needs a name and one contact method", () => {
    expect(missing(typed())).toEqual({ name: true, contact: true });
    expect(missing(typed({ company: "Sulian", methods: [newRow("qq", " ")] }))).toEqual({ name: false, contact: true });
    expect(missing(typed({ name: "Qiu", methods: [newRow("handle", "x")] }))).toEqual({ name: false, contact: false });
  });
  it("looks for duplicates by the first of each key, once there is one", () => {
    expect(keysOf(typed({ name: "Qiu" }))).toBeNull();
    expect(keysOf(typed({ company: " Sulian ", methods: [newRow("mobile", "138"), newRow("mobile", "139"), newRow("qq", "12345")] }))).toEqual({ mobile: "138", company: "Sulian" });
  });
  it("puts the first of each kind into the lead and the others beside it", () => {
    const { lead: draft, distinct } = inputOf(typed({ name: " Qiu ", methods: [newRow("mobile", "138"), newRow("mobile", "139"), newRow("wechat", "")], tags: ["a"] }), false);
    expect(draft).toEqual({ name: "Qiu", mobile: "138", contacts: [{ kind: "mobile", value: "139" }], owner_id: 1, tags: ["a"] });
    expect(distinct).toBeUndefined();
    expect(inputOf(typed(), true).distinct).toBe(true);
  });
  it("takes several tags at once, each once", () => expect(withTags(["a"], "b，c, a、 d")).toEqual(["a", "b", "c", "d"]));
  it("knows whether there is something to lose", () => {
    expect(touched(typed())).toBe(false);
    expect(touched(typed({ methods: [newRow("mobile", "1")] }))).toBe(true);
  });
});

describe("who is known", () => {
  it("is told once per record, with all keys that hit", () => {
    const known = byRecord([hit(), hit({ key: "company", value: "Sulian" }), hit({ entity: "customers", id: 3, key: "company" })]);
    expect(known.map(({ entity, by }) => [entity, by.length])).toEqual([["leads", 2], ["customers", 1]]);
    expect(byText(known[0]!)).toBe("Mobile 138 0013 8000, Company Sulian");
    expect(known.map(({ entity, id }) => pathOf(entity, id))).toEqual(["/leads/3", "/customers/3"]);
  });
  it("and what the rules did is one sentence", () => {
    const told = [
      entered(),
      entered({ lead: lead({ quarantine: "sensitive_word", quarantine_value: "spam" }) }),
      entered({ rule: "R", action: "update", added: false, hits: [hit({ id: 7 })] }),
      entered({ rule: "R", action: "collect", hits: [hit()], lead: lead({ source_lead_id: 3 as never }) }),
      entered({ rule: "R", action: "to_owner", hits: [hit()], lead: lead({ owner: "Lin" }) }),
      entered({ rule: "R", action: "assign", hits: [hit()], lead: lead({ owner: null }) }),
      entered({ rule: "R", action: "label", hits: [hit()] }),
    ].map(outcomeText);
    expect(new Set(told).size).toBe(told.length);
    expect(told[1]).toContain("spam");
    expect(told[3]).toContain("Wang");
    expect(told[4]).toContain("Lin");
  });
});

describe("words", () => {
  it("shows a number with its home", () => {
    expect(mobileText("13800138000")).toBe("138 0013 8000");
    expect(mobileText("+4915112345678")).toBe("+4915112345678");
    expect(homeText({ province: "北京", city: "北京", carrier: "移动" })).toBe("北京 China Mobile");
    expect(homeText({ province: "江苏", city: "苏州", carrier: null })).toBe("苏州");
    expect(carrierText("电信虚拟")).toBe("China Telecom (virtual)");
    expect(carrierText("?")).toBe("?");
    expect(leadName(lead({ name: null }))).toBe("Muhe Medical");
  });
  it("finds the way back into the list", () => {
    leadTrail.leave([5, 7, 9], "/leads", 40);
    expect(leadTrail.at(7)).toEqual({ at: 1, before: 5, after: 9, total: 40, from: "/leads" });
    expect(leadTrail.at(8).at).toBe(-1);
  });
});

describe("the dialog", () => {
  let host: FakeHost;
  const oncreated = vi.fn();
  const onclose = vi.fn();
  const enter = (testid: string, value: string) => fireEvent.input(screen.getByTestId(testid), { target: { value } });
  const created = () => host.calls.filter(({ command }) => command === "leads.create");
  beforeEach(() => {
    oncreated.mockClear();
    onclose.mockClear();
    host = fakeHost({ "people.list": [], "tags.list": [], "duplicates.check": [], "leads.create": entered() });
    render(NewLead, { onclose, oncreated });
  });
  it("explains the hard rule and sends nothing before it is met", async () => {
    await fireEvent.submit(document.querySelector("form")!);
    expect(screen.getAllByRole("alert")).toHaveLength(2);
    await enter("lead-name", "Qiu");
    await enter("lead-method-0", "13800138000");
    expect(screen.queryAllByRole("alert")).toHaveLength(0);
    await fireEvent.submit(document.querySelector("form")!);
    await waitFor(() => expect(oncreated).toHaveBeenCalled());
    expect(created()).toHaveLength(1);
  });
  it("names who is known, asks once per pause, and keeps apart on request", async () => {
    host.answer({ "duplicates.check": [hit()] });
    await enter("lead-company", "Su");
    await enter("lead-company", "Sulian");
    await waitFor(() => expect(screen.getByTestId("lead-known").textContent).toContain("Wang"));
    expect(host.calls.filter(({ command }) => command === "duplicates.check").map(({ input }) => input)).toEqual([{ company: "Sulian" }]);
    await fireEvent.click(screen.getByLabelText("It is somebody else"));
    await enter("lead-method-0", "13800138000");
    await fireEvent.submit(document.querySelector("form")!);
    await waitFor(() => expect(created()[0]?.input).toMatchObject({ distinct: true, lead: { company: "Sulian" } }));
  });
  it("stays and says what a rule did", async () => {
    host.answer({ "leads.create": entered({ rule: "R", action: "to_owner", seen: false, hits: [hit()], lead: lead({ owner: "Lin" }) }) });
    await enter("lead-name", "Qiu");
    await enter("lead-method-0", "13800138000");
    await fireEvent.submit(document.querySelector("form")!);
    await waitFor(() => expect(screen.getByTestId("lead-outcome").textContent).toContain("went to Lin"));
    expect(oncreated).not.toHaveBeenCalled();
    // It is Lin's now, and only Lin sees it.
    expect(screen.queryByTestId("lead-open")).toBeNull();
    await fireEvent.click(screen.getByTestId("lead-again"));
    expect(screen.getByTestId("lead-name")).toHaveProperty("value", "");
  });
  it("asks for fields of one's own that have to be filled in, and keeps what was typed", async () => {
    host.answer({ "custom_fields.in_use": [ownField("text", { required: true }), ownField("number")] });
    const { unmount } = render(NewLead, { onclose, oncreated });
    const dialog = () => [...document.querySelectorAll("dialog")].at(-1) as HTMLElement;
    await waitFor(() => expect(dialog().querySelector("[data-testid=own-custom_1]")).toBeTruthy());
    const put = (testid: string, value: string) => fireEvent.input(dialog().querySelector(`[data-testid=${testid}]`)!, { target: { value } });
    await put("lead-name", "Qiu");
    await put("lead-method-0", "13800138000");
    await put("own-custom_3", " 12.5 ");
    await fireEvent.submit(dialog().querySelector("form")!);
    await waitFor(() => expect(dialog().querySelector("[role=alert]")?.textContent).toBe("Fill in \"Own text\""));
    expect(created()).toHaveLength(0);
    unmount();
    render(NewLead, { onclose, oncreated });
    await waitFor(() => expect(dialog().querySelector("[data-testid=own-custom_3]")).toHaveProperty("value", " 12.5 "));
    await put("own-custom_1", "a");
    await fireEvent.submit(dialog().querySelector("form")!);
    await waitFor(() => expect(created()[0]?.input).toMatchObject({ lead: { name: "Qiu", custom: { custom_1: "a", custom_3: "12.5" } } }));
  });
  it("is saved by Ctrl+Enter, but not by the Enter that ends a composition", async () => {
    await enter("lead-name", "Qiu");
    await enter("lead-method-0", "13800138000");
    const field = screen.getByTestId("lead-name");
    const closing = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, ctrlKey: true, bubbles: true, cancelable: true });
    field.dispatchEvent(closing);
    expect(closing.defaultPrevented).toBe(true);
    expect(created()).toHaveLength(0);
    await fireEvent.keyDown(field, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(created()).toHaveLength(1));
  });
  it("takes a source of one's own when the field is left", async () => {
    const source = screen.getByLabelText("First source");
    await fireEvent.input(source, { target: { value: "Magazine" } });
    await fireEvent.focusOut(source);
    await enter("lead-name", "Qiu");
    await enter("lead-method-0", "13800138000");
    await fireEvent.submit(document.querySelector("form")!);
    await waitFor(() => expect(created()[0]?.input).toMatchObject({ lead: { source: "Magazine" } }));
  });
});
