/** Fields of one's own: their values as text, what is typed and sent, their inputs, and what they are in lists, conditions and history. */
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { locale } from "../../i18n.svelte";
import { Failure, type CustomKind, type CustomValue } from "../../ipc";
import CustomInput from "./CustomInput.svelte";
import CustomInputs from "./CustomInputs.svelte";
import { given, inUse, isOwn, isSame, lacking, numberText, offered, ownText, prepared, touched, typedOf } from "./customFields";
import { around, own, ownField, ownOfEachKind } from "./sample.fixture";

const SAID: Record<CustomKind, CustomValue> = { text: "a", long_text: "a\nb", number: -123_456_750, money: 120_050, day: "2026-04-01", yes_no: "yes", choice: 71, choices: [72, 70], person: 2, link: "https://a.cn/x/" };
const text = (kind: CustomKind, value: CustomValue | undefined = SAID[kind], short = false) => ownText(ownField(kind), value, around, short);

beforeEach(() => {
  locale.current = "en";
});

describe("a value as people read it", () => {
  it("is written by its kind, in the house's formats", () => {
    expect(ownOfEachKind.map(({ kind }) => text(kind))).toEqual(["a", "a\nb", "−1,234,567.50 kg", "¥1,200.50", "1 Apr", "Yes", "Silver", "Gold, Bronze", "Lin", "a.cn/x"]);
    expect(text("money", 112_000_000, true)).toBe("¥1.12M");
    locale.current = "zh";
    expect([text("yes_no", "no"), text("day"), text("money", 112_000_000, true)]).toEqual(["否", "4月1日", "¥112.0 万"]);
  });
  it("is nothing when nothing is said, and says the number of what has no name any more", () => {
    expect(ownOfEachKind.map((field) => ownText(field, undefined, around)).join("")).toBe("");
    expect([text("person", 9), text("choice", 9)]).toEqual(["#9", "#9"]);
  });
  it("writes a unit where it belongs", () => {
    expect(numberText({ decimals: 0, unit: "%" }, 45)).toBe("45%");
    expect(numberText({ decimals: 3, unit: null }, 5)).toBe("0.005");
    expect(numberText({ decimals: 0, unit: "pcs" }, 9_007_199_254_740_990)).toBe("9,007,199,254,740,990 pcs");
  });
});

describe("what is typed", () => {
  it("starts from the value: numbers and amounts as text", () => {
    const typed = (kind: CustomKind, value: CustomValue) => typedOf(ownField(kind), value, "CNY");
    expect([typed("number", 1250), typed("number", -5), typed("number", 300), typed("money", 120_050), typed("choice", 71), typed("choices", [71])]).toEqual(["12.5", "-0.05", "3", "1,200.50", 71, [71]]);
    expect(typedOf(ownField("number"), undefined, "CNY")).toBeNull();
  });
  it("is sent trimmed; empty is nothing", () => {
    expect([prepared(" 12.5 "), prepared("  "), prepared([]), prepared([70]), prepared(7)]).toEqual(["12.5", null, null, [70], 7]);
    expect(isSame([70, 71], [71, 70])).toBe(true);
    expect(isSame("", null)).toBe(true);
    expect(isSame("a", "b")).toBe(false);
    expect(touched({ custom_1: " ", custom_8: [] })).toBe(false);
  });
  it("of a new record is what is said, of one that is there also what is cleared, of a field that is gone nothing", () => {
    const fields = [ownField("text"), ownField("number")];
    const draft = { custom_1: " a ", custom_3: "", custom_99: "x" };
    expect(given(fields, draft, true)).toEqual({ custom: { custom_1: "a" } });
    expect(given(fields, draft, false)).toEqual({ custom: { custom_1: "a", custom_3: null } });
    expect(given(fields, {}, false)).toEqual({});
  });
  it("lacks what has to be filled in; of a record that is there only what was emptied", () => {
    const fields = [ownField("text", { required: true }), ownField("number", { required: true }), ownField("day")];
    const keys = (draft: Parameters<typeof lacking>[1], fresh: boolean) => lacking(fields, draft, fresh).map(({ key }) => key);
    expect(keys({ custom_3: "0" }, true)).toEqual(["custom_1"]);
    expect(keys({}, false)).toEqual([]);
    expect(keys({ custom_1: " " }, false)).toEqual(["custom_1"]);
  });
  it("offers what is in use, and what is chosen already", () => {
    const names = (value?: CustomValue) => offered(ownField("choice"), value).map(({ name }) => name);
    expect(names()).toEqual(["Gold", "Silver"]);
    expect(names(72)).toEqual(["Gold", "Silver", "Bronze"]);
    expect(inUse([ownField("text", { archived_at: 1 }), ownField("day")]).map(({ key }) => key)).toEqual(["custom_5"]);
    expect([isOwn("custom_12"), isOwn("customer"), isOwn(undefined)]).toEqual([true, false, false]);
  });
});

describe("the inputs", () => {
  it("are one for each kind", () => {
    render(CustomInputs, { own: own(...ownOfEachKind), draft: {}, tried: false, failure: null });
    expect(ownOfEachKind.map(({ key }) => screen.getByTestId(`own-${key}`).tagName)).toEqual(["INPUT", "TEXTAREA", "INPUT", "INPUT", "INPUT", "DIV", "SELECT", "SPAN", "INPUT", "INPUT"]);
    expect(screen.getByLabelText("Own day")).toHaveProperty("type", "date");
  });
  it("show what the record says until something else is typed", async () => {
    render(CustomInputs, { own: own(...ownOfEachKind), draft: { custom_1: "b" }, start: Object.fromEntries(ownOfEachKind.map(({ key, kind }) => [key, SAID[kind]])), tried: false, failure: null });
    expect(["custom_1", "custom_3", "custom_4", "custom_5", "custom_9"].map((key) => (screen.getByTestId(`own-${key}`) as HTMLInputElement).value)).toEqual(["b", "-1234567.5", "1,200.50", "2026-04-01", "Lin"]);
    expect(screen.getByRole("radio", { name: "Yes" }).ariaChecked ?? screen.getByRole("radio", { name: "Yes" }).getAttribute("aria-checked")).toBe("true");
    expect(screen.getByTestId("own-custom_8").querySelectorAll("[aria-pressed=true]")).toHaveLength(2);
    await fireEvent.click(screen.getByTestId("own-custom_8-70"));
    expect(screen.getByTestId("own-custom_8").querySelectorAll("[aria-pressed=true]")).toHaveLength(1);
  });
  it("mark what has to be filled in, ask for it, and say the core's word at the field", async () => {
    const fields = own(ownField("text", { required: true }), ownField("number"));
    const { rerender } = render(CustomInputs, { own: fields, draft: {}, tried: false, failure: null });
    expect(screen.getByTestId("own-custom_1")).toHaveProperty("required", true);
    expect(screen.queryByRole("alert")).toBeNull();
    await rerender({ tried: true, failure: new Failure({ kind: "invalid", code: "custom.bad_number", message: "No number", field: "custom_3" }) });
    expect(screen.getAllByRole("alert").map((one) => one.textContent)).toEqual(["Fill in \"Own text\"", "No number"]);
  });
  it("tell when one gesture has settled it", async () => {
    const onchoose = vi.fn();
    render(CustomInput, { field: ownField("yes_no"), value: null, around, onchoose });
    await fireEvent.click(screen.getByRole("radio", { name: "No" }));
    expect(onchoose).toHaveBeenCalledOnce();
  });
});
