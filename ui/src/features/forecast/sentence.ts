/** Which sentence answers the page's question, and the text with its figures left open for the page to draw. Pure. */
import { decimal } from "../../format";
import { estimate, outlook, ratio, standingOf } from "./models";
import { contains } from "./period";
import type { Forecast, Model } from "./types";

export type SayKind = "nothing" | "past_plain" | "past_reached" | "past_short" | "plain" | "plain_open" | "reached" | "ahead" | "short";

export interface Say {
  kind: SayKind;
  won: number;
  outlook: number;
  estimate: number;
  /** Missing (or above) the target, never negative. */
  gap: number;
  over: number;
  percent: string;
  /** Deals past their expected day that count here. */
  overdue: number;
  overdueMinor: number;
  noTarget: boolean;
}

/** Percent of a target. What has not reached 100 % is never written as 100 %. */
export function attainment(of: { numerator: number; denominator: number }): string {
  const share = ratio(of);
  if (share === null) return decimal(null);
  const percent = share * 100;
  if (percent < 100 && percent >= 99.5) return `${decimal(Math.floor(percent * 10) / 10, 1)}%`;
  return `${decimal(percent, 0)}%`;
}

export function say(forecast: Forecast, model: Model): Say {
  const { total, period, today } = forecast;
  const standing = standingOf(forecast.standings, model);
  const target = standing.target_minor ?? 0;
  const past = period.end < today;
  const now = past ? total.won_minor : outlook(total, model);
  const gap = target - now;
  const common = {
    won: total.won_minor,
    outlook: now,
    estimate: estimate(total, model),
    gap: Math.max(0, gap),
    over: Math.max(0, -gap),
    percent: attainment(past ? standing.attainment : standing.outlook),
    overdue: contains(period, today) ? total.overdue_count : 0,
    overdueMinor: total.overdue_minor,
    noTarget: target <= 0,
  };
  const kind = (): SayKind => {
    if (past) return target <= 0 ? "past_plain" : gap > 0 ? "past_short" : "past_reached";
    if (total.won_count === 0 && total.open_count === 0) return "nothing";
    if (target <= 0) return total.won_count === 0 ? "plain_open" : "plain";
    if (total.won_minor >= target) return "reached";
    return gap > 0 ? "short" : "ahead";
  };
  return { kind: kind(), ...common };
}

const OPEN = "\u0001";
const CLOSE = "\u0002";

/**
 * Splits a translated sentence at its figures, so that the page can draw each as a control. `write` gets a mark for each name.
 * Answers texts and names in the order of the language.
 */
export function weave<K extends string>(write: (marks: Record<K, string>) => string, names: readonly K[]): ({ text: string } | { slot: K })[] {
  const marks = Object.fromEntries(names.map((name) => [name, `${OPEN}${name}${CLOSE}`])) as Record<K, string>;
  return write(marks)
    .split(new RegExp(`${OPEN}(\\w+)${CLOSE}`))
    .map((part, at) => (at % 2 === 0 ? { text: part } : { slot: part as K }))
    .filter((part) => !("text" in part) || part.text !== "");
}
