/** What stands in the list of contacts, and what can be done with chosen ones. */
import Merge from "@lucide/svelte/icons/merge";
import Trash from "@lucide/svelte/icons/trash-2";
import { day, dayOf, NOTHING } from "../../format";
import { m } from "../../i18n.svelte";
import type { Call, Contact } from "../../ipc";
import type { Column } from "../../kit";
import { contactPath } from "../../records/customers/contactList";
import RemoveContacts from "../../records/customers/RemoveContacts.svelte";
import { MOST } from "../../records/duplicates/merge";
import { mobileText } from "../../records/leads/labels";
import type { Verb } from "../../records/list/source";
import { href } from "../../shell/router.svelte";
import MergeContacts from "./MergeContacts.svelte";

export function contactColumns({ today, zone }: { today: string; zone: string }): Column<Contact>[] {
  const at = (ms: number) => day(dayOf(ms, zone), today);
  return [
    { key: "name", label: m.customers_contact_name(), text: (row) => row.name, sortable: true, fixed: true, width: 130, grows: 1, phone: "title" },
    { key: "title", label: m.customers_title(), text: (row) => row.title ?? NOTHING, sortable: true, width: 110, grows: 1, phone: "sub-end" },
    { key: "customer", label: m.customers_name(), text: (row) => row.customer ?? NOTHING, sortable: true, width: 170, grows: 2, phone: "sub" },
    { key: "mobile", label: m.customers_mobile(), text: (row) => (row.mobile ? mobileText(row.mobile) : NOTHING), sortable: true, width: 124, phone: "end" },
    { key: "phone", label: m.customers_phone(), text: (row) => row.phone ?? NOTHING, sortable: true, width: 112 },
    { key: "email", label: m.customers_email(), text: (row) => row.email ?? NOTHING, sortable: true, width: 156 },
    { key: "wechat", label: m.customers_wechat(), text: (row) => row.wechat ?? NOTHING, sortable: true, width: 96 },
    { key: "owner", label: m.deals_owner(), text: (row) => row.owner ?? NOTHING, sortable: true, width: 104 },
    { key: "created_at", label: m.deals_created_on(), text: (row) => at(row.created_at), num: true, sortable: true, width: 96, hidden: true },
    { key: "updated_at", label: m.leads_updated(), text: (row) => at(row.updated_at), num: true, sortable: true, width: 96, hidden: true },
  ];
}

export const verbs: readonly Verb[] = [
  { id: "merge", label: m.duplicates_merge, icon: Merge, keys: "m", several: { most: MOST }, dialog: MergeContacts },
  { id: "remove", label: m.common_delete, says: m.deals_to_bin, icon: Trash, keys: "delete", warn: true, dialog: RemoveContacts },
];

export async function makeContact(call: Call, [name = "", mobile = ""]: readonly string[]) {
  const made = await call("contacts.save", { name, ...(mobile ? { mobile } : {}) });
  return { text: m.customers_contact_added({ name: made.name }), href: href(contactPath(made.id)) };
}
