import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet, flushSync } from "svelte";
import { describe, expect, it, vi } from "vitest";
import Avatar from "./Avatar.svelte";
import Combobox from "./Combobox.svelte";
import DataTable from "./DataTable.svelte";
import Dialog from "./Dialog.svelte";
import { gridKey, headsOf, lineOfRow, rowOnLine, withRange } from "./grid";
import Menu from "./Menu.svelte";
import MoneyInput from "./MoneyInput.svelte";
import NumberInput from "./NumberInput.svelte";
import Segmented from "./Segmented.svelte";
import { inOrder, nextSort } from "./table";
import SortMenu from "./SortMenu.svelte";
import TextInput from "./TextInput.svelte";
import VirtualGrid from "./VirtualGrid.svelte";

const text = (html: string) => createRawSnippet(() => ({ render: () => html }));

describe("Combobox", () => {
  const options = ["Alpha", "Beta", "Gamma"].map((label, value) => ({ value, label }));
  const search = (typed: string) => Promise.resolve(options.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())));

  it("searches, moves with arrows and picks with Enter", async () => {
    const onchange = vi.fn();
    render(Combobox, { value: null, search, onchange, label: "Company" });
    const box = screen.getByRole("combobox");
    await fireEvent.click(box);
    await screen.findByText("Gamma");
    await fireEvent.keyDown(box, { key: "ArrowDown" });
    await fireEvent.keyDown(box, { key: "Enter" });
    expect(onchange).toHaveBeenCalledWith(1, options[1]);
    expect((box as HTMLInputElement).value).toBe("Beta");
  });
  it("leaves Enter to the input method while composing", async () => {
    const onchange = vi.fn();
    render(Combobox, { value: null, search, onchange, label: "Company" });
    const box = screen.getByRole("combobox");
    await fireEvent.click(box);
    await screen.findByText("Alpha");
    await fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    await fireEvent.keyDown(box, { key: "Enter", keyCode: 229 });
    expect(onchange).not.toHaveBeenCalled();
  });
  it("offers to create what is not there, and Esc gives the old text back", async () => {
    const create = vi.fn();
    render(Combobox, { value: 0, text: "Alpha", search, create, label: "Company" });
    const box = screen.getByRole("combobox") as HTMLInputElement;
    await fireEvent.input(box, { target: { value: "Delta" } });
    await fireEvent.click(await screen.findByText('Create "Delta"'));
    expect(create).toHaveBeenCalledWith("Delta");
    await fireEvent.input(box, { target: { value: "zzz" } });
    await fireEvent.keyDown(box, { key: "Escape" });
    expect(box.value).toBe("Delta");
  });
});

describe("inputs", () => {
  it("reports Enter, not during composition, and Esc", async () => {
    const onenter = vi.fn();
    const onescape = vi.fn();
    render(TextInput, { value: "a", label: "Name", onenter, onescape });
    const input = screen.getByLabelText("Name");
    await fireEvent.keyDown(input, { key: "Enter", isComposing: true });
    expect(onenter).not.toHaveBeenCalled();
    await fireEvent.keyDown(input, { key: "Enter" });
    await fireEvent.keyDown(input, { key: "Escape" });
    expect(onenter).toHaveBeenCalledWith("a");
    expect(onescape).toHaveBeenCalledOnce();
  });
  it("reads an amount in minor units and refuses nonsense", async () => {
    const onchange = vi.fn();
    render(MoneyInput, { value: null, currency: "CNY", label: "Amount", onchange });
    const input = screen.getByLabelText("Amount") as HTMLInputElement;
    await fireEvent.input(input, { target: { value: "12万" } });
    await fireEvent.blur(input);
    expect(onchange).toHaveBeenCalledWith(12_000_000);
    expect(input.value).toBe("120,000");
    await fireEvent.input(input, { target: { value: "lots" } });
    await fireEvent.blur(input);
    expect(screen.getByRole("alert")).toBeTruthy();
    expect(onchange).toHaveBeenCalledOnce();
  });
  it("keeps a number inside its limits", async () => {
    const onchange = vi.fn();
    render(NumberInput, { value: 5, min: 0, max: 100, label: "Rate", onchange });
    const input = screen.getByLabelText("Rate");
    await fireEvent.input(input, { target: { value: "120" } });
    await fireEvent.blur(input);
    expect(screen.getByRole("alert").textContent).toBe("Not more than 100");
    await fireEvent.input(input, { target: { value: "４５" } });
    await fireEvent.blur(input);
    expect(onchange).toHaveBeenCalledWith(45);
  });
});

