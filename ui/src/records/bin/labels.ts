/** What the recycle bin says of records that came back. */
import type { Restored } from "../../ipc";
import { m } from "../../i18n.svelte";

/** What came back, with what came along. */
export function restoredText(came: Restored): string {
  const customers = came.customers ? m.bin_along_customers({ count: came.customers }) : "";
  const contacts = came.contacts ? m.bin_along_contacts({ count: came.contacts }) : "";
  const along = customers && contacts ? m.bin_both({ customers, contacts }) : customers || contacts;
  return m.bin_restored({ count: came.restored }) + (along && m.bin_along({ what: along }));
}
