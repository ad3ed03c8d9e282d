/** The pure parts of the funnel: widths, rates, record groups, ranges of days. */
import { describe, expect, it } from "vitest";
import { locale } from "../../i18n.svelte";
import type { Funnel, PipelineId, StageId, StageVelocity, TrendMonth, PersonId, Velocity } from "../../ipc";
import { bottleneckText, explainEntered, explainHere, explainPace, explainStatus, points } from "./explain";
import { cohort, presetRange, rateText, reached, rows, table } from "./funnel";
import { trendTable } from "./trend";

const tally = (count: number, minor = count * 100) => ({ count, minor });
const ratio = (numerator: number, denominator: number) => ({ numerator, denominator });
function column(id: number, entered: number, next: number, open: number, lost: number) {
  return {
    stage_id: id as StageId,
    stage: `S${id}`,
    stage_ids: [id as StageId],
    standing: tally(open),
    figures: { entered: tally(entered), open: tally(open), lost: tally(lost), step: ratio(next, entered), step_by_value: ratio(next * 90, entered * 100), total: ratio(entered, 100), total_by_value: ratio(entered * 90, 10_000), resolved: ratio(next, next + lost) },
  };
}
const funnel: Funnel = {
  as_of: 0,
  today: "2026-11-22",
  view: "cohort",
  from: null,
  to: "2026-11-22",
  previous: null,
  pipeline_id: 1 as PipelineId,
  pipeline: "P",
  stages: [column(1, 100, 60, 10, 30), column(2, 60, 25, 15, 20)],
  all: tally(100),
  won: tally(25),
  lost: tally(50),
  open: tally(25),
  win_rate: ratio(25, 75),
  win_rate_by_value: ratio(2_500, 7_500),
  total_rate: ratio(25, 100),
  rate_floor: 20,
};

