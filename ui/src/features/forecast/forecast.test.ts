/** The pure parts of the forecast page: periods, addresses, sentences, shares, record filters, chart data, targets, paper. */
import { describe, expect, it } from "vitest";
import { locale } from "../../i18n.svelte";
import type { Target } from "../../ipc";
import { bars, option, table, unitOf } from "./chart";
import { explainCategory, explainCoverage, explainOutlook, whole } from "./explain";
import { known, openAmount, shareOf, summary, timesBp } from "../../records/forecast/models";
import { pageInView, sheetFor, source, zoomStep } from "../../records/print/printPages";
import { addMonths, periodName, periodStart } from "../../records/periods/period";
import { dealsHref, elsewhere, filterOf } from "../../records/figures/figureRecords";
import { attainment, headlineSentence, splitAtSlots } from "./sentence";
import { forecast, line, month, stage, standings } from "./sample.fixture";
import { amountsOf, cellsOf, changes, sumOf } from "./targets";
import type { OwnerId, PipelineId, StageId } from "../../records/forecast/types";
import { fromAddress, newView, toAddress, toQuery } from "./view";

describe("periods", () => {
  it("finds the start of a business quarter and year", () => {
    expect(periodStart("quarter", "2026-11-22", 1)).toBe("2026-10-01");
    expect(periodStart("quarter", "2026-02-10", 4)).toBe("2026-01-01");
    expect(periodStart("year", "2026-02-10", 4)).toBe("2025-04-01");
    expect(addMonths("2026-01-01", -1)).toBe("2025-12-01");
  });
  it("names them in both languages", () => {
    locale.current = "en";
    expect(periodName("quarter", "2026-10-01", 1, 0)).toBe("Q4 2026");
    expect(periodName("quarter", "2026-01-01", 4, 0)).toBe("Q4 FY 2025–26");
    expect(periodName("days", "2026-10-01", 1, 60)).toBe("Next 60 days");
  });
});

describe("address", () => {
  it("keeps what was chosen, and only that", () => {
    const view = { ...newView(), kind: "month" as const, on: "2026-03-01", owner: 7 as OwnerId, model: "cascade" as const };
    const text = new URLSearchParams(Object.entries(toAddress(view)).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])));
    expect(fromAddress(text)).toEqual(view);
    expect(Object.values(toAddress(newView())).every((value) => value === null)).toBe(true);
  });
  it("ignores nonsense", () => {
    expect(fromAddress(new URLSearchParams("kind=week&on=soon&owner=x&model=magic&days=0"))).toEqual(newView());
  });
  it("asks for days from today, not from a day", () => {
    expect(toQuery({ ...newView(), kind: "days", days: 60, on: "2026-01-01" })).toEqual({ period_kind: "days", days: 60 });
  });
});

describe("sentence", () => {
  const at = (parts: Parameters<typeof forecast>[0]) => headlineSentence(forecast(parts), "stage_weight").kind;
  it("follows the state of the period", () => {
    expect(at({ won: 0, open: 0 })).toBe("nothing");
    expect(at({ target: null })).toBe("plain");
    expect(at({ target: null, won: 0 })).toBe("plain_open");
    expect(at({ target: 1_000 })).toBe("short");
    expect(at({ target: 600 })).toBe("ahead");
    expect(at({ target: 300, won: 400 })).toBe("reached");
    expect(at({ target: 1_000, today: "2027-01-05" })).toBe("past_short");
    expect(at({ target: 100, today: "2027-01-05" })).toBe("past_reached");
    expect(at({ target: null, today: "2027-01-05" })).toBe("past_plain");
  });
  it("says how much is missing", () => {
    expect(headlineSentence(forecast({ target: 1_000 }), "stage_weight")).toMatchObject({ outlook: 700, gap: 300, over: 0, percent: "70%" });
  });
  it("never writes 100 % for what is not reached", () => {
    expect(attainment({ numerator: 9_996, denominator: 10_000 })).toBe("99.9%");
    expect(attainment({ numerator: 10_000, denominator: 10_000 })).toBe("100%");
    expect(attainment({ numerator: 1, denominator: 0 })).toBe("–");
  });
  it("opens a sentence at its figures, in the language's own order", () => {
    expect(splitAtSlots((k) => `a ${k.x}, b ${k.y}.`, ["x", "y"])).toEqual([{ text: "a " }, { slot: "x" }, { text: ", b " }, { slot: "y" }, { text: "." }]);
    expect(splitAtSlots((k) => `${k.y}${k.x}`, ["x", "y"])).toEqual([{ slot: "y" }, { slot: "x" }]);
  });
});

