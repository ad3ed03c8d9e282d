/** Labels of deals: what stored states, categories and fields are called on screen, and how values are written. */
import { count, day, moneyFull, NOTHING, percentBp } from "../../format";
import { m } from "../../i18n.svelte";
import { table } from "../../table";

export const STATUSES = ["open", "won", "lost"] as const;
export const CATEGORIES = ["pipeline", "best_case", "commit", "omitted"] as const;

const STATUS: Record<string, () => string> = table({ open: m.deals_open, won: m.deals_won, lost: m.deals_lost });
const CATEGORY: Record<string, () => string> = table({
  pipeline: m.deals_category_pipeline,
  best_case: m.deals_category_best,
  commit: m.deals_category_commit,
  omitted: m.deals_category_omitted,
});
const FIELD: Record<string, () => string> = table({
  name: m.deals_name,
  code: m.deals_code,
  customer_id: m.deals_customer,
  product_id: m.deals_product,
  owner_id: m.deals_owner,
  pipeline_id: m.deals_pipeline,
  stage_id: m.deals_stage,
  status: m.deals_status,
  category: m.deals_category,
  amount_minor: m.deals_amount,
  base_minor: m.deals_amount_base,
  currency: m.deals_currency,
  rate_micro: m.deals_rate,
  probability_bp: m.deals_probability,
  created_on: m.deals_created_on,
  close_on: m.deals_close_on,
  closed_on: m.deals_closed_on,
  note: m.deals_note,
  lost_reason: m.deals_lost_reason,
  competitor: m.deals_competitor,
  deleted_at: m.deals_in_bin,
});

const said = (table: Record<string, () => string>, word: string | null | undefined): string => (word ? (table[word]?.() ?? word) : NOTHING);

export const statusText = (status: string | null | undefined): string => said(STATUS, status);
export const categoryText = (category: string | null | undefined): string => said(CATEGORY, category);
/** The name of a stored column. */
export const fieldText = (field: string): string => said(FIELD, field);

/** The class of the dot before a status. */
export const statusDot = (status: string): string => ({ open: "act", won: "ok", lost: "bad" })[status] ?? "";

/** A stored value as people read it. `name` is the name behind an id. */
export function valueText(field: string, value: string | number | null, name: string | null, with_: { currency: string; today: string; base: string }): string {
  if (value === null || value === "") return NOTHING;
  if (name !== null) return name;
  switch (field) {
    case "amount_minor":
      return moneyFull(Number(value), with_.currency);
    case "base_minor":
    case "revenue_minor":
      return moneyFull(Number(value), with_.base);
    case "probability_bp":
      return percentBp(Number(value));
    case "rate_micro":
      return String(Number(value) / 1_000_000);
    case "close_on":
    case "closed_on":
    case "created_on":
    case "due_on":
      return day(String(value), with_.today);
    case "category":
      return categoryText(String(value));
    case "status":
      return statusText(String(value));
    case "employees":
      return count(Number(value));
    default:
      return String(value);
  }
}
