/** What the recycle bin says of records that came back. */
import type { Restored } from "../../ipc";
import { m } from "../../i18n.svelte";

/** What came back, with what came along. */
export function restoredText(came: Restored): string {
  const accounts = came.accounts ? m.bin_along_accounts({ count: came.accounts }) : "";
  const contacts = came.contacts ? m.bin_along_contacts({ count: came.contacts }) : "";
  const along = accounts && contacts ? m.bin_both({ accounts, contacts }) : accounts || contacts;
  return m.bin_restored({ count: came.restored }) + (along && m.bin_along({ what: along }));
}
