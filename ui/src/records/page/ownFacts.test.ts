/** Fields of one's own among the facts of a record: shown, changed in place, refused at their place. */
import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { locale } from "../../i18n.svelte";
import { Failure, type Work } from "../../ipc";
import { fakeHost } from "../../ipc/fake";
import type { Draft, Values } from "../customFields/customFields";
import { own, ownField } from "../customFields/sample.fixture";
import FactList from "./FactList.svelte";
import { ownFacts } from "./ownFacts";

const sent: Draft[] = [];
let refused: Failure | null = null;
const edit = (custom: Draft): Work => async () => {
  if (refused) throw refused;
  sent.push(custom);
};
const show = (values: Values) => render(FactList, { facts: ownFacts(own(ownField("number"), ownField("choice"), ownField("choices"), ownField("yes_no"), ownField("person"), ownField("link")), values, edit), label: "Facts" });
const open = (key: string) => fireEvent.click(screen.getByTestId(`fact-${key}`));

beforeEach(() => {
  locale.current = "en";
  sent.length = 0;
  refused = null;
});

describe("facts of one's own", () => {
  it("are shown as all others are: what is empty can be added", () => {
    show({ custom_3: 1250, custom_9: 2 });
    expect(["custom_3", "custom_7", "custom_9"].map((key) => screen.getByTestId(`fact-${key}`).textContent?.trim())).toEqual(["12.50 kg", "Add", "LILin"]);
  });
  it("are typed in place; what the core refuses stays with its reason", async () => {
    show({ custom_3: 1250 });
    await open("custom_3");
    const input = screen.getByTestId("own-custom_3");
    expect(input).toHaveProperty("value", "12.5");
    await fireEvent.input(input, { target: { value: "a" } });
    refused = new Failure({ kind: "invalid", code: "custom.bad_number", message: "No number", field: "custom_3" });
    await fireEvent.keyDown(input, { key: "Enter" });
    expect((await screen.findByRole("alert")).textContent).toBe("No number");
    refused = null;
    await fireEvent.input(input, { target: { value: " 13 " } });
    await fireEvent.keyDown(input, { key: "Enter" });
    await waitFor(() => expect(screen.queryByTestId("own-custom_3")).toBeNull());
    expect(sent).toEqual([{ custom_3: "13" }]);
  });
  it("send nothing when nothing changed, and null when it is emptied", async () => {
    show({ custom_3: 1250 });
    await open("custom_3");
    await fireEvent.keyDown(screen.getByTestId("own-custom_3"), { key: "Enter" });
    await waitFor(() => expect(screen.queryByTestId("own-custom_3")).toBeNull());
    await open("custom_3");
    await fireEvent.input(screen.getByTestId("own-custom_3"), { target: { value: "" } });
    await fireEvent.keyDown(screen.getByTestId("own-custom_3"), { key: "Enter" });
    await waitFor(() => expect(sent).toEqual([{ custom_3: null }]));
  });
  it("are settled by a choice; several are made one after the other", async () => {
    show({ custom_7: 70 });
    await open("custom_7");
    await fireEvent.change(screen.getByTestId("own-custom_7"), { target: { value: "1" } });
    await waitFor(() => expect(sent).toEqual([{ custom_7: 71 }]));
    await open("custom_8");
    await fireEvent.click(screen.getByTestId("own-custom_8-71"));
    await fireEvent.click(screen.getByTestId("own-custom_8-70"));
    expect(sent).toHaveLength(1);
    await fireEvent.keyDown(screen.getByTestId("own-custom_8-70"), { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(sent[1]).toEqual({ custom_8: [70, 71] }));
    await open("custom_6");
    await fireEvent.click(screen.getByRole("radio", { name: "Yes" }));
    await waitFor(() => expect(sent[2]).toEqual({ custom_6: "yes" }));
  });
  it("lead out of the program where they name a page", async () => {
    const host = fakeHost();
    show({ custom_10: "https://a.cn/x" });
    await fireEvent.click(screen.getByRole("link", { name: "a.cn/x" }));
    await vi.waitFor(() => expect(host.opened).toEqual(["https://a.cn/x"]));
    expect(screen.queryByTestId("own-custom_10")).toBeNull();
  });
});
