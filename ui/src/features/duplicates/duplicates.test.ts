import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeHost, type FakeHost } from "../../ipc/fake";
import { markStale, type Comparison, type Merged, type Review, type ReviewEvidence, type ReviewPair, type PersonId } from "../../ipc";
import { toasts } from "../../kit/toasts.svelte";
import { theme } from "../../theme.svelte";
import { startRouter } from "../../shell/router.svelte";
import DuplicatesPage from "./DuplicatesPage.svelte";
import { lines, moving, takes, titles } from "../../records/duplicates/merge";
import MergeDialog from "../../records/duplicates/MergeDialog.svelte";
import { allEvidence, companyOf, compared, groups } from "./pairs";
import { chanceText, likelyText, linkText, weightText } from "../../records/duplicates/labels";

vi.mock("../../shell/workspace.svelte", () => ({ workspace: () => ({ info: { person: { id: 1, name: "Ann" } }, today: "2026-03-18", zone: "Asia/Shanghai", currency: "CNY", can: () => true }) }));

const field = (name: string, values: (string | null)[], more: Partial<Comparison["fields"][number]> = {}) => ({ field: name, label: null, values, conflict: new Set(values.filter((value) => value !== null)).size > 1, fixed: false, ...more });
const three: Comparison = {
  fields: [
    field("mobile", ["13800138000", "13900139000", null]),
    field("source", ["Fair", "Website", "Fair"], { fixed: true }),
    field("name", ["Wang", "Wang", null]),
    field("title", [null, null, "Buyer"]),
  ],
  links: [
    { what: "activities", counts: [1, 2, 4] },
    { what: "lead_tags", counts: [0, 1, 0] },
    { what: "attachments", counts: [3, 0, 0] },
  ],
};
const ids = [11, 12, 13];

describe("a merge before it is done", () => {
  it("takes the kept record's word, else the first that says something; the first source is fixed", () => {
    const shown = lines(three, ids, 11, {});
    expect(shown.map(({ field: name, chosen, result }) => [name, chosen, result])).toEqual([["mobile", 0, "13800138000"], ["source", 0, "Fair"], ["name", 0, "Wang"], ["title", 2, "Buyer"]]);
    expect(lines(three, ids, 12, { source: 11 }).map(({ result }) => result)).toEqual(["13900139000", "Website", "Wang", "Buyer"]);
    // The one that stays says nothing: the first of the others does.
    expect(lines(three, ids, 13, {}).map(({ result }) => result)).toEqual(["13800138000", "Fair", "Wang", "Buyer"]);
  });
  it("says only what was chosen against the usual", () => {
    expect(takes(three, ids, 11, {})).toEqual({});
    expect(takes(three, ids, 11, { mobile: 12 })).toEqual({ mobile: 12 });
    // The same choice is the usual one when another record stays.
    expect(takes(three, ids, 12, { mobile: 12 })).toEqual({});
    // No choice for what is fixed, agreed, or empty.
    expect(takes(three, ids, 11, { source: 12, name: 12, mobile: 13 })).toEqual({});
  });
  it("counts what goes along, but not what stays", () => {
    expect(moving(three.links, ids, 11)).toEqual([{ what: "activities", count: 6 }, { what: "lead_tags", count: 1 }]);
    expect(moving(three.links, ids, 13)).toEqual([{ what: "activities", count: 3 }, { what: "lead_tags", count: 1 }, { what: "attachments", count: 3 }]);
    expect(moving([{ what: "leads", counts: [0, 1] }, { what: "leads", counts: [1, 1] }], [1, 2], 1)).toEqual([{ what: "leads", count: 2 }]);
    expect(titles(three, ids)).toEqual(["Wang", "Wang", "#13"]);
  });
});

const evidence = (name: string, level: string, bits: number, first: string | null, second: string | null): ReviewEvidence => ({ field: name, level, bits, first, second });
const record = (id: number, name = `R${id}`) => ({ id, name, owner_id: 1 as PersonId, owner: "Ann" });
const pair = (a: number, b: number, more: Partial<ReviewPair> = {}): ReviewPair => ({
  first: record(a),
  second: record(b),
  probability_bp: 9_990,
  evidence: [evidence("title", "different", -2, "Buyer", "Boss"), evidence("mobile", "exact", 12.3, "13800138000", "13800138000"), evidence("company", "near", 4, "Acme", "Acme Ltd"), evidence("email", "missing", 0, null, "a@b.cn"), evidence("qq", "missing", 0, null, null)],
  ...more,
});

