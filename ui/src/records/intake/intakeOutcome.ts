/** What intake and its rules did with a new lead, in words. */
import { m } from "../../i18n.svelte";
import type { Entered } from "../../ipc";
import { leadName, quarantineText } from "../leads/labels";

/** What became of a new lead, in one sentence. */
export function outcomeText({ lead, added, rule, action, hits }: Entered): string {
  const name = leadName(lead);
  if (lead.quarantine) return m.lead_done_apart({ name, why: quarantineText(lead.quarantine), value: lead.quarantine_value ?? "" });
  if (!rule || !action) return m.lead_done_added({ name });
  const known = hits.find((hit) => hit.entity === "leads" && (!added || hit.id === lead.source_lead_id)) ?? hits[0];
  if (!added) return m.lead_done_updated({ name, rule });
  if (lead.source_lead_id !== null) return m.lead_done_collected({ name, known: known?.name ?? "", rule });
  if (action === "label") return m.lead_done_labelled({ name, rule });
  return lead.owner ? m.lead_done_to_owner({ name, owner: lead.owner, rule }) : m.lead_done_unowned({ name, rule });
}

/** Whether the lead did not simply come in as it was typed. */
export const noteworthy = (entered: Entered): boolean => entered.rule !== undefined || entered.lead.quarantine !== null;
