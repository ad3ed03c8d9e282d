/** What stands in the list of customers, and what can be done with chosen ones. */
import Merge from "@lucide/svelte/icons/merge";
import Trash from "@lucide/svelte/icons/trash-2";
import { count, money, NOTHING } from "../../format";
import { m } from "../../i18n.svelte";
import type { CustomerRow, Call } from "../../ipc";
import type { Column } from "../../kit";
import RemoveCustomers from "../../records/customers/RemoveCustomers.svelte";
import { MOST } from "../../records/duplicates/merge";
import type { Verb } from "../../records/list/source";
import { href } from "../../shell/router.svelte";
import MergeCustomers from "./MergeCustomers.svelte";

export function customerColumns({ currency }: { currency: string }): Column<CustomerRow>[] {
  return [
    { key: "name", label: m.customers_name(), text: (row) => row.name, sortable: true, fixed: true, width: 170, grows: 2, phone: "title" },
    { key: "industry", label: m.customers_industry(), text: (row) => row.industry ?? NOTHING, sortable: true, width: 110, grows: 1, phone: "sub" },
    { key: "region", label: m.customers_region(), text: (row) => row.region ?? NOTHING, sortable: true, width: 90, grows: 1 },
    { key: "owner", label: m.deals_owner(), text: (row) => row.owner ?? NOTHING, sortable: true, width: 104 },
    { key: "open_count", label: m.customers_open_count(), text: (row) => (row.open_count ? count(row.open_count) : NOTHING), num: true, sortable: true, width: 72 },
    { key: "open", label: m.customers_open(), text: (row) => (row.open_count ? money(row.open_minor, currency) : NOTHING), num: true, sortable: true, width: 92, phone: "end" },
    { key: "won", label: m.customers_won(), text: (row) => (row.won_minor ? money(row.won_minor, currency) : NOTHING), num: true, sortable: true, width: 92, phone: "sub-end" },
  ];
}

export const verbs: readonly Verb[] = [
  { id: "merge", label: m.duplicates_merge, icon: Merge, keys: "m", several: { most: MOST }, dialog: MergeCustomers },
  { id: "remove", label: m.common_delete, says: m.deals_to_bin, icon: Trash, keys: "delete", warn: true, dialog: RemoveCustomers },
];

export async function makeCustomer(call: Call, [name = "", phone = ""]: readonly string[]) {
  const made = await call("customers.save", { name, ...(phone ? { phone } : {}) });
  return { text: m.customers_created({ name: made.name }), href: href(`/customers/${made.id}`) };
}
