/** Labels of the parts of the recycle bin. */
import type { BinKind } from "../../ipc";
import { m } from "../../i18n.svelte";

export const KINDS: readonly BinKind[] = ["leads", "deals", "customers", "contacts", "files"];

export const kindLabel = (kind: BinKind): string => ({ leads: m.bin_leads, deals: m.bin_deals, customers: m.bin_customers, contacts: m.bin_contacts, files: m.bin_files })[kind]();

/** What belongs in that part of the bin, and what comes back with it. */
export const kindText = (kind: BinKind): string => ({ leads: m.bin_about_leads, deals: m.bin_about_deals, customers: m.bin_about_customers, contacts: m.bin_about_contacts, files: m.bin_about_files })[kind]();
