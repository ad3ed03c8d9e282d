/** A funnel as rows with widths and rates, by count or by value. Pure. */
import { count, money, NOTHING, percentOf } from "../../format";
import { m } from "../../i18n.svelte";
import type { Funnel, FunnelQuery, FunnelStage, FunnelView, StageId } from "../../ipc";
import { addMonths, periodStart, yearStart } from "../../records/periods/period";
import type { DealFilter } from "../../records/questions/dealFilter";
import { dayBefore, type Group } from "../../records/figures/figureRecords";

export type Basis = "count" | "value";
export interface Tally {
  count: number;
  minor: number;
}
export interface Ratio {
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
  /** The same in the time before; null when there is none to compare with. */
  before: { entered: Tally; step: Ratio | null } | null;
  /** The stages it stands for. */
  stages: StageId[];
  standing: Tally | null;
  lost: Tally | null;
  /** Deals that went on or were lost here. */
  resolved: number;
}

const part = (tally: Tally, basis: Basis): number => (basis === "count" ? tally.count : tally.minor);

/** As wide as their share of the widest: in a cohort that is the first, of what passed in a time it can be any. */
export function rows(funnel: Funnel, basis: Basis): FunnelRow[] {
  const before = funnel.previous;
  const most = Math.max(0, part(funnel.won, basis), ...funnel.stages.map((column) => part(column.figures.entered, basis)));
  const width = (tally: Tally) => (most === 0 ? 0 : Math.min(1, part(tally, basis) / most));
  const stepOf = (figures: FunnelStage) => (basis === "count" ? figures.step : figures.step_by_value);
  const list: FunnelRow[] = funnel.stages.map((column, i) => {
    const figures = column.figures;
    const old = before?.stages[i]?.figures;
    return {
      stage: column.stage_id,
      name: column.stage,
      entered: figures.entered,
      width: width(figures.entered),
      next: width(funnel.stages[i + 1]?.figures.entered ?? funnel.won),
      step: stepOf(figures),
      total: basis === "count" ? figures.total : figures.total_by_value,
      before: old ? { entered: old.entered, step: stepOf(old) } : null,
      stages: column.stage_ids,
      standing: column.standing,
      lost: figures.lost,
      resolved: figures.resolved.denominator,
    };
  });
  const first = funnel.stages[0]?.figures.entered ?? funnel.all;
  list.push({
    stage: null,
    name: m.funnel_won(),
    entered: funnel.won,
    width: width(funnel.won),
    next: 0,
    step: null,
    total: { numerator: part(funnel.won, basis), denominator: part(first, basis) },
    before: before ? { entered: before.won, step: null } : null,
    stages: [],
    standing: null,
    lost: null,
    resolved: funnel.won.count + funnel.lost.count,
  });
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
  // The first stage of all was reached by every deal; the first one chosen need not be.
  const narrowed = column.figures.entered.count === funnel.all.count ? {} : { reached_stage_id: stage };
  return [group(m.funnel_all(), { ...cohort(query, funnel.pipeline_id), ...narrowed }, column.figures.entered)];
}

export const PRESETS = ["this_quarter", "last_quarter", "this_year", "last_year", "twelve"] as const;
export type Preset = (typeof PRESETS)[number];

/** First and last day of a preset. Those that run until today end with their month, quarter or year, so that the time before is as long. */
export function presetRange(preset: Preset, today: string, fiscal: number): { from: string; to: string } {
  const quarter = periodStart("quarter", today, fiscal);
  const year = yearStart(today, fiscal);
  const from = { this_quarter: quarter, last_quarter: addMonths(quarter, -3), this_year: year, last_year: addMonths(year, -12), twelve: addMonths(today, -11) }[preset];
  const months = { this_quarter: 3, last_quarter: 3, this_year: 12, last_year: 12, twelve: 12 }[preset];
  return { from, to: dayBefore(addMonths(from, months)) };
}

/** The funnel's values, the head first. */
export function table(list: readonly FunnelRow[], basis: Basis, currency: string, view: FunnelView = "cohort"): string[][] {
  const compared = list.some((row) => row.before);
  return [
    [
      m.funnel_stage(),
      view === "cohort" ? m.funnel_entered() : m.funnel_passed(),
      m.funnel_amount(),
      m.funnel_step(),
      m.funnel_total(),
      view === "cohort" ? m.funnel_standing() : m.funnel_standing_then(),
      m.funnel_lost(),
      ...(compared ? [m.funnel_before({ value: m.funnel_step() })] : []),
    ],
    ...list.map((row) => [
      row.name,
      count(row.entered.count),
      money(row.entered.minor, currency),
      row.step ? whole(row.step, basis, currency) : NOTHING,
      whole(row.total, basis, currency),
      row.standing ? tallyText(row.standing, basis, currency) : NOTHING,
      row.lost ? tallyText(row.lost, basis, currency) : NOTHING,
      ...(compared ? [row.before?.step ? whole(row.before.step, basis, currency) : NOTHING] : []),
    ]),
  ];
}

const whole = (ratio: Ratio, basis: Basis, currency: string): string => {
  const text = rateText(ratio, basis, currency);
  return [text.percent, text.behind].filter(Boolean).join(" · ");
};
