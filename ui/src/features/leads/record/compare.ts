/** A lead beside another record, line by line. Pure but for the language. */
import { count, NOTHING } from "../../../format";
import type { Customer, Lead } from "../../../ipc";
import { ownText, type Own } from "../../../records/customFields/customFields";
import { leadFieldText, mobileText, stateText } from "../../../records/leads/labels";

export interface ComparedField {
  label: string;
  mine: string;
  theirs: string;
  /** Both say something, and not the same. */
  differs: boolean;
}
type FieldTexts = Record<string, string | null>;

const told = (lead: Lead, at: (ms: number) => string): FieldTexts => ({
  name: lead.name,
  company: lead.company,
  title: lead.title,
  mobile: lead.mobile && mobileText(lead.mobile),
  phone: lead.phone,
  wechat: lead.wechat,
  email: lead.email,
  qq: lead.qq,
  industry: lead.industry,
  website: lead.website,
  credit_code: lead.credit_code,
  need: lead.need,
  source: lead.source,
  state: stateText(lead.state),
  owner_id: lead.owner,
  created: at(lead.created_at),
});

/** Lines on which at least one says something. What a customer has no place for is left out. */
export function compareFields(lead: Lead, other: Lead | Customer, at: (ms: number) => string, own?: Own): ComparedField[] {
  const mine = told(lead, at);
  const theirs: FieldTexts =
    "bant" in other
      ? told(other, at)
      : { company: other.name, phone: other.phone, industry: other.industry, website: other.website, credit_code: other.credit_code, employees: other.employees === null ? null : count(other.employees), owner_id: other.owner };
  if (!("bant" in other)) mine["employees"] = lead.employees === null ? null : count(lead.employees);
  const line = (label: string, left: string | null, right: string | null): ComparedField[] =>
    left === null && right === null ? [] : [{ label, mine: left ?? NOTHING, theirs: right ?? NOTHING, differs: left !== null && right !== null && left !== right }];
  const fields = Object.keys(mine).flatMap((name) => {
    if (!(name in theirs)) return [];
    return line(name === "created" ? leadFieldText("created_at") : leadFieldText(name), mine[name] ?? null, theirs[name] ?? null);
  });
  if (!own || !("bant" in other)) return fields;
  const said = (record: Lead) => own.fields.map((field) => ownText(field, record.custom[field.key], own.around) || null);
  const [left, right] = [said(lead), said(other)];
  return [...fields, ...own.fields.flatMap(({ name }, at) => line(name, left[at] ?? null, right[at] ?? null))];
}
