/** The pure parts around the learned model, the back-test, the waterfall and what people typed. */
import { describe, expect, it } from "vitest";
import { locale } from "../../i18n.svelte";
import type * as core from "../../ipc";
import { bandHits, CONTENDERS, errorOf, naiveOf, ordered, recommendedOf, verdict } from "./backtest";
import { apart } from "./band";
import { changedCalls } from "./calls";
import { bars, table } from "./chart";
import { explainChance, explainOutlook, whole } from "./explain";
import { bandsAhead, merged, standingFor } from "./learned";
import { chance, range } from "../../records/forecast/models";
import { fitting, headlineSentence } from "./sentence";
import { forecast, month } from "./sample.fixture";
import type { Backtest, Contender, ForecastLearned, DealId, OwnerId } from "../../records/forecast/types";
import { base, columns, explainColumn } from "./waterfall";

const band = (mid: number) => ({ p10_minor: mid - 100, p50_minor: mid, p90_minor: mid + 100 });
const learned = (more: Partial<ForecastLearned> = {}): ForecastLearned => ({
  open_minor: 200,
  fresh_minor: 50,
  estimate_minor: 250,
  outlook_minor: 650,
  band: band(640),
  target_probability_bp: 2_900,
  simulations: 10_000,
  months: [],
  histogram: [],
  deals: [{ id: 7 as DealId, chance_bp: 5_000, worth_minor: 400, expected_minor: 200, outlived: false }],
  decisive: [{ id: 7 as DealId, chance_bp: 5_000, if_won_bp: 5_800, if_lost_bp: 100 }],
  people: [{ owner: 3 as OwnerId, open_minor: 200, fresh_minor: 50 }],
  stages_minor: [200, 0],
  made_of: { since: "2024-01-01", resolved: 90, checked: 12, oldest_win_days: 200, factor_bp: 10_000, weights_bp: [10_000, 0, 0, 0] },
  ...more,
});
const raw = (target: number | null = 1_000) => forecast({ target }) as unknown as core.Forecast;
const nobody: ReadonlyMap<OwnerId, string> = new Map();

describe("the learned model beside the others", () => {
  it("stands in every line with its own figures", () => {
    const f = merged(raw(), learned(), null, new Map([[3 as OwnerId, "Lin"]]));
    expect(f.total.models.at(-1)).toEqual({ model: "learned", estimate_minor: 250, outlook_minor: 650 });
    expect(f.standings.at(-1)?.standing).toMatchObject({ gap_minor: 350, outlook: { numerator: 650 }, status: "behind" });
    expect(f.stages.map((one) => one.line.models.at(-1)?.estimate_minor)).toEqual([200, 0]);
    // Somebody without anything in the period, who usually brings something.
    expect(f.people).toMatchObject([{ owner: "Lin", line: { won_minor: 0 } }]);
    expect(f.people[0]?.line.models.at(-1)?.outlook_minor).toBe(250);
  });
  it("leaves all as it is without history", () => {
    const f = merged(raw(), null, null, nobody);
    expect(f.total.models).toHaveLength(5);
    expect(f.learned).toBeNull();
  });
  it("judges by the same thresholds", () => {
    const like = forecast({ target: 1_000 }).standings[0]?.standing;
    if (!like) throw new Error("no standing");
    expect([1_000, 850, 849].map((outlook) => standingFor(like, outlook).status)).toEqual(["on_track", "at_risk", "behind"]);
  });
  it("takes whole months from the period, later ones from the longer question, with what was won before today", () => {
    const f = { ...raw(), timeline: [month("2026-10-01", "2026-10-31", 400, 0, null), month("2026-11-01", "2026-11-30", 90, 0, null), month("2026-12-01", "2026-12-31", 0, 0, null), month("2027-01-01", "2027-01-31", 0, 0, null)] } as unknown as core.Forecast;
    const at = (start: string, end: string, won: number, mid: number) => ({ month: { kind: "month" as const, start, end }, won_minor: won, estimate_minor: 0, band: band(mid) });
    const own = learned({ months: [at("2026-12-01", "2026-12-31", 0, 500)] });
    const longer = learned({ months: [at("2026-11-22", "2026-11-30", 10, 200), at("2026-12-01", "2026-12-31", 0, 999), at("2027-01-01", "2027-01-31", 0, 300)] });
    const found = bandsAhead(f, own, longer);
    expect(Object.keys(found)).toEqual(["2026-11-01", "2026-12-01", "2027-01-01"]);
    expect(Object.values(found).map((one) => one.p50_minor)).toEqual([280, 500, 300]);
  });
  it("is drawn as a band, and written as one", () => {
    locale.current = "en";
    const f = { ...merged(raw(), learned(), null, nobody), timeline: [month("2026-10-01", "2026-10-31", 400, 0, 300), month("2026-12-01", "2026-12-31", 0, 1_000, null)], ahead: { "2026-12-01": band(500) } };
    const rows = bars(f, "learned", "en");
    expect(rows.map((row) => row.band?.p50_minor ?? null)).toEqual([null, 500]);
    expect(table(rows, "learned", "CNY")[2]).toEqual(["Dec 2026", "–", "¥4", "¥5", "¥6", "–"]);
  });
  it("explains itself by its parts", () => {
    const f = merged(raw(), learned(), null, nobody);
    const scope = whole(f, {}, "CNY", "Q4");
    expect(explainOutlook(scope, "learned").numbers.slice(0, 4).map((one) => one.value)).toEqual(["¥4", "¥2", "¥0.50", "¥6.50"]);
    expect(explainChance(scope, learned()).numbers.map((one) => one.value)).toContain("29%");
    expect(explainChance(scope, learned()).groups[0]?.filter).toEqual({ ids: [7] });
  });
});

