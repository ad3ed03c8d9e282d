/** The label for what became of one card of several: added, collected, kept apart, refused. */
import { m } from "../../i18n.svelte";
import type { LeadFate } from "../../ipc";
import { quarantineText } from "../leads/labels";

export interface CardOutcome {
  tone: "r" | "a" | "g" | "b";
  text: string;
  more: string | null;
}

export function cardOutcome(fate: LeadFate): CardOutcome {
  if (fate.lead_id === null) return { tone: "r", text: m.cards_refused(), more: fate.refused };
  if (fate.quarantine) return { tone: "a", text: m.cards_apart(), more: quarantineText(fate.quarantine) };
  const rule = fate.rule ? m.cards_rule({ rule: fate.rule }) : null;
  if (!fate.added) return { tone: "b", text: m.cards_updated(), more: rule };
  if (fate.action === "collect") return { tone: "b", text: m.cards_collected(), more: rule };
  return { tone: "g", text: m.cards_added(), more: rule };
}
