/** What people typed of a period: who may say what, and the words that go with it. Pure. */
import type { CommitKind, CommitEntry, CommitLine } from "../../ipc";
import { dayTime, money, moneyFull } from "../../format";
import { m } from "../../i18n.svelte";
import type { Scope } from "./explain";
import type { Explanation } from "../../records/figures/explanation";

/** "¥572.0 万 (Wang Jingzhi, 16 Mar 10:24)". */
export function wordText(word: CommitEntry, currency: string, zone: string, today: string): string {
  return m.forecast_call_word({ amount: word.amount_minor === null ? m.forecast_call_taken_back() : word.kind === "adjustment" ? signed(word.amount_minor, currency) : money(word.amount_minor, currency), who: word.said_by, at: dayTime(word.said_at, zone, today) });
}
export const signed = (minor: number, currency: string): string => (minor > 0 ? `+${money(minor, currency)}` : money(minor, currency));

/** What is new about a figure and an adjustment; a cleared field takes back what was said. */
export function changedCalls(line: Pick<CommitLine, "figure" | "adjustment"> | undefined, figure: number | null, adjustment: number | null, reason: string): { kind: CommitKind; amount_minor?: number; reason?: string }[] {
  const list: { kind: CommitKind; amount_minor?: number; reason?: string }[] = [];
  const amount = (minor: number | null) => (minor === null ? {} : { amount_minor: minor });
  if (figure !== (line?.figure?.amount_minor ?? null)) list.push({ kind: "figure", ...amount(figure) });
  const why = reason.trim();
  const same = adjustment === (line?.adjustment?.amount_minor ?? null) && (adjustment === null || why === (line?.adjustment?.reason ?? ""));
  if (!same) list.push({ kind: "adjustment", ...amount(adjustment), ...(why && adjustment !== null ? { reason: why } : {}) });
  return list;
}

/** The committed outlook: what was typed and adjusted. */
export function explainCall(s: Scope, line: CommitLine): Explanation {
  const { figure, adjustment, committed_minor: committed } = line;
  const parts = figure ? [figure.amount_minor, adjustment?.amount_minor ?? 0] : [];
  return {
    of: m.forecast_call_committed(),
    formula: figure ? m.forecast_formula_call() : m.forecast_formula_call_people({ n: line.people }),
    numbers: [
      ...(parts.length > 0 ? [{ label: m.forecast_call_figure(), value: moneyFull(parts[0], s.currency) }, { label: m.forecast_call_adjustment(), value: moneyFull(parts[1], s.currency) }] : []),
      { label: m.forecast_call_committed(), value: moneyFull(committed, s.currency), line: parts.length > 0, strong: true },
    ],
    rule: [adjustment?.reason ? m.forecast_call_because({ reason: adjustment.reason }) : "", m.forecast_rule_call()].filter(Boolean).join(" "),
    groups: [],
  };
}
