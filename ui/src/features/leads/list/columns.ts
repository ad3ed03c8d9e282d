/** The columns of the list of leads. Keys are what the core sorts and asks by. */
import { count, day, dayOf, money, NOTHING, relativeDay } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { LeadRow } from "../../../ipc";
import type { Column } from "../../../kit";
import { leadName, doorText, mobileText, quarantineText, stateText } from "../../../records/leads/labels";
import { fieldText } from "../../../records/leads/leadWords";

/** What they need to know of the workspace and the tab. */
export interface ColumnsFor {
  currency: string;
  today: string;
  zone: string;
  /** The tab apart, or "". */
  place: string;
}

type Text = (row: LeadRow) => string;

/** The day of the next step. */
export const nextText = (row: LeadRow, today: string): string => (row.next_activity ? relativeDay(row.next_activity.due_on, today) : m.leads_unplanned());

/** With the defaults that fit the tab: the reason for what is kept apart. */
export function leadColumns({ currency, today, zone, place }: ColumnsFor): Column<LeadRow>[] {
  const at = (ms: number | null) => (ms === null ? NOTHING : relativeDay(dayOf(ms, zone), today));
  const plain =
    (key: "title" | "phone" | "email" | "wechat" | "qq" | "province" | "city" | "industry" | "source" | "acquisition" | "channel" | "campaign" | "need"): Text =>
    (row) =>
      row[key] ?? NOTHING;
  const apart = place === "kept";
  const column = (key: string, text: Text, width: number, more: Partial<Column<LeadRow>> = {}): Column<LeadRow> => ({ key, label: fieldText(key), text, width, ...more });
  const sorts = { sortable: true };
  return [
    column("name", leadName, 108, { ...sorts, fixed: true, grows: 1, phone: "title" }),
    column("company", (row) => row.company ?? NOTHING, 120, { ...sorts, grows: 2, phone: apart ? "end" : "sub" }),
    column("quarantine", (row) => quarantineText(row.quarantine), 200, { hidden: !apart, ...(apart ? { phone: "sub" as const } : {}) }),
    column("quarantine_value", (row) => row.quarantine_value ?? NOTHING, 150, { hidden: !apart }),
    column("state", (row) => stateText(row.state), 94, { ...sorts, hidden: apart, ...(apart ? {} : { phone: "end" as const }) }),
    column("source", plain("source"), 104, { ...sorts, grows: 1 }),
    column("owner", (row) => row.owner ?? NOTHING, 104, { ...sorts, grows: 1, hidden: apart }),
    column("mobile", (row) => (row.mobile ? mobileText(row.mobile) : NOTHING), 120, { ...sorts, hidden: true }),
    column("followed_at", (row) => at(row.followed_at), 104, { ...sorts, num: true, hidden: apart }),
    column("next_due_on", (row) => nextText(row, today), 76, { ...sorts, num: true, hidden: apart }),
    column("created_at", (row) => day(dayOf(row.created_at, zone), today), 92, { ...sorts, num: true, hidden: !apart, phone: "sub-end" }),
    column("updated_at", (row) => at(row.updated_at), 88, { ...sorts, num: true, hidden: true }),
    column("tags", (row) => row.tags.join(", ") || NOTHING, 140, { hidden: true }),
    column("title", plain("title"), 110, { ...sorts, hidden: true }),
    column("phone", plain("phone"), 120, { hidden: true }),
    column("email", plain("email"), 170, { ...sorts, hidden: true }),
    column("wechat", plain("wechat"), 120, { hidden: true }),
    column("qq", plain("qq"), 100, { hidden: true }),
    column("province", plain("province"), 80, { ...sorts, hidden: true }),
    column("city", plain("city"), 80, { ...sorts, hidden: true }),
    column("industry", plain("industry"), 110, { ...sorts, hidden: true }),
    column("employees", (row) => count(row.employees), 80, { ...sorts, num: true, hidden: true }),
    column("budget", (row) => money(row.budget_minor, currency), 96, { ...sorts, num: true, hidden: true }),
    column("bant", (row) => `${row.bant.yes}/4`, 64, { num: true, hidden: true }),
    column("acquisition", plain("acquisition"), 100, { hidden: true }),
    column("channel", plain("channel"), 100, { ...sorts, hidden: true }),
    column("campaign", plain("campaign"), 110, { ...sorts, hidden: true }),
    column("need", plain("need"), 180, { hidden: true }),
    column("door", (row) => doorText(row.door), 90, { hidden: true }),
    column("code", (row) => row.code, 110, { hidden: true }),
  ];
}
