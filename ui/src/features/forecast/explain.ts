/** What stands behind each figure of the page: formula, numbers, rule, records. Pure; the panel draws it. */
import { count, day, decimal, moneyFull, NOTHING, percentBp, percentOf } from "../../format";
import { m } from "../../i18n.svelte";
import { categoryName, chance, estimate, modelFormula, modelName, outlook, standingOf } from "../../records/forecast/models";
import { contains } from "../../records/periods/period";
import type { Explanation } from "../../records/figures/explanation";
import { group, open, type Group, type Narrow } from "../../records/figures/figureRecords";
import { attainment } from "./sentence";
import type { Forecast, ForecastLearned, ForecastPerson, ForecastQuery, ForecastStage, LearnedPerson, Line, Model, ModelStanding } from "../../records/forecast/types";

/** One row of the forecast – the whole, a month, a person – with the question that finds its records. */
export interface Scope {
  forecast: Forecast;
  currency: string;
  /** "2026年第一季度", "林书瑶". */
  name: string;
  line: Line;
  standings: readonly ModelStanding[];
  query: ForecastQuery;
  span: { start: string; end: string };
  narrow: Narrow;
}

export function whole(forecast: Forecast, query: ForecastQuery, currency: string, name: string): Scope {
  return { forecast, currency, name, line: forecast.total, standings: forecast.standings, query, span: forecast.period, narrow: {} };
}
export function ofPerson(scope: Scope, person: ForecastPerson): Scope {
  return { ...scope, name: person.owner, line: person.line, standings: person.standings, narrow: { owner_id: person.owner_id } };
}

const wonGroup = (s: Scope): Group => group(m.forecast_won(), s.query, "won", s.span, s.forecast.today, { count: s.line.won_count, minor: s.line.won_minor }, s.narrow);
/** The open deals; with a model, its estimate is the sum of what it counts of them. */
function openGroup(s: Scope, model?: Model): Group {
  const all = group(m.forecast_open(), s.query, "open", s.span, s.forecast.today, { count: s.line.open_count, minor: s.line.open_minor }, s.narrow);
  return model ? { ...all, weighted: estimate(s.line, model) } : all;
}
const overdueGroup = (s: Scope): Group[] =>
  s.line.overdue_count > 0 && contains(s.span, s.forecast.today)
    ? [group(m.forecast_overdue(), s.query, "overdue", s.span, s.forecast.today, { count: s.line.overdue_count, minor: s.line.overdue_minor }, s.narrow)]
    : [];
const filled = (groups: Group[]): Group[] => groups.filter((one) => one.count > 0);

export function explainTarget(s: Scope, model: Model): Explanation {
  const standing = standingOf(s.standings, model);
  return {
    of: m.forecast_target(),
    formula: m.forecast_formula_target(),
    numbers: [{ label: s.name, value: moneyFull(standing.target_minor, s.currency), strong: true }],
    rule: m.forecast_rule_target(),
    groups: [],
  };
}

export function explainWon(s: Scope, model: Model): Explanation {
  const standing = standingOf(s.standings, model);
  const before = s.line === s.forecast.total ? [{ label: m.forecast_period_before(), value: moneyFull(s.forecast.previous_won_minor, s.currency) }] : [];
  return {
    of: m.forecast_won(),
    formula: m.forecast_formula_won(),
    numbers: [
      { label: m.forecast_won(), value: moneyFull(s.line.won_minor, s.currency), strong: true },
      ...(standing.target_minor ? [{ label: m.forecast_attained(), value: attainment(standing.attainment) }] : []),
      ...before,
    ],
    groups: filled([wonGroup(s)]),
  };
}

