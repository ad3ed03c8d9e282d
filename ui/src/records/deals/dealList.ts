/** The list of deals: its commands, tabs and groups. */
import { m } from "../../i18n.svelte";
import { pagedQuery, query, type DealRow, type DealTotals, type Value } from "../../ipc";
import type { Option } from "../conditions/labels";
import type { ListSource, Tab } from "../list/source";
import { everyone, pipelines, products } from "../reference/referenceLists";
import { DEAL_FIELDS } from "./dealQuestion";
import { dealTrail } from "./dealTrail";
import { categoryText, fieldText, statusText } from "./labels";

const closed = [{ column: "closed_on", descending: true }];
const state = (status: "open" | "won" | "lost", label: () => string, sort: NonNullable<Tab["sort"]>): Tab => ({ id: status, label, sort, condition: { all: [{ field: "status", is: "any_of", values: [status] }] } });

/** The name of a field of the condition language or of a column. */
export const dealFieldText = (name: string): string => fieldText(({ customer: "customer_id", product: "product_id", owner: "owner_id", pipeline: "pipeline_id", stage: "stage_id", amount: "amount_minor" })[name] ?? name);

export const dealList: ListSource<DealRow, DealTotals> = {
  name: "deals",
  one: "deal",
  path: "/deals",
  write: "deal_write",
  trail: dealTrail,
  tabs: () => [
    state("open", m.deals_open, [{ column: "close_on", descending: false }]),
    state("won", m.deals_won, closed),
    state("lost", m.deals_lost, closed),
    { id: "all", label: m.deals_all, sort: [{ column: "created_on", descending: true }] },
  ],
  groups: [
    { field: "owner", label: () => dealFieldText("owner"), value: (row) => row.owner_id, text: (row) => row.owner },
    { field: "category", label: () => dealFieldText("category"), value: (row) => row.category, text: (row) => categoryText(row.category) },
    { field: "status", label: () => dealFieldText("status"), value: (row) => row.status, text: (row) => statusText(row.status) },
    { field: "customer", label: () => dealFieldText("customer"), value: (row) => row.customer_id, text: (row) => row.customer ?? m.deals_no_customer() },
  ],
  rows: (ask) => pagedQuery("deals.list", ask, 500),
  totals: (filter) =>
    query("deals.totals", () => {
      const now = filter();
      return now && { filter: now };
    }),
  words: (needed, around) => {
    const fields = query("deals.fields", () => (needed() ? {} : null));
    const when = (name: string) => () => (needed(name) ? {} : null);
    const people = everyone(when("owner"));
    const goods = products(when("product"));
    const lines = pipelines(() => (needed("stage") || needed("reached_stage") || needed("pipeline") ? {} : null));
    const customers = query("customers.list", () => (needed("customer") ? { limit: 500 } : null));
    const stages = (): Option[] => {
      const all = (lines.data ?? []).filter((line) => !line.archived);
      return all.flatMap((line) => line.stages.map((stage) => ({ value: stage.id as Value, label: all.length > 1 ? `${line.name} · ${stage.name}` : stage.name })));
    };
    const named = (rows: readonly { id: number; name: string }[] | undefined): Option[] => (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return () => ({
      fields: DEAL_FIELDS.flatMap((name) => (fields.data ?? []).filter((field) => field.name === name)),
      fieldText: dealFieldText,
      options: ({ name, choices }) => {
        if (name === "owner") return named(people.data);
        if (name === "product") return named(goods.data);
        if (name === "pipeline") return named(lines.data);
        if (name === "customer") return named(customers.data?.rows);
        if (name === "stage" || name === "reached_stage") return stages();
        return choices.map((value) => ({ value, label: name === "status" ? statusText(value) : categoryText(value) }));
      },
      currency: around().currency,
      today: around().today,
    });
  },
};
