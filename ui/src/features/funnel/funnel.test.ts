/** The pure parts of the funnel: widths, rates, record groups, ranges of days. */
import { describe, expect, it } from "vitest";
import { locale } from "../../i18n.svelte";
import type { Funnel, PipelineId, StageId, UserId } from "../../ipc";
import { cohort, presetRange, rateText, reached, rows, table } from "./funnel";

const tally = (count: number, minor = count * 100) => ({ count, minor });
const ratio = (numerator: number, denominator: number) => ({ numerator, denominator });
function column(id: number, entered: number, next: number, open: number, lost: number) {
  return {
    stage_id: id as StageId,
    stage: `S${id}`,
    standing: tally(open),
    figures: { entered: tally(entered), open: tally(open), lost: tally(lost), step: ratio(next, entered), step_by_value: ratio(next * 90, entered * 100), total: ratio(entered, 100), total_by_value: ratio(entered * 90, 10_000), resolved: ratio(next, next + lost) },
  };
}
const funnel: Funnel = {
  as_of: 0,
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

describe("rates", () => {
  it("stand with what is behind them", () => {
    locale.current = "en";
    expect(rateText(ratio(4_238, 6_711), "count", "USD")).toEqual({ percent: "63.2%", behind: "4,238 of 6,711" });
    expect(rateText(ratio(1, 0), "count", "USD")).toEqual({ percent: "–", behind: "" });
  });
});

describe("records", () => {
  it("of the first stage are the whole cohort", () => {
    expect(reached(funnel, { owner_id: 4 as UserId, from: "2026-01-01" }, 1 as StageId).map((one) => [one.filter, one.count])).toEqual([[{ pipeline_id: 1, owner_ids: [4], created_from: "2026-01-01" }, 100]]);
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
    expect(presetRange("this_year", "2026-02-10", 4)).toEqual({ from: "2025-04-01", to: null });
    expect(presetRange("twelve", "2026-11-22", 1)).toEqual({ from: "2025-12-01", to: null });
  });
});
