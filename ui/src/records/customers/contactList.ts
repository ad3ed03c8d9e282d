/** The list of contacts: its commands and tabs. */
import { m } from "../../i18n.svelte";
import { pagedQuery, query, type Contact } from "../../ipc";
import { showIn } from "../list/listState";
import type { Counted, ListSource } from "../list/source";

export const contactList: ListSource<Contact, Counted> = {
  name: "contacts",
  one: "contact",
  path: "/contacts",
  write: "customer_write",
  tabs: () => [{ id: "all", label: m.list_all }],
  rows: (ask) => pagedQuery("contacts.list", ask, 500),
  totals: (filter) =>
    query("contacts.totals", () => {
      const now = filter();
      return now && { filter: now };
    }),
};

/** Opens the list on the people at a customer, in a tab of its own. */
export const showContactsOf = (customer: { name: string }): void => showIn(contactList.name, contactList.path, { title: customer.name, selection: { text: customer.name } });

/** Where a contact is shown: in its dialog over the list. */
export const contactPath = (id: number): string => `/contacts/${id}`;
