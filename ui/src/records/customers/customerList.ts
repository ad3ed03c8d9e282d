/** The list of customers: its commands and tabs. */
import { m } from "../../i18n.svelte";
import { pagedQuery, query, type CustomerRow } from "../../ipc";
import type { Counted, ListSource } from "../list/source";
import { trail } from "../trail/trail";

export const customerTrail = trail("customers.trail", "/customers");

export const customerList: ListSource<CustomerRow, Counted> = {
  name: "customers",
  one: "customer",
  path: "/customers",
  write: "customer_write",
  trail: customerTrail,
  tabs: () => [{ id: "all", label: m.list_all, sort: [{ column: "name", descending: false }] }],
  rows: (ask) => pagedQuery("customers.list", ask, 500),
  totals: (filter) =>
    query("customers.totals", () => {
      const now = filter();
      return now && { filter: now };
    }),
};
