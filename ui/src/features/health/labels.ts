/** Labels of the findings about the health of the data, and where each is seen to. Pure. */
import { decimal } from "../../format";
import { m } from "../../i18n.svelte";
import type { RecordKind, HealthFinding, HealthRecord, HealthUrgency, RoundInterval } from "../../ipc";
import { fieldText } from "../../records/duplicates/labels";
import { quarantineText } from "../../records/leads/labels";
import { table } from "../../table";

type FindingLabels = [title: () => string, why: () => string];
const FINDINGS: Record<string, FindingLabels> = table({
  lead_quarantined: [m.health_lead_quarantined, m.health_lead_quarantined_why],
  lead_unowned: [m.health_lead_unowned, m.health_lead_unowned_why],
  lead_overdue: [m.health_lead_overdue, m.health_lead_overdue_why],
  lead_idle: [m.health_lead_idle, m.health_lead_idle_why],
  lead_owner_left: [m.health_lead_owner_left, m.health_lead_owner_left_why],
  lead_same_key: [m.health_lead_same_key, m.health_lead_same_key_why],
  lead_untidy: [m.health_lead_untidy, m.health_lead_untidy_why],
  lead_home: [m.health_lead_home, m.health_lead_home_why],
  lead_key: [m.health_lead_key, m.health_lead_key_why],
  lead_bare: [m.health_lead_bare, m.health_lead_bare_why],
  contact_owner_left: [m.health_contact_owner_left, m.health_contact_owner_left_why],
  contact_unreadable: [m.health_contact_unreadable, m.health_contact_unreadable_why],
  contact_unreachable: [m.health_contact_unreachable, m.health_contact_unreachable_why],
  contact_same_key: [m.health_contact_same_key, m.health_contact_same_key_why],
  contact_form: [m.health_contact_form, m.health_contact_form_why],
  contact_untidy: [m.health_contact_untidy, m.health_contact_untidy_why],
  customer_owner_left: [m.health_customer_owner_left, m.health_customer_owner_left_why],
  customer_unowned: [m.health_customer_unowned, m.health_customer_unowned_why],
  customer_unreadable: [m.health_customer_unreadable, m.health_customer_unreadable_why],
  customer_same_key: [m.health_customer_same_key, m.health_customer_same_key_why],
  customer_form: [m.health_customer_form, m.health_customer_form_why],
  customer_untidy: [m.health_customer_untidy, m.health_customer_untidy_why],
  customer_key: [m.health_customer_key, m.health_customer_key_why],
  customer_no_industry: [m.health_customer_no_industry, m.health_customer_no_industry_why],
});
export const describedFindings: readonly string[] = Object.keys(FINDINGS);
export const titleText = (code: string): string => FINDINGS[code]?.[0]() ?? code;
export const whyText = (code: string): string => FINDINGS[code]?.[1]() ?? "";

export const URGENCIES: readonly HealthUrgency[] = ["now", "soon", "later"];
export const urgencyText: Record<HealthUrgency, [title: () => string, text: () => string]> = {
  now: [m.health_now, m.health_now_text],
  soon: [m.health_soon, m.health_soon_text],
  later: [m.health_later, m.health_later_text],
};

export const INTERVALS: readonly RoundInterval[] = ["off", "weekly", "monthly"];
export const intervalText: Record<RoundInterval, () => string> = { off: m.health_interval_off, weekly: m.health_interval_weekly, monthly: m.health_interval_monthly };

/** A part of a finding: the reason a lead is kept apart, else a field. */
export const partText = (code: string, entity: RecordKind, part: string): string => (code === "lead_quarantined" ? quarantineText(part) : fieldText(entity, part));

/** Rounded down: 100% is said only when nothing at all is wrong. */
export function shareText(sound: number, looked: number): string {
  if (sound === looked) return "100%";
  return `${decimal(Math.floor((sound / looked) * 1000) / 10, 1)}%`;
}

/** "邱雅楠（速联电子）" */
export const nameText = (record: HealthRecord): string => (record.beside?.trim() ? m.health_named({ name: record.name.trim(), beside: record.beside.trim() }) : record.name.trim());

/** What a finding asks for first: mending, the list, the review of duplicates, the records one by one. */
export function mainAct(finding: HealthFinding, may: boolean): "fix" | "list" | "review" | "records" {
  if (finding.fixable && may) return "fix";
  if (finding.selection) return "list";
  return finding.shared ? "review" : "records";
}
