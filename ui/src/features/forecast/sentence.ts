/** Which sentence answers the page's question, and the text with its figures left open for the page to draw. Pure. */
import { decimal } from "../../format";
import { estimate, outlook, ratio, standingOf } from "../../records/forecast/models";
import { contains } from "../../records/periods/period";
import type { Forecast, Model, DealId } from "../../records/forecast/types";

export type SentenceKind = "sure_short" | "sure_none" | "sure_ahead" | "sure_reached" | "sure_plain" | "nothing" | "past_plain" | "past_reached" | "past_short" | "plain" | "plain_open" | "reached" | "ahead" | "short";

export interface Sentence {
  kind: SentenceKind;
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
  /** Chance of reaching the target, basis points. */
  chance: number | null;
  /** Deals that decide it, the weightiest first. */
  decisive: readonly DealId[];
}

/** Percent of a target. What has not reached 100 % is never written as 100 %. */
export function attainment(of: { numerator: number; denominator: number }): string {
  const share = ratio(of);
  if (share === null) return decimal(null);
  const percent = share * 100;
  if (percent < 100 && percent >= 99.5) return `${decimal(Math.floor(percent * 10) / 10, 1)}%`;
  return `${decimal(percent, 0)}%`;
}

export function headlineSentence(forecast: Forecast, model: Model): Sentence {
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
    chance: forecast.learned?.target_probability_bp ?? null,
    decisive: (forecast.learned?.decisive ?? []).map((one) => one.id),
  };
  const kind = (): SentenceKind => {
    if (past) return target <= 0 ? "past_plain" : gap > 0 ? "past_short" : "past_reached";
    if (total.won_count === 0 && total.open_count === 0 && now <= 0) return "nothing";
    // With a learned model the sentence says how sure that is, whichever model makes the headline.
    if (forecast.learned && (target > 0 || model === "learned")) {
      if (target <= 0) return "sure_plain";
      if (total.won_minor >= target) return "sure_reached";
      if (gap > 0) return common.decisive.length > 0 ? "sure_short" : "sure_none";
      return "sure_ahead";
    }
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
export function splitAtSlots<K extends string>(write: (marks: Record<K, string>) => string, names: readonly K[]): ({ text: string } | { slot: K })[] {
  const marks = Object.fromEntries(names.map((name) => [name, `${OPEN}${name}${CLOSE}`])) as Record<K, string>;
  return write(marks)
    .split(new RegExp(`${OPEN}(\\w+)${CLOSE}`))
    .map((part, at) => (at % 2 === 0 ? { text: part } : { slot: part as K }))
    .filter((part) => !("text" in part) || part.text !== "");
}

/** As many names as a line has room for, up to three; when two do not fit, both are cut. A wide letter takes two places. */
export function fitting<T extends { name: string }>(deals: readonly T[], places: number): { deals: T[]; cut: boolean } {
  const wide = (text: string) => [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
  const room = (n: number) => deals.slice(0, n).reduce((sum, deal) => sum + wide(deal.name) + 2, 0);
  const most = [3, 2].find((n) => deals.length >= n && room(n) <= places);
  return most ? { deals: deals.slice(0, most), cut: false } : { deals: deals.slice(0, 2), cut: room(2) > places };
}
