/** What somebody types or pastes into the new row. Pure. */

/** What somebody typed as a way to reach a person, as the field it belongs to. The core looks closer. */
export function contactField(text: string): "mobile" | "email" | "wechat" {
  const plain = text.normalize("NFKC").trim();
  if (plain.includes("@")) return "email";
  return /^\+?[\d\s()-]{7,}$/.test(plain) ? "mobile" : "wechat";
}

/** Rows pasted from a spreadsheet, each with a name and a contact, further cells as company. Lines without both are left out and counted. */
export function pasted(text: string): { rows: string[][]; skipped: number } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.flatMap((line) => {
    const [name = "", contact = "", company = ""] = line.split("\t").map((cell) => cell.trim());
    return name && contact ? [[name, contact, company]] : [];
  });
  return { rows, skipped: lines.length - rows.length };
}
