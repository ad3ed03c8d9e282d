/** The page of contacts: its list, the one an address names, and one that lies deep in the bin. */
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Failure, type BinPage, type BinRow, type Contact, type ContactId } from "../../ipc";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import { locale } from "../../i18n.svelte";
import ContactsPage from "./ContactsPage.svelte";

vi.mock("../../shell/workspace.svelte", () => ({
  workspace: () => ({ can: () => true, zone: "UTC", today: "2026-03-18", currency: "CNY", info: { person: { id: 1, name: "Ann" }, counts: { contacts: 2 } } }),
}));
const one = (id: number, more: Partial<Contact> = {}): Contact => ({ id: id as ContactId, customer_id: 4, customer: "Muhe", name: `P${id}`, title: "Buyer", mobile: "13800138000", phone: null, email: null, wechat: null, owner_id: null, owner: null, sample: false, created_at: 0, updated_at: 0, ...more }) as Contact;
const bin = (rows: number[], next: string | null): BinPage => ({ rows: rows.map((id) => ({ id, name: `P${id}`, contacts: 0 }) as BinRow), next, counts: [{ kind: "contacts", count: 1001, restores: true }] });
let host: FakeHost;
const inputs = (command: string) => host.calls.filter((call) => call.command === command).map(({ input }) => input);
beforeEach(() => {
  locale.current = "en";
  host = fakeHost({ "views.list": [], "contacts.list": { rows: [one(1), one(2)], next: null }, "contacts.get": one(2), "attachments.list": [], "customers.list": { rows: [], next: null }, "activities.list": [], "contacts.remove": { contacts: 2 } });
});

describe("contacts", () => {
  it("are listed, asked for by what is needed and nothing else, and removed together", async () => {
    render(ContactsPage);
    const row = await screen.findByTestId("contact-row-2");
    expect(row.textContent).toMatch(/P2.*Buyer.*Muhe.*138 0013 8000/);
    expect(host.calls.map(({ command }) => command)).toEqual(["views.list", "custom_fields.in_use", "contacts.list", "contacts.totals"]);
    expect(screen.getByTestId("totals-count").textContent).toBe("2");
    await fireEvent.keyDown(screen.getByRole("grid"), { key: "a", ctrlKey: true });
    await fireEvent.click(screen.getByTestId("bulk-remove"));
    await fireEvent.click(await screen.findByTestId("remove-confirm"));
    await waitFor(() => expect(inputs("contacts.remove")).toEqual([{ ids: [1, 2] }]));
  });
  it("open in their dialog by their address", async () => {
    render(ContactsPage, { id: "2" });
    expect(await screen.findByTestId("contact-name")).toHaveProperty("value", "P2");
  });
  it("are found in the bin however many were removed later, and brought back", async () => {
    host.answer({
      "contacts.get": () => Promise.reject(new Failure({ kind: "not_found", code: "contact.unknown", message: "gone" })),
      "bin.list": ({ after }) => (after === "b" ? bin([9], null) : after === "a" ? bin([8], "b") : bin([7], "a")),
      "bin.restore": { restored: 1, customers: 0, contacts: 0 },
    });
    render(ContactsPage, { id: "9" });
    await screen.findByText("\"P9\" is in the recycle bin");
    expect(inputs("bin.list")).toEqual([{ kind: "contacts", limit: 500 }, { kind: "contacts", limit: 500, after: "a" }, { kind: "contacts", limit: 500, after: "b" }]);
    await fireEvent.click(screen.getByTestId("record-restore"));
    await waitFor(() => expect(inputs("bin.restore")).toEqual([{ kind: "contacts", ids: [9] }]));
  });
  it("say so when one is nowhere", async () => {
    host.answer({ "contacts.get": () => Promise.reject(new Failure({ kind: "not_found", code: "contact.unknown", message: "gone" })), "bin.list": ({ after }) => (after ? bin([8], null) : bin([7], "a")) });
    render(ContactsPage, { id: "9" });
    await screen.findByText("No such contact");
  });
});
