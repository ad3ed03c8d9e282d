/** Labels of the parts of the recycle bin. */
import type { RecordKind } from "../../ipc";
import { m } from "../../i18n.svelte";
import { table } from "../../table";

export const KINDS: readonly RecordKind[] = ["leads", "deals", "customers", "contacts", "attachments"];

const ABOUT: Partial<Record<RecordKind, () => string>> = table({ leads: m.bin_about_leads, deals: m.bin_about_deals, customers: m.bin_about_customers, contacts: m.bin_about_contacts, attachments: m.bin_about_files });

/** What belongs in that part of the bin, and what comes back with it. */
export const kindText = (kind: RecordKind): string => ABOUT[kind]?.() ?? "";
