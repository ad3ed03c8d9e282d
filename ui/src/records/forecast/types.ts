/** The shapes of the core this feature works with, under the names it uses for them. The learned model answers a question of its own; here it stands beside the others. */
import type * as core from "../../ipc";

export type { Aside, BacktestAnswer, BacktestLength, BacktestScore, BacktestSpan, Backtest, Contender, Cascade, DealChance, DealRow, Decisive, ForecastBand, ForecastBar, ForecastLearned, ForecastQuery, LearnedAnswer, LearnedMonth, LearnedPerson, DealId, Part, Period, PeriodKind, PipelineId, ProductId, Rate, RecordsQuery, StageId, Standing, PersonId as OwnerId } from "../../ipc";

export type { DealFilter } from "../questions/dealFilter";

export type SimpleModel = core.Model;
export type Model = SimpleModel | "learned";
export type ModelFigure = Omit<core.ModelFigure, "model"> & { model: Model };
export type ModelStanding = Omit<core.ModelStanding, "model"> & { model: Model };
export type Line = Omit<core.Line, "models"> & { models: readonly ModelFigure[] };
type Own<T, K extends keyof T = never> = Omit<T, "line" | K> & { line: Line };
export type Horizon = Own<core.Horizon>;
export type ForecastMonth = Own<core.ForecastMonth>;
export type ForecastStage = Own<core.ForecastStage>;
export type ForecastPerson = Own<core.ForecastPerson, "standings"> & { standings: readonly ModelStanding[] };
export type Forecast = Omit<core.Forecast, "total" | "standings" | "timeline" | "months" | "people" | "stages" | "horizons"> & {
  total: Line;
  standings: readonly ModelStanding[];
  timeline: readonly ForecastMonth[];
  months: readonly ForecastMonth[];
  people: readonly ForecastPerson[];
  stages: readonly ForecastStage[];
  horizons: readonly Horizon[];
  /** What the learned model made of it; null while it is not known or has too little history. */
  learned: core.ForecastLearned | null;
  /** Bands of whole months that have not ended, by their first day. */
  ahead: Readonly<Record<string, core.ForecastBand>>;
};
