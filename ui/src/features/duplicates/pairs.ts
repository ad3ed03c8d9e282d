/** Pairs on the review page: their keys, what is offered of each, and groups of pairs that hang together. Pure. */
import type { ReviewEvidence, ReviewPair, ReviewRecord } from "../../ipc";
import { agreement } from "../../records/duplicates/labels";

export const keyOf = (pair: ReviewPair): string => `${pair.first.id}-${pair.second.id}`;

/** What can be compared, what speaks most for one record first, what speaks against it last. */
export const compared = (pair: ReviewPair): ReviewEvidence[] => pair.evidence.filter(({ level }) => agreement(level) !== "missing").sort((a, b) => b.bits - a.bits);

/** Everything at least one of them says, in the same order, then what only one says. */
export function allEvidence(pair: ReviewPair): ReviewEvidence[] {
  const one = pair.evidence.filter(({ level, first, second }) => agreement(level) === "missing" && (first !== null || second !== null));
  return [...compared(pair), ...one];
}

/** The company of a record, which is one of the fields that were compared. */
export function companyOf(pair: ReviewPair, side: "first" | "second"): string | null {
  const said = pair.evidence.find(({ field }) => field === "company" || field === "customer");
  const company = said?.[side] ?? null;
  return company === pair[side].name ? null : company;
}

/** Pairs without those that were decided or merged since the list was made. */
export function open(pairs: readonly ReviewPair[], decided: ReadonlySet<string>, gone: ReadonlySet<number>): ReviewPair[] {
  return pairs.filter((pair) => !decided.has(keyOf(pair)) && !gone.has(pair.first.id) && !gone.has(pair.second.id));
}

export interface Group {
  /** The one that came first, which stays. */
  keep: ReviewRecord;
  gone: ReviewRecord[];
}

/** Pairs that share a record become one merge: A and B, B and C → B and C into A. */
export function groups(pairs: readonly ReviewPair[]): Group[] {
  const records = new Map<number, ReviewRecord>();
  const above = new Map<number, number>();
  const root = (id: number): number => {
    const next = above.get(id) ?? id;
    return next === id ? id : root(next);
  };
  for (const { first, second } of pairs) {
    records.set(first.id, first);
    records.set(second.id, second);
    const [a, b] = [root(first.id), root(second.id)];
    above.set(Math.max(a, b), Math.min(a, b));
  }
  const found = new Map<number, Group>();
  for (const [id, record] of [...records].sort(([a], [b]) => a - b)) {
    const group = found.get(root(id));
    if (group) group.gone.push(record);
    else found.set(root(id), { keep: record, gone: [] });
  }
  return [...found.values()];
}
