/** How a file to import is described: its number of rows, its encoding and what separates its columns. */
import { decimal } from "../../format";
import { m } from "../../i18n.svelte";
import type { Inspection } from "../../ipc";

/** Up to so many rows a first look counts them all. */
const READ_FOR_ESTIMATE = 5000;

/** "8,800 rows", with "about" where only the beginning was read. */
export function rowsText(found: Inspection): string {
  const text = decimal(found.rows_estimate, 0);
  return found.rows_estimate < READ_FOR_ESTIMATE ? m.import_rows({ count: found.rows_estimate, text }) : m.import_rows_about({ text });
}

/** Encodings offered besides the detected one. */
export const ENCODINGS = ["utf-8", "gb18030", "gbk", "big5", "utf-16le", "utf-16be", "shift_jis", "euc-kr", "windows-1252"];

export function delimiterName(mark: string): string {
  const names: Record<string, () => string> = { ",": m.import_comma, ";": m.import_semicolon, "\t": m.import_tab, "|": m.import_bar };
  return names[mark]?.() ?? mark;
}