describe("models", () => {
  const f = forecast({});
  const deal = { stage_id: 1 as StageId, probability_bp: 4_200, category: "commit" };
  it("counts a deal by each model", () => {
    expect(shareOf(deal, "stage_weight", f)).toBe(3_000);
    expect(shareOf(deal, "manual_weight", f)).toBe(4_200);
    expect(shareOf(deal, "commitment", f)).toBe(10_000);
    expect(shareOf({ ...deal, category: "pipeline" }, "commitment", f)).toBe(0);
    expect(shareOf(deal, "best_practice", f)).toBe(2_500);
    expect(shareOf(deal, "cascade", f)).toBe(3_000); // 50 % × 60 %
    expect(shareOf({ ...deal, category: "omitted" }, "manual_weight", f)).toBe(0);
    expect(shareOf({ ...deal, stage_id: 9 as StageId }, "stage_weight", f)).toBeNull();
  });
  it("rounds half away from zero", () => {
    expect(timesBp(15, 1_000)).toBe(2);
    expect(timesBp(-15, 1_000)).toBe(-2);
    expect(timesBp(9_007_199_254_740_991, 10_000)).toBe(9_007_199_254_740_991);
  });
  it("knows that no amount is not 0", () => {
    const blind = { ...line(0, 0), open_count: 2, unknown_amounts: 2 };
    expect(openAmount(blind)).toBeNull();
    expect(known(blind, 0)).toBeNull();
    expect(known(line(0, 0), 0)).toBe(0);
  });
  it("sums up how well the rates are founded, over the stages in use", () => {
    expect(summary(f.stages, (one) => one.rates.to_won)).toMatchObject({ measured: 2, missing: 0, least: 40, most: 50 });
    const thin = [stage(1, 3_000, { n: 8, measured: false }), stage(2, 6_000, { n: 50 })];
    expect(summary(thin, (one) => one.rates.to_won)).toMatchObject({ measured: 1, missing: 1, missingMost: 8 });
  });
});

describe("records", () => {
  const span = { start: "2026-10-01", end: "2026-12-31" };
  it("takes overdue deals into the period of today only", () => {
    expect(filterOf({}, "open", span, "2026-11-22")).toEqual({ status: ["open"], category: ["pipeline", "best_case", "commit"], close_to: "2026-12-31" });
    expect(filterOf({}, "open", span, "2026-09-01")).toMatchObject({ close_from: "2026-10-01", close_to: "2026-12-31" });
    expect(filterOf({}, "open", span, "2027-02-01")).toMatchObject({ close_from: "2027-02-01", close_to: "2026-12-31" });
    expect(filterOf({}, "overdue", span, "2026-11-22")).toMatchObject({ close_to: "2026-11-21" });
  });
  it("narrows by person, stage, category and the page's own filters", () => {
    const found = filterOf({ pipeline_id: 2 as PipelineId, owner_id: 5 as OwnerId }, "open", span, "2026-11-22", { owner_id: 6 as OwnerId, stage_id: 3 as StageId, category: "commit" });
    expect(found).toMatchObject({ pipeline_id: 2, owner_ids: [6], stage_ids: [3], category: ["commit"] });
    expect(filterOf({}, "won", span, "2026-11-22")).toEqual({ status: ["won"], closed_from: "2026-10-01", closed_to: "2026-12-31" });
  });
  it("finds the deals of other periods when one filter can", () => {
    expect(elsewhere({}, span, "2026-11-22")).toMatchObject({ close_from: "2027-01-01" });
    expect(elsewhere({}, span, "2027-02-01")).toMatchObject({ undated: false });
    expect(elsewhere({}, span, "2026-01-01")).toBeNull();
  });
  it("writes the filter into the list's address", () => {
    const text = dealsHref({ status: ["won"] });
    expect(JSON.parse(new URLSearchParams(text.split("?")[1]).get("filter") ?? "")).toEqual({ status: ["won"] });
  });
});

describe("explanations", () => {
  const f = forecast({ target: 1_000 });
  const scope = whole(f, {}, "CNY", "Q4 2026");
  it("put in the numbers that make the figure", () => {
    locale.current = "en";
    expect(explainOutlook(scope, "stage_weight").numbers.map((one) => one.value)).toEqual(["¥4", "¥3", "¥7"]);
    expect(explainCoverage(scope, "stage_weight").numbers.at(-1)?.value).toBe("1.67×");
    expect(explainOutlook(scope, "stage_weight").groups.map((one) => [one.ask?.part, one.minor, one.weighted])).toEqual([["open", 1_000, 300], ["won", 400, undefined]]);
  });
  it("add the categories up", () => {
    const spec = explainCategory(scope, "best_case", true);
    expect(spec.groups.reduce((sum, one) => sum + one.minor, 0)).toBe(f.total.commitment.best_total_minor);
  });
});

