/** Two people at one fact: the second save is told of the first, and an editor that its person left alone writes nothing. */
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { locale } from "../../i18n.svelte";
import { Failure, type ChangeId, type Lead, type LeadId } from "../../ipc";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import { knowChange } from "../../ipc/opened";
import FactList from "./FactList.svelte";
import type { Fact } from "./facts";

const lead = 7 as LeadId;
const facts = (value: string): Fact[] => [{ kind: "text", name: "company", label: "Company", shown: value, value, save: (company) => (call) => call("leads.edit", { id: lead, company: company as string }) }];
const input = () => screen.getByLabelText("Company", { selector: "input" });
const saves = () => host.calls.filter(({ command }) => command === "leads.edit").map(({ input: sent, seen }) => [(sent as { company: string }).company, seen]);
let host: FakeHost;
let show: ReturnType<typeof render<typeof FactList>>;

beforeEach(async () => {
  locale.current = "en";
  host = fakeHost({ "leads.edit": {} as Lead });
  knowChange(40 as ChangeId);
  show = render(FactList, { facts: facts("Ruhr"), label: "Facts" });
  await fireEvent.click(screen.getByTestId("fact-company"));
});

describe("a fact that somebody else changes while its editor is open", () => {
  it("is not written over by an editor that its person only looks at and leaves", async () => {
    await show.rerender({ facts: facts("Ruhr AG") });
    await fireEvent.keyDown(input(), { key: "Enter" });
    await waitFor(() => expect(screen.getByTestId("fact-company").textContent).toContain("Ruhr AG"));
    expect(saves()).toEqual([]);
  });
  it("is refused with who it was, and saved when the person insists", async () => {
    host.answer({ "leads.edit": () => Promise.reject(new Failure({ kind: "conflict", code: "record.changed_meanwhile", message: "Sue changed this" })) });
    knowChange(41 as ChangeId);
    await fireEvent.input(input(), { target: { value: "Rhine" } });
    await fireEvent.keyDown(input(), { key: "Enter" });
    expect((await screen.findByRole("alert")).textContent).toBe("Sue changed this");
    host.answer({ "leads.edit": {} as Lead });
    await fireEvent.keyDown(input(), { key: "Enter" });
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(saves()).toEqual([["Rhine", 40], ["Rhine", undefined]]);
  });
});
