/** What stands behind each figure of the page: formula, numbers, rule, records. Pure; the panel draws it. */
import { count, decimal, money, moneyFull, month, NOTHING, percentOf } from "../../format";
import { m } from "../../i18n.svelte";
import type { Funnel, FunnelPart, FunnelQuery, FunnelRecordsQuery, StageId, StageVelocity, TrendMeasure, TrendMonth, Velocity } from "../../ipc";
import type { Explanation } from "../../records/figures/explanation";
import { groupOf, rateText, reached, type Basis, type FunnelRow, type Ratio, type Tally } from "./funnel";
import { measureName, usualText, valueText } from "./trend";

/** Deals that only the funnel itself can name. */
export interface Ask {
  label: string;
  ask: FunnelRecordsQuery;
  count: number;
}
export interface FunnelExplanation extends Explanation {
  asks?: Ask[];
}

/** One funnel with everything an explanation needs. */
export interface FunnelScope {
  funnel: Funnel;
  query: FunnelQuery;
  rows: readonly FunnelRow[];
  basis: Basis;
  currency: string;
}

export const daysText = (n: number): string => m.funnel_days({ count: n, n: count(n) });

/** "before 63.2%", and on hover which time that was. */
export const spanText = (from: string | null, to: string, today: string, day: (value: string) => string): string => m.funnel_before_span({ from: from ? day(from) : "", to: day(to), day: day(today) });

function asked(query: FunnelQuery, label: string, part: FunnelPart, n: number, stage?: StageId): Ask[] {
  return n > 0 ? [{ label, ask: { query, part, ...(stage === undefined ? {} : { stage_id: stage }) }, count: n }] : [];
}
const tally = (sum: Tally, currency: string, basis: Basis = "count"): Explanation["numbers"] => [
  { label: m.funnel_deals(), value: count(sum.count), strong: basis === "count" },
  { label: m.funnel_amount(), value: money(sum.minor, currency), strong: basis === "value" },
];
const shortOf = (funnel: Funnel | Velocity, n: number, otherwise: string): string => (n < funnel.rate_floor ? m.funnel_rule_short({ n, floor: funnel.rate_floor }) : otherwise);

export function explainEntered({ funnel, query, basis, currency }: FunnelScope, row: FunnelRow): FunnelExplanation {
  const passed = funnel.view === "throughput";
  if (row.stage === null) return { ...explainStatus({ funnel, query, currency }, "won"), numbers: tally(row.entered, currency, basis) };
  const of = m.funnel_reached({ stage: row.name });
  if (passed) return { of, formula: m.funnel_formula_passed(), numbers: tally(row.entered, currency, basis), rule: m.funnel_rule_passed(), groups: [], asks: asked(query, m.funnel_passed(), "entered", row.entered.count, row.stage) };
  return { of, formula: m.funnel_formula_entered(), numbers: tally(row.entered, currency, basis), rule: m.funnel_rule_entered(), groups: reached(funnel, query, row.stage) };
}

export function explainStep({ funnel, rows, basis, currency }: FunnelScope, row: FunnelRow): FunnelExplanation {
  const next = rows[rows.indexOf(row) + 1];
  const step = row.step ?? { numerator: 0, denominator: 0 };
  const show = (n: number) => (basis === "count" ? count(n) : money(n, currency));
  const passed = funnel.view === "throughput";
  const result = { label: m.funnel_step(), value: rateText(step, basis, currency).percent, line: true, strong: true };
  const before = row.before?.step && row.before.step.denominator > 0 ? [{ label: m.funnel_before({ value: m.funnel_step() }), value: rateText(row.before.step, basis, currency).percent }] : [];
  const parts = passed
    ? [
        { label: m.funnel_went_on(), value: show(step.numerator) },
        { label: m.funnel_lost_here(), value: show(step.denominator - step.numerator) },
      ]
    : [
        { label: next?.name ?? "", value: show(step.numerator) },
        { label: `÷ ${row.name}`, value: show(step.denominator) },
      ];
  return {
    of: m.funnel_step_of({ from: row.name, to: next?.name ?? "" }),
    formula: passed ? m.funnel_formula_passed_step() : m.funnel_formula_step(),
    numbers: [...parts, result, ...before],
    rule: shortOf(funnel, row.resolved, passed ? m.funnel_rule_passed_step() : m.funnel_rule_step()),
    groups: [],
  };
}

