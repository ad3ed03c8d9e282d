/** What the fields of deals and their words are called where they are asked about. */
import { m } from "../../i18n.svelte";
import type { NounText } from "../conditions/nounWords";
import { categoryText, fieldText, statusText } from "./labels";
import { table } from "../../table";

const OWN: Record<string, () => string> = table({
  customer: m.deals_customer,
  product: m.deals_product,
  owner: m.deals_owner,
  pipeline: m.deals_pipeline,
  stage: m.deals_stage,
  reached_stage: m.deals_reached_stage,
  signs: m.deals_signs,
  amount: m.deals_amount,
  probability: m.deals_probability,
  next_activity: m.deals_next,
  touched_at: m.deals_touched,
  created_at: m.deals_entered,
  updated_at: m.leads_updated,
});
/** The name of a field of the condition language or of a column. */
export const dealFieldText = (name: string): string => OWN[name]?.() ?? fieldText(name);

const SIGN: Record<string, () => string> = table({
  overdue: m.deals_sign_overdue,
  rotting: m.deals_sign_rotting,
  unplanned: m.deals_sign_unplanned,
  activity_late: m.deals_sign_activity_late,
  activity_today: m.deals_sign_activity_today,
});
function wordText(field: string, word: string): string {
  if (field === "signs") return SIGN[word]?.() ?? word;
  return field === "status" ? statusText(word) : categoryText(word);
}

export const DEAL_TEXT: NounText = { first: ["status", "owner", "stage", "close_on", "amount", "category", "signs", "product", "customer", "pipeline", "closed_on", "created_on", "reached_stage"], fieldText: dealFieldText, wordText };
