/** What past forecasts say about the models: order, recommendation, errors. Pure. */
import { day, month, percentBp } from "../../format";
import { m } from "../../i18n.svelte";
import { modelName } from "../../records/forecast/models";
import { lowerFirst } from "../../punctuation";
import type { Backtest, BacktestAnswer, BacktestLength, BacktestSpan, Contender, Model, Period } from "../../records/forecast/types";
import { MODELS } from "./view";

/** The order of the forecasts in a trial. */
export const CONTENDERS: readonly Contender[] = ["stage_weight", "manual_weight", "commitment", "best_practice", "cascade", "learned", "last_period", "last_quarter"];
export const SPANS: readonly BacktestSpan[] = ["days30", "days60", "days90", "month", "quarter"];
const NAIVE: readonly Contender[] = ["last_period", "last_quarter"];
/** The measures go by these names in both languages. */
export const WAPE = "WAPE";
export const MAPE = "MAPE";
/** Past forecasts it takes before a model is recommended. */
export const TRIALS = 6;

export function contenderName(one: Contender): string {
  if (one === "last_period") return m.forecast_naive_period();
  if (one === "last_quarter") return m.forecast_naive_quarter();
  return modelName(one);
}
export const isNaive = (one: Contender): boolean => NAIVE.includes(one);

export function spanName(span: BacktestSpan): string {
  if (span === "month") return m.forecast_kind_month();
  if (span === "quarter") return m.forecast_kind_quarter();
  return m.forecast_days({ n: Number(span.slice(4)) });
}

/** A trial by the month it is about, or by its first day. */
export const trialName = (period: Period): string => (period.kind === "month" ? month(period.start) : day(period.start));

export const ready = (answer: BacktestAnswer | undefined): Backtest | null => (answer?.state === "ready" ? answer : null);

export interface Error {
  wape: number;
  bias: number | null;
  trials: number;
}

/** A model's error over the next 30, 60 and 90 days together, on the trials it shares with both naive ones. */
export function errorOf(of: Backtest, model: Model): Error | null {
  const rank = of.ranking.find((one) => one.contender === model);
  if (!rank) return null;
  const at = CONTENDERS.indexOf(model);
  let said = 0;
  let came = 0;
  for (const length of of.lengths) {
    if (!length.span.startsWith("days")) continue;
    for (const row of length.rows) {
      const own = row.forecasts_minor[at];
      if (own === null || own === undefined || NAIVE.some((one) => row.forecasts_minor[CONTENDERS.indexOf(one)] === null)) continue;
      said += own;
      came += row.actual_minor;
    }
  }
  return { wape: rank.wape_bp, trials: rank.trials, bias: came > 0 ? Math.round(((said - came) / came) * 10_000) : null };
}

/** The better naive one, with its error. */
export function naiveOf(of: Backtest): { contender: Contender; wape: number } | null {
  const found = of.ranking.find((one) => isNaive(one.contender));
  return found ? { contender: found.contender, wape: found.wape_bp } : null;
}

/** The models as they stand beside each other: by past error when it is known, the learned one first until then. */
export function ordered(of: Backtest | null): Model[] {
  if (!of) return [...MODELS];
  const place = (model: Model) => {
    const at = of.ranking.findIndex((one) => one.contender === model);
    return at < 0 ? of.ranking.length + MODELS.indexOf(model) : at;
  };
  return [...MODELS].sort((a, b) => place(a) - place(b));
}

export const recommendedOf = (of: Backtest | null): Model | null => (of?.recommended && !isNaive(of.recommended) ? (of.recommended as Model) : null);

/** "Recommended: … because …", or why nothing is. */
export function verdict(of: Backtest): string {
  const naive = naiveOf(of);
  const best = of.ranking.find((one) => !isNaive(one.contender));
  const most = Math.max(0, ...of.ranking.map((one) => one.trials));
  if (!best || !naive || most < TRIALS) return m.forecast_few_trials({ n: most, needed: TRIALS });
  const model = recommendedOf(of);
  const args = { error: percentBp(best.wape_bp, 1), naive: lowerFirst(contenderName(naive.contender)), other: percentBp(best.naive_wape_bp, 1), n: best.trials };
  return model ? m.forecast_recommended_because({ model: lowerFirst(modelName(model)), ...args }) : m.forecast_none_beats({ model: lowerFirst(contenderName(best.contender)), ...args });
}

/** Outcomes inside the learned band, of all that had one. */
export function bandHits(length: BacktestLength): { inside: number; of: number } {
  const with_band = length.rows.filter((row) => row.p10_minor !== null && row.p90_minor !== null);
  return { inside: with_band.filter((row) => row.actual_minor >= (row.p10_minor ?? 0) && row.actual_minor <= (row.p90_minor ?? 0)).length, of: with_band.length };
}
