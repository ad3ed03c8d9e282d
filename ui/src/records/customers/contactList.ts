/** The list of contacts: its commands and tabs. */
import { m } from "../../i18n.svelte";
import { pagedQuery, type Contact } from "../../ipc";
import { showIn } from "../list/listState";
import type { Counted, ListSource } from "../list/source";

export const contactList: ListSource<Contact, Counted> = {
  name: "contacts",
  one: "contact",
  path: "/contacts",
  write: "customer_write",
  tabs: () => [{ id: "all", label: m.list_all }],
  known: (info) => info.counts.contacts,
  // The switch to conditions is here: `pagedQuery("contacts.list", ask, 500)`, then `totals`, `words` from `contacts.fields`, groups, and tabs for one's own and nobody's.
  rows: (ask) =>
    pagedQuery("contacts.list", () => {
      const now = ask();
      return now && (now.filter.text ? { text: now.filter.text } : {});
    }),
};

/** Opens the list on the people at a customer, in a tab of its own. */
export const showContactsOf = (customer: { name: string }): void => showIn(contactList.name, contactList.path, { title: customer.name, selection: { text: customer.name } });

/** Where a contact is shown: in its dialog over the list. */
export const contactPath = (id: number): string => `/contacts/${id}`;