export function explainHere({ funnel, query, currency }: FunnelScope, row: FunnelRow, what: "standing" | "lost"): FunnelExplanation {
  const sum = row[what] ?? { count: 0, minor: 0 };
  const passed = funnel.view === "throughput";
  const label = what === "lost" ? m.funnel_lost_in({ stage: row.name }) : m.funnel_standing_in({ stage: row.name });
  const live = what === "standing" && !passed && row.stage !== null;
  return {
    of: label,
    formula: what === "lost" ? m.funnel_formula_lost() : passed ? m.funnel_formula_open_then() : m.funnel_formula_standing(),
    numbers: tally(sum, currency),
    groups: live ? [groupOf(funnel, query, label, "open", sum, row.stages)] : [],
    ...(live || row.stage === null ? {} : { asks: asked(query, label, what, sum.count, row.stage) }),
  };
}

type Status = "won" | "lost" | "open" | null;
export function explainStatus({ funnel, query, currency }: Pick<FunnelScope, "funnel" | "query" | "currency">, status: Status): FunnelExplanation {
  const sum = status ? { won: funnel.won, lost: funnel.lost, open: funnel.open }[status] : funnel.all;
  const passed = funnel.view === "throughput";
  const label = { won: m.funnel_won, lost: m.funnel_lost, open: passed ? m.funnel_open_then : m.funnel_open, all: passed ? m.funnel_made : m.funnel_all }[status ?? "all"]();
  if (passed) {
    const formula = { won: m.funnel_formula_won_in, lost: m.funnel_formula_lost_in, open: m.funnel_formula_open_then, all: m.funnel_formula_made }[status ?? "all"]();
    const part = ({ won: "won", lost: "lost", open: "standing", all: "all" } as const)[status ?? "all"];
    return { of: label, formula, numbers: tally(sum, currency), rule: m.funnel_rule_cohort(), groups: [], asks: asked(query, label, part, sum.count) };
  }
  const formula = status === "won" ? m.funnel_formula_won() : m.funnel_formula_cohort();
  return { of: label, formula, numbers: tally(sum, currency), rule: m.funnel_rule_cohort(), groups: sum.count > 0 ? [groupOf(funnel, query, label, status, sum)] : [] };
}

export function explainRate({ funnel, query, basis, currency }: Omit<FunnelScope, "rows">): FunnelExplanation {
  const rate = basis === "count" ? funnel.win_rate : funnel.win_rate_by_value;
  const show = (sum: Tally) => (basis === "count" ? count(sum.count) : money(sum.minor, currency));
  const passed = funnel.view === "throughput";
  const n = funnel.won.count + funnel.lost.count;
  return {
    of: m.funnel_win_rate(),
    formula: m.funnel_formula_win_rate(),
    numbers: [
      { label: m.funnel_won(), value: show(funnel.won) },
      { label: m.funnel_lost(), value: show(funnel.lost) },
      { label: m.funnel_win_rate(), value: percentOf(rate.numerator, rate.denominator, 2), line: true, strong: true },
    ],
    rule: shortOf(funnel, n, m.funnel_rule_win_rate()),
    groups: passed ? [] : [groupOf(funnel, query, m.funnel_won(), "won", funnel.won), groupOf(funnel, query, m.funnel_lost(), "lost", funnel.lost)].filter((one) => one.count > 0),
    ...(passed ? { asks: [...asked(query, m.funnel_won(), "won", funnel.won.count), ...asked(query, m.funnel_lost(), "lost", funnel.lost.count)] } : {}),
  };
}

/** The question whose records the pace counts: what passed in the time, at any stage. */
const paceQuery = ({ stage_ids: _, compare: __, ...query }: FunnelQuery): FunnelQuery => ({ ...query, view: "throughput" });

export function explainPace(velocity: Velocity, query: FunnelQuery, currency: string, what: "win_rate" | "cycle" | "velocity"): FunnelExplanation {
  const { pace } = velocity;
  const behind = paceQuery(query);
  const closed = pace.won.count + pace.lost.count;
  const won = asked(behind, m.funnel_won(), "won", pace.won.count);
  const cycle = pace.cycle_days === null ? NOTHING : daysText(pace.cycle_days);
  const rate = percentOf(pace.win_rate.numerator, pace.win_rate.denominator, 2);
  if (what === "win_rate") {
    const numbers = [
      { label: m.funnel_won(), value: count(pace.won.count) },
      { label: m.funnel_lost(), value: count(pace.lost.count) },
      { label: m.funnel_win_rate(), value: rate, line: true, strong: true },
    ];
    return { of: m.funnel_win_rate(), formula: m.funnel_formula_win_rate(), numbers, rule: shortOf(velocity, closed, m.funnel_rule_win_rate()), groups: [], asks: [...won, ...asked(behind, m.funnel_lost(), "lost", pace.lost.count)] };
  }
  if (what === "cycle") {
    const numbers = [
      { label: m.funnel_won(), value: count(pace.won.count) },
      { label: m.funnel_cycle(), value: cycle, line: true, strong: true },
    ];
    return { of: m.funnel_cycle(), formula: m.funnel_formula_cycle(), numbers, rule: shortOf(velocity, pace.won.count, ""), groups: [], asks: won };
  }
  return {
    of: m.funnel_velocity(),
    formula: m.funnel_formula_velocity(),
    numbers: [
      { label: m.funnel_open_then(), value: count(pace.open.count) },
      { label: `× ${m.funnel_average()}`, value: moneyFull(pace.average_minor, currency) },
      { label: `× ${m.funnel_win_rate()}`, value: rate },
      { label: `÷ ${m.funnel_cycle()}`, value: cycle },
      { label: m.funnel_velocity(), value: pace.per_day_minor === null ? NOTHING : m.funnel_per_day({ amount: moneyFull(pace.per_day_minor, currency) }), line: true, strong: true },
    ],
    rule: [shortOf(velocity, closed, m.funnel_rule_velocity()), pace.open_unvalued > 0 ? m.funnel_rule_unvalued({ count: pace.open_unvalued, n: count(pace.open_unvalued) }) : ""].filter(Boolean).join(" "),
    groups: [],
    asks: asked(behind, m.funnel_open_then(), "standing", pace.open.count),
  };
}