export function explainOutlook(s: Scope, model: Model): Explanation {
  const { learned } = s.forecast;
  if (model === "learned" && learned) {
    if (s.line === s.forecast.total) return explainLearned(s, learned);
    const mine = learned.people.find((one) => one.owner === s.narrow.owner_id);
    if (mine) return explainPart(s, mine);
  }
  const commit = s.line.commitment;
  const rest: Group = model === "learned" ? { ...openGroup(s, model), weighted: undefined } : model === "commitment" ? { ...openGroup({ ...s, narrow: { ...s.narrow, category: "commit" } }, model), label: m.forecast_category_commit(), count: commit.commit_count, minor: commit.commit_minor } : openGroup(s, model);
  return {
    of: m.forecast_outlook_by({ model: modelName(model) }),
    formula: m.forecast_formula_outlook({ formula: modelFormula(model) }),
    numbers: [
      { label: m.forecast_won(), value: moneyFull(s.line.won_minor, s.currency) },
      { label: m.forecast_expected({ model: modelName(model) }), value: moneyFull(estimate(s.line, model), s.currency) },
      { label: m.forecast_outlook(), value: moneyFull(outlook(s.line, model), s.currency), line: true, strong: true },
    ],
    rule: rule(model),
    groups: filled([rest, wonGroup(s)]),
    weigh: model,
  };
}

/** The learned outlook of the whole: its parts, its band, and what history it rests on. */
function explainLearned(s: Scope, learned: ForecastLearned): Explanation {
  return {
    of: m.forecast_outlook_by({ model: modelName("learned") }),
    formula: m.forecast_formula_outlook({ formula: modelFormula("learned") }),
    numbers: [
      { label: m.forecast_won(), value: moneyFull(s.line.won_minor, s.currency) },
      { label: m.forecast_from_open(), value: moneyFull(learned.open_minor, s.currency) },
      { label: m.forecast_from_new(), value: moneyFull(learned.fresh_minor, s.currency) },
      { label: m.forecast_outlook(), value: moneyFull(learned.outlook_minor, s.currency), line: true, strong: true },
      ...bandOf(s, learned),
    ],
    rule: madeOf(learned),
    groups: filled([likely(s, learned), wonGroup(s)]),
    weigh: "learned",
    spread: { bars: learned.histogram, target: standingOf(s.standings, "learned").target_minor },
  };
}

/** The learned outlook of one person. */
function explainPart(s: Scope, mine: LearnedPerson): Explanation {
  return {
    of: m.forecast_outlook_by({ model: modelName("learned") }),
    formula: m.forecast_formula_outlook({ formula: modelFormula("learned") }),
    numbers: [
      { label: m.forecast_won(), value: moneyFull(s.line.won_minor, s.currency) },
      { label: m.forecast_from_open(), value: moneyFull(mine.open_minor, s.currency) },
      { label: m.forecast_from_new(), value: moneyFull(mine.fresh_minor, s.currency) },
      { label: m.forecast_outlook(), value: moneyFull(outlook(s.line, "learned"), s.currency), line: true, strong: true },
    ],
    rule: m.forecast_rule_learned_part(),
    groups: filled([openGroup(s), wonGroup(s)]),
    weigh: "learned",
  };
}

const bandOf = (s: Scope, learned: ForecastLearned): Explanation["numbers"] => [
  { label: "P10", value: moneyFull(learned.band.p10_minor, s.currency), line: true },
  { label: "P50", value: moneyFull(learned.band.p50_minor, s.currency) },
  { label: "P90", value: moneyFull(learned.band.p90_minor, s.currency) },
];
const madeOf = ({ made_of: of }: ForecastLearned): string => m.forecast_rule_learned({ since: day(of.since), n: count(of.resolved), checked: count(of.checked) });

/** Open deals the model expects something of, wherever their close dates lie. */
function likely(s: Scope, learned: ForecastLearned): Group {
  const deals = learned.deals.filter((one) => one.expected_minor > 0);
  return {
    label: m.forecast_likely(),
    ask: null,
    // An address does not hold thousands of ids; then it is all open deals.
    filter: deals.length > 300 ? open(s.query) : { ids: deals.map((one) => one.id) },
    first: deals.slice(0, 10).map((one) => one.id),
    count: deals.length,
    minor: deals.reduce((sum, one) => sum + one.worth_minor, 0),
    weighted: learned.open_minor,
  };
}

