/** Lets a lead out that is kept apart. */
import { m } from "../../../i18n.svelte";
import type { LeadRow } from "../../../ipc";
import { leadName } from "../../../records/leads/labels";
import { change } from "../../../shell/undo";

export const release = (lead: Pick<LeadRow, "id" | "name" | "company" | "code">): Promise<boolean> => change((call) => call("leads.release", { id: lead.id }), m.leads_released({ name: leadName(lead) }));