describe("Segmented", () => {
  it("moves with the arrows and wraps", async () => {
    const onchange = vi.fn();
    render(Segmented, { value: "a", label: "View", options: [{ value: "a", label: "A" }, { value: "b", label: "B" }], onchange });
    await fireEvent.keyDown(screen.getByRole("radiogroup"), { key: "ArrowLeft" });
    expect(onchange).toHaveBeenCalledWith("b");
  });
});

describe("Menu", () => {
  it("opens, moves, types ahead, runs and closes", async () => {
    const run = vi.fn();
    const anchor = document.body.appendChild(document.createElement("button"));
    render(Menu, { props: { open: true, anchor, label: "More", items: [{ label: "Apple", run: vi.fn() }, "-", { label: "Pear", disabled: true, run: vi.fn() }, { label: "Plum", run }] } });
    const menu = screen.getByRole("menu");
    await vi.waitFor(() => expect(document.activeElement?.textContent.trim()).toBe("Apple"));
    await fireEvent.keyDown(menu, { key: "p" });
    expect(document.activeElement?.textContent.trim()).toBe("Plum");
    await fireEvent.click(screen.getByText("Plum"));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByRole("menu")).toBeNull();
    anchor.remove();
  });
});

describe("Dialog", () => {
  it("takes the focus, submits, and gives the focus back", async () => {
    const before = document.body.appendChild(document.createElement("button"));
    before.focus();
    const onsubmit = vi.fn();
    const onclose = vi.fn();
    const { rerender } = render(Dialog, { open: true, title: "Lost", onsubmit, onclose, children: text('<input aria-label="Reason">') });
    expect(document.activeElement).toBe(screen.getByLabelText("Reason"));
    await fireEvent.submit(document.querySelector("form") as HTMLFormElement);
    expect(onsubmit).toHaveBeenCalledOnce();
    await fireEvent(screen.getByRole("dialog"), new Event("cancel", { cancelable: true }));
    expect(onclose).toHaveBeenCalledOnce();
    await rerender({ open: false });
    expect(document.activeElement).toBe(before);
    before.remove();
  });
});