describe("pairs", () => {
  it("put what speaks most for one record first, and what cannot be compared last", () => {
    expect(compared(pair(1, 2)).map(({ field: name }) => name)).toEqual(["mobile", "company", "title"]);
    expect(allEvidence(pair(1, 2)).map(({ field: name }) => name)).toEqual(["mobile", "company", "title", "email"]);
    expect([companyOf(pair(1, 2), "second"), companyOf(pair(1, 2, { first: record(1, "Acme") }), "first")]).toEqual(["Acme Ltd", null]);
  });
  it("that share a record become one merge into the one that came first", () => {
    const found = groups([pair(5, 9), pair(2, 9), pair(3, 4), pair(2, 7)]);
    expect(found.map(({ keep, gone }) => [keep.id, gone.map(({ id }) => id)])).toEqual([[2, [5, 7, 9]], [3, [4]]]);
    expect(groups([])).toEqual([]);
  });
  it("say how likely without claiming to know", () => {
    theme.locale = "en";
    expect([9_999, 9_901, 9_900, 8_765, 5_000].map(chanceText)).toEqual(["> 99%", "> 99%", "99%", "87%", "50%"]);
    expect([9_950, 9_500, 8_000, 6_000].map(likelyText)).toEqual(["Almost certain", "Very likely", "Likely", "Possible"]);
    expect([3, -2, 0, 12, 4.5, 0.5].map(weightText)).toEqual(["×8", "÷4", "×1", "×1000+", "×23", "×1.4"]);
    expect([linkText("activities", 1), linkText("lead_tags", 3), linkText("visits", 2)]).toEqual(["1 activity", "tags", "2 other records"]);
  });
});

const toast = () => toasts.list.at(-1);
beforeEach(() => {
  theme.locale = "en";
  for (const { id } of [...toasts.list]) toasts.dismiss(id);
});

describe("the merge dialog", () => {
  it("chooses by radio, names the number, sends only the choices, and offers undo", async () => {
    const host: FakeHost = fakeHost({ "duplicates.compare": three, "duplicates.merge": { id: 12, gone: 2, moved: 5 } satisfies Merged });
    const onmerged = vi.fn();
    render(MergeDialog, { entity: "leads", ids: [13, 11, 12], onclose: vi.fn(), onmerged });
    await screen.findByTestId("merge-table");
    expect(host.calls[0]?.input).toEqual({ entity: "leads", ids: [11, 12, 13] });
    expect(screen.getByTestId("merge-confirm").textContent).toBe('Merge 2 into "Wang"');
    expect(screen.getByTestId("merge-moves").textContent).toBe("Moves along: 6 activities, tags");
    expect(screen.getByTestId("merge-mobile-result").textContent?.trim()).toBe("138 0013 8000");
    expect(screen.queryByTestId("merge-source-12")).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId("merge-keep-11").querySelector("input"));
    await fireEvent.click(screen.getByTestId("merge-keep-12").querySelector("input") as HTMLElement);
    expect(screen.getByTestId("merge-mobile-result").textContent?.trim()).toBe("139 0013 9000");
    await fireEvent.click(screen.getByTestId("merge-mobile-11"));
    await fireEvent.click(screen.getByTestId("merge-confirm"));
    await waitFor(() => expect(onmerged).toHaveBeenCalledWith(12));
    expect(host.calls.find(({ command }) => command === "duplicates.merge")?.input).toEqual({ entity: "leads", keep: 12, gone: [11, 13], take: { mobile: 11 } });
    expect([toast()?.text, toast()?.action?.label]).toEqual(['Merged 2 into "Wang"', "Undo"]);
  });
  it("does not send more than fits", async () => {
    const host = fakeHost({});
    render(MergeDialog, { entity: "leads", ids: Array.from({ length: 11 }, (_, at) => at + 1), onclose: vi.fn() });
    expect((await screen.findByRole("alert")).textContent).toContain("10");
    expect(host.calls).toEqual([]);
  });
});

