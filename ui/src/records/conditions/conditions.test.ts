/** Conditions as a tree: read, changed line by line, written again; and what they say. */
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Condition, ConditionField, CustomerRow, Test, Value } from "../../ipc";
import { fakeHost } from "../../ipc/fake";
import { locale } from "../../i18n.svelte";
import { effectRoot } from "../../test.runes.svelte";
import ConditionEditor from "./ConditionEditor.svelte";
import { addGroup, addLine, both, changeField, changeOp, countTests, isGroup, newLine, partsOf, read, removeItem, toggle, withoutPart, write, type Group } from "./condition";
import { around, ownField } from "../customFields/sample.fixture";
import { conditionText, type Vocabulary } from "./labels";
import { nounWords } from "./nounWords";
import { withOwn } from "./ownWords";

const field = (name: string, kind: ConditionField["kind"], ops: ConditionField["ops"], choices: string[] = []): ConditionField => ({ name, kind, ops, choices, refers: null, sorts: true, custom: null });
const FIELDS: ConditionField[] = [
  field("name", "text", ["contains", "lacks", "any_of", "empty"]),
  field("state", "choice", ["any_of", "none_of", "empty"], ["new", "void", "done"]),
  field("size", "number", ["at_least", "at_most", "between", "empty"]),
  field("budget", "money", ["at_least", "between"]),
  field("seen", "instant", ["in_last", "not_in_last", "today", "on", "between"]),
];
const words: Vocabulary = {
  fields: FIELDS,
  fieldText: (name) => ({ name: "Name", state: "State", size: "Size", budget: "Budget", seen: "Last seen" })[name] ?? name,
  options: (one) => one.choices.map((value) => ({ value, label: value.toUpperCase() })),
  currency: "CNY",
  today: "2026-03-18",
};
const has = (text: string): Test => ({ field: "name", is: "contains", values: [text] });
const [a, b, c, d] = ["a", "b", "c", "d"].map(has) as [Test, Test, Test, Test];
const out = (root: Group): Condition => write(root, FIELDS);

beforeEach(() => {
  locale.current = "en";
});

describe("a condition as a tree", () => {
  it("is written as it was read", () => {
    const cases: Condition[] = [{ all: [] }, { all: [a] }, { all: [a, { any: [b, c] }, d] }, { any: [a, { all: [b, { any: [c, d] }] }] }, { all: [{ field: "state", is: "none_of", values: ["void", "done"] }, { field: "seen", is: "today" }] }];
    for (const one of cases) expect(out(read(one))).toEqual(one);
    expect(out(read(a))).toEqual({ all: [a] });
  });
  it("leaves out lines without their value, empty groups, and groups that group nothing", () => {
    const root = read({ all: [a, { all: [b, c] }] });
    addLine(root, newLine(FIELDS[0] as ConditionField));
    addGroup(root, newLine(FIELDS[2] as ConditionField));
    expect(out(root)).toEqual({ all: [a, b, c] });
    expect(out(read({ all: [{ field: "size", is: "between", values: [3] }, { field: "gone", is: "empty" }, { field: "seen", is: "in_last", values: [0] }] }))).toEqual({ all: [] });
    expect(out(read({ all: [has("  ")] }))).toEqual({ all: [] });
    expect(out(read({ all: [has("  x ")] }))).toEqual({ all: [has("x")] });
  });
  it("makes a group of a line and the one before when its word is turned, and takes it apart when it is turned back", () => {
    const root = read({ all: [a, b, c, d] });
    toggle(root, 2);
    expect(out(root)).toEqual({ all: [a, { any: [b, c] }, d] });
    toggle(root, 2);
    expect(out(root)).toEqual({ all: [a, { any: [b, c, d] }] });
    const inner = () => root.items.find(isGroup) as Group;
    toggle(inner(), 2, root);
    expect(out(root)).toEqual({ all: [a, { any: [b, c] }, d] });
    toggle(inner(), 1, root);
    expect(out(root)).toEqual({ all: [a, b, c, d] });
  });
  it("joins two by the other word, and narrows with whatever is added", () => {
    const root = read({ all: [a, b] });
    toggle(root, 1);
    expect(out(root)).toEqual({ any: [a, b] });
    addLine(root, { ...newLine(FIELDS[0] as ConditionField), values: ["c"] });
    expect(out(root)).toEqual({ all: [{ any: [a, b] }, c] });
    toggle(root, 1);
    expect(out(root)).toEqual({ any: [a, b, c] });
  });
  it("keeps a group made by hand when its word is turned", () => {
    const root = read({ all: [a] });
    addGroup(root, { ...newLine(FIELDS[0] as ConditionField), values: ["b"] });
    const group = root.items[1] as Group;
    group.items.push({ ...newLine(FIELDS[0] as ConditionField), values: ["c"] });
    toggle(group, 1, root);
    toggle(root, 1);
    expect(out(root)).toEqual({ any: [a, { all: [b, c] }] });
  });
  it("takes lines out, and the group that is empty then", () => {
    const root = read({ all: [a, { any: [b] }] });
    const group = root.items[1] as Group;
    removeItem(root, group.items[0]?.id ?? 0);
    expect(root.items).toHaveLength(1);
  });
  it("keeps values as long as they are of the same kind", () => {
    const line = { ...newLine(FIELDS[2] as ConditionField), values: [20] };
    changeOp(line, "at_most", "number");
    expect(line.values).toEqual([20]);
    changeOp(line, "between", "number");
    expect(line.values).toEqual([]);
    changeField(line, FIELDS[4] as ConditionField);
    expect([line.is, line.values]).toEqual(["between", []]);
    changeOp(line, "in_last", "instant");
    expect(line.values).toEqual([7]);
  });
  it("is dropped part by part", () => {
    const whole: Condition = { all: [a, { any: [b, c] }] };
    expect(countTests(whole)).toBe(3);
    expect(partsOf({ any: [a, b] })).toEqual([{ any: [a, b] }]);
    expect(withoutPart(whole, 0)).toEqual({ all: [{ any: [b, c] }] });
    expect(withoutPart({ any: [a, b] }, 0)).toEqual({ all: [] });
    expect(both({ all: [a] }, b)).toEqual({ all: [a, b] });
  });
});

