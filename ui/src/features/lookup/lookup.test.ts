import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import type { KnownRecord, Registration, RegistrationId, PersonId } from "../../ipc";
import LookUpPage from "./LookUpPage.svelte";

vi.mock("../../shell/workspace.svelte", () => ({
  workspace: () => ({ can: () => true, zone: "Asia/Shanghai", today: "2026-03-18", currency: "CNY", info: { registration_days: 30, person: { id: 1, name: "Ann", role: "manager" } } }),
}));
const one = (more: Partial<Registration> = {}): Registration => ({
  id: 5 as RegistrationId, company: "Muhe", credit_code: null, mobile: null, note: null, person_id: 2 as PersonId, holder: "Lin", starts_on: "2026-03-01", ends_on: "2026-03-31",
  ended_on: null, ended_by: null, days_left: 13, lead_id: null, customer_id: null, created_at: Date.UTC(2026, 2, 1), ...more,
});
const known = (more: Partial<KnownRecord> = {}): KnownRecord => ({
  entity: "leads", id: 9, name: "Wang", company: "Muhe", owner_id: 2 as PersonId, owner: "Lin", created_at: Date.UTC(2026, 2, 1), by: [{ key: "company", value: "Muhe" }], visible: false, claimable: false, ...more,
});
let host: FakeHost;
const inputs = (command: string) => host.calls.filter((call) => call.command === command).map(({ input }) => input);

describe("looking up", () => {
  const ask = async (text: string) => fireEvent.input(screen.getByTestId("look-up"), { target: { value: text } });
  it("claims what nobody has, and writes to whoever has the other", async () => {
    host = fakeHost({
      "duplicates.look_up": { records: [known(), known({ id: 10, name: "Li", owner: null, owner_id: null, visible: true, claimable: true, by: [{ key: null, value: "Li" }] })], registrations: [one()] },
      "leads.assign": { leads: 1 }, "duplicates.tell_owner": { owner: "Lin" },
    });
    render(LookUpPage);
    await ask("Muhe");
    const found = await screen.findByTestId("looked-up");
    expect(found.textContent).toContain("name Li");
    expect(found.querySelectorAll("a")).toHaveLength(1);
    await fireEvent.click(screen.getByTestId("claim"));
    await waitFor(() => expect(inputs("leads.assign")).toEqual([{ leads: { ids: [10] }, owner_id: 1 }]));
    await fireEvent.click(screen.getByTestId("tell"));
    await fireEvent.input(screen.getByTestId("tell-text"), { target: { value: "Shall we?" } });
    await fireEvent.submit(document.querySelector("dialog form")!);
    await waitFor(() => expect(inputs("duplicates.tell_owner")).toEqual([{ entity: "leads", id: 9, text: "Shall we?" }]));
  });
  it("offers to add or register whom nobody has", async () => {
    host = fakeHost({ "duplicates.look_up": { records: [], registrations: [] } });
    render(LookUpPage);
    await ask("Nobody Ltd");
    await fireEvent.click(await screen.findByTestId("look-up-register"));
    expect(screen.getByTestId("register-company")).toHaveProperty("value", "Nobody Ltd");
  });
});