const ready = (pairs: ReviewPair[], more = {}): Review => ({ state: "ready", records: 40, total: pairs.length, limited: false, pairs, ...more });

describe("the review", () => {
  beforeEach(() => {
    location.hash = "#/duplicates";
    startRouter([{ path: "/duplicates", page: () => Promise.reject(new Error()), title: () => "" }], "/duplicates");
  });
  it("takes a decided pair off the list at once, keeps the list while it is worked out again, and brings it back after an undo", async () => {
    const host = fakeHost({ "duplicates.review": ready([pair(1, 2), pair(3, 4)]), "duplicates.distinct": { pairs: 1 } });
    render(DuplicatesPage);
    await screen.findByTestId("pair-1-2");
    host.answer({ "duplicates.review": { state: "running", done_bp: 0 } });
    await fireEvent.click(screen.getAllByTestId("pair-two")[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByTestId("pair-1-2")).toBeNull());
    expect(host.calls.find(({ command }) => command === "duplicates.distinct")?.input).toEqual({ entity: "leads", pairs: [[1, 2]] });
    expect(screen.getByTestId("pair-3-4")).toBeTruthy();
    expect(screen.getByTestId("duplicates-total").textContent).toBe("1 likely pair");
    await waitFor(() => expect(screen.getByTestId("duplicates-running").textContent).toContain("again"));
    host.answer({ "duplicates.review": ready([pair(1, 2), pair(3, 4)]) });
    markStale(["leads"]);
    await screen.findByTestId("pair-1-2");
  });
  it("says when nothing looks alike, and that of a large file not all was compared", async () => {
    fakeHost({ "duplicates.review": ready([]) });
    const first = render(DuplicatesPage);
    await screen.findByText("Nothing looks alike");
    first.unmount();
    fakeHost({ "duplicates.review": ready([pair(1, 2)], { limited: true }) });
    render(DuplicatesPage);
    expect((await screen.findByTestId("duplicates-limited")).textContent).toContain("not compared");
  });
  it("merges one pair, says so with undo, and goes on to the next", async () => {
    fakeHost({ "duplicates.review": ready([pair(11, 12), pair(3, 4)]), "duplicates.compare": { ...three, fields: three.fields.map((one) => ({ ...one, values: one.values.slice(0, 2) })), links: [] }, "duplicates.merge": { id: 11, gone: 1, moved: 0 } });
    render(DuplicatesPage);
    await screen.findByTestId("pair-11-12");
    await fireEvent.click(screen.getAllByTestId("pair-merge")[0] as HTMLElement);
    await fireEvent.click(await screen.findByTestId("merge-confirm"));
    await waitFor(() => expect(screen.queryByTestId("merge-table")).toBeNull());
    expect([toast()?.text, toast()?.action?.label]).toEqual(['Merged 1 into "Wang"', "Undo"]);
  });
  it("merges chosen pairs, each group a change of its own, and takes all of them back", async () => {
    const host = fakeHost({ "duplicates.review": ready([pair(1, 2), pair(2, 5), pair(3, 4)]), "duplicates.merge": { id: 1, gone: 1, moved: 0 } });
    host.answer({ "history.undo": { change: { command: "duplicates.merge", subject: null, records: 2 } } as never });
    render(DuplicatesPage);
    await screen.findByTestId("pair-1-2");
    for (const key of ["1-2", "2-5", "3-4"]) await fireEvent.click(screen.getByTestId(`pair-${key}`).querySelector("input") as HTMLElement);
    await fireEvent.click(screen.getByTestId("pairs-merge"));
    await fireEvent.click(await screen.findByTestId("bulk-merge-confirm"));
    await waitFor(() => expect(toast()?.action).toBeTruthy());
    const sent = host.calls.filter(({ command }) => command === "duplicates.merge").map(({ input }) => input);
    expect(sent).toEqual([{ entity: "leads", keep: 1, gone: [2, 5] }, { entity: "leads", keep: 3, gone: [4] }]);
    expect(toast()?.text).toBe("Merged 3 into 2");
    const [first, second] = host.changes.map(({ id }) => id);
    toast()?.action?.run();
    await waitFor(() => expect(host.calls.filter(({ command }) => command === "history.undo").map(({ input }) => input)).toEqual([{ change_id: second }, { change_id: first }]));
  });
});