describe("the sentence", () => {
  const at = (target: number | null, won = 400) => headlineSentence(merged(forecast({ target, won }) as unknown as core.Forecast, learned({ outlook_minor: won + 250 }), null, nobody), "learned");
  it("has one for each case", () => {
    expect(at(1_000).kind).toBe("sure_short");
    expect(at(600).kind).toBe("sure_ahead");
    expect(at(300).kind).toBe("sure_reached");
    expect(at(null).kind).toBe("sure_plain");
    expect(at(1_000)).toMatchObject({ chance: 2_900, decisive: [7], gap: 350 });
  });
  it("never writes what is not certain as certain", () => {
    expect([0, 3, 2_900, 9_970, 10_000].map(chance)).toEqual(["0%", "<1%", "29%", ">99%", "100%"]);
  });
  it("names as many deals as a line holds, and cuts two that are too long", () => {
    const deals = ["a".repeat(30), "b".repeat(12), "c".repeat(40)].map((name) => ({ name }));
    expect(fitting(deals, 50)).toMatchObject({ deals: [{}, {}], cut: false });
    expect(fitting(deals, 10)).toMatchObject({ deals: [{}, {}], cut: true });
    expect(fitting(deals, 99).deals).toHaveLength(3);
  });
  it("writes a range with its unit once", () => {
    locale.current = "zh";
    expect(range(521_00000000, 604_00000000, "CNY")).toBe("¥5.21–6.04 亿");
    locale.current = "en";
    expect(range(90_000_000, 121_000_000, "CNY")).toBe("¥900K–1.21M");
  });
});

