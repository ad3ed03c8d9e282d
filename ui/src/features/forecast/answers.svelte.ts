/** The page's answers: the forecast, the learned model beside it, the back-test behind both. */
import { dayNumber } from "../../format";
import { m } from "../../i18n.svelte";
import { query, type HistoryShortage, type Query } from "../../ipc";
import type { BacktestAnswer, Forecast, ForecastLearned, LearnedAnswer, Model, OwnerId } from "../../records/forecast/types";
import { ready, recommendedOf } from "./backtest";
import { merged } from "./learned";
import { toQuery, type ForecastView } from "./view";

/** What there is too little of, the first of it. */
function tooLittle(of: HistoryShortage): string {
  if (of.resolved < of.resolved_needed) return m.forecast_say_too_little({ n: of.resolved, needed: of.resolved_needed });
  if (of.won < of.won_needed) return m.forecast_say_too_few_won({ n: of.won, needed: of.won_needed });
  return m.forecast_say_too_few_days({ n: of.days, needed: of.days_needed });
}
const PATIENCE = 1_500;
const of = (answer: LearnedAnswer | undefined): ForecastLearned | null => (answer?.state === "ready" ? answer : null);

export function answers(view: ForecastView, names: () => ReadonlyMap<OwnerId, string>) {
  const asked = $derived(toQuery(view));
  const found = query("forecast.get", () => asked);
  const running = $derived(found.data ? found.data.period.end >= found.data.today : null);
  // After the simple models: they are on screen while it thinks.
  const learned = query("forecast.learned", () => (running === null ? null : asked));
  /** The months after the period, for the chart. */
  const longer = query("forecast.learned", () => {
    const last = found.data?.timeline.at(-1)?.month.end;
    if (!running || !found.data || !last || learned.data?.state !== "ready" || last <= found.data.period.end) return null;
    const { period_kind: _, starts_on: __, days: ___, ...rest } = asked;
    return { ...rest, period_kind: "days" as const, days: dayNumber(last) - dayNumber(found.data.today) + 1 };
  });
  // Most back-tests are done at once; the headline waits that long, so that it need not change under the reader's eyes.
  let patient = $state(true);
  $effect(() => {
    void asked;
    patient = true;
    const timer = setTimeout(() => (patient = false), PATIENCE);
    return () => clearTimeout(timer);
  });
  const past: Query<BacktestAnswer> = query("forecast.backtest", () => (running === null ? null : { query: { ...(view.pipeline === null ? {} : { pipeline_id: view.pipeline }), ...(view.product === null ? {} : { product_id: view.product }), ...(view.asOf === null ? {} : { as_of: view.asOf }) } }), {
    every: () => (past.data?.state === "running" ? (patient ? 200 : 500) : null),
  });
  const undecided = $derived(view.model === null && patient && !past.failure && (past.data === undefined || past.data.state === "running"));
  const model = $derived.by((): Model => {
    const best = recommendedOf(ready(past.data));
    const wanted = view.model ?? best ?? "learned";
    if (wanted !== "learned" || learned.data?.state === "ready" || (learned.loading && running !== false)) return wanted;
    return best && best !== "learned" ? best : "stage_weight";
  });
  const forecast = $derived.by((): Forecast | undefined => found.data && merged(found.data, running ? of(learned.data) : null, of(longer.data), names()));
  const shortage = $derived(running && learned.data?.state === "too_little" ? learned.data : null);

  return {
    get found() {
      return found;
    },
    get forecast() {
      return forecast;
    },
    get learned() {
      return learned;
    },
    /** What the learned model would add is still being worked out. */
    get waiting() {
      return running !== false && ((learned.data === undefined && learned.failure === undefined) || undecided);
    },
    get past() {
      return past.data;
    },
    get model() {
      return model;
    },
    /** "insufficient history (n = 12)". */
    get tooLittle() {
      return shortage ? m.forecast_short_history({ n: shortage.resolved }) : null;
    },
    /** The same as a sentence. */
    get tooLittleSaid() {
      return shortage ? tooLittle(shortage) : null;
    },
  };
}
