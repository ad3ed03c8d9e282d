/** What a hand-over is made of, and what it did, in words. */
import { listed } from "../../format";
import { m } from "../../i18n.svelte";
import type { HandedOver, HeldKind } from "../../ipc";

/** The kinds of records that can be handed over, in the order of the dialog. */
export const heldKinds = (): { kind: HeldKind; label: string }[] => [
  { kind: "leads", label: m.settings_held_leads() },
  { kind: "deals", label: m.settings_held_deals() },
  { kind: "customers", label: m.settings_held_customers() },
  { kind: "contacts", label: m.settings_held_contacts() },
  { kind: "tasks", label: m.settings_held_tasks() },
  { kind: "registrations", label: m.settings_held_registrations() },
];

/** One sentence: how much went to whom. */
export function handedText(name: string, given: HandedOver): string {
  const { leads, deals, closed_deals, customers, contacts, tasks, registrations } = given.total;
  const count = leads + deals + closed_deals + customers + contacts + tasks + registrations;
  return m.settings_handed_over({ count, name, to: listed(given.to.map((one) => one.name)) });
}
