/** The list of contacts: its commands, tabs and groups. */
import { m } from "../../i18n.svelte";
import { call, pagedQuery, query, type Contact, type CustomerId } from "../../ipc";
import { nounWords } from "../conditions/nounWords";
import { showIn } from "../list/listState";
import type { Counted, ListSource } from "../list/source";
import { CONTACT_TEXT, contactFieldText } from "./labels";

export const contactList: ListSource<Contact, Counted> = {
  name: "contacts",
  one: "contact",
  path: "/contacts",
  write: "customer_write",
  own: "contacts",
  views: { entity: "contacts", write: "lead_write", share: "lead_manage" },
  tabs: () => [{ id: "all", label: m.list_all, sort: [{ column: "name", descending: false }] }],
  groups: [
    { field: "customer", label: () => contactFieldText("customer"), value: (row) => row.customer_id, text: (row) => row.customer ?? m.deals_no_customer() },
    { field: "owner", label: () => contactFieldText("owner"), value: (row) => row.owner_id, text: (row) => row.owner ?? m.leads_no_owner() },
  ],
  rows: (ask) => pagedQuery("contacts.list", ask, 500),
  totals: (filter) =>
    query("contacts.totals", () => {
      const now = filter();
      return now && { filter: now };
    }),
  words: nounWords("contacts", CONTACT_TEXT),
  export: (what) => call("contacts.export", what),
  printed: { pages: (ask) => query("contacts.print", ask), pdf: (what) => call("contacts.print", what) },
};

/** Opens the list on the people at a customer, in a tab of its own. */
export const showContactsOf = ({ id, name }: { id: CustomerId; name: string }): void => showIn(contactList.name, contactList.path, { title: name, selection: { condition: { all: [{ field: "customer", is: "any_of", values: [id] }] } } });

/** Where a contact is shown: in its dialog over the list. */
export const contactPath = (id: number): string => `/contacts/${id}`;
