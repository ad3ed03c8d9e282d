/** Labels of duplicates: what merging and the review call fields, levels of evidence, probabilities and what belongs to a record. */
import { count, moneyFull, NOTHING, percentBp } from "../../format";
import { m } from "../../i18n.svelte";
import type { RecordKind } from "../../ipc";
import { leadFieldText, mobileText } from "../leads/labels";
import { table } from "../../table";

/** The kinds of which two can be one. */
export const MERGEABLE = ["leads", "contacts", "customers"] as const satisfies readonly RecordKind[];
export type Mergeable = (typeof MERGEABLE)[number];

const COUNTS: Record<Mergeable, (input: { count: number }) => string> = table({ leads: m.duplicates_n_leads, contacts: m.duplicates_n_contacts, customers: m.duplicates_n_customers });
/** "3 leads" */
export const countText = (kind: Mergeable, count: number): string => COUNTS[kind]({ count });

const OF_CUSTOMER: Record<string, () => string> = table({
  name: m.customers_name,
  region: m.customers_region,
  revenue_minor: m.customers_revenue,
  founded_year: m.customers_founded,
  parent_id: m.customers_parent,
});
const OF_CONTACT: Record<string, () => string> = table({ customer: m.customers_name, customer_id: m.customers_name });

/** The name of a field of one kind of record. */
export function fieldText(entity: RecordKind, field: string): string {
  const own = entity === "customers" ? OF_CUSTOMER[field] : entity === "contacts" ? OF_CONTACT[field] : undefined;
  return own?.() ?? leadFieldText(field);
}

/** A stored value as it is read. */
export function valueText(field: string, value: string | null, currency: string): string {
  if (value === null) return NOTHING;
  if (field.endsWith("_minor")) return moneyFull(Number(value), currency);
  if (field === "employees") return count(Number(value));
  return field === "mobile" ? mobileText(value) : value;
}

const LINKS: Record<string, (input: { count: number }) => string> = table({
  activities: m.duplicates_n_activities,
  attachments: m.duplicates_n_files,
  deals: m.duplicates_n_deals,
  contacts: m.duplicates_n_contacts,
  lead_contacts: m.duplicates_n_methods,
  leads: m.duplicates_n_collected,
  registrations: m.registrations_count,
  customers: m.duplicates_n_subsidiaries,
});
/** What belongs to a record, by its table: "3 activities". Tags are not counted: what both have is there once afterwards. */
export function linkText(what: string, count: number): string {
  return what === "lead_tags" ? m.duplicates_tags() : (LINKS[what] ?? m.duplicates_n_others)({ count });
}

export type Agreement = "same" | "nearly" | "different" | "missing";
const NEARLY = new Set(["close", "near", "faint", "swapped"]);
export const agreement = (level: string): Agreement => (level === "exact" ? "same" : NEARLY.has(level) ? "nearly" : level === "different" ? "different" : "missing");
const AGREEMENT: Record<Agreement, () => string> = table({ same: m.duplicates_same, nearly: m.duplicates_nearly, different: m.duplicates_different, missing: m.duplicates_missing });
export const agreementText = (level: string): string => (level === "swapped" ? m.duplicates_swapped() : AGREEMENT[agreement(level)]());
export const SIGN: Record<Agreement, string> = table({ same: "=", nearly: "≈", different: "≠", missing: "" });

/** How likely in a word; pairs below even odds are not offered. */
export function likelyText(bp: number): string {
  if (bp >= 9_900) return m.duplicates_almost_certain();
  if (bp >= 9_000) return m.duplicates_very_likely();
  return bp >= 7_000 ? m.duplicates_likely() : m.duplicates_possible();
}

/** "87%"; never "100%": nobody has looked yet. */
export const chanceText = (bp: number): string => (bp > 9_900 ? "> 99%" : percentBp(Math.floor(bp / 100) * 100));

/** By how much a field changes the odds: "×8", "÷4". */
export function weightText(bits: number): string {
  const factor = 2 ** Math.abs(bits);
  if (factor < 1.05) return "×1";
  const said = factor >= 1000 ? "1000+" : factor >= 9.95 ? String(Math.round(factor)) : String(Math.round(factor * 10) / 10);
  return `${bits < 0 ? "÷" : "×"}${said}`;
}
