/** A funnel as rows with widths and rates, by count or by value. Pure. */
import { count, money, NOTHING, percentOf } from "../../format";
import { m } from "../../i18n.svelte";
import type { DealFilter, Funnel, FunnelQuery, StageId } from "../../ipc";
import { addMonths, periodStart, yearStart } from "../forecast/period";
import { dayBefore, type Group } from "../forecast/records";

export type Basis = "count" | "value";
interface Tally {
  count: number;
  minor: number;
}
interface Ratio {
  numerator: number;
  denominator: number;
}

export interface FunnelRow {
  /** null: the row of the won deals. */
  stage: StageId | null;
  name: string;
  entered: Tally;
  /** Share of the widest row, 0 to 1. */
  width: number;
  /** The next row's width, for the slope between them. */
  next: number;
  step: Ratio | null;
  total: Ratio;
  standing: Tally | null;
  lost: Tally | null;
  /** Deals that went on or were lost here. */
  resolved: number;
}

const part = (tally: Tally, basis: Basis): number => (basis === "count" ? tally.count : tally.minor);

export function rows(funnel: Funnel, basis: Basis): FunnelRow[] {
  const first = funnel.stages[0]?.figures.entered ?? funnel.all;
  const most = Math.max(part(first, basis), 0);
  const width = (tally: Tally) => (most === 0 ? 0 : Math.min(1, part(tally, basis) / most));
  const list: FunnelRow[] = funnel.stages.map((column, i) => {
    const figures = column.figures;
    return {
      stage: column.stage_id,
      name: column.stage,
      entered: figures.entered,
      width: width(figures.entered),
      next: width(funnel.stages[i + 1]?.figures.entered ?? funnel.won),
      step: basis === "count" ? figures.step : figures.step_by_value,
      total: basis === "count" ? figures.total : figures.total_by_value,
      standing: column.standing,
      lost: figures.lost,
      resolved: figures.resolved.denominator,
    };
  });
  list.push({ stage: null, name: m.funnel_won(), entered: funnel.won, width: width(funnel.won), next: 0, step: null, total: { numerator: part(funnel.won, basis), denominator: part(first, basis) }, standing: null, lost: null, resolved: funnel.won.count + funnel.lost.count });
  return list;
}

/** "63.2% · 4,238 of 6,711"; amounts by value. */
export function rateText(ratio: Ratio, basis: Basis, currency: string): { percent: string; behind: string } {
  if (ratio.denominator === 0) return { percent: NOTHING, behind: "" };
  const text = (n: number) => (basis === "count" ? count(n) : money(n, currency));
  return { percent: percentOf(ratio.numerator, ratio.denominator), behind: m.funnel_of({ part: text(ratio.numerator), whole: text(ratio.denominator) }) };
}

export const tallyText = (tally: Tally, basis: Basis, currency: string): string => (tally.count === 0 ? NOTHING : basis === "count" ? count(tally.count) : money(tally.minor, currency));

/** The deals of the cohort. */
export function cohort(query: FunnelQuery, pipeline: Funnel["pipeline_id"]): DealFilter {
  return {
    pipeline_id: pipeline,
    ...(query.owner_id ? { owner_ids: [query.owner_id] } : {}),
    ...(query.product_id ? { product_ids: [query.product_id] } : {}),
    ...(query.from ? { created_from: query.from } : {}),
    ...(query.to ? { created_to: query.to } : {}),
  };
}

const group = (label: string, filter: DealFilter, sum: Tally): Group => ({ label, ask: null, filter, count: sum.count, minor: sum.minor });

/** Deals of the cohort with a status; with stages, only those that stand in (or left from) one of them. */
export function groupOf(funnel: Funnel, query: FunnelQuery, label: string, status: "open" | "won" | "lost" | null, sum: Tally, stages?: StageId[]): Group {
  return group(label, { ...cohort(query, funnel.pipeline_id), ...(status ? { status: [status] } : {}), ...(stages ? { stage_ids: stages } : {}) }, sum);
}

/** Those that reached a stage: won, or with their furthest stage here or beyond. */
export function reached(funnel: Funnel, query: FunnelQuery, stage: StageId): Group[] {
  const column = funnel.stages.find((one) => one.stage_id === stage);
  if (!column) return [];
  const narrowed = column === funnel.stages[0] ? {} : { reached_stage_id: stage };
  return [group(m.funnel_all(), { ...cohort(query, funnel.pipeline_id), ...narrowed }, column.figures.entered)];
}

export const PRESETS = ["this_quarter", "last_quarter", "this_year", "last_year", "twelve"] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day of a preset; `to` is left open for those that run until today. */
export function presetRange(preset: Preset, today: string, fiscal: number): { from: string; to: string | null } {
  const quarter = periodStart("quarter", today, fiscal);
  const year = yearStart(today, fiscal);
  switch (preset) {
    case "this_quarter":
      return { from: quarter, to: null };
    case "last_quarter":
      return { from: addMonths(quarter, -3), to: dayBefore(quarter) };
    case "this_year":
      return { from: year, to: null };
    case "last_year":
      return { from: addMonths(year, -12), to: dayBefore(year) };
    case "twelve":
      return { from: addMonths(today, -11), to: null };
  }
}

/** The funnel's values, the head first. */
export function table(list: readonly FunnelRow[], basis: Basis, currency: string): string[][] {
  return [
    [m.funnel_stage(), m.funnel_entered(), m.funnel_amount(), m.funnel_step(), m.funnel_total(), m.funnel_standing(), m.funnel_lost()],
    ...list.map((row) => {
      const step = row.step ? rateText(row.step, basis, currency) : null;
      const total = rateText(row.total, basis, currency);
      return [
        row.name,
        count(row.entered.count),
        money(row.entered.minor, currency),
        step ? [step.percent, step.behind].filter(Boolean).join(" · ") : NOTHING,
        [total.percent, total.behind].filter(Boolean).join(" · "),
        row.standing ? tallyText(row.standing, basis, currency) : NOTHING,
        row.lost ? tallyText(row.lost, basis, currency) : NOTHING,
      ];
    }),
  ];
}