describe("a condition in words", () => {
  it("says fields, questions and values", () => {
    const said = (one: Condition) => conditionText(one, words);
    expect(said({ field: "state", is: "none_of", values: ["void", "done"] })).toBe("State is not VOID +1");
    expect(said({ any: [{ field: "size", is: "at_least", values: [1200] }, has("fair")] })).toBe("(Size ≥ 1,200 or Name contains fair)");
    expect(said({ field: "seen", is: "in_last", values: [1] })).toBe("Last seen in the last 1 day");
    expect(said({ field: "seen", is: "between", values: ["2026-03-01", "2026-03-31"] })).toBe("Last seen is between 1 Mar – 31 Mar");
    expect(said({ field: "budget", is: "at_least", values: [30_000_000] })).toBe("Budget ≥ ¥300K");
    expect(said({ field: "seen", is: "today" })).toBe("Last seen is today");
    locale.current = "zh";
    expect(said({ all: [a, { any: [b, c] }] })).toBe("（Name 包含 a 且 （Name 包含 b 或 Name 包含 c））");
  });
});

describe("fields of one's own", () => {
  const of = (custom: ConditionField["custom"], kind: ConditionField["kind"], ops: ConditionField["ops"], choices: string[] = []): ConditionField => ({ ...field(custom?.key ?? "", kind, ops, choices), custom });
  const own = [
    of(ownField("number"), "number", ["at_least", "between"]),
    of(ownField("choice"), "reference", ["any_of"]),
    of(ownField("choices"), "tags", ["any_of"]),
    of(ownField("yes_no"), "choice", ["any_of"], ["yes", "no"]),
    of(ownField("person"), "person", ["any_of"]),
  ];
  const all = withOwn({ ...words, fields: [...FIELDS, ...own] }, around.people);
  it("are called by their names, with their options and people, and numbers as they are read", () => {
    const said = (field: string, is: Test["is"], values: Test["values"]) => conditionText({ field, is, values } as Test, all);
    expect(said("custom_3", "between", [1250, 200_000])).toBe("Own number is between 12.50 kg – 2,000.00 kg");
    expect(said("custom_7", "any_of", [72])).toBe("Own choice is Bronze");
    expect(said("custom_8", "any_of", [70, 71])).toBe("Own choices is Gold +1");
    expect(said("custom_6", "any_of", ["no"])).toBe("Own yes_no is No");
    expect(said("custom_9", "any_of", [2])).toBe("Own person is Lin");
    expect(said("state", "any_of", ["void"])).toBe("State is VOID");
    expect(all.fieldText("custom_99")).toBe("A field that is gone");
  });
  it("are typed in whole units and asked in steps", async () => {
    const onchange = vi.fn();
    render(ConditionEditor, { condition: { all: [{ field: "custom_3", is: "at_least", values: [1250] }] }, words: all, onchange });
    const input = screen.getByLabelText("Value");
    expect(input).toHaveProperty("value", "12.5");
    await fireEvent.input(input, { target: { value: "12.75" } });
    await fireEvent.blur(input);
    expect(onchange).toHaveBeenLastCalledWith({ all: [{ field: "custom_3", is: "at_least", values: [1275] }] });
  });
});

