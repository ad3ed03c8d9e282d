/** How the list of leads was left, and opening it on certain leads from another page. */
import type { Selection, ViewDefinition } from "../../ipc";
import { persisted } from "../../persisted.svelte";
import { go } from "../../shell/router.svelte";

/** Changes somebody made to a tab and has not saved stay with it, also over a restart on this device. */
export const leadListChanges = () => persisted("leads.changes", { of: {} as Record<string, ViewDefinition>, peek: true }, { disk: true });
/** The tab one was on, until the program ends: then the preferred view opens again. */
export const leadListPlace = () => persisted("leads.place", { tab: "", text: "", top: 0, cursor: -1 });

/** Opens the list on just these leads: the tab of all, or of those kept apart, with a condition one can go on from or take back. */
export function showLeads({ condition, quarantined }: Selection): void {
  const tab = quarantined ? "kept" : "all";
  const { of } = leadListChanges();
  const { sort = [], columns = [] } = of[tab] ?? {};
  if (condition) of[tab] = { condition, columns, sort };
  else delete of[tab];
  Object.assign(leadListPlace(), { tab, text: "", top: 0, cursor: -1 });
  go("/leads");
}
