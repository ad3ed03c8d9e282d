/** What the models say and how much of a single deal each of them counts. Pure. */
import { amount, money, NOTHING, percentBp } from "../../format";
import { locale, m } from "../../i18n.svelte";
import type { DealRow, Forecast, ForecastStage, Line, Model, ModelStanding, Rate, Standing } from "./types";

export function modelName(model: Model): string {
  switch (model) {
    case "learned":
      return m.forecast_model_learned();
    case "stage_weight":
      return m.forecast_model_stage_weight();
    case "manual_weight":
      return m.forecast_model_manual_weight();
    case "commitment":
      return m.forecast_model_commitment();
    case "best_practice":
      return m.forecast_model_best_practice();
    case "cascade":
      return m.forecast_model_cascade();
  }
}

/** The formula of a model in words. */
export function modelFormula(model: Model): string {
  switch (model) {
    case "learned":
      return m.forecast_formula_learned();
    case "stage_weight":
      return m.forecast_formula_stage_weight();
    case "manual_weight":
      return m.forecast_formula_manual_weight();
    case "commitment":
      return m.forecast_formula_commitment();
    case "best_practice":
      return m.forecast_formula_best_practice();
    case "cascade":
      return m.forecast_formula_cascade();
  }
}

export function categoryName(category: string): string {
  if (category === "commit") return m.forecast_category_commit();
  if (category === "best_case") return m.forecast_category_best_case();
  if (category === "omitted") return m.forecast_category_omitted();
  return m.forecast_category_pipeline();
}

export const estimate = (line: Line, model: Model): number => line.models.find((one) => one.model === model)?.estimate_minor ?? 0;
export const outlook = (line: Line, model: Model): number => line.models.find((one) => one.model === model)?.outlook_minor ?? line.won_minor;

/** The sum of what is open; null when no amount of it is known. */
export const openAmount = (line: Line): number | null => (line.open_count > 0 && line.unknown_amounts === line.open_count ? null : line.open_minor);
/** A figure of a row; null when it would be 0 only because no amount is known. */
export const known = (line: Line, minor: number): number | null => (minor === 0 && line.won_count === 0 && openAmount(line) === null ? null : minor);

const NOTHING_SET: Standing = {
  target_minor: null,
  attainment: { numerator: 0, denominator: 0 },
  outlook: { numerator: 0, denominator: 0 },
  gap_minor: null,
  missing_minor: null,
  coverage: { numerator: 0, denominator: 0 },
  status: "no_target",
};
export const standingOf = (list: readonly ModelStanding[], model: Model): Standing => list.find((one) => one.model === model)?.standing ?? NOTHING_SET;

/** A ratio as a number; null when there is nothing to divide by. */
export const ratio = (of: { numerator: number; denominator: number }): number | null => (of.denominator === 0 ? null : of.numerator / of.denominator);

/** green, amber, red by the status of a standing; nothing without a target. */
export function tone(standing: Standing): "green" | "amber" | "red" | "" {
  return { on_track: "green", at_risk: "amber", behind: "red", no_target: "" }[standing.status] as "green" | "amber" | "red" | "";
}

/** green, amber, red by how likely something is. */
export const chanceTone = (bp: number): "green" | "amber" | "red" => (bp >= 6_000 ? "green" : bp >= 2_500 ? "amber" : "red");

/** A chance as whole percent; what is not certain is never written as 0 or 100 %. */
export function chance(bp: number): string {
  const percent = Math.round(bp / 100);
  if (bp > 0 && percent === 0) return "<1%";
  return bp < 10_000 && percent === 100 ? ">99%" : `${percent}%`;
}

/** Two amounts with what they share written once: "¥521.3–604.2 万". */
export function range(low: number, high: number, currency: string): string {
  const [a, b] = [amount(low, currency), amount(high, currency)];
  if (!a || !b) return NOTHING;
  const space = (unit: string) => (unit && locale.current === "zh" ? ` ${unit}` : unit);
  if (a.lead === b.lead && a.unit === b.unit) return `${a.lead}${a.number}–${b.number}${space(b.unit)}`;
  return a.lead === b.lead ? `${a.lead}${a.number}${space(a.unit)}–${b.number}${space(b.unit)}` : `${money(low, currency)}–${money(high, currency)}`;
}

/** A share with its sign: "+2.6%", "−1.8%". */
export const signedBp = (bp: number): string => (bp > 0 ? `+${percentBp(bp, 1)}` : percentBp(bp, 1));

/** minor × basis points, rounded half away from zero. */
export function timesBp(minor: number, bp: number): number {
  const product = BigInt(Math.abs(minor)) * BigInt(bp);
  const rounded = Number((2n * product + 10_000n) / 20_000n);
  return minor < 0 ? -rounded : rounded;
}

/** The share of a deal's amount a model counts, basis points; null when the deal's stage is not part of the forecast. */
export function shareOf(deal: Pick<DealRow, "stage_id" | "probability_bp" | "category"> & { id?: DealRow["id"] }, model: Model, forecast: Pick<Forecast, "stages" | "cascade" | "learned">): number | null {
  if (model === "learned") {
    const found = forecast.learned?.deals.find((one) => one.id === deal.id);
    return !found ? null : found.worth_minor > 0 ? (found.expected_minor / found.worth_minor) * 10_000 : found.chance_bp;
  }
  const at = forecast.stages.findIndex((stage) => stage.stage_id === deal.stage_id);
  const stage = forecast.stages[at];
  if (!stage) return null;
  if (deal.category === "omitted") return 0;
  if (model === "manual_weight") return deal.probability_bp;
  if (model === "commitment") return deal.category === "commit" ? 10_000 : 0;
  if (model === "stage_weight") return stage.win_rate_bp;
  if (model === "best_practice") return stage.rates.to_won.used.rate_bp;
  let share = 10_000;
  for (const step of forecast.cascade.steps.slice(at)) {
    share = (share * step.step_bp) / 10_000;
    if (step.last) break;
  }
  return share;
}

export interface RateSummary {
  /** Stages with enough history, and with too little. */
  measured: number;
  missing: number;
  /** Smallest and largest number of resolved deals behind a measured rate, and the largest behind a missing one. */
  least: number;
  most: number;
  missingMost: number;
}

/** How well the rates are founded: over the stages that hold deals, or over all when none does. */
export function summary(stages: readonly ForecastStage[], rate: (stage: ForecastStage) => Rate): RateSummary {
  const used = stages.some((stage) => stage.line.open_count > 0) ? stages.filter((stage) => stage.line.open_count > 0) : stages;
  const of = used.map((stage) => rate(stage));
  const measured = of.filter((one) => one.used.source.kind === "measured").map((one) => one.n);
  const missing = of.filter((one) => one.used.source.kind !== "measured").map((one) => one.n);
  return {
    measured: measured.length,
    missing: missing.length,
    least: measured.length ? Math.min(...measured) : 0,
    most: measured.length ? Math.max(...measured) : 0,
    missingMost: missing.length ? Math.max(...missing) : 0,
  };
}
