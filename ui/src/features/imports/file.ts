/** Words about a file. */
import { decimal } from "../../format";
import { m } from "../../i18n.svelte";

/** Encodings offered besides the detected one. */
export const ENCODINGS = ["utf-8", "gb18030", "gbk", "big5", "utf-16le", "utf-16be", "shift_jis", "euc-kr", "windows-1252"];

const SIZES = ["B", "KB", "MB", "GB"];

/** "1.4 MB": powers of 1024, one decimal from MB on. */
export function bytesText(bytes: number): string {
  let size = bytes;
  let at = 0;
  while (size >= 1024 && at < SIZES.length - 1) {
    size /= 1024;
    at += 1;
  }
  return `${decimal(size, at >= 2 ? 1 : 0)} ${SIZES[at]}`;
}

export function delimiterName(mark: string): string {
  const names: Record<string, () => string> = { ",": m.import_comma, ";": m.import_semicolon, "\t": m.import_tab, "|": m.import_bar };
  return names[mark]?.() ?? mark;
}