/** "+3.2", "−1.0": percentage points out of basis points. */
export const points = (bp: number): string => `${bp > 0 ? "+" : bp < 0 ? "−" : "±"}${decimal(Math.abs(bp) / 100, 1)}`;

export function explainStage(velocity: Velocity, query: FunnelQuery, stage: StageVelocity): FunnelExplanation {
  const { time } = stage;
  const percent = (ratio: Ratio) => rateText(ratio, "count", "");
  const rate = (ratio: Ratio) => [percent(ratio).percent, percent(ratio).behind].filter(Boolean).join(" · ");
  return {
    of: m.funnel_days_in({ stage: stage.stage }),
    formula: m.funnel_formula_days(),
    numbers: [
      { label: m.funnel_left(), value: count(time.n) },
      { label: m.funnel_median(), value: time.median_days === null ? NOTHING : daysText(time.median_days), line: true, strong: true },
      { label: `${m.funnel_share()} = ${m.funnel_formula_share()}`, value: rate(time.share) },
      { label: m.funnel_step_now(), value: rate(time.step) },
      { label: m.funnel_step_past(), value: rate(time.step_before) },
    ],
    rule: [shortOf(velocity, time.n, ""), m.funnel_rule_stays(), m.funnel_rule_bottleneck()].filter(Boolean).join(" "),
    groups: [],
    asks: asked(paceQuery(query), m.funnel_left(), "left", time.n, stage.stage_id),
  };
}

/** A month of the trend: its figure, what is usual, and the deals it rests on. */
export function explainMonth(query: FunnelQuery, one: TrendMonth, measure: TrendMeasure): FunnelExplanation {
  const behind: FunnelQuery = { ...paceQuery(query), from: one.month.start, to: one.month.end };
  const won = asked(behind, m.funnel_won(), "won", one.won.count);
  const usual = usualText(one, measure);
  return {
    of: `${month(one.month.start)} · ${measureName(measure)}`,
    formula: { win_rate: m.funnel_formula_win_rate, cycle: m.funnel_formula_cycle, new: m.funnel_formula_made, won: m.funnel_formula_won_in }[measure](),
    numbers: [
      ...(measure === "win_rate" ? [{ label: m.funnel_won(), value: count(one.won.count) }, { label: m.funnel_lost(), value: count(one.lost.count) }] : []),
      { label: measureName(measure), value: valueText(one, measure), line: measure === "win_rate", strong: true },
    ],
    ...(usual ? { rule: usual } : {}),
    groups: [],
    asks: { win_rate: [...won, ...asked(behind, m.funnel_lost(), "lost", one.lost.count)], cycle: won, new: asked(behind, m.funnel_made(), "all", one.new.count), won }[measure],
  };
}

/** Which stage holds the others up and why; or why nothing is said. */
export function bottleneckText(velocity: Velocity): string {
  const found = velocity.bottleneck;
  const stage = velocity.stages.find((one) => one.stage_id === found?.stage_id)?.stage ?? "";
  if (found) return (found.slowest && found.fell_most ? m.funnel_bottleneck_both : found.slowest ? m.funnel_bottleneck_slowest : found.fell_most ? m.funnel_bottleneck_fell : m.funnel_bottleneck_mixed)({ stage });
  const n = velocity.stages.reduce((sum, one) => sum + one.time.n, 0);
  if (n === 0) return m.funnel_no_stays();
  return n < velocity.rate_floor ? m.funnel_no_bottleneck({ n, floor: velocity.rate_floor }) : m.funnel_no_bottleneck_one();
}
