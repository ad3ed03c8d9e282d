/** Duplicate rules while they are edited. Pure. */
import type { DuplicateAction, DuplicateKey, DuplicateRule, DuplicateWindow } from "../../ipc";

export const KEYS: readonly DuplicateKey[] = ["mobile", "wechat", "email", "company", "credit_code"];
export const WINDOWS: readonly DuplicateWindow[] = ["three_months", "six_months", "all"];
export const ACTIONS: readonly DuplicateAction[] = ["to_owner", "assign", "collect", "update", "label"];

export interface RuleDraft {
  /** Only for telling rows apart on screen. */
  key: number;
  name: string;
  active: boolean;
  keys: DuplicateKey[][];
  window: DuplicateWindow;
  action: DuplicateAction;
  label: string;
}

let counter = 0;
export const draftOf = (rule: DuplicateRule): RuleDraft => ({ key: ++counter, name: rule.name, active: rule.active, keys: rule.keys.map((group) => [...group]), window: rule.window, action: rule.action, label: rule.label ?? "" });
export const newRule = (name: string): RuleDraft => ({ key: ++counter, name, active: true, keys: [["mobile"]], window: "all", action: "collect", label: "" });

/** As it would be sent: empty groups ask for nothing, and a label only where one is put on. */
export const inputOf = (rules: readonly RuleDraft[]): DuplicateRule[] =>
  rules.map(({ name, active, keys, window, action, label }) => ({ name: name.trim(), active, keys: keys.filter((group) => group.length > 0), window, action, ...(action === "label" && label.trim() ? { label: label.trim() } : {}) }));

/** Whether saving would change anything. */
export const differs = (drafts: readonly RuleDraft[], rules: readonly DuplicateRule[]): boolean => JSON.stringify(inputOf(drafts)) !== JSON.stringify(inputOf(rules.map(draftOf)));

/** The groups with a key put into one of them or taken out; a group that loses its last key goes, unless it is the only one. */
export function toggled(keys: readonly DuplicateKey[][], at: number, key: DuplicateKey): DuplicateKey[][] {
  const next = keys.map((group, i) => (i !== at ? [...group] : group.includes(key) ? group.filter((one) => one !== key) : KEYS.filter((one) => group.includes(one) || one === key)));
  return next.length > 1 ? next.filter((group) => group.length > 0) : next;
}

/** Why it cannot be saved: the first rule without a name or without keys. */
export function firstProblem(rules: readonly RuleDraft[]): { key: number; lacks: "name" | "keys" } | null {
  for (const rule of rules) {
    if (!rule.name.trim()) return { key: rule.key, lacks: "name" };
    if (rule.keys.every((group) => group.length === 0)) return { key: rule.key, lacks: "keys" };
  }
  return null;
}
