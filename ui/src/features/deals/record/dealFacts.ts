/** The facts of a deal: what is shown at the left of its page, and which command each change becomes. */
import { day, decimal, moneyFull, percentBp } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { CustomerId, Day, Deal, EditDeal, Product, ProductId, Person, PersonId, Work } from "../../../ipc";
import { href } from "../../../shell/router.svelte";
import type { Own } from "../../../records/customFields/customFields";
import type { Fact, Price } from "../../../records/page/facts";
import { ownFacts } from "../../../records/page/ownFacts";
import { findCustomers } from "../../../records/reference/referenceLists";
import { CATEGORIES, categoryText } from "../../../records/deals/labels";

interface Around {
  ws: { today: string; currency: string; info: { person: { id: number } } };
  people: readonly Person[];
  products: readonly Product[];
  writable: boolean;
  createCustomer: (name: string) => Work;
  own: Own;
}

export function dealFacts(deal: Deal, { ws, people, products, writable, createCustomer, own }: Around): Fact[] {
  const edit = (changed: Omit<EditDeal, "id">): Work => (call) => call("deals.edit", { id: deal.id, ...changed });
  const open = deal.status === "open";
  const matching = (text: string, label: string) => label.toLowerCase().includes(text.trim().toLowerCase());
  const owners = [...people.filter((person) => person.active || person.id === deal.owner_id)];
  const facts: Fact[] = [
    { name: "name", label: m.deals_name(), kind: "text", value: deal.name, shown: deal.name, save: (value) => edit({ name: value ?? "" }) },
    {
      name: "customer",
      label: m.deals_customer(),
      kind: "pick",
      value: deal.customer_id,
      text: deal.customer ?? "",
      shown: deal.customer ?? "",
      clearable: true,
      search: findCustomers,
      create: createCustomer,
      save: (value) => edit({ customer_id: value as CustomerId | null }),
      ...(deal.customer_id === null ? {} : { href: href(`/customers/${deal.customer_id}`) }),
    },
    {
      name: "amount",
      label: m.deals_amount(),
      kind: "money",
      value: deal.amount_minor,
      currency: deal.currency,
      shown: deal.amount_minor === null ? "" : moneyFull(deal.amount_minor, deal.currency),
      ...(deal.currency !== ws.currency && deal.base_minor !== null ? { title: moneyFull(deal.base_minor, ws.currency) } : {}),
      save: (value) => edit({ amount_minor: value }),
    },
    {
      name: "currency",
      label: m.deals_currency(),
      kind: "currency",
      value: { currency: deal.currency, rate_micro: deal.rate_micro },
      base: ws.currency,
      shown: deal.rate_micro === null ? deal.currency : `${deal.currency} × ${decimal(deal.rate_micro / 1_000_000, 6).replace(/0+$/, "").replace(/\.$/, "")}`,
      save: (price: Price) => edit({ currency: price.currency, ...(price.rate_micro !== null ? { rate_micro: price.rate_micro } : {}) }),
    },
    {
      name: "close_on",
      label: open ? m.deals_close_on() : m.deals_was_expected(),
      kind: "day",
      value: deal.close_on,
      shown: deal.close_on ? day(deal.close_on, ws.today) : "",
      ...(deal.overdue ? { tone: "red" as const } : {}),
      save: (value) => edit({ close_on: value as Day | null }),
    },
    {
      name: "owner",
      label: m.deals_owner(),
      kind: "choice",
      value: deal.owner_id,
      shown: deal.owner,
      person: { name: deal.owner, me: deal.owner_id === ws.info.person.id },
      options: owners.map((person) => ({ value: person.id, label: person.name })),
      save: (value) => edit({ owner_id: value as PersonId }),
    },
    {
      name: "product",
      label: m.deals_product(),
      kind: "pick",
      value: deal.product_id,
      text: deal.product ?? "",
      shown: deal.product ?? "",
      clearable: true,
      search: (text) => products.filter((one) => (one.active || one.id === deal.product_id) && matching(text, `${one.name} ${one.code ?? ""}`)).map((one) => ({ value: one.id, label: one.name, ...(one.code ? { note: one.code } : {}) })),
      save: (value) => edit({ product_id: value as ProductId | null }),
    },
    {
      name: "probability",
      label: m.deals_probability(),
      kind: "number",
      value: deal.probability_bp / 100,
      unit: "%",
      min: 0,
      max: 100,
      decimals: 2,
      shown: percentBp(deal.probability_bp),
      save: (value) => edit({ probability_bp: Math.round((value ?? 0) * 100) }),
    },
    { name: "category", label: m.deals_category(), kind: "choice", value: deal.category, shown: categoryText(deal.category), options: CATEGORIES.map((value) => ({ value, label: categoryText(value) })), save: (value) => edit({ category: String(value) }) },
    ...(open ? [] : [{ name: "closed_on", label: m.deals_closed_on(), kind: "fixed" as const, shown: day(deal.closed_on, ws.today) }]),
    ...(deal.status === "lost"
      ? [
          { name: "lost_reason", label: m.deals_lost_reason(), kind: "fixed" as const, shown: deal.lost_reason ?? "", title: deal.lost_reason ?? undefined },
          { name: "competitor", label: m.deals_competitor(), kind: "fixed" as const, shown: deal.competitor ?? "", title: deal.competitor ?? undefined },
        ]
      : []),
    ...ownFacts(own, deal.custom, (custom) => edit({ custom })),
    { name: "created_on", label: m.deals_created_on(), kind: "fixed", shown: day(deal.created_on, ws.today) },
    { name: "code", label: m.deals_code(), kind: "fixed", shown: deal.code },
    { name: "note", label: m.deals_note(), kind: "lines", value: deal.note, shown: deal.note ?? "", save: (value) => edit({ note: value }) },
  ];
  return writable ? facts : facts.map((fact) => ({ ...fact, fixed: true }));
}

