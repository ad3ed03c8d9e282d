/** The list of customers: its commands, tabs and groups. */
import { m } from "../../i18n.svelte";
import { call, pagedQuery, query, type CustomerRow } from "../../ipc";
import { nounWords } from "../conditions/nounWords";
import type { Counted, ListSource } from "../list/source";
import { trail } from "../trail/trail";
import { CUSTOMER_TEXT, customerFieldText } from "./labels";

export const customerTrail = trail("customers.trail", "/customers");

export const customerList: ListSource<CustomerRow, Counted> = {
  name: "customers",
  one: "customer",
  path: "/customers",
  write: "customer_write",
  own: "customers",
  trail: customerTrail,
  views: { entity: "customers", write: "lead_write", share: "lead_manage" },
  tabs: () => [{ id: "all", label: m.list_all, sort: [{ column: "name", descending: false }] }],
  groups: [
    { field: "industry", label: () => customerFieldText("industry"), value: (row) => row.industry, text: (row) => row.industry ?? m.own_without({ name: customerFieldText("industry") }) },
    { field: "region", label: () => customerFieldText("region"), value: (row) => row.region, text: (row) => row.region ?? m.own_without({ name: customerFieldText("region") }) },
    { field: "owner", label: () => customerFieldText("owner"), value: (row) => row.owner_id, text: (row) => row.owner ?? m.leads_no_owner() },
  ],
  rows: (ask) => pagedQuery("customers.list", ask, 500),
  totals: (filter) =>
    query("customers.totals", () => {
      const now = filter();
      return now && { filter: now };
    }),
  words: nounWords("customers", CUSTOMER_TEXT),
  export: (what) => call("customers.export", what),
  printed: { pages: (ask) => query("customers.print", ask), pdf: (what) => call("customers.print", what) },
};
