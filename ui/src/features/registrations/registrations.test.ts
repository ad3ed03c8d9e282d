import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import type { Registration, RegistrationId, PersonId } from "../../ipc";
import RegistrationBanner from "../../records/registrations/RegistrationBanner.svelte";
import RegistrationsPage from "./RegistrationsPage.svelte";
import RegisterDialog from "../../records/registrations/RegisterDialog.svelte";
import { endedText, leftText } from "../../records/registrations/labels";

const me = vi.hoisted(() => ({ can: (_: string): boolean => true, role: "manager" }));
vi.mock("../../shell/workspace.svelte", () => ({
  workspace: () => ({ can: (permission: string) => me.can(permission), zone: "Asia/Shanghai", today: "2026-03-18", currency: "CNY", info: { registration_days: 30, person: { id: 1, name: "Ann", role: me.role } } }),
}));
const one = (more: Partial<Registration> = {}): Registration => ({
  id: 5 as RegistrationId, company: "Muhe", credit_code: null, mobile: null, note: null, person_id: 2 as PersonId, holder: "Lin", starts_on: "2026-03-01", ends_on: "2026-03-31",
  ended_on: null, ended_by: null, days_left: 13, lead_id: null, customer_id: null, created_at: Date.UTC(2026, 2, 1), ...more,
});
let host: FakeHost;
const inputs = (command: string) => host.calls.filter((call) => call.command === command).map(({ input }) => input);
beforeEach(() => {
  me.can = () => true;
  me.role = "manager";
  history.replaceState(null, "", "#/registrations");
});

describe("words", () => {
  it("count the days, and say how one ended", () => {
    expect([leftText(one()), leftText(one({ days_left: 1 })), leftText(one({ days_left: 0 })), leftText(one({ days_left: null }))]).toEqual(["13 days", "1 day", "Last day", ""]);
    expect([endedText(one()), endedText(one({ ended_on: "2026-03-05", ended_by: "Lin" })), endedText(one({ ended_on: "2026-03-05", ended_by: "Ann" }))]).toEqual(["Ran out", "Given back", "Ended by Ann"]);
  });
});

describe("the list", () => {
  const listed = (rows: Registration[]) => ({ rows, all: rows.length, mine: 0, ended: 2, days: 30 });
  it("names holder and last day; a manager ends what others hold", async () => {
    host = fakeHost({ "registrations.list": listed([one(), one({ id: 6 as RegistrationId, company: "Sulian", days_left: 2 })]), "registrations.end": one() });
    render(RegistrationsPage);
    const table = await screen.findByTestId("registrations");
    expect(table.textContent).toMatch(/Muhe.*Lin.*31 Mar.*13 days/s);
    await fireEvent.click(screen.getAllByTestId("end")[0]!);
    await waitFor(() => expect(inputs("registrations.end")).toEqual([{ id: 5 }]));
    expect(screen.queryAllByTestId("give-back")).toHaveLength(0);
  });
  it("shows a salesperson their own, to give back but not to extend", async () => {
    me.role = "sales";
    me.can = (permission) => permission !== "lead_manage";
    host = fakeHost({ "registrations.list": listed([one({ person_id: 1 as PersonId, holder: "Ann" })]), "registrations.end": one() });
    render(RegistrationsPage);
    await fireEvent.click(await screen.findByTestId("give-back"));
    await waitFor(() => expect(inputs("registrations.end")).toEqual([{ id: 5 }]));
    expect(inputs("registrations.list")[0]).toMatchObject({ which: "mine" });
    expect(screen.queryByTestId("extend")).toBeNull();
  });
  it("says what goes here when it is empty", async () => {
    host = fakeHost({ "registrations.list": listed([]) });
    render(RegistrationsPage);
    expect(await screen.findByText("Nothing is registered")).toBeTruthy();
  });
});

describe("registering", () => {
  it("says who holds the customer while it is typed, and shows the refusal at the field", async () => {
    host = fakeHost({ "registrations.check": [one()], "duplicates.check": [] });
    const onclose = vi.fn();
    render(RegisterDialog, { onclose });
    await fireEvent.input(screen.getByTestId("register-company"), { target: { value: "Muhe" } });
    expect((await screen.findByTestId("held")).textContent).toContain("Lin has registered Muhe, protected until 31 Mar. 13 days left");
    host.answer({ "registrations.add": one({ person_id: 1 as PersonId }) });
    await fireEvent.submit(document.querySelector("dialog form")!);
    await waitFor(() => expect(inputs("registrations.add")).toEqual([{ company: "Muhe" }]));
    await waitFor(() => expect(onclose).toHaveBeenCalled());
  });
  it("lets the holder give it back from the record", async () => {
    host = fakeHost({ "registrations.end": one() });
    render(RegistrationBanner, { held: [one({ person_id: 1 as PersonId })] });
    await fireEvent.click(screen.getByTestId("held-give-back"));
    await waitFor(() => expect(inputs("registrations.end")).toEqual([{ id: 5 }]));
  });
});
