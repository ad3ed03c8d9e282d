/** The list of customers: its commands and tabs. */
import { m } from "../../i18n.svelte";
import { pagedQuery, type CustomerRow, type CustomerSort } from "../../ipc";
import type { Counted, ListSource } from "../list/source";
import { trail } from "../trail/trail";

export const customerTrail = trail("customers.trail", "/customers");
const SORTS: readonly string[] = ["name", "open", "won"] satisfies CustomerSort[];

export const customerList: ListSource<CustomerRow, Counted> = {
  name: "customers",
  one: "customer",
  path: "/customers",
  write: "customer_write",
  trail: customerTrail,
  tabs: () => [{ id: "all", label: m.list_all, sort: [{ column: "name", descending: false }] }],
  known: (info) => info.counts.customers,
  // The switch to conditions is here: `pagedQuery("customers.list", ask, 500)`, then `totals`, `words` from `customers.fields`, groups, and tabs for one's own and nobody's.
  rows: (ask) =>
    pagedQuery("customers.list", () => {
      const now = ask();
      const by = now?.sort.find(({ column }) => SORTS.includes(column))?.column as CustomerSort | undefined;
      return now && { sort: by ?? "name", ...(now.filter.text ? { text: now.filter.text } : {}) };
    }),
};
