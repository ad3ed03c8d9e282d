/** Field changes put together by the change they were part of, and what they are restored to. Pure. */
import type { CustomField, CustomValue, FieldChange, LeadId, DealId, StageId } from "../../ipc";
import { isOwn } from "../customFields/customFields";
import { table } from "../../table";

export interface FieldGroup {
  change: number;
  at: number;
  person: string;
  fields: FieldChange[];
}

/** Columns that only follow from others. */
const FOLLOWS: Record<string, string> = table({ base_minor: "amount_minor", province: "mobile", city: "mobile", carrier: "mobile", quarantine_value: "quarantine" });

/** Newest first, as the core gives them; figures that follow from another changed field are left out. */
export function byChange(fields: readonly FieldChange[]): FieldGroup[] {
  const groups: FieldGroup[] = [];
  for (const field of fields) {
    let group = groups.at(-1);
    if (group?.change !== field.change_id) {
      group = { change: field.change_id, at: field.at, person: field.person, fields: [] };
      groups.push(group);
    }
    const part = isOwn(field.field) ? group.fields.findIndex((one) => one.field === field.field) : -1;
    const known = group.fields[part];
    if (known) group.fields[part] = joined(known, field);
    else group.fields.push(field);
  }
  for (const group of groups) {
    const names = new Set(group.fields.map((one) => one.field));
    group.fields = group.fields.filter((one) => !names.has(FOLLOWS[one.field] ?? ""));
  }
  return groups;
}

/** Several choices come choice by choice: what went, and what came. */
function joined(a: FieldChange, b: FieldChange): FieldChange {
  const both = <T extends string | number>(one: T | null, other: T | null): T | string | null => (one === null || other === null ? (one ?? other) : `${one}, ${other}`);
  return { ...a, old: both(a.old, b.old), new: both(a.new, b.new), old_name: both(a.old_name, b.old_name), new_name: both(a.new_name, b.new_name) };
}

type Fields = readonly CustomField[];
/** What puts the old value of a field of one's own back; null for one that is gone or must not be cleared, and for several choices, of which a change tells only what went and came. */
export function restoreOwn(one: FieldChange, fields: Fields): { custom: Record<string, CustomValue | null> } | null {
  const field = fields.find(({ key }) => key === one.field);
  if (!field || field.kind === "choices" || (field.required && one.old === null)) return null;
  return { custom: { [field.key]: one.old } };
}

const EDITABLE = new Set(["name", "customer_id", "product_id", "amount_minor", "close_on", "owner_id", "probability_bp", "category", "note"]);
const NEEDED = new Set(["name", "owner_id", "probability_bp", "category"]);

/** Which command puts the old value of a deal's field back; null when none does. */
export function restoreDeal(id: DealId, one: FieldChange, open: boolean, own: Fields = []): { command: "deals.edit" | "deals.move"; input: Record<string, unknown> } | null {
  const back = restoreOwn(one, own);
  if (back) return { command: "deals.edit", input: { id, ...back } };
  if (one.field === "stage_id") return open && one.old !== null ? { command: "deals.move", input: { id, stage_id: one.old as StageId } } : null;
  if (!EDITABLE.has(one.field) || (one.old === null && NEEDED.has(one.field))) return null;
  return { command: "deals.edit", input: { id, [one.field]: one.old } };
}

const CUSTOMER = new Set(["name", "industry", "region", "website", "phone", "employees", "revenue_minor", "founded_year", "parent_id", "owner_id", "note"]);

/** The same for a customer. */
export function restoreCustomer(id: number, one: FieldChange, own: Fields = []): Record<string, unknown> | null {
  const back = restoreOwn(one, own);
  if (back) return { id, ...back };
  return CUSTOMER.has(one.field) && !(one.field === "name" && one.old === null) ? { id, [one.field]: one.old } : null;
}

const LEAD = new Set(
  "name company title mobile phone email wechat qq handle industry employees website address credit_code channel campaign need note budget_minor bant_budget bant_authority bant_need bant_timeline owner_id".split(" "),
);
const LETTERS = ["budget", "authority", "need", "timeline"] as const;

/** Which command puts the old value of a lead's field back; null when none does: the first source never changes, and a state that needs a reason is set by hand. */
export function restoreLead(id: LeadId, one: FieldChange, own: Fields = []): { command: "leads.edit" | "leads.set_state"; input: Record<string, unknown> } | null {
  const back = restoreOwn(one, own);
  if (back) return { command: "leads.edit", input: { id, ...back } };
  if (one.field === "state") return one.old === "invalid" || one.old === "returned" ? null : { command: "leads.set_state", input: { leads: { ids: [id] }, state: one.old } };
  if (one.field === "bant_notes") {
    const old = (one.old === null ? {} : JSON.parse(String(one.old))) as Record<string, unknown>;
    return { command: "leads.edit", input: { id, bant_notes: Object.fromEntries(LETTERS.map((letter) => [letter, old[letter] ?? {}])) } };
  }
  return LEAD.has(one.field) ? { command: "leads.edit", input: { id, [one.field]: one.old } } : null;
}
