/** The columns of the deal list. Keys are what the core sorts by. */
import { day, money, moneyFull, NOTHING, percentBp, relativeDay } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { Call, DealRow } from "../../../ipc";
import type { Column } from "../../../kit";
import { href } from "../../../shell/router.svelte";
import { categoryText, statusText } from "../../../records/deals/labels";

export const closeText = (row: DealRow, today: string): string => day(row.close_on, today);

/** A deal of a name, perhaps with a customer: one that is there by that name, else a new one. */
export async function makeDeal(call: Call, [name = "", customer = ""]: readonly string[]) {
  const deal = await call("deals.create", { name, ...(customer ? { customer_name: customer } : {}) });
  return { text: m.deals_created({ name: deal.name }), href: href(`/deals/${deal.id}`) };
}

/** With the defaults that fit the state: closing days for closed deals, plans for open ones. */
export function dealColumns(with_: { currency: string; today: string; status: "open" | "won" | "lost" | "all" }): Column<DealRow>[] {
  const open = with_.status === "open";
  const at = (value: string | null) => day(value, with_.today);
  return [
    { key: "name", label: m.deals_name(), text: (row) => row.name, sortable: true, fixed: true, width: 206, phone: "title" },
    { key: "code", label: m.deals_code(), text: (row) => row.code, sortable: true, width: 92, hidden: true },
    { key: "customer", label: m.deals_customer(), text: (row) => row.customer ?? NOTHING, sortable: true, width: 140, phone: "sub" },
    { key: "stage", label: m.deals_stage(), text: (row) => row.stage, sortable: true, width: 92, hidden: !open },
    { key: "status", label: m.deals_status(), text: (row) => statusText(row.status), sortable: true, width: 84, hidden: open },
    { key: "amount", label: m.deals_amount(), text: (row) => (row.currency === with_.currency ? money(row.amount_minor, row.currency) : moneyFull(row.base_minor, with_.currency)), num: true, sortable: true, width: 92, phone: "end" },
    { key: "weighted", label: m.deals_weighted(), text: (row) => money(row.weighted_minor, with_.currency), num: true, width: 84, hidden: !open },
    { key: "probability", label: m.deals_probability(), text: (row) => percentBp(row.probability_bp), num: true, sortable: true, width: 76, hidden: true },
    { key: "category", label: m.deals_category(), text: (row) => categoryText(row.category), sortable: true, width: 84, hidden: true },
    { key: "close_on", label: m.deals_close_on(), text: (row) => at(row.close_on), num: true, sortable: true, width: 126, hidden: !open, ...(open ? { phone: "sub-end" as const } : {}) },
    { key: "closed_on", label: m.deals_closed_on(), text: (row) => at(row.closed_on), num: true, sortable: true, width: 126, hidden: open, ...(open ? {} : { phone: "sub-end" as const }) },
    { key: "next_activity", label: m.deals_next(), text: (row) => (row.next_activity ? relativeDay(row.next_activity.due_on, with_.today) : m.deals_unplanned()), sortable: true, width: 110, hidden: !open },
    { key: "idle", label: m.deals_idle(), text: (row) => (row.idle_days === null ? NOTHING : m.deals_days({ count: row.idle_days })), num: true, sortable: true, width: 72, hidden: !open },
    { key: "owner", label: m.deals_owner(), text: (row) => row.owner, sortable: true, width: 104 },
    { key: "product", label: m.deals_product(), text: (row) => row.product ?? NOTHING, sortable: true, width: 140, hidden: true },
    { key: "created_on", label: m.deals_created_on(), text: (row) => at(row.created_on), num: true, sortable: true, width: 126, hidden: true },
    { key: "lost_reason", label: m.deals_lost_reason(), text: (row) => row.lost_reason ?? NOTHING, width: 140, hidden: with_.status !== "lost" },
  ];
}
