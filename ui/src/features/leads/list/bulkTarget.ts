/** Which leads a verb is meant for: those that are ticked, all that the filter finds, or the one under the cursor. Pure. */
import type { LeadId, LeadRow, Selection } from "../../../ipc";
import { leadName } from "../../../records/leads/labels";

export interface Target {
  leads: Selection;
  count: number;
  /** Some of their names, for the dialog. */
  names: string[];
}

const SHOWN = 5;

export interface Chosen {
  rows: readonly LeadRow[];
  selected: ReadonlySet<string | number>;
  /** All that the filter finds are chosen, loaded or not. */
  whole: boolean;
  /** What the filter asks. */
  selection: Selection;
  total: number;
  /** The row under the cursor. */
  at: LeadRow | undefined;
}

/** What is chosen; the row under the cursor when nothing is ticked; null when there is neither. */
export function targetOf({ rows, selected, whole, selection, total, at }: Chosen): Target | null {
  if (whole) return { leads: selection, count: total, names: rows.slice(0, SHOWN).map(leadName) };
  if (selected.size > 0) {
    const names = rows.filter((row) => selected.has(row.id)).slice(0, SHOWN).map(leadName);
    return { leads: { ids: [...selected] as LeadId[] }, count: selected.size, names };
  }
  return at ? { leads: { ids: [at.id] }, count: 1, names: [leadName(at)] } : null;
}

/** What somebody typed as a way to reach a person, as the field it belongs to. The core looks closer. */
export function contactField(text: string): "mobile" | "email" | "wechat" {
  const plain = text.normalize("NFKC").trim();
  if (plain.includes("@")) return "email";
  return /^\+?[\d\s()-]{7,}$/.test(plain) ? "mobile" : "wechat";
}

/** Rows pasted from a spreadsheet, each with a name and a contact, further cells as company. Lines without both are left out and counted. */
export function pasted(text: string): { rows: { name: string; contact: string; company?: string }[]; skipped: number } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.flatMap((line) => {
    const [name = "", contact = "", company = ""] = line.split("\t").map((cell) => cell.trim());
    return name && contact ? [{ name, contact, ...(company ? { company } : {}) }] : [];
  });
  return { rows, skipped: lines.length - rows.length };
}
