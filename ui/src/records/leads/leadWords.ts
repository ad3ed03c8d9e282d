/** What the fields of leads and their words are called where they are asked about. */
import { m } from "../../i18n.svelte";
import type { NounText } from "../conditions/nounWords";
import { answerText, doorText, leadFieldText, quarantineText, stateText } from "./labels";
import { table } from "../../table";

const OWN: Record<string, () => string> = table({
  owner: m.leads_owner,
  budget: m.leads_budget,
  tags: m.leads_tags,
  door: m.leads_door,
  next_due_on: m.leads_next,
  followed_at: m.leads_followed,
  created_at: m.leads_created,
  updated_at: m.leads_updated,
  bant: m.leads_bant,
  code: m.leads_code,
  quarantine: m.leads_apart_reason,
  quarantine_value: m.leads_apart_value,
});
/** The name of a field of the condition language or of a column. */
export const fieldText = (name: string): string => OWN[name]?.() ?? leadFieldText(name);

function wordText(field: string, word: string): string {
  if (field === "state") return stateText(word);
  if (field === "door") return doorText(word);
  if (field === "quarantine") return quarantineText(word);
  return answerText(word);
}

export const LEAD_TEXT: NounText = { first: ["state", "owner", "source", "created_at", "followed_at", "next_due_on", "tags"], fieldText, wordText };
