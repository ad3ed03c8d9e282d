/** A small forecast for tests: 400 won, 1,000 open in two stages, weighted 300. Amounts in minor units. */
import type { Forecast, ForecastMonth, ForecastStage, Line, ModelStanding, Rate, StageId } from "../../records/forecast/types";
import { SIMPLE } from "./view";

export function line(won: number, open: number): Line {
  const commit = Math.round(open / 2);
  const best = Math.round(open / 4);
  return {
    won_count: won > 0 ? 2 : 0,
    won_minor: won,
    open_count: open > 0 ? 3 : 0,
    open_minor: open,
    overdue_count: 0,
    overdue_minor: 0,
    unknown_amounts: 0,
    models: SIMPLE.map((model) => ({ model, estimate_minor: Math.round(open * 0.3), outlook_minor: won + Math.round(open * 0.3) })),
    commitment: { closed_minor: won, commit_minor: commit, best_case_minor: best, pipeline_minor: open - commit - best, commit_total_minor: won + commit, best_total_minor: won + commit + best, open_pipeline_minor: open, commit_count: 1, best_case_count: 1, pipeline_count: 1 },
  };
}

export function standings(target: number | null, won: number, outlook: number, open: number): ModelStanding[] {
  const whole = target ?? 0;
  return SIMPLE.map((model) => ({
    model,
    standing: {
      target_minor: target,
      attainment: { numerator: won, denominator: whole },
      outlook: { numerator: outlook, denominator: whole },
      gap_minor: target === null ? null : target - outlook,
      missing_minor: target === null ? null : Math.max(0, target - won),
      coverage: { numerator: open, denominator: target === null ? 0 : Math.max(0, target - won) },
      status: target === null ? "no_target" : outlook >= target ? "on_track" : "at_risk",
    },
  }));
}

export function stage(id: number, winRate: number, to: { n: number; measured?: boolean; rate?: number; step?: number }): ForecastStage {
  const rate = (bp: number): Rate => ({
    by_count: { numerator: Math.round((to.n * bp) / 10_000), denominator: to.n },
    by_value: { numerator: 0, denominator: 0 },
    n: to.n,
    interval: null,
    used: { rate_bp: bp, source: to.measured === false ? { kind: "benchmark", name: "configured_win_rates", n: to.n } : { kind: "measured", n: to.n } },
  });
  const none = { count: 0, minor: 0 };
  return { stage_id: id as StageId, stage: `S${id}`, pipeline: "P", win_rate_bp: winRate, rates: { entered: none, advanced: none, lost: none, step: rate(to.step ?? 5_000), to_won: rate(to.rate ?? 2_500) }, line: line(0, 500) };
}

export function month(start: string, end: string, won: number, open: number, target: number | null): ForecastMonth {
  return { month: { kind: "month", start, end }, target_minor: target, line: line(won, open) };
}

export function forecast({ won = 400, open = 1_000, target = null as number | null, today = "2026-11-22" }): Forecast {
  const total = line(won, open);
  const aside = { count: 0, minor: 0, unknown_amounts: 0 };
  return {
    as_of: 0,
    today,
    period: { kind: "quarter", start: "2026-10-01", end: "2026-12-31" },
    previous: { kind: "quarter", start: "2026-07-01", end: "2026-09-30" },
    previous_won_minor: 0,
    working_days_left: 29,
    query: {},
    filtered: { pipeline: null, owner: null, product: null },
    total,
    standings: standings(target, won, won + Math.round(open * 0.3), open),
    timeline: [],
    months: [],
    people: [],
    stages: [stage(1, 3_000, { n: 40, rate: 2_500, step: 5_000 }), stage(2, 6_000, { n: 50, rate: 6_000, step: 6_000 })],
    cascade: {
      steps: [
        { stage: 0, own_minor: 500, carried_minor: 0, total_minor: 500, step_bp: 5_000, moved_minor: 250, last: false },
        { stage: 1, own_minor: 500, carried_minor: 250, total_minor: 750, step_bp: 6_000, moved_minor: 450, last: true },
      ],
      revenue_minor: 450,
    },
    horizons: [],
    undated: aside,
    omitted: aside,
    elsewhere: aside,
    coverage_line_bp: 20_000,
    rate_floor: 20,
    learned: null,
    ahead: {},
  };
}