describe("grids", () => {
  const place = { cursor: 5, column: 1, rows: 100, columns: 4, page: 10 };
  const key = (name: string, ctrlKey = false) => gridKey({ key: name, ctrlKey, metaKey: false }, place);
  it("knows its keys", () => {
    expect(key("ArrowDown")).toEqual({ cursor: 6, column: 1 });
    expect(key("PageDown")).toEqual({ cursor: 15, column: 1 });
    expect(key("End", true)).toEqual({ cursor: 99, column: 3 });
    expect(key("Home", true)).toEqual({ cursor: 0, column: 0 });
    expect(key("ArrowLeft")).toEqual({ cursor: 5, column: 0 });
    expect(key("x")).toBeNull();
  });
  it("gives each group a line of its own, and finds the row on a line again", () => {
    const heads = headsOf(["a", "a", "b", "c", "c", "c"], (row) => row);
    expect(heads).toEqual([0, 2, 3]);
    expect([0, 1, 2, 3, 4, 5].map((row) => lineOfRow(heads, row))).toEqual([1, 2, 4, 6, 7, 8]);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map((line) => rowOnLine(heads, line))).toEqual([0, 0, 1, 2, 2, 3, 3, 4, 5]);
  });
  it("draws a range that also shrinks again", () => {
    const keys = [10, 11, 12, 13, 14];
    expect([...withRange(new Set([14]), keys, 1, 3)].sort()).toEqual([11, 12, 13, 14]);
    expect([...withRange(new Set([14]), keys, 1, 0)].sort()).toEqual([10, 11, 14]);
  });
  it("puts columns into the order somebody chose, the first one staying first", () => {
    const columns = ["a", "b", "c", "d"].map((key) => ({ key, label: key, text: String }));
    expect(inOrder(columns, { widths: {}, shown: {}, order: ["c", "a", "b"] }).map(({ key }) => key)).toEqual(["a", "c", "b", "d"]);
  });
  it("orders text upwards and figures downwards first", () => {
    const column = { key: "a", label: "A", text: String };
    expect(nextSort(column, null)).toEqual({ column: "a", desc: false });
    expect(nextSort({ ...column, num: true }, null)).toEqual({ column: "a", desc: true });
    expect(nextSort(column, { column: "a", desc: false })).toEqual({ column: "a", desc: true });
  });
  it("draws only what is in view of 100,000 rows, opens with Enter, asks for more at the end", async () => {
    const rows = Array.from({ length: 100_000 }, (_, id) => ({ id }));
    const onopen = vi.fn();
    const onmore = vi.fn();
    render(VirtualGrid, { rows, columns: [{ key: "id", label: "No.", text: (row: unknown) => `row ${(row as { id: number }).id}` }], rowKey: (row: unknown) => (row as { id: number }).id, label: "Rows", onopen, more: true, onmore });
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    const grid = screen.getByRole("grid");
    await fireEvent.focus(grid);
    await fireEvent.keyDown(grid, { key: "ArrowDown" });
    await fireEvent.keyDown(grid, { key: "Enter" });
    expect(onopen).toHaveBeenCalledWith({ id: 1 }, 1);
    expect(onmore).not.toHaveBeenCalled();
    await fireEvent.keyDown(grid, { key: "End", ctrlKey: true });
    expect(onmore).toHaveBeenCalled();
  });
});

describe("SortMenu", () => {
  it("orders by any sortable column, and turns the order round", async () => {
    const onsort = vi.fn();
    const columns = [
      { key: "name", label: "Name", text: String, sortable: true },
      { key: "note", label: "Note", text: String },
      { key: "sum", label: "Sum", text: String, sortable: true, num: true },
    ];
    render(SortMenu, { columns, sort: [{ column: "name", desc: false }], onsort });
    await fireEvent.click(screen.getByTestId("sort"));
    expect(screen.getAllByRole("menuitemradio").map((item) => item.textContent.replace(/\s+/g, " ").trim())).toEqual(["Name ↑", "Sum"]);
    await fireEvent.click(screen.getByRole("menuitemradio", { name: /Name/ }));
    expect(onsort).toHaveBeenLastCalledWith({ column: "name", desc: true });
    await fireEvent.click(screen.getByTestId("sort"));
    await fireEvent.click(screen.getByRole("menuitemradio", { name: "Sum" }));
    expect(onsort).toHaveBeenLastCalledWith({ column: "sum", desc: true });
  });
});

describe("DataTable", () => {
  it("keeps the chosen columns on a narrow screen, and says in full what the first one may cut", () => {
    const columns = [
      { key: "name", label: "Name", text: String, phone: "title" as const },
      { key: "team", label: "Team", text: () => "North" },
    ];
    const { container, rerender } = render(DataTable, { rows: ["A very long name"], columns, rowKey: String, caption: "People" });
    const marks = () => [...container.querySelectorAll("tbody td")].map((cell) => [cell.getAttribute("title"), cell.classList.contains("wide-only")]);
    expect(marks()).toEqual([["A very long name", false], [null, true]]);
    void rerender({ columns: columns.slice(1) });
    flushSync();
    expect(marks()).toEqual([["North", false]]);
  });
});

describe("Avatar", () => {
  it.each([["陈立航", "陈"], ["Lin Shuyao", "LS"], ["Ann", "AN"]])("%s", (name, letters) => {
    render(Avatar, { name });
    expect(screen.getByRole("img", { name }).textContent).toBe(letters);
  });
});