/** How sure the target is: courses that reach it, out of all. */
export function explainChance(s: Scope, learned: ForecastLearned): Explanation {
  const bp = learned.target_probability_bp ?? 0;
  const target = standingOf(s.standings, "learned").target_minor;
  const deciding = learned.decisive.map((one) => one.id);
  return {
    of: m.forecast_chance(),
    formula: m.forecast_formula_chance(),
    numbers: [
      { label: m.forecast_target(), value: moneyFull(target, s.currency) },
      { label: m.forecast_simulations_reaching(), value: count(Math.round((bp * learned.simulations) / 10_000)) },
      { label: `÷ ${m.forecast_simulations()}`, value: count(learned.simulations) },
      { label: m.forecast_chance(), value: chance(bp), line: true, strong: true },
      ...bandOf(s, learned),
    ],
    rule: madeOf(learned),
    groups: deciding.length === 0 ? [] : [{ label: m.forecast_decisive(), ask: null, filter: { ids: deciding }, first: deciding, count: deciding.length, minor: learned.deals.filter((one) => deciding.includes(one.id)).reduce((sum, one) => sum + one.worth_minor, 0), swing: learned.decisive }],
    spread: { bars: learned.histogram, target },
  };
}

function rule(model: Model): string {
  switch (model) {
    case "learned":
      return m.forecast_rule_learned_part();
    case "stage_weight":
      return m.forecast_rule_stage_weight();
    case "manual_weight":
      return m.forecast_rule_manual_weight();
    case "commitment":
      return m.forecast_rule_commitment();
    case "best_practice":
      return m.forecast_rule_best_practice();
    case "cascade":
      return m.forecast_rule_cascade();
  }
}

export function explainGap(s: Scope, model: Model): Explanation {
  const standing = standingOf(s.standings, model);
  const gap = standing.gap_minor;
  return {
    of: gap !== null && gap < 0 ? m.forecast_over() : m.forecast_gap(),
    formula: m.forecast_formula_gap(),
    numbers: [
      { label: m.forecast_target(), value: moneyFull(standing.target_minor, s.currency) },
      { label: `− ${m.forecast_outlook_by({ model: modelName(model) })}`, value: moneyFull(outlook(s.line, model), s.currency) },
      { label: gap !== null && gap < 0 ? m.forecast_over() : m.forecast_gap(), value: moneyFull(gap === null ? null : Math.abs(gap), s.currency), line: true, strong: true },
    ],
    rule: m.forecast_rule_status({ status: attainment(standing.outlook) }),
    groups: filled([openGroup(s, model)]),
    weigh: model,
  };
}

export function explainCoverage(s: Scope, model: Model): Explanation {
  const standing = standingOf(s.standings, model);
  const { numerator, denominator } = standing.coverage;
  return {
    of: m.forecast_coverage(),
    formula: m.forecast_formula_coverage(),
    numbers: [
      { label: m.forecast_open(), value: moneyFull(s.line.open_minor, s.currency) },
      { label: m.forecast_target(), value: moneyFull(standing.target_minor, s.currency) },
      { label: `− ${m.forecast_won()}`, value: moneyFull(s.line.won_minor, s.currency) },
      { label: m.forecast_still_needed(), value: moneyFull(standing.missing_minor, s.currency), line: true },
      { label: m.forecast_coverage(), value: denominator === 0 ? NOTHING : `${decimal(numerator / denominator, 2)}×`, strong: true },
    ],
    rule: m.forecast_rule_coverage({ line: decimal(s.forecast.coverage_line_bp / 10_000, 1) }),
    groups: filled([openGroup(s)]),
  };
}

export function explainOpen(s: Scope): Explanation {
  return {
    of: m.forecast_open(),
    formula: m.forecast_formula_open(),
    numbers: [
      ...(s.line.overdue_count > 0 && contains(s.span, s.forecast.today)
        ? [
            { label: m.forecast_due_later(), value: moneyFull(s.line.open_minor - s.line.overdue_minor, s.currency) },
            { label: m.forecast_overdue(), value: moneyFull(s.line.overdue_minor, s.currency) },
          ]
        : []),
      { label: m.forecast_open(), value: moneyFull(s.line.open_minor, s.currency), strong: true, line: s.line.overdue_count > 0 },
      ...(s.line.unknown_amounts > 0 ? [{ label: m.forecast_without_amount(), value: count(s.line.unknown_amounts) }] : []),
    ],
    rule: m.forecast_rule_open(),
    groups: filled([openGroup(s), ...overdueGroup(s)]),
  };
}

