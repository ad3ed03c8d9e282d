/** The shapes of the core this feature works with, under the names it uses for them. */
export type { Aside, Cascade, DealFilter, DealRow, Forecast, Horizon, ForecastMonth, ForecastPerson, ForecastQuery, ForecastStage, Line, Model, ModelStanding, Part, Period, PeriodKind, PipelineId, ProductId, Rate, RecordsQuery, StageId, Standing, UserId as OwnerId } from "../../ipc";
