/** The settings of one's own fields: what is guessed and sent, and the section as it is used. */
import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Failure, type CustomField, type CustomFieldId, type CustomFieldUsage, type CustomOptionId, type Instant } from "../../../ipc";
import { fakeHost, type FakeHost } from "../../../ipc/fake";
import { toasts } from "../../../kit/toasts.svelte";
import { onKey } from "../../../shell/shortcuts.svelte";
import { draftOf, emptiest, freshOptions, guessKind, inputOf, kindsFor, newDraft, newOption, placed } from "./fields";
import FieldsSection from "./FieldsSection.svelte";

const rights = vi.hoisted(() => ({ may: true }));
vi.mock("../../../shell/workspace.svelte", () => ({ workspace: () => ({ can: () => rights.may, currency: "CNY", today: "2026-03-18", zone: "Asia/Shanghai" }) }));

const field = (id: number, name: string, more: Partial<CustomField> = {}): CustomField => ({ id: id as CustomFieldId, key: `custom_${id}`, name, kind: "text", unit: null, decimals: 0, required: false, listed: false, printed: true, options: [], archived_at: null, ...more });
const option = (id: number, name: string, archived = false) => ({ id: id as CustomOptionId, name, archived });
const used = (id: number, filled: number, of: number, values = filled, views: string[] = []): CustomFieldUsage => ({ id: id as CustomFieldId, filled, of, values, views });
const long = field(1, "Warranty months", { kind: "number", unit: "mo" });
const room = field(2, "Clean room", { kind: "choice", options: [option(11, "1,000"), option(12, "10,000"), option(13, "100,000", true)] });
const old = field(3, "Fax", { archived_at: Date.UTC(2026, 2, 2) as Instant });

describe("a new field", () => {
  it("is of the kind its name speaks of, in either language", () => {
    const kinds = (...names: string[]) => names.map(guessKind);
    expect(kinds("质保月数", "数量", "Warranty months", "Number of plants", "工作日数（含周六）")).toEqual(Array(5).fill("number"));
    expect(kinds("到货日期", "生日", "Price date", "Delivery day")).toEqual(Array(4).fill("day"));
    expect(kinds("合同金额", "单价", "设备成本", "Unit price", "Cost")).toEqual(Array(5).fill("money"));
    expect(kinds("是否需要投标", "Needs a tender", "has budget")).toEqual(Array(3).fill("yes_no"));
    expect(kinds("官网网址", "Drawing link", "URL")).toEqual(Array(3).fill("link"));
    expect(kinds("备注", "交货日期说明", "Price notes")).toEqual(Array(3).fill("long_text"));
    expect(kinds("", "洁净等级", "Needs", "Holiday", "日产线", "Linked")).toEqual(Array(6).fill("text"));
  });
  it("is sent as a whole, what is typed as one more option with it", () => {
    const draft = { ...newDraft(" Clean room "), kind: "choice" as const, options: [newOption("1,000 ")], pending: "10,000" };
    expect(inputOf(draft, "deals", null)).toEqual({ entity: "deals", name: "Clean room", kind: "choice", required: false, listed: false, printed: true, options: [{ name: "1,000" }, { name: "10,000" }] });
    expect(inputOf({ ...newDraft("Cycle time"), kind: "number", unit: " s ", decimals: "1" }, "deals", null)).toMatchObject({ unit: "s", decimals: 1 });
    expect(freshOptions([" A", "", "ａ", "B"], [newOption("b")])).toEqual(["A"]);
  });
});

describe("a known field", () => {
  it("is sent as what was changed, or not at all", () => {
    expect(inputOf(draftOf(room), "deals", room)).toBeNull();
    expect(inputOf({ ...draftOf(room), required: true }, "deals", room)).toEqual({ id: 2, required: true });
    const draft = draftOf(room);
    expect(inputOf({ ...draft, options: [draft.options[1]!, newOption("0")] }, "deals", room)).toEqual({ id: 2, options: [{ id: 12, name: "10,000" }, { name: "0" }] });
  });
  it("with values becomes only what keeps their meaning", () => {
    expect(kindsFor("number", 0)).toHaveLength(10);
    expect([kindsFor("number", 3), kindsFor("text", 3), kindsFor("link", 3), kindsFor("long_text", 3)]).toEqual([["number"], ["text", "long_text"], ["text", "long_text", "link"], ["long_text"]]);
  });
  it("leaves archived ones in their places when it moves", () => {
    expect(placed([long, old, room], [room, long]).map(({ id }) => id)).toEqual([2, 3, 1]);
  });
  it("is named when hardly anybody fills it in", () => {
    expect(emptiest([long, room], [used(1, 3, 31), used(2, 2, 31)])?.field).toBe(room);
    expect(emptiest([long, room], [used(1, 4, 31), used(2, 20, 31)])).toBeNull();
    expect(emptiest([long], [used(1, 0, 0)])).toBeNull();
  });
});