export function explainAttainment(s: Scope, model: Model): Explanation {
  const standing = standingOf(s.standings, model);
  return {
    of: m.forecast_attainment(),
    formula: m.forecast_formula_attainment(),
    numbers: [
      { label: m.forecast_outlook_by({ model: modelName(model) }), value: moneyFull(outlook(s.line, model), s.currency) },
      { label: `÷ ${m.forecast_target()}`, value: moneyFull(standing.target_minor, s.currency) },
      { label: m.forecast_attainment(), value: attainment(standing.outlook), line: true, strong: true },
    ],
    rule: m.forecast_rule_status({ status: attainment(standing.outlook) }),
    groups: filled([openGroup(s, model), wonGroup(s)]),
    weigh: model,
  };
}

export function explainCategory(s: Scope, category: "closed" | "commit" | "best_case" | "pipeline", cumulative: boolean): Explanation {
  const c = s.line.commitment;
  const parts = [
    { key: "closed" as const, label: m.forecast_closed(), minor: c.closed_minor, group: wonGroup(s) },
    ...(["commit", "best_case", "pipeline"] as const).map((key) => {
      const sum = { count: { commit: c.commit_count, best_case: c.best_case_count, pipeline: c.pipeline_count }[key], minor: { commit: c.commit_minor, best_case: c.best_case_minor, pipeline: c.pipeline_minor }[key] };
      return { key, label: categoryName(key), minor: sum.minor, group: group(categoryName(key), s.query, "open", s.span, s.forecast.today, sum, { ...s.narrow, category: key }) };
    }),
  ];
  const last = parts.findIndex((part) => part.key === category);
  const used = cumulative ? parts.slice(0, last + 1) : parts.slice(last, last + 1);
  const name = parts[last]?.label ?? "";
  return {
    of: cumulative ? m.forecast_up_to({ category: name }) : name,
    formula: used.map((part) => part.label).join(" + "),
    numbers: [
      ...used.map((part) => ({ label: part.label, value: moneyFull(part.minor, s.currency), strong: used.length === 1 })),
      ...(used.length > 1 ? [{ label: m.forecast_total(), value: moneyFull(used.reduce((sum, part) => sum + part.minor, 0), s.currency), line: true, strong: true }] : []),
    ],
    rule: m.forecast_rule_category(),
    groups: filled(used.map((part) => part.group).reverse()),
  };
}

function stageScope(s: Scope, stage: ForecastStage): Scope {
  return { ...s, name: stage.stage, line: stage.line, narrow: { ...s.narrow, stage_id: stage.stage_id } };
}

export function explainStageOpen(s: Scope, stage: ForecastStage): Explanation {
  return { ...explainOpen(stageScope(s, stage)), of: m.forecast_open_in({ stage: stage.stage }) };
}

export function explainStageWeighted(s: Scope, stage: ForecastStage): Explanation {
  const at = stageScope(s, stage);
  return {
    of: m.forecast_weighted_in({ stage: stage.stage }),
    formula: m.forecast_formula_stage_weight(),
    numbers: [
      { label: m.forecast_amount(), value: moneyFull(stage.line.open_minor, s.currency) },
      { label: `× ${m.forecast_set_rate()}`, value: percentBp(stage.win_rate_bp) },
      { label: m.forecast_weighted(), value: moneyFull(estimate(stage.line, "stage_weight"), s.currency), line: true, strong: true },
    ],
    rule: m.forecast_rule_stage_weight(),
    groups: filled([openGroup(at, "stage_weight")]),
    weigh: "stage_weight",
  };
}

