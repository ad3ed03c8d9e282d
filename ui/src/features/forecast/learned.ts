/** Puts the learned model beside the others, so that every part of the page reads it the same way. Pure. */
import type * as core from "../../ipc";
import type { Forecast, ForecastBand, ForecastLearned, ForecastPerson, Line, ModelStanding, OwnerId, Standing } from "../../records/forecast/types";

const RISK_BP = 8_500;

/** The same target, with another outlook. */
export function standingFor(like: Standing, outlook: number): Standing {
  const target = like.target_minor;
  if (target === null) return like;
  const status = outlook >= target ? "on_track" : outlook * 10_000 >= target * RISK_BP ? "at_risk" : "behind";
  return { ...like, outlook: { ...like.outlook, numerator: outlook }, gap_minor: target - outlook, status };
}

const withFigure = (line: Line, estimate: number): Line => ({ ...line, models: [...line.models, { model: "learned", estimate_minor: estimate, outlook_minor: line.won_minor + estimate }] });
const withStanding = (list: readonly ModelStanding[], outlook: number): readonly ModelStanding[] => {
  const like = list[0]?.standing;
  return like ? [...list, { model: "learned", standing: standingFor(like, outlook) }] : list;
};

/** Whole months still to end, with their bands: those of the period as its own answer has them, the others from a longer question. */
export function bandsAhead(forecast: core.Forecast, learned: ForecastLearned, longer: ForecastLearned | null): Record<string, ForecastBand> {
  const bands: Record<string, ForecastBand> = {};
  for (const { month, line } of forecast.timeline) {
    if (month.end < forecast.today) continue;
    const own = learned.months.find((one) => one.month.start === month.start && one.month.end === month.end);
    const other = longer?.months.find((one) => one.month.start >= month.start && one.month.end === month.end);
    const found = own ?? other;
    if (!found) continue;
    // A question that begins today knows nothing of what was won earlier in its first month.
    const before = own ? 0 : line.won_minor - found.won_minor;
    const { p10_minor, p50_minor, p90_minor } = found.band;
    bands[month.start] = { p10_minor: p10_minor + before, p50_minor: p50_minor + before, p90_minor: p90_minor + before };
  }
  return bands;
}

/** The forecast with the learned model in it, or as it is. `names`: people who have neither won nor open deals here may still bring something. */
export function merged(forecast: core.Forecast, learned: ForecastLearned | null, longer: ForecastLearned | null, names: ReadonlyMap<OwnerId, string>): Forecast {
  if (!learned) return { ...forecast, learned: null, ahead: {} };
  const part = (owner: OwnerId) => {
    const found = learned.people.find((one) => one.owner === owner);
    return found ? found.open_minor + found.fresh_minor : 0;
  };
  const person = (one: ForecastPerson): ForecastPerson => {
    const line = withFigure(one.line, part(one.owner_id));
    return { ...one, line, standings: withStanding(one.standings, line.won_minor + part(one.owner_id)) };
  };
  const nobody: Line = { ...forecast.total, won_count: 0, won_minor: 0, open_count: 0, open_minor: 0, overdue_count: 0, overdue_minor: 0, unknown_amounts: 0, models: forecast.total.models.map((one) => ({ ...one, estimate_minor: 0, outlook_minor: 0 })) };
  const unset: Standing = { target_minor: null, attainment: { numerator: 0, denominator: 0 }, outlook: { numerator: 0, denominator: 0 }, gap_minor: null, missing_minor: null, coverage: { numerator: 0, denominator: 0 }, status: "no_target" };
  const silent = learned.people
    .filter((one) => one.open_minor + one.fresh_minor !== 0 && names.has(one.owner) && !forecast.people.some((known) => known.owner_id === one.owner))
    .map((one): ForecastPerson => person({ owner_id: one.owner, owner: names.get(one.owner) ?? "", team: null, line: nobody, standings: forecast.total.models.map(({ model }) => ({ model, standing: unset })) }));
  return {
    ...forecast,
    total: withFigure(forecast.total, learned.estimate_minor),
    standings: withStanding(forecast.standings, learned.outlook_minor),
    people: [...forecast.people.map(person), ...silent],
    stages: forecast.stages.map((stage, at) => ({ ...stage, line: withFigure(stage.line, learned.stages_minor[at] ?? 0) })),
    learned,
    ahead: bandsAhead(forecast, learned, longer),
  };
}
