/** The kinds of record, said once: what one and several are called, their sign, and the page one is looked at. */
import Box from "@lucide/svelte/icons/package";
import Building from "@lucide/svelte/icons/building-2";
import File from "@lucide/svelte/icons/paperclip";
import Inbox from "@lucide/svelte/icons/inbox";
import MessageSquare from "@lucide/svelte/icons/message-square";
import User from "@lucide/svelte/icons/user-round";
import Users from "@lucide/svelte/icons/users-round";
import type { Component } from "svelte";
import { m } from "../i18n.svelte";
import type { RecordKind } from "../ipc";
import PipelineIcon from "../shell/PipelineIcon.svelte";
import { table } from "../table";

interface Kind {
  one: () => string;
  many: () => string;
  icon: Component<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- Lucide's own props
  /** The page one of them is looked at; null where they have none of their own. */
  path: (id: number) => string | null;
}

export const KINDS: Record<RecordKind, Kind> = table({
  leads: { one: m.kind_one_leads, many: m.kind_leads, icon: Inbox, path: (id) => `/leads/${id}` },
  contacts: { one: m.kind_one_contacts, many: m.kind_contacts, icon: User, path: (id) => `/contacts/${id}` },
  customers: { one: m.kind_one_customers, many: m.kind_customers, icon: Building, path: (id) => `/customers/${id}` },
  deals: { one: m.kind_one_deals, many: m.kind_deals, icon: PipelineIcon, path: (id) => `/deals/${id}` },
  activities: { one: m.kind_one_activities, many: m.kind_activities, icon: MessageSquare, path: () => null },
  products: { one: m.kind_one_products, many: m.kind_products, icon: Box, path: () => null },
  people: { one: m.kind_one_people, many: m.kind_people, icon: Users, path: () => null },
  attachments: { one: m.kind_one_attachments, many: m.kind_attachments, icon: File, path: () => null },
});

export const oneText = (kind: RecordKind): string => KINDS[kind].one();
export const pathOf = (kind: RecordKind, id: number): string | null => KINDS[kind].path(id);
export const manyText = (kind: RecordKind): string => KINDS[kind].many();
