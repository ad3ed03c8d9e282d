/** The timeline of a record: its filters, and what an entry says. Pure but for the language. */
import Calendar from "@lucide/svelte/icons/calendar";
import Coins from "@lucide/svelte/icons/coins";
import FileText from "@lucide/svelte/icons/file-text";
import MessagesSquare from "@lucide/svelte/icons/messages-square";
import ListTodo from "@lucide/svelte/icons/list-todo";
import Mail from "@lucide/svelte/icons/mail";
import Pencil from "@lucide/svelte/icons/arrow-right-left";
import Phone from "@lucide/svelte/icons/phone";
import Plus from "@lucide/svelte/icons/plus";
import Reopen from "@lucide/svelte/icons/rotate-ccw";
import Lost from "@lucide/svelte/icons/ban";
import Users from "@lucide/svelte/icons/users";
import Won from "@lucide/svelte/icons/trophy";
import type { Component } from "svelte";
import { day, moneyFull, NOTHING, percentBp } from "../../format";
import { m } from "../../i18n.svelte";
import type { TimelineItem, TimelineKind } from "../../ipc";
import PipelineIcon from "../../shell/PipelineIcon.svelte";
import { categoryText } from "../deals/labels";
import { kindText } from "./labels";
import { table } from "../../table";

type Drawing = Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props

export const ICONS: Record<TimelineKind, Drawing> = table({
  note: FileText,
  call: Phone,
  meeting: Users,
  mail: Mail,
  chat: MessagesSquare,
  task: ListTodo,
  created: Plus,
  stage: PipelineIcon,
  amount: Coins,
  close: Calendar,
  won: Won,
  lost: Lost,
  reopened: Reopen,
  field: Pencil,
});

export const FILTERS = ["all", "activities", "notes", "stages", "fields"] as const;
export type TimelineFilter = (typeof FILTERS)[number];

const GROUP: Record<TimelineKind, Exclude<TimelineFilter, "all">> = table({
  note: "notes",
  call: "activities",
  meeting: "activities",
  mail: "activities",
  chat: "activities",
  task: "activities",
  created: "stages",
  stage: "stages",
  won: "stages",
  lost: "stages",
  reopened: "stages",
  amount: "fields",
  close: "fields",
  field: "fields",
});

export const passesFilter = (filter: TimelineFilter, kind: TimelineKind): boolean => filter === "all" || GROUP[kind] === filter;

/** Something to be done, not yet ticked. */
export const isPlanned = (item: TimelineItem): boolean => item.activity_id !== null && item.kind !== "note" && item.kind !== "chat" && item.done_at === null;

/** The ring of an entry: red late, accent a step of the deal, green won. */
export function toneOf(item: TimelineItem, today: string): "r" | "b" | "g" | "" {
  if (isPlanned(item)) return item.due_on !== null && item.due_on < today ? "r" : "";
  if (item.kind === "won") return "g";
  if (item.kind === "lost") return "r";
  return GROUP[item.kind] === "stages" || GROUP[item.kind] === "fields" ? "b" : "";
}

/** An entry that is no activity and no version of a deal brings its own words; `href` leads to the record it names. */
export interface Entry extends TimelineItem {
  said?: EntryText;
  href?: string;
}

/** Entries from elsewhere put among those of the core: pinned first, then planned, then newest first. While older ones can still be fetched, nothing older than the last fetched is shown. */
export function mergeEntries(items: readonly TimelineItem[], others: readonly Entry[], whole: boolean): Entry[] {
  const last = items.at(-1);
  const end = whole || !last || last.pinned || isPlanned(last) ? -Infinity : last.at;
  const pinned = items.filter((item) => item.pinned);
  const planned = items.filter((item) => !item.pinned && isPlanned(item));
  const past = [...items.filter((item) => !item.pinned && !isPlanned(item)), ...others.filter((one) => one.at >= end)];
  return [...pinned, ...planned, ...past.sort((a, b) => b.at - a.at)];
}

export interface EntryText {
  /** What it is, in one word. */
  head: string;
  /** Values of a change, in words. */
  from?: string;
  to?: string;
  /** What was written. */
  text?: string;
}

/** An entry in words. `currency` is that of the amounts. */
export function entryText(item: Entry, currency: string, today: string): EntryText {
  if (item.said) return item.said;
  const money = (minor: string | null) => (minor === null ? NOTHING : moneyFull(Number(minor), currency));
  const date = (value: string | null) => day(value, today);
  switch (item.kind) {
    case "created":
      return { head: m.deals_event_created(), ...(item.to ? { to: item.to } : {}) };
    case "stage":
      return { head: m.deals_stage(), from: item.from ?? NOTHING, to: item.to ?? NOTHING };
    case "amount":
      return { head: m.deals_amount(), from: money(item.from), to: money(item.to) };
    case "close":
      return { head: m.deals_close_on(), from: date(item.from), to: date(item.to) };
    case "won":
      return { head: m.deals_won(), ...(item.to ? { to: money(item.to) } : {}) };
    case "lost":
      return { head: m.deals_lost(), ...(item.to ? { text: item.to } : {}) };
    case "reopened":
      return { head: m.deals_reopened(), ...(item.to ? { to: item.to } : {}) };
    case "field": {
      const [head, write]: [string, (value: string | null) => string] =
        item.field === "owner"
          ? [m.deals_owner(), (value) => value ?? NOTHING]
          : item.field === "category"
            ? [m.deals_category(), (value) => categoryText(value)]
            : item.field === "probability"
              ? [m.deals_probability(), (value) => (value === null ? NOTHING : percentBp(Number(value)))]
              : [item.field ?? "", (value) => value ?? NOTHING];
      return { head, from: write(item.from), to: write(item.to) };
    }
    default:
      return { head: kindText(item.kind), text: item.text };
  }
}
