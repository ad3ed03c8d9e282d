/** The list of deals: its commands, tabs and groups. */
import { m } from "../../i18n.svelte";
import { call, pagedQuery, query, type DealRow, type DealTotals } from "../../ipc";
import { nounWords } from "../conditions/nounWords";
import type { ListSource, Tab } from "../list/source";
import { dealTrail } from "./dealTrail";
import { DEAL_TEXT, dealFieldText } from "./dealWords";
import { categoryText, statusText } from "./labels";

const closed = [{ column: "closed_on", descending: true }];
const state = (status: "open" | "won" | "lost", label: () => string, sort: NonNullable<Tab["sort"]>): Tab => ({ id: status, label, sort, condition: { all: [{ field: "status", is: "any_of", values: [status] }] } });

export const dealList: ListSource<DealRow, DealTotals> = {
  name: "deals",
  one: "deal",
  path: "/deals",
  write: "deal_write",
  own: "deals",
  trail: dealTrail,
  views: { entity: "deals", write: "lead_write", share: "lead_manage" },
  tabs: () => [
    state("open", m.deals_open, [{ column: "close_on", descending: false }]),
    state("won", m.deals_won, closed),
    state("lost", m.deals_lost, closed),
    { id: "all", label: m.deals_all, sort: [{ column: "created_on", descending: true }] },
  ],
  groups: [
    { field: "owner", label: () => dealFieldText("owner"), value: (row) => row.owner_id, text: (row) => row.owner },
    { field: "category", label: () => dealFieldText("category"), value: (row) => row.category, text: (row) => categoryText(row.category) },
    { field: "status", label: () => dealFieldText("status"), value: (row) => row.status, text: (row) => statusText(row.status) },
    { field: "customer", label: () => dealFieldText("customer"), value: (row) => row.customer_id, text: (row) => row.customer ?? m.deals_no_customer() },
  ],
  rows: (ask) => pagedQuery("deals.list", ask, 500),
  totals: (filter) =>
    query("deals.totals", () => {
      const now = filter();
      return now && { filter: now };
    }),
  words: nounWords("deals", DEAL_TEXT),
  export: (what) => call("deals.export", what),
  printed: { pages: (ask) => query("deals.print", ask), pdf: (what) => call("deals.print", what) },
  // What is worked out on screen is in a file what it is worked out from.
  exported: { weighted: ["probability"], idle: ["touched_at"] },
};
