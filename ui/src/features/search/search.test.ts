import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COMMANDS } from "../../ipc/generated";
import type { SearchHit, SearchHits } from "../../ipc";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import { theme } from "../../theme.svelte";
import { startRouter } from "../../shell/router.svelte";
import { matching, sections, type Command } from "./entries";
import Palette from "./Palette.svelte";
import { fieldName, inTitle, pathOfHit } from "./labels";

const hit = (more: Partial<SearchHit> = {}): SearchHit => ({ kind: "customers", id: 7, title: "北京纷扬", subtitle: null, owner: null, at: null, path: "/customers/7", matched: null, ...more });
const hits = (...found: SearchHit[]): SearchHits => ({ groups: found.length ? [{ kind: "customers", count: found.length, more: false, hits: found }] : [], slip: false, waiting: 0 });
const command = (label: string, group = "Go"): Command => ({ label, group, keys: undefined, run: () => {} });
const words = { lately: "Lately", kind: () => "Customers", count: () => "50+" };

describe("a hit", () => {
  it("leads to its page; a contact to its own, with or without a customer", () => {
    expect(pathOfHit(hit())).toBe("/customers/7");
    expect([hit({ kind: "contacts", id: 2, path: "/customers/4" }), hit({ kind: "contacts", id: 3, path: null })].map(pathOfHit)).toEqual(["/contacts/2", "/contacts/3"]);
  });
});

describe("the list", () => {
  const commands = [command("New deal", "Pipeline"), command("Forecast"), command("Pipeline")];
  it("shows records of late and every command when nothing is typed", () => {
    const shown = sections(" ", commands, { groups: [], lately: [hit()] }, words);
    expect(shown.map((section) => [section.heading, section.entries.length])).toEqual([["Lately", 1], ["Pipeline", 1], ["Go", 2]]);
  });
  it("puts commands that begin with it first, records next, other commands last", () => {
    const group = { kind: "customers" as const, count: 50, more: true, hits: [hit()] };
    const shown = sections("pipe", commands, { groups: [group], lately: [hit()] }, words);
    expect(shown.map((section) => [section.heading, section.count])).toEqual([["Go", undefined], ["Customers", "50+"], ["Pipeline", undefined]]);
  });
  it("is found whatever the width and case", () => {
    expect(matching(commands, "ＦＯＲＥ").map((one) => one.label)).toEqual(["Forecast"]);
    expect(matching(commands, "go pipe").map((one) => one.label)).toEqual(["Pipeline"]);
  });
});

describe("words", () => {
  it("names every field, and marks the title when it answers", () => {
    expect(fieldName("mobile")).not.toBe("mobile".toUpperCase());
    expect(inTitle(hit({ matched: { field: "name", before: "北京", hit: "纷扬", after: "" } }))?.hit).toBe("纷扬");
    expect(inTitle(hit({ matched: { field: "note", before: "", hit: "纷扬", after: "报价" } }))).toBeNull();
  });
});

describe("the palette", () => {
  let fake: FakeHost;
  let stop = () => {};
  afterEach(() => stop());
  beforeEach(() => {
    theme.locale = "en";
    location.hash = "#/pipeline";
    stop = startRouter([{ path: "/forecast", page: () => Promise.reject(new Error("not opened here")), title: () => "Forecast", nav: "main" }], "/forecast");
    fake = fakeHost({ "search.recent": { hits: [] }, "search.find": (input) => hits(...(input.text === "bjfy" ? [hit(), hit({ id: 8, title: "北京飞宇", path: "/customers/8" })] : [])) });
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
  });
  const open = () => {
    render(Palette, { open: true });
    flushSync();
    return screen.getByRole("combobox");
  };
  const type = (box: HTMLElement, value: string) => fireEvent.input(box, { target: { value } });

  it("finds records, is walked by arrows and goes where Enter says", async () => {
    const box = open();
    await type(box, "bjfy");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(2));
    expect(screen.getByRole("group", { name: "Customers" })).toBeTruthy();
    await fireEvent.keyDown(box, { key: "ArrowDown" });
    expect(box.getAttribute("aria-activedescendant")).toBe(screen.getAllByRole("option")[1]?.id);
    await fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(location.hash).toBe("#/customers/8"));
    expect(screen.queryByRole("combobox")).toBeNull();
  });
  it("leaves the Enter that ends a composition to the input method", async () => {
    const box = open();
    await type(box, "bjfy");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(2));
    await fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    expect(screen.getByRole("combobox")).toBeTruthy();
    expect(location.hash).toBe("#/pipeline");
  });
  it("waits with an early Enter for the answer to what was typed", async () => {
    const box = open();
    await type(box, "bjfy");
    await fireEvent.keyDown(box, { key: "Enter" });
    await waitFor(() => expect(location.hash).toBe("#/customers/7"));
  });
  it("offers pages, and says when there is nothing", async () => {
    const box = open();
    await type(box, "zzzz");
    await waitFor(() => expect(screen.getByRole("status").textContent).toContain("Nothing"));
    expect(screen.queryAllByRole("option")).toHaveLength(0);
    await type(box, "forec");
    await waitFor(() => expect(screen.getAllByRole("option").length).toBeGreaterThan(0));
  });
  it("shows records worked on lately before anything is typed", async () => {
    fake.answer({ "search.recent": { hits: [hit({ title: "Acme" })] } });
    open();
    await waitFor(() => expect(screen.getAllByRole("option")[0]?.textContent).toContain("Acme"));
    expect(fake.calls.filter((one) => one.command === "search.find")).toHaveLength(0);
  });
  it("says that search is being prepared, and that a name is only alike", async () => {
    fake.answer({ "search.find": { ...hits(hit()), slip: true, waiting: 1200 } });
    await type(open(), "acne");
    await waitFor(() => expect(screen.getByText(/1200/)).toBeTruthy());
    expect(screen.getAllByText(/Similar names/).length).toBeGreaterThan(0);
    expect(COMMANDS["search.find"].kind).toBe("query");
  });
});
