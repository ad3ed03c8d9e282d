import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { fakeHost } from "../../ipc/fake";
import type { DuplicateRule, ScreenWord } from "../../ipc";
import { differs, draftOf, firstProblem, inputOf, newRule, toggled } from "./duplicateRules";
import DuplicatesSection from "./DuplicatesSection.svelte";
import { base64Of, decode, fresh, linesOf, matching, textOf } from "./screening";
import ScreeningSection from "./ScreeningSection.svelte";

vi.mock("../../shell/workspace.svelte", () => ({ workspace: () => ({ can: () => true, info: { registration_days: 30 } }) }));
const word = (id: number, kind: string, value: string, leads = 0, more: Partial<ScreenWord> = {}): ScreenWord => ({ id, kind, value, shipped: false, note: null, leads, ...more });
const words = [word(1, "word", "spam"), word(2, "word", "casino", 3), word(3, "mobile", "13800138000", 1, { note: "nuisance" })];
const rule = (more: Partial<DuplicateRule> = {}): DuplicateRule => ({ name: "R", active: true, keys: [["company"], ["mobile", "wechat"]], window: "all", action: "collect", ...more });

describe("screening lists", () => {
  it("are searched in any width, those that keep leads apart first", () => {
    expect(matching(words, "word", "").map(({ value }) => value)).toEqual(["casino", "spam"]);
    expect(matching(words, "word", "ＳＰＡ").map(({ id }) => id)).toEqual([1]);
    expect(matching(words, "mobile", "Nuis").map(({ id }) => id)).toEqual([3]);
  });
  it("take a pasted column, each entry once, and say how many are new", () => {
    const lines = linesOf('\uFEFF"Spam"\r\n\r\n gambling \ngambling\n');
    expect(lines).toEqual(["Spam", "gambling"]);
    expect(fresh(lines, words, "word")).toEqual(["gambling"]);
  });
  it("come back from the file they were written to, and from a GBK file", () => {
    const text = textOf(words, "word");
    const bytes = Uint8Array.from(atob(base64Of(text)), (char) => char.charCodeAt(0));
    expect(linesOf(decode(bytes.buffer))).toEqual(["spam", "casino"]);
    expect(decode(Uint8Array.from([0xb9, 0xe3, 0xb8, 0xe6]).buffer)).toBe("广告");
  });
  it("add what is pasted, and remove by one press", async () => {
    const host = fakeHost({ "screen.list": { words }, "screen.add": { words: [word(4, "mobile", "13900000000"), words[2]!] }, "screen.remove": { words: [] } });
    render(ScreeningSection);
    await fireEvent.click(await screen.findByTestId("screen-add"));
    await fireEvent.input(screen.getByTestId("screen-lines"), { target: { value: "13900000000\n13900000000\n" } });
    await fireEvent.submit(document.querySelector("dialog form")!);
    await waitFor(() => expect(host.calls.find(({ command }) => command === "screen.add")?.input).toEqual({ kind: "mobile", text: "13900000000" }));
    await fireEvent.click(screen.getByLabelText('Remove "13800138000"'));
    await waitFor(() => expect(host.calls.find(({ command }) => command === "screen.remove")?.input).toEqual({ ids: [3] }));
  });
});

describe("duplicate rules", () => {
  it("come back as they were when nothing is changed", () => {
    const rules = [rule(), rule({ action: "label", label: "known" })];
    expect(inputOf(rules.map(draftOf))).toEqual(rules);
    expect(differs(rules.map(draftOf), rules)).toBe(false);
    expect(differs([...rules].reverse().map(draftOf), rules)).toBe(true);
  });
  it("put keys into groups in one order; an emptied group goes, the last one stays", () => {
    expect(toggled([["company"]], 0, "mobile")).toEqual([["mobile", "company"]]);
    expect(toggled([["company"], ["mobile"]], 1, "mobile")).toEqual([["company"]]);
    expect(toggled([["company"]], 0, "company")).toEqual([[]]);
  });
  it("name what keeps them from being saved", () => {
    const nameless = { ...newRule(" "), keys: [["mobile" as const]] };
    const keyless = { ...newRule("R"), keys: [[]] };
    expect([firstProblem([newRule("R")]), firstProblem([nameless])?.lacks, firstProblem([keyless])?.lacks]).toEqual([null, "name", "keys"]);
  });
  it("say what they do, and are saved in their order", async () => {
    const host = fakeHost({ "duplicates.rules": [rule(), rule({ name: "S", keys: [["mobile"]], window: "three_months", action: "to_owner" })], "duplicates.save_rules": [rule()] });
    render(DuplicatesSection);
    const says = await screen.findAllByTestId("rule-says");
    expect(says[0]?.textContent).toMatch(/^Same Company, and Mobile or WeChat as a record of any age: it is collected/);
    expect(screen.getByTestId("rules-save")).toHaveProperty("disabled", true);
    await fireEvent.click(screen.getByLabelText('Move "S" up'));
    await fireEvent.click(screen.getByTestId("rules-save"));
    await waitFor(() => expect((host.calls.find(({ command }) => command === "duplicates.save_rules")?.input as { rules: DuplicateRule[] }).rules.map(({ name }) => name)).toEqual(["S", "R"]));
  });
});