describe("rows", () => {
  it("are as wide as their share of the first, the won ones last", () => {
    expect(rows(funnel, "count").map((row) => [row.stage, row.width, row.next])).toEqual([
      [1, 1, 0.6],
      [2, 0.6, 0.25],
      [null, 0.25, 0],
    ]);
  });
  it("follow the basis", () => expect(rows(funnel, "value")[0]?.step).toEqual(ratio(5_400, 10_000)));
  it("stay whole when nothing entered", () => {
    const empty: Funnel = { ...funnel, stages: [column(1, 0, 0, 0, 0)], all: tally(0), won: tally(0), lost: tally(0), open: tally(0) };
    const list = rows(empty, "value");
    expect(list.every((row) => row.width === 0 && row.next === 0)).toBe(true);
    expect(table(list, "value", "CNY").flat().join()).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("what passed", () => {
  const passed: Funnel = { ...funnel, view: "throughput", stages: [column(1, 10, 20, 3, 5), column(2, 40, 20, 4, 5)], won: tally(20), lost: tally(10), previous: { ...funnel, previous: null } };
  it("is as wide as its share of the widest", () => expect(rows(passed, "count").map((row) => row.width)).toEqual([0.25, 1, 0.5]));
  it("stands beside the time before", () => {
    const list = rows(passed, "count");
    expect(list[0]?.before).toEqual({ entered: tally(100), step: ratio(60, 100) });
    expect(table(list, "count", "CNY", "throughput")[0]).toHaveLength(8);
  });
  it("asks the funnel for its records", () => {
    const list = rows(passed, "count");
    const told = { funnel: passed, query: { view: "throughput" as const }, rows: list, basis: "count" as const, currency: "CNY" };
    const first = list[0];
    if (!first) throw new Error("no rows");
    expect(explainEntered(told, first).asks).toEqual([{ label: expect.any(String) as string, ask: { query: { view: "throughput" }, part: "entered", stage_id: 1 }, count: 10 }]);
    expect(explainHere(told, first, "standing").asks?.[0]?.ask.part).toBe("standing");
    expect(explainStatus(told, "won").asks?.[0]?.count).toBe(20);
    expect(explainStatus({ ...told, funnel }, "won").groups).toHaveLength(1);
  });
});

describe("velocity", () => {
  const pace = { made: tally(5), won: tally(3), lost: tally(1), win_rate: ratio(3, 4), win_rate_by_value: ratio(3, 4), cycle_days: 20, open: tally(3, 12_000), open_unvalued: 1, average_minor: 4_000, per_day_minor: 450 };
  const stage = (id: number, n: number): StageVelocity => ({ stage_id: id as StageId, stage: `S${id}`, time: { n, median_days: 4, share: ratio(n, 10), step: ratio(1, 2), step_before: ratio(0, 0) }, change_bp: null });
  const velocity: Velocity = { as_of: 0, today: "2026-11-22", from: null, to: "2026-11-22", pipeline_id: 1 as PipelineId, pipeline: "P", pace, previous: null, stages: [stage(1, 4), stage(2, 6)], bottleneck: null, trend: [], compared: 12, compared_least: 6, compared_deals: 5, rate_floor: 20 };
  it("shows every factor of its formula", () => {
    locale.current = "en";
    const spec = explainPace(velocity, { stage_ids: [1 as StageId], compare: true }, "CNY", "velocity");
    expect(spec.numbers.map((one) => one.value)).toEqual(["3", "¥40", "75.00%", "20 days", "¥4.50 a day"]);
    expect(spec.asks?.[0]?.ask.query).toEqual({ view: "throughput" });
    expect(spec.rule).toContain("n = 4");
  });
  it("says why no bottleneck is named", () => {
    expect(bottleneckText(velocity)).toContain("n = 10");
    expect(bottleneckText({ ...velocity, stages: [] })).toBe("No deal left a stage in the chosen time.");
    expect(bottleneckText({ ...velocity, rate_floor: 5 })).toContain("two stages");
    expect(bottleneckText({ ...velocity, bottleneck: { stage_id: 2 as StageId, slowest: true, fell_most: true } })).toContain("S2 is the bottleneck");
  });
  it("signs its changes", () => expect([320, -100, 0].map(points)).toEqual(["+3.2", "−1.0", "±0.0"]));
});

describe("the trend", () => {
  const of = (won: number, lost: number, mark: boolean): TrendMonth => ({
    month: { kind: "month", start: "2026-10-01", end: "2026-10-31" },
    running: false,
    new: tally(2),
    won: tally(won),
    lost: tally(lost),
    win_rate: ratio(won, won + lost),
    cycle_days: null,
    marks: mark ? [{ measure: "win_rate", low: 4_000, high: 6_050, n: 8 }] : [],
  });
  it("says what is usual where a month is not", () => {
    expect(trendTable([of(3, 1, true), of(0, 0, false)]).slice(1)).toEqual([
      ["Oct 2026", "75.0% · usually 40.0% – 60.5%", "–", "2", "3"],
      ["Oct 2026", "–", "–", "2", "0"],
    ]);
  });
});

describe("rates", () => {
  it("stand with what is behind them", () => {
    locale.current = "en";
    expect(rateText(ratio(4_238, 6_711), "count", "USD")).toEqual({ percent: "63.2%", behind: "4,238 of 6,711" });
    expect(rateText(ratio(1, 0), "count", "USD")).toEqual({ percent: "–", behind: "" });
  });
});

describe("records", () => {
  it("of the first stage are the whole cohort", () => {
    expect(reached(funnel, { owner_id: 4 as PersonId, from: "2026-01-01" }, 1 as StageId).map((one) => [one.filter, one.count])).toEqual([[{ pipeline_id: 1, owner_ids: [4], created_from: "2026-01-01" }, 100]]);
  });
  it("of a later stage are those that came that far", () => {
    const groups = reached(funnel, {}, 2 as StageId);
    expect(groups.map((one) => [one.filter, one.count])).toEqual([[{ pipeline_id: 1, reached_stage_id: 2 }, 60]]);
  });
  it("leave out what was not asked", () => expect(cohort({}, 1 as PipelineId)).toEqual({ pipeline_id: 1 }));
});

describe("ranges", () => {
  it("follow the business year", () => {
    expect(presetRange("last_quarter", "2026-11-22", 1)).toEqual({ from: "2026-07-01", to: "2026-09-30" });
    expect(presetRange("this_year", "2026-02-10", 4)).toEqual({ from: "2025-04-01", to: "2026-03-31" });
    expect(presetRange("twelve", "2026-11-22", 1)).toEqual({ from: "2025-12-01", to: "2026-11-30" });
  });
});
