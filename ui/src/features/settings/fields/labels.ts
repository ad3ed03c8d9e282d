/** What kinds, records and switches are called. */
import AlignLeft from "@lucide/svelte/icons/text-align-start";
import Banknote from "@lucide/svelte/icons/banknote";
import Calendar from "@lucide/svelte/icons/calendar";
import CircleDot from "@lucide/svelte/icons/circle-dot";
import Hash from "@lucide/svelte/icons/hash";
import Link from "@lucide/svelte/icons/link";
import ListChecks from "@lucide/svelte/icons/list-checks";
import Toggle from "@lucide/svelte/icons/toggle-left";
import Type from "@lucide/svelte/icons/type";
import User from "@lucide/svelte/icons/user";
import type { Component } from "svelte";
import { m } from "../../../i18n.svelte";
import type { CustomKind } from "../../../ipc";
import type { Entity, Switch } from "./fields";

export const kindText: Record<CustomKind, () => string> = {
  text: m.settings_fields_kind_text,
  long_text: m.settings_fields_kind_long_text,
  number: m.settings_fields_kind_number,
  money: m.settings_fields_kind_money,
  day: m.settings_fields_kind_day,
  yes_no: m.settings_fields_kind_yes_no,
  choice: m.settings_fields_kind_choice,
  choices: m.settings_fields_kind_choices,
  person: m.settings_fields_kind_person,
  link: m.settings_fields_kind_link,
};
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Lucide's own props
export const kindIcon: Record<CustomKind, Component<any>> = { text: Type, long_text: AlignLeft, number: Hash, money: Banknote, day: Calendar, yes_no: Toggle, choice: CircleDot, choices: ListChecks, person: User, link: Link };

export const switchText: Record<Switch, () => string> = { required: m.settings_fields_required, listed: m.settings_fields_listed, printed: m.settings_fields_printed };
/** What is said when a switch was turned on, and off. */
export const switchSaid: Record<Switch, [on: (inputs: { name: string }) => string, off: (inputs: { name: string }) => string]> = {
  required: [m.settings_fields_required_on, m.settings_fields_required_off],
  listed: [m.settings_fields_listed_on, m.settings_fields_listed_off],
  printed: [m.settings_fields_printed_on, m.settings_fields_printed_off],
};

/** Names to begin with; the kind is guessed from them like from any other. */
export const suggestions: Record<Entity, (() => string)[]> = {
  leads: [m.settings_fields_try_leads_1, m.settings_fields_try_leads_2, m.settings_fields_try_leads_3],
  customers: [m.settings_fields_try_customers_1, m.settings_fields_try_customers_2, m.settings_fields_try_customers_3],
  contacts: [m.settings_fields_try_contacts_1, m.settings_fields_try_contacts_2, m.settings_fields_try_contacts_3],
  deals: [m.settings_fields_try_deals_1, m.settings_fields_try_deals_2, m.settings_fields_try_deals_3],
};
