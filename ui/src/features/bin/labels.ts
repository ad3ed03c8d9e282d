/** Labels of the parts of the recycle bin. */
import type { BinKind } from "../../ipc";
import { m } from "../../i18n.svelte";

export const KINDS: readonly BinKind[] = ["leads", "deals", "accounts", "contacts", "files"];

export const kindLabel = (kind: BinKind): string => ({ leads: m.bin_leads, deals: m.bin_deals, accounts: m.bin_accounts, contacts: m.bin_contacts, files: m.bin_files })[kind]();

/** What belongs in that part of the bin, and what comes back with it. */
export const kindText = (kind: BinKind): string => ({ leads: m.bin_about_leads, deals: m.bin_about_deals, accounts: m.bin_about_accounts, contacts: m.bin_about_contacts, files: m.bin_about_files })[kind]();