export function explainRate(s: Scope, stage: ForecastStage, which: "to_won" | "step"): Explanation {
  const rate = stage.rates[which];
  const name = which === "to_won" ? m.forecast_rate_to_won({ stage: stage.stage }) : m.forecast_rate_step({ stage: stage.stage });
  const enough = rate.used.source.kind === "measured";
  return {
    of: name,
    formula: which === "to_won" ? m.forecast_formula_to_won() : m.forecast_formula_step(),
    numbers: [
      { label: which === "to_won" ? m.forecast_rate_won() : m.forecast_rate_advanced(), value: count(rate.by_count.numerator) },
      { label: m.forecast_rate_lost(), value: count(rate.by_count.denominator - rate.by_count.numerator) },
      { label: m.forecast_rate_by_count(), value: percentOf(rate.by_count.numerator, rate.by_count.denominator), line: true, strong: true },
      ...(rate.interval ? [{ label: m.forecast_rate_interval(), value: `${decimal(rate.interval.low * 100, 1)}–${decimal(rate.interval.high * 100, 1)}%` }] : []),
      { label: m.forecast_rate_by_value(), value: percentOf(rate.by_value.numerator, rate.by_value.denominator) },
      { label: m.forecast_rate_used(), value: percentBp(rate.used.rate_bp, 2) },
    ],
    rule: enough ? m.forecast_rule_rate() : m.forecast_rule_rate_short({ n: rate.n, floor: s.forecast.rate_floor }),
    groups: [],
  };
}

export function explainCascade(s: Scope): Explanation {
  return { ...explainOutlook(s, "cascade"), of: m.forecast_model_cascade() };
}

export function explainCascadeStep(s: Scope, at: number): Explanation {
  const step = s.forecast.cascade.steps[at];
  const stage = s.forecast.stages[step?.stage ?? -1];
  if (!step || !stage) return explainCascade(s);
  const measured = stage.rates.step.used.source.kind === "measured";
  return {
    of: m.forecast_cascade_of({ stage: stage.stage }),
    formula: m.forecast_formula_cascade_step(),
    numbers: [
      { label: m.forecast_own(), value: moneyFull(step.own_minor, s.currency) },
      { label: m.forecast_carried(), value: moneyFull(step.carried_minor, s.currency) },
      { label: m.forecast_total(), value: moneyFull(step.total_minor, s.currency), line: true },
      { label: `× ${m.forecast_step_rate()}`, value: percentBp(step.step_bp, 2) },
      { label: step.last ? m.forecast_to_revenue() : m.forecast_moves_on(), value: moneyFull(step.moved_minor, s.currency), line: true, strong: true },
    ],
    rule: measured ? m.forecast_rule_step_measured({ n: count(stage.rates.step.n) }) : m.forecast_rule_rate_short({ n: stage.rates.step.n, floor: s.forecast.rate_floor }),
    groups: filled([openGroup(stageScope(s, stage))]),
  };
}

/** For the month behind a bar. */
export function explainMonth(s: Scope, target: number | null, model: Model): Explanation {
  const spec = explainOutlook(s, model);
  const past = s.span.end < s.forecast.today;
  const band = model === "learned" ? s.forecast.ahead[s.span.start] : undefined;
  const gap = target === null ? [] : [{ label: m.forecast_target(), value: moneyFull(target, s.currency) }];
  if (band && !past && s.forecast.learned)
    return {
      of: m.forecast_outlook_in({ period: s.name }),
      formula: m.forecast_formula_band(),
      numbers: [
        { label: m.forecast_won(), value: moneyFull(s.line.won_minor, s.currency) },
        { label: "P10", value: moneyFull(band.p10_minor, s.currency), line: true },
        { label: "P50", value: moneyFull(band.p50_minor, s.currency), strong: true },
        { label: "P90", value: moneyFull(band.p90_minor, s.currency) },
        ...gap,
      ],
      rule: madeOf(s.forecast.learned),
      groups: filled([openGroup(s), wonGroup(s)]),
      weigh: "learned",
    };
  return past
    ? { of: m.forecast_won_in({ period: s.name }), formula: m.forecast_formula_won(), numbers: [{ label: m.forecast_won(), value: moneyFull(s.line.won_minor, s.currency), strong: true }, ...gap], groups: filled([wonGroup(s)]) }
    : { ...spec, of: m.forecast_outlook_in({ period: s.name }), numbers: [...spec.numbers, ...gap] };
}
