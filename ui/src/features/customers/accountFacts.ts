/** The facts of a customer: what is shown at the left of its page, and how each is saved. */
import { count, moneyFull } from "../../format";
import { m } from "../../i18n.svelte";
import type { Account, AccountId, SaveAccount, User, UserId, Work } from "../../ipc";
import { href } from "../../shell/router.svelte";
import type { Fact } from "../../records/page/facts";
import { findAccounts } from "../../records/reference/referenceLists";

interface Around {
  currency: string;
  me: number;
  users: readonly User[];
  writable: boolean;
}

export function accountFacts(account: Account, { currency, me, users, writable }: Around): Fact[] {
  const save = (changed: Omit<SaveAccount, "id">): Work => (call) => call("accounts.save", { id: account.id, ...changed });
  const words = (name: "industry" | "region" | "website" | "phone", label: string): Fact => ({
    name,
    label,
    kind: "text",
    value: account[name],
    shown: account[name] ?? "",
    save: (value) => save({ [name]: value }),
  });
  const facts: Fact[] = [
    { name: "name", label: m.customers_name(), kind: "text", value: account.name, shown: account.name, save: (value) => save({ name: value ?? "" }) },
    words("industry", m.customers_industry()),
    words("region", m.customers_region()),
    {
      name: "owner",
      label: m.deals_owner(),
      kind: "pick",
      value: account.owner_id,
      text: account.owner ?? "",
      shown: account.owner ?? "",
      clearable: true,
      ...(account.owner ? { person: { name: account.owner, me: account.owner_id === me } } : {}),
      search: (text) => users.filter((user) => user.active && user.name.toLowerCase().includes(text.trim().toLowerCase())).map((user) => ({ value: user.id, label: user.name, ...(user.team ? { note: user.team } : {}) })),
      save: (value) => save({ owner_id: value as UserId | null }),
    },
    words("phone", m.customers_phone()),
    words("website", m.customers_website()),
    { name: "employees", label: m.customers_employees(), kind: "number", value: account.employees, min: 0, shown: account.employees === null ? "" : count(account.employees), save: (value) => save({ employees: value }) },
    { name: "revenue", label: m.customers_revenue(), kind: "money", value: account.revenue_minor, currency, shown: account.revenue_minor === null ? "" : moneyFull(account.revenue_minor, currency), save: (value) => save({ revenue_minor: value }) },
    { name: "founded", label: m.customers_founded(), kind: "number", value: account.founded_year, shown: account.founded_year === null ? "" : String(account.founded_year), save: (value) => save({ founded_year: value }) },
    {
      name: "parent",
      label: m.customers_parent(),
      kind: "pick",
      value: account.parent_id,
      text: account.parent ?? "",
      shown: account.parent ?? "",
      clearable: true,
      search: async (text) => (await findAccounts(text)).filter((one) => one.value !== account.id),
      save: (value) => save({ parent_id: value as AccountId | null }),
      ...(account.parent_id === null ? {} : { href: href(`/customers/${account.parent_id}`) }),
    },
    { name: "note", label: m.deals_note(), kind: "lines", value: account.note, shown: account.note ?? "", save: (value) => save({ note: value }) },
  ];
  return writable ? facts : facts.map((fact) => ({ ...fact, fixed: true }));
}