describe("back-test", () => {
  const row = (actual: number, learned_said: number | null, stage: number) => ({
    period: { kind: "days" as const, start: "2026-01-01", end: "2026-01-30" },
    actual_minor: actual,
    forecasts_minor: CONTENDERS.map((one) => (one === "learned" ? learned_said : one === "stage_weight" ? stage : 100)),
    p10_minor: learned_said === null ? null : learned_said - 10,
    p90_minor: learned_said === null ? null : learned_said + 10,
  });
  const rank = (contender: Contender, wape_bp: number) => ({ contender, trials: 8, wape_bp, naive_wape_bp: 2_790 });
  const past: Backtest = {
    lengths: [
      { span: "days30", rows: [row(100, 105, 150), row(100, 140, 150)], scores: [] },
      { span: "month", rows: [row(100, 500, 900)], scores: [] },
    ],
    ranking: [rank("learned", 1_240), rank("last_period", 2_790), rank("stage_weight", 3_100)],
    recommended: "learned",
  };
  it("puts the models in the order of their errors", () => {
    expect(ordered(past).slice(0, 2)).toEqual(["learned", "stage_weight"]);
    expect(ordered(past)).toHaveLength(6);
    expect(ordered(null)[0]).toBe("learned");
    expect(recommendedOf(past)).toBe("learned");
  });
  it("takes the bias over the trials in days that the ranking uses", () => {
    expect(errorOf(past, "learned")).toEqual({ wape: 1_240, trials: 8, bias: 2_250 });
    expect(errorOf(past, "cascade")).toBeNull();
  });
  it("says why, why not, and that it cannot know yet", () => {
    locale.current = "en";
    expect(naiveOf(past)).toEqual({ contender: "last_period", wape: 2_790 });
    expect(verdict(past)).toMatch(/^Recommended: .*12\.4%.*27\.9%/i);
    expect(verdict({ ...past, recommended: null })).toMatch(/no model beats naive/i);
    expect(verdict({ ...past, recommended: null, ranking: past.ranking.map((one) => ({ ...one, trials: 3 })) })).toMatch(/n = 3/);
  });
  it("counts the outcomes inside the band", () => {
    const [length] = past.lengths;
    expect(length && bandHits(length)).toEqual({ inside: 1, of: 2 });
  });
});

describe("waterfall", () => {
  const level = (outlook: number) => ({ open_count: 1, open_minor: outlook, won_count: 0, won_minor: 0, outlook_minor: outlook });
  const step = (cause: core.WaterfallStep["cause"], minor: number, ids: number[]) => ({ cause, label: cause, count: ids.length, open_minor: minor, outlook_minor: minor, ids: ids as DealId[] });
  const of = { start: level(1_000), steps: [step("new", 200, [1]), step("lost", -50, [2]), step("reopened", 0, [3])], end: level(1_150) };
  it("goes from total to total, step by step, and leaves out what moved nothing", () => {
    const list = columns(of, "A", "B");
    expect(list.map(({ name, from, to }) => [name, from, to])).toEqual([["A", 0, 1_000], ["new", 1_000, 1_200], ["lost", 1_200, 1_150], ["B", 0, 1_150]]);
    expect(base(list)).toBeGreaterThan(0);
  });
  it("puts the smallest together when there are too many, and still adds up", () => {
    const causes = ["new", "reopened", "pulled_in", "carried_over", "included", "grown", "chance_changed", "shrunk", "slipped"] as const;
    const list = columns({ start: level(0), steps: causes.map((cause, i) => step(cause, 10 + i, [i])), end: level(126) }, "A", "B");
    expect(list).toHaveLength(9);
    expect(list.slice(1, -1).reduce((sum, one) => sum + one.minor, 0)).toBe(126);
    expect(list.at(-2)?.ids).toHaveLength(3);
  });
  it("opens the deals of a step", () => {
    const list = columns(of, "A", "B");
    const [, first] = list;
    expect(first && explainColumn(first, list, "CNY", "stage weight").groups[0]?.filter).toEqual({ ids: [1] });
  });
});

it("moves labels apart that would touch", () => expect(apart([10, 12, 40], 12)).toEqual([10, 22, 40]));

describe("typed figures", () => {
  const word = (kind: "figure" | "adjustment", amount_minor: number | null, reason: string | null = null) => ({ id: 1, kind, amount_minor, reason, said_by: "W", said_at: 0 });
  it("says only what is new", () => {
    expect(changedCalls(undefined, 500, null, "")).toEqual([{ kind: "figure", amount_minor: 500 }]);
    const line = { figure: word("figure", 500), adjustment: word("adjustment", -20, "late") };
    expect(changedCalls(line, 500, -20, "late")).toEqual([]);
    expect(changedCalls(line, null, -30, " slow ")).toEqual([{ kind: "figure" }, { kind: "adjustment", amount_minor: -30, reason: "slow" }]);
  });
});
