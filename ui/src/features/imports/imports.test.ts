import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { DryRun, ImportKind, ImportStatus } from "../../ipc";
import { fakeHost } from "../../ipc/fake";
import { dryParts, doneParts, Throughput, share, sum } from "./parts";
import { conditionText } from "../../records/conditions/labels";
import { assign, complete, missing, samplesOf, taken } from "./mapping";
import { chunks, PIECE_BYTES, send } from "./upload";
import Problems from "./Problems.svelte";
import { decide, fresh, planOf, reset, start, takeFile, wizard } from "./wizard.svelte";
import { rowVocabulary } from "./labels";

const field = (name: string, more: Partial<ImportKind["fields"][number]> = {}) => ({ name, label: name.toUpperCase(), type: "text" as const, required: false, key: false, aliases: [], ...more });
const deals: ImportKind = { kind: "deals", label: "Deals", allowed: true, fields: [field("code", { key: true }), field("name"), field("amount")], needs: ["code", "name"] };
const customers: ImportKind = { kind: "customers", label: "Customers", allowed: true, fields: [field("name", { required: true, key: true }), field("note")], needs: ["name"] };

describe("the bar", () => {
  const dry: DryRun = { rows: 3482, create: 2871, update: 245, skip: 162, unchanged: 60, reject: 204, beside: 6, problems: [], reasons: [], findings: [] };
  const status = { state: "running", done: 50, created: 10, updated: 20, skipped: 5, rejected: 15 } as ImportStatus;
  it("has parts that sum to the rows of the file", () => {
    expect(sum(dryParts(dry))).toBe(dry.rows);
    expect(sum(doneParts(status))).toBe(status.done);
  });
  it("knows how far an import is, as well as it can", () => {
    expect(share(status, null)).toBeNull();
    expect(share(status, 200)).toBe(0.25);
    expect(share({ ...status, rows: 100 }, 200)).toBe(0.5);
    expect(share({ ...status, rows: 40 }, null)).toBe(1);
    expect(share({ ...status, state: "done" }, null)).toBe(1);
  });
  it("measures the pace over the last seconds", () => {
    const pace = new Throughput();
    expect(pace.note(0, 0)).toBeNull();
    expect(pace.note(1000, 20_000)).toBe(20_000);
    expect(pace.note(1000, 20_000)).toBe(20_000);
    for (let t = 2; t < 12; t++) pace.note(t * 1000, 20_000 + (t - 1) * 5000);
    expect(pace.note(12_000, 75_000)).toBe(5000);
  });
});

describe("the mapping", () => {
  it("gives a field to one column only", () => {
    const start = { A: "code", B: "name", C: null };
    expect(assign(start, "C", "code")).toEqual({ A: null, B: "name", C: "code" });
    expect(assign(start, "A", null)).toEqual({ A: null, B: "name", C: null });
    expect(assign(start, "A", "code")).toEqual(start);
    expect(taken(start)).toBe(2);
  });
  it("names what is still missing", () => {
    expect(missing(customers, { A: "note" }).map((one) => one.map((f) => f.name))).toEqual([["name"]]);
    expect(missing(customers, { A: "name" })).toEqual([]);
    expect(missing(deals, { A: "amount" }).map((one) => one.map((f) => f.name))).toEqual([["code", "name"]]);
    expect(missing(deals, { A: "name" })).toEqual([]);
  });
  it("keeps to the headings of the file and shows values that differ", () => {
    expect(complete(["A", "B"], { A: "code", Z: "name" })).toEqual({ A: "code", B: null });
    expect(samplesOf([["x", " "], ["x", "1"], ["y", ""], ["z", ""], ["w", ""]], 0)).toEqual(["x", "y", "z"]);
    expect(samplesOf([["x", " "], ["x", "1"]], 1)).toEqual(["1"]);
  });
});

describe("problems", () => {
  it("are sentences on the page; their codes are in what is copied", async () => {
    const write = vi.fn(() => Promise.resolve());
    Object.defineProperty(navigator, "clipboard", { value: { writeText: write }, configurable: true });
    const problems = [{ row: 3, column: "Amount", value: "x", code: "row.bad_amount", message: "\"x\" is not an amount." }];
    const { container } = render(Problems, { dry: { rows: 1, create: 0, update: 0, skip: 0, unchanged: 0, reject: 1, beside: 0, problems, reasons: [], findings: [] } as DryRun });
    expect(container.textContent).toContain('"x" is not an amount.');
    expect(container.textContent).not.toContain("row.bad_amount");
    await fireEvent.click(screen.getByTestId("import-problems-copy"));
    expect(write).toHaveBeenCalledWith('3\tAmount\tx\t"x" is not an amount.\trow.bad_amount');
  });
});