describe("the words of a noun", () => {
  const fields = [
    ...FIELDS,
    field("owner", "person", ["any_of"]),
    { ...field("customer", "reference", ["any_of"]), refers: "customers" },
    { ...field("stage", "reference", ["any_of"]), refers: "stages" },
    field("label", "tags", ["any_of"]),
    { ...field("custom_9", "person", ["any_of"]), custom: ownField("person") },
  ];
  const line = (id: number, name: string) => ({ id, name, archived: false, stages: [{ id: id * 10, name: "Offer" }] });
  const rows = [{ id: 4, name: "Muhe", region: "Suzhou" }, { id: 5, name: "Sulian", region: null }] as CustomerRow[];
  const known = { "deals.fields": fields, "people.list": around.people, "tags.list": [{ id: 8, name: "Fair" }], "pipelines.list": [line(1, "Direct"), line(2, "Trade")] };
  const host = () => fakeHost({ ...known, "customers.list": ({ filter }: { filter?: { ids?: number[] } }) => ({ rows: rows.filter(({ id }) => filter?.ids?.includes(id) ?? true), next: null }) } as never);
  const of = (needed: (field?: string) => boolean, held: Record<string, Value[]> = {}) => {
    let read = (): Vocabulary => words;
    const stop = effectRoot(() => void (read = nounWords("deals", { first: ["state", "customer"], fieldText: (name) => name, wordText: (_, word) => word.toUpperCase() })(needed, () => words, (name) => held[name] ?? [])));
    return { words: () => read(), options: (name: string) => read().options(fields.find((one) => one.name === name)!).map(({ label }) => label), stop };
  };
  it("are the fields of the core in the order of how often they are asked, with people, records and words by name", async () => {
    host();
    const { words: read, options, stop } = of(() => true, { customer: [5] });
    await vi.waitFor(() => expect(options("customer")).toEqual(["Sulian"]));
    expect(read().fields.map(({ name }) => name).slice(0, 3)).toEqual(["state", "customer", "name"]);
    expect([options("owner"), options("label"), options("stage"), options("state"), options("custom_9")]).toEqual([["Ann", "Lin", "Gone"], ["Fair"], ["Direct · Offer", "Trade · Offer"], ["NEW", "VOID", "DONE"], ["Ann", "Lin", "Gone"]]);
    stop();
  });
  it("ask for nothing that no condition names", async () => {
    const asked = host().calls;
    const { options, stop } = of((name) => name === undefined || name === "custom_9");
    await vi.waitFor(() => expect(options("custom_9")).toEqual(["Ann", "Lin", "Gone"]));
    expect(asked.map(({ command }) => command)).toEqual(["deals.fields", "people.list"]);
    stop();
    expect(of(() => false).words().fields).toEqual([]);
    expect(asked).toHaveLength(2);
  });
  it("find customers by what is typed, and know the name of one that was chosen", async () => {
    host();
    const { words: read, options, stop } = of(() => true);
    await vi.waitFor(() => expect(read().fields).toHaveLength(fields.length));
    expect(read().find?.(fields[0]!)).toBeUndefined();
    const onchange = vi.fn();
    render(ConditionEditor, { condition: { all: [{ field: "customer", is: "any_of", values: [77] }] }, words: read(), onchange });
    await fireEvent.click(screen.getByTestId("condition-pick"));
    expect((await screen.findByTestId("condition-option-4")).textContent).toBe("MuheSuzhou");
    expect(screen.getByTestId("condition-option-77")).toBeTruthy();
    await fireEvent.click(screen.getByLabelText("Sulian"));
    expect(onchange).toHaveBeenLastCalledWith({ all: [{ field: "customer", is: "any_of", values: [77, 5] }] });
    expect(options("customer")).toEqual(["Muhe", "Sulian"]);
    stop();
  });
});

describe("ConditionEditor", () => {
  it("offers a line to whoever opens it, and says the condition when the line is complete", async () => {
    const onchange = vi.fn();
    render(ConditionEditor, { condition: { all: [] }, words, found: "126 matches", onchange });
    expect(screen.getAllByTestId("condition-line")).toHaveLength(1);
    expect(screen.getByTestId("condition-found").textContent).toBe("126 matches");
    await fireEvent.input(screen.getByLabelText("Value"), { target: { value: "fair" } });
    await vi.waitFor(() => expect(onchange).toHaveBeenCalledWith({ all: [has("fair")] }));
    await fireEvent.click(screen.getByTestId("condition-add"));
    expect(screen.getAllByTestId("condition-line")).toHaveLength(2);
    expect(onchange).toHaveBeenCalledOnce();
  });
  it("takes what was typed last when it is closed before typing has paused", async () => {
    const onchange = vi.fn();
    const { unmount } = render(ConditionEditor, { condition: { all: [] }, words, onchange });
    const value = screen.getByLabelText("Value");
    await fireEvent.input(value, { target: { value: "f" } });
    await vi.waitFor(() => expect(onchange).toHaveBeenCalledWith({ all: [has("f")] }));
    await fireEvent.input(value, { target: { value: "fair" } });
    unmount();
    expect(onchange).toHaveBeenLastCalledWith({ all: [has("fair")] });
  });
  it("turns a word, and removes a line", async () => {
    const onchange = vi.fn();
    render(ConditionEditor, { condition: { all: [a, b] }, words, onchange });
    await fireEvent.click(screen.getByText("and"));
    expect(onchange).toHaveBeenLastCalledWith({ any: [a, b] });
    await fireEvent.click(screen.getAllByLabelText("Remove this condition")[0] as HTMLElement);
    expect(onchange).toHaveBeenLastCalledWith({ all: [b] });
  });
});
