/** The list of leads: its commands, tabs and groups. */
import { m } from "../../i18n.svelte";
import { call, pagedQuery, query, type LeadRow, type LeadTotals, type Selection } from "../../ipc";
import { nounWords } from "../conditions/nounWords";
import type { ListSource } from "../list/source";
import { showIn } from "../list/listState";
import { stateText } from "./labels";
import { leadTrail } from "./leadTrail";
import { fieldText, LEAD_TEXT } from "./leadWords";

export const leadList: ListSource<LeadRow, LeadTotals> = {
  name: "leads",
  one: "lead",
  path: "/leads",
  write: "lead_write",
  own: "leads",
  whole: true,
  trail: leadTrail,
  base: { quarantined: false },
  views: { entity: "leads", write: "lead_write", share: "lead_manage" },
  tabs: (me) => [
    { id: "all", label: m.leads_tab_all },
    { id: "mine", label: m.leads_tab_mine, condition: { all: [{ field: "owner", is: "any_of", values: [me] }] } },
    { id: "unowned", label: m.leads_tab_unowned, condition: { all: [{ field: "owner", is: "empty" }] } },
    { id: "today", label: m.leads_tab_today, condition: { all: [{ field: "created_at", is: "today" }] } },
    { id: "kept", label: m.leads_tab_kept, apart: true, asks: { quarantined: true } },
    { id: "bin", label: m.leads_tab_bin, apart: true, sealed: true, asks: { removed: true } },
  ],
  groups: [
    { field: "state", label: () => fieldText("state"), value: (row) => row.state, text: (row) => stateText(row.state) },
    { field: "owner", label: () => fieldText("owner"), value: (row) => row.owner_id, text: (row) => row.owner ?? m.leads_no_owner() },
    { field: "source", label: () => fieldText("source"), value: (row) => row.source, text: (row) => row.source ?? m.leads_no_source() },
  ],
  rows: (ask) => pagedQuery("leads.list", ask, 500),
  totals: (filter) => query("leads.totals", () => asked(filter())),
  counts: (selections) =>
    query("leads.counts", () => {
      const wanted = selections();
      return wanted && { selections: wanted };
    }),
  words: nounWords("leads", LEAD_TEXT),
  export: (what) => call("leads.export", what),
  printed: { pages: (ask) => query("leads.print", ask), pdf: (what) => call("leads.print", what) },
  // One column on screen, four questions in a file.
  exported: { bant: ["bant_budget", "bant_authority", "bant_need", "bant_timeline"] },
};

const asked = (filter: Selection | null) => filter && { filter };

/** Opens the list on just these leads, in a tab of their own. */
export const showLeads = (selection: Selection, title: string): void => showIn(leadList.name, leadList.path, { title, selection });