describe("pieces", () => {
  it("cover the file once, and the last one says so", () => {
    expect(chunks(0)).toEqual([{ from: 0, to: 0, last: true }]);
    expect(chunks(10, 4)).toEqual([
      { from: 0, to: 4, last: false },
      { from: 4, to: 8, last: false },
      { from: 8, to: 10, last: true },
    ]);
    expect(chunks(8, 4).map((cut) => cut.last)).toEqual([false, true]);
  });
  it("arrive whole and in order under the name the first one got", async () => {
    const host = fakeHost({ "imports.upload": { upload: "u1", bytes: 0 } });
    const bytes = new Uint8Array(PIECE_BYTES + 5).map((_, i) => i % 251);
    const shares: number[] = [];
    expect(await send(new File([bytes], "数据.csv"), (part) => shares.push(part), new AbortController().signal)).toEqual({ upload: "u1" });
    const inputs = host.calls.map((one) => one.input as { upload?: string; name?: string; chunk_base64: string; last: boolean });
    expect(inputs.map(({ upload, name, last }) => ({ upload, name, last }))).toEqual([
      { upload: undefined, name: "数据.csv", last: false },
      { upload: "u1", name: undefined, last: true },
    ]);
    expect(inputs.map((one) => atob(one.chunk_base64)).join("").length).toBe(bytes.length);
    expect([...atob(inputs[1]?.chunk_base64 ?? "")].map((char) => char.charCodeAt(0))).toEqual([...bytes.slice(PIECE_BYTES)]);
    expect(shares.at(-1)).toBe(1);
  });
});

describe("the wizard", () => {
  const inspection = { name: "a.csv", bytes: 3, format: "csv" as const, sheets: [], headers: ["A", "B"], columns: [{ kind: "text" as const, ops: ["contains" as const] }, { kind: "number" as const, ops: ["at_least" as const] }], kind: "deals" as const, guesses: { A: "code" }, samples: [], rows_estimate: 1 };
  it("takes a file, looks at it and makes a plan of the guesses", async () => {
    reset();
    fakeHost({ "imports.upload": { upload: "u1", bytes: 3 }, "imports.inspect": inspection });
    await takeFile(new File(["A,B"], "a.csv"));
    await vi.waitFor(() => expect(wizard.inspection).not.toBeNull());
    expect(planOf(wizard)).toMatchObject({ kind: "deals", source: { upload: "u1" }, mapping: { A: "code", B: null }, on_match: "skip" });
    wizard.key = "name";
    expect(planOf(wizard)).not.toHaveProperty("key");
    wizard.key = "code";
    expect(planOf(wizard)).toMatchObject({ key: "code" });
    decide("product", "GTXPro", "GTX Pro");
    decide("product", "X", null);
    expect(planOf(wizard)?.values).toEqual({ product: { GTXPro: "GTX Pro", X: null } });
    decide("product", "X", undefined);
    expect(planOf(wizard)?.values).toEqual({ product: { GTXPro: "GTX Pro" } });
  });
  it("takes only some rows when a condition says so, and forgets it with the next file", async () => {
    reset();
    fakeHost({ "imports.upload": { upload: "u1", bytes: 3 }, "imports.inspect": inspection });
    await takeFile(new File(["A,B"], "a.csv"));
    expect(planOf(wizard)).not.toHaveProperty("only");
    const only = { all: [{ field: "B", is: "at_least" as const, values: [5] }] };
    wizard.only = only;
    expect(planOf(wizard)?.only).toEqual(only);
    const words = rowVocabulary(inspection, { currency: "CNY", today: "2026-11-25" });
    expect(words.fields.map(({ name, kind }) => [name, kind])).toEqual([["A", "text"], ["B", "number"]]);
    expect(conditionText(only, words)).toBe("B ≥ 5");
    await takeFile(new File(["A,B"], "b.csv"));
    expect(planOf(wizard)).not.toHaveProperty("only");
  });
  it("knows what the mapping for these headings was called, and keeps the name it is given", async () => {
    reset();
    const host = fakeHost({ "imports.upload": { upload: "u1", bytes: 3 }, "imports.inspect": { ...inspection, saved_mapping: { name: "Old system", mapping: {}, values: {} } }, "imports.start": { import_id: 1 as never } });
    await takeFile(new File(["A,B"], "a.csv"));
    await vi.waitFor(() => expect(wizard.mappingName).toBe("Old system"));
    const trial = JSON.stringify(planOf(wizard));
    wizard.mappingName = " New system ";
    expect(JSON.stringify(planOf(wizard))).toBe(trial);
    await start(1);
    expect(host.calls.at(-1)?.input).toMatchObject({ save_mapping_as: "New system" });
    wizard.mappingName = " ";
    await start(1);
    expect(host.calls.at(-1)?.input).not.toHaveProperty("save_mapping_as");
  });
  it("says what is wrong with a bad file and makes no plan", async () => {
    reset();
    fakeHost({ "imports.upload": { upload: "u1", bytes: 0 }, "imports.inspect": () => Promise.reject({ kind: "invalid", code: "import.empty_file", message: "Empty." }) });
    await takeFile(new File([""], "a.csv"));
    expect(wizard.failure?.message).toBe("Empty.");
    expect(planOf(wizard)).toBeNull();
    expect(planOf(fresh())).toBeNull();
  });
});