describe("the section", () => {
  let host: FakeHost;
  const sent = (command: string) => host.calls.filter((one) => one.command === command).map(({ input }) => input);
  const row = (id: number) => screen.findByTestId(`field-row-${id}`);
  const said = () => toasts.list.map(({ text, action }) => [text, action?.label]);
  beforeEach(() => {
    rights.may = true;
    for (const { id } of [...toasts.list]) toasts.dismiss(id);
    const fields = [long, room, old];
    host = fakeHost({
      "custom_fields.list": ({ entity }) => (entity === "leads" ? [...fields] : []),
      "custom_fields.usage": [used(1, 9, 31), used(2, 2, 31, 3, ["Clean rooms"]), used(3, 6, 31, 7)],
      "custom_fields.save": (input) => field(9, input.name ?? "", { kind: input.kind ?? "text" }),
      "custom_fields.order": fields,
      "custom_fields.archive": ({ id }) => field(id, "X", { archived_at: 0 as Instant }),
      "custom_fields.restore": ({ id }) => field(id, "X", { archived_at: null }),
      "custom_fields.remove": { values: 7 },
    });
  });

  it("lists the fields with how much they are filled in, and says what is worth knowing", async () => {
    render(FieldsSection);
    expect((await row(1)).textContent).toMatch(/Warranty months\s*Number · mo/);
    expect(within(await row(2)).getByTestId("field-switch-listed").getAttribute("aria-pressed")).toBe("false");
    await waitFor(() => expect(screen.getByTestId("fields-says").textContent?.trim()).toBe("2 own fields for leads. Clean room is filled in for only 2 of 31."));
    expect([screen.getByTestId("fields-tab-leads").textContent, screen.getByTestId("fields-tab-deals").textContent]).toEqual(["Leads2", "Deals0"]);
    expect(screen.getByTestId("fields-tab-deals").getAttribute("href")).toBe("#/settings?s=fields&of=deals");
  });
  it("adds one by N, a name and Enter, and takes it back by Undo", async () => {
    render(FieldsSection);
    await row(1);
    onKey(new KeyboardEvent("keydown", { key: "n", cancelable: true }));
    await fireEvent.input(await screen.findByTestId("field-name"), { target: { value: "Delivery date" } });
    expect(screen.getByTestId("field-kind-day").getAttribute("aria-checked")).toBe("true");
    await fireEvent.click(screen.getByTestId("field-kind-number"));
    await fireEvent.input(screen.getByTestId("field-name"), { target: { value: "Delivery days, date" } });
    await fireEvent.input(screen.getByTestId("field-unit"), { target: { value: "days" } });
    await fireEvent.input(screen.getByTestId("field-decimals"), { target: { value: "１x" } });
    await fireEvent.click(screen.getByTestId("field-listed"));
    expect(within(screen.getByTestId("fields-preview")).getByText("Delivery days, date")).toBeTruthy();
    await fireEvent.submit(screen.getByTestId("field-editor"));
    await waitFor(() => expect(sent("custom_fields.save")).toEqual([{ entity: "leads", name: "Delivery days, date", kind: "number", unit: "days", decimals: 1, required: false, listed: true, printed: true }]));
    await waitFor(() => expect(said()).toEqual([['Added field "Delivery days, date"', "Undo"]]));
    await waitFor(() => expect(screen.queryByTestId("field-editor")).toBeNull());
  });
  it("shows a refusal at the field it is about, and keeps what was typed", async () => {
    host.answer({ "custom_fields.save": () => Promise.reject(new Failure({ kind: "invalid", code: "custom.name_taken", message: "There is one.", field: "name" })) });
    render(FieldsSection);
    await fireEvent.click(await screen.findByTestId("field-new"));
    await fireEvent.input(screen.getByTestId("field-name"), { target: { value: "Clean room" } });
    await fireEvent.submit(screen.getByTestId("field-editor"));
    await screen.findByText("There is one.");
    expect(screen.getByTestId("field-name")).toMatchObject({ value: "Clean room", ariaInvalid: "true" });
    await fireEvent.keyDown(screen.getByTestId("field-name"), { key: "Escape" });
    expect(screen.queryByTestId("field-editor")).toBeNull();
  });
  it("edits options: adds, takes out, brings one back", async () => {
    render(FieldsSection);
    await fireEvent.click(within(await row(2)).getByTestId("field-edit"));
    await screen.findByText("3 values stand in it, so the type stays.");
    const more = screen.getByTestId("field-option-new");
    await fireEvent.input(more, { target: { value: "1,000" } });
    await fireEvent.keyDown(more, { key: "Enter" });
    await screen.findByText("This option is in the list already.");
    await fireEvent.input(more, { target: { value: "100" } });
    await fireEvent.keyDown(more, { key: "Enter" });
    await fireEvent.click(screen.getByTestId("field-option-out-0"));
    await fireEvent.click(screen.getByRole("button", { name: "100,000" }));
    await fireEvent.click(screen.getByTestId("field-save"));
    await waitFor(() => expect(sent("custom_fields.save")).toEqual([{ id: 2, options: [{ id: 12, name: "10,000" }, { name: "100" }, { id: 13, name: "100,000" }] }]));
  });
  it("switches in the row, and moves by Alt with an arrow", async () => {
    render(FieldsSection);
    await fireEvent.click(within(await row(1)).getByTestId("field-switch-required"));
    await waitFor(() => expect(said()).toEqual([['"Warranty months" has to be filled in now', "Undo"]]));
    expect(sent("custom_fields.save")).toEqual([{ id: 1, required: true }]);
    await fireEvent.keyDown(within(await row(1)).getByTestId("field-edit"), { key: "ArrowDown", altKey: true });
    await waitFor(() => expect(sent("custom_fields.order")).toEqual([{ entity: "leads", ids: [2, 1, 3] }]));
  });
  it("moves by its handle, sends the order once it is let go, and nothing when Esc puts it back", async () => {
    render(FieldsSection);
    await row(1);
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
      return new DOMRect(0, 40 * [...(this.parentElement?.children ?? [])].indexOf(this), 100, 40);
    });
    const at = (type: string, y: number) => new PointerEvent(type, { pointerId: 1, isPrimary: true, clientX: 5, clientY: y, bubbles: true });
    const lift = async () => {
      await fireEvent(screen.getByTestId("field-grip-1"), at("pointerdown", 20));
      window.dispatchEvent(at("pointermove", 70));
      flushSync();
    };
    await lift();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
    flushSync();
    await lift();
    window.dispatchEvent(at("pointerup", 70));
    await waitFor(() => expect(sent("custom_fields.order")).toEqual([{ entity: "leads", ids: [2, 1, 3] }]));
  });
  it("says what archiving does before it does it", async () => {
    render(FieldsSection);
    await screen.findByText("2 own fields for leads.", { exact: false });
    await fireEvent.keyDown(within(await row(2)).getByTestId("field-edit"), { key: "Delete" });
    await waitFor(() => expect(screen.getByTestId("field-archive-views").textContent).toContain("Clean rooms"));
    expect(screen.getByTestId("field-archive-values").textContent).toBe("3 stay in the file, with their history");
    await fireEvent.submit(screen.getByTestId("field-archive-confirm").closest("form")!);
    await waitFor(() => expect(sent("custom_fields.archive")).toEqual([{ id: 2 }]));
    await waitFor(() => expect(said()).toEqual([['Archived "Clean room"', "Undo"]]));
  });
  it("brings an archived one back, or removes it with exactly so many values", async () => {
    render(FieldsSection);
    const gone = within(await row(3));
    await gone.findByText(/7 values/);
    await fireEvent.click(gone.getByTestId("field-restore"));
    await waitFor(() => expect(sent("custom_fields.restore")).toEqual([{ id: 3 }]));
    await fireEvent.click(gone.getByTestId("field-remove"));
    expect((await screen.findByTestId("field-remove-confirm")).textContent).toBe("Remove 1 field and 7 values");
    await fireEvent.submit(screen.getByTestId("field-remove-confirm").closest("form")!);
    await waitFor(() => expect(sent("custom_fields.remove")).toEqual([{ id: 3 }]));
    await waitFor(() => expect(said()).toContainEqual(['Removed "Fax" and 7 values', "Undo"]));
  });
  it("begins with three names where there is none yet", async () => {
    host.answer({ "custom_fields.list": [], "custom_fields.usage": [] });
    render(FieldsSection);
    await fireEvent.click(await screen.findByTestId("field-suggestion-1"));
    expect(await screen.findByTestId("field-name")).toHaveProperty("value", "Callback date");
    expect(screen.getByTestId("field-kind-day").getAttribute("aria-checked")).toBe("true");
  });
  it("lets others look, and asks nothing they may not know", async () => {
    rights.may = false;
    render(FieldsSection);
    expect((await row(1)).textContent).toContain("Warranty months");
    expect(screen.getByText("Only the owner can change this.")).toBeTruthy();
    expect([screen.queryByTestId("field-new"), screen.queryByTestId("field-archive"), screen.queryByTestId("field-remove")]).toEqual([null, null, null]);
    expect(sent("custom_fields.usage")).toEqual([]);
  });
});
