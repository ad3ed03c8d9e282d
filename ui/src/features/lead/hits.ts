/** Who is known by the same keys: the core's hits put together by record, and what a rule did with a new lead in words. */
import { m } from "../../i18n.svelte";
import type { DuplicateEntity, DuplicateHit, DuplicateKey, Entered } from "../../ipc";
import { called, keyText, mobileText, quarantineText } from "./words";

export interface Known {
  entity: DuplicateEntity;
  id: number;
  name: string;
  company: string | null;
  owner: string | null;
  created_at: number;
  /** The keys that hit, each with what both say. */
  by: { key: DuplicateKey; value: string }[];
}

/** One entry per record, in the order of the hits. */
export function byRecord(hits: readonly DuplicateHit[]): Known[] {
  const records = new Map<string, Known>();
  for (const { entity, id, name, company, owner, created_at, key, value } of hits) {
    const known = records.get(`${entity} ${id}`);
    if (known) known.by.push({ key, value });
    else records.set(`${entity} ${id}`, { entity, id, name, company, owner, created_at, by: [{ key, value }] });
  }
  return [...records.values()];
}

/** Where the record is; contacts stand on the page of their customer, which a hit does not name. */
export function pathOf({ entity, id }: Pick<Known, "entity" | "id">): string | null {
  return { lead: `/leads/${id}`, account: `/customers/${id}`, contact: null }[entity];
}

/** "mobile 138 0013 8000, company Sulian" */
export const byText = (known: Known): string => known.by.map(({ key, value }) => m.lead_key_value({ key: keyText(key), value: key === "mobile" ? mobileText(value) : value })).reduce((first, then) => m.lead_both({ first, then }));

/** What became of a new lead, in one sentence. */
export function outcomeText({ lead, added, rule, action, hits }: Entered): string {
  const name = called(lead);
  if (lead.quarantine) return m.lead_done_apart({ name, why: quarantineText(lead.quarantine), value: lead.quarantine_value ?? "" });
  if (!rule || !action) return m.lead_done_added({ name });
  const known = hits.find((hit) => hit.entity === "lead" && (!added || hit.id === lead.source_lead_id)) ?? hits[0];
  if (!added) return m.lead_done_updated({ name, rule });
  if (lead.source_lead_id !== null) return m.lead_done_collected({ name, known: known?.name ?? "", rule });
  if (action === "label") return m.lead_done_labelled({ name, rule });
  return lead.owner ? m.lead_done_to_owner({ name, owner: lead.owner, rule }) : m.lead_done_unowned({ name, rule });
}

/** Whether the lead did not simply come in as it was typed. */
export const noteworthy = (entered: Entered): boolean => entered.rule !== undefined || entered.lead.quarantine !== null;