describe("chart", () => {
  const f = { ...forecast({}), timeline: [month("2026-10-01", "2026-10-31", 400, 0, 300), month("2026-11-01", "2026-11-30", 0, 1_000, null), month("2027-01-01", "2027-01-31", 0, 500, 700)] };
  it("shows what was won, and what is expected from today on", () => {
    const rows = bars(f, "stage_weight", "en");
    expect(rows.map(({ label, state, won, expected, target, inPeriod }) => [label, state, won, expected, target, inPeriod])).toEqual([
      ["Oct", "past", 400, 0, 300, true],
      ["Nov", "now", 0, 300, null, true],
      ["Jan", "coming", 0, 150, 700, false],
    ]);
  });
  it("writes nothing where nothing is known", () => {
    locale.current = "en";
    const cells = table(bars(f, "stage_weight", "en"), "stage_weight", "CNY");
    expect(cells[1]).toEqual(["Oct 2026", "¥4", "–", "¥4", "¥3"]);
    expect(cells[3]?.[1]).toBe("–");
    expect(cells.flat().join()).not.toMatch(/NaN|null|undefined|Infinity/);
  });
  it("chooses the unit by the largest figure", () => {
    const big = bars({ ...f, timeline: [month("2026-10-01", "2026-10-31", 200_000_000, 0, null)] }, "stage_weight", "en");
    expect(unitOf(big, "CNY", "en").unit).toBe("M");
    expect(unitOf(big, "CNY", "zh").power).toBe(4);
    expect(unitOf(bars(f, "stage_weight", "en"), "CNY", "en").unit).toBe("");
  });
  it("starts its axis at zero", () => {
    const theme = { series: ["#000"], text: "", textSoft: "", grid: "", axis: "", band: "", bandStrong: "", target: "", surface: "", accent: "", red: "", amber: "", green: "", grey: "", onAccent: "", font: "", size: 11, hatch: false };
    expect(option(theme, bars(f, "stage_weight", "en"), "stage_weight", "CNY")).toMatchObject({ yAxis: { min: 0 } });
  });
});

describe("targets", () => {
  const set = (kind: Target["period_kind"], start: string, amount: number, person: number | null = null, stretch: number | null = null) => ({ id: 1, person_id: person, person: null, pipeline_id: null, period_kind: kind, starts_on: start, amount_minor: amount, stretch_minor: stretch, sample: false }) as Target;
  const cells = cellsOf("2026-01-01");
  it("lays a business year out", () => {
    expect(cells).toHaveLength(17);
    expect(cellsOf("2026-04-01").at(-1)).toEqual({ kind: "month", start: "2027-03-01" });
  });
  it("adds up parts only when each has an amount", () => {
    const quarter = { kind: "quarter" as const, start: "2026-01-01" };
    expect(sumOf(quarter, { "month 2026-01-01": 1, "month 2026-02-01": 2 })).toBeNull();
    expect(sumOf(quarter, { "month 2026-01-01": 1, "month 2026-02-01": 2, "month 2026-03-01": 3 })).toBe(6);
  });
  it("sends only what changed, and keeps a stretch that still fits", () => {
    const all = [set("year", "2026-01-01", 100, null, 150), set("month", "2026-02-01", 10), set("month", "2026-02-01", 7, 3)];
    const before = amountsOf(all, null, null);
    expect(before).toEqual({ "year 2026-01-01": 100, "month 2026-02-01": 10 });
    expect(changes(cells, before, { ...before, "year 2026-01-01": 120, "month 2026-02-01": null }, null, null, all)).toEqual([
      { period_kind: "year", starts_on: "2026-01-01", amount_minor: 120, stretch_minor: 150 },
      { period_kind: "month", starts_on: "2026-02-01" },
    ]);
    expect(changes(cells, {}, { "month 2026-03-01": 5 }, 3 as OwnerId, null, all)).toEqual([{ person_id: 3, period_kind: "month", starts_on: "2026-03-01", amount_minor: 5 }]);
  });
});

describe("paper", () => {
  it("shows a page as an image that cannot run anything", () => {
    expect(source('<svg a="#1">引</svg>')).toMatch(/^data:image\/svg\+xml;charset=utf-8,%3Csvg/);
  });
  it("zooms in steps, from any fit", () => {
    expect(zoomStep(73, true)).toBe(80);
    expect(zoomStep(73, false)).toBe(67);
    expect(zoomStep(200, true)).toBe(200);
  });
  it("knows which page is in view", () => {
    expect(pageInView([16, 1_032], [1_000, 1_000], 0, 700)).toBe(1);
    expect(pageInView([16, 1_032], [1_000, 1_000], 900, 700)).toBe(2);
    expect(pageInView([], [], 0, 700)).toBe(0);
  });
  it("asks the printer for the very sheet", () => {
    expect(sheetFor({ width: 612, height: 792 })).toContain("@page{size:612pt 792pt;margin:0}");
  });
});

it("has standings for every model", () => expect(standings(1_000, 400, 700, 1_000)).toHaveLength(5));
