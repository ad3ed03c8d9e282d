/** The facts of a customer: what is shown at the left of its page, and how each is saved. */
import { count, moneyFull } from "../../format";
import { m } from "../../i18n.svelte";
import type { Customer, CustomerId, SaveCustomer, Person, PersonId, Work } from "../../ipc";
import { href } from "../../shell/router.svelte";
import type { Own } from "../../records/customFields/customFields";
import type { Fact } from "../../records/page/facts";
import { ownFacts } from "../../records/page/ownFacts";
import { findCustomers } from "../../records/reference/referenceLists";

interface Around {
  currency: string;
  me: number;
  people: readonly Person[];
  writable: boolean;
  own: Own;
}

export function customerFacts(customer: Customer, { currency, me, people, writable, own }: Around): Fact[] {
  const save = (changed: Omit<SaveCustomer, "id">): Work => (call) => call("customers.save", { id: customer.id, ...changed });
  const words = (name: "industry" | "region" | "website" | "phone", label: string): Fact => ({
    name,
    label,
    kind: "text",
    value: customer[name],
    shown: customer[name] ?? "",
    save: (value) => save({ [name]: value }),
  });
  const facts: Fact[] = [
    { name: "name", label: m.customers_name(), kind: "text", value: customer.name, shown: customer.name, save: (value) => save({ name: value ?? "" }) },
    words("industry", m.customers_industry()),
    words("region", m.customers_region()),
    {
      name: "owner",
      label: m.deals_owner(),
      kind: "pick",
      value: customer.owner_id,
      text: customer.owner ?? "",
      shown: customer.owner ?? "",
      clearable: true,
      ...(customer.owner ? { person: { name: customer.owner, me: customer.owner_id === me } } : {}),
      search: (text) => people.filter((person) => person.active && person.name.toLowerCase().includes(text.trim().toLowerCase())).map((person) => ({ value: person.id, label: person.name, ...(person.team ? { note: person.team } : {}) })),
      save: (value) => save({ owner_id: value as PersonId | null }),
    },
    words("phone", m.customers_phone()),
    words("website", m.customers_website()),
    { name: "employees", label: m.customers_employees(), kind: "number", value: customer.employees, min: 0, shown: customer.employees === null ? "" : count(customer.employees), save: (value) => save({ employees: value }) },
    { name: "revenue", label: m.customers_revenue(), kind: "money", value: customer.revenue_minor, currency, shown: customer.revenue_minor === null ? "" : moneyFull(customer.revenue_minor, currency), save: (value) => save({ revenue_minor: value }) },
    { name: "founded", label: m.customers_founded(), kind: "number", value: customer.founded_year, shown: customer.founded_year === null ? "" : String(customer.founded_year), save: (value) => save({ founded_year: value }) },
    {
      name: "parent",
      label: m.customers_parent(),
      kind: "pick",
      value: customer.parent_id,
      text: customer.parent ?? "",
      shown: customer.parent ?? "",
      clearable: true,
      search: async (text) => (await findCustomers(text)).filter((one) => one.value !== customer.id),
      save: (value) => save({ parent_id: value as CustomerId | null }),
      ...(customer.parent_id === null ? {} : { href: href(`/customers/${customer.parent_id}`) }),
    },
    ...ownFacts(own, customer.custom, (custom) => save({ custom })),
    { name: "note", label: m.deals_note(), kind: "lines", value: customer.note, shown: customer.note ?? "", save: (value) => save({ note: value }) },
  ];
  return writable ? facts : facts.map((fact) => ({ ...fact, fixed: true }));
}
