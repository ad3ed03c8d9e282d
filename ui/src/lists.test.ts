/** The four lists beside the core: what they show is exported, sorted and asked by names the core knows, and whatever can be asked is said in words. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contactColumns } from "./features/contacts/contacts";
import { customerColumns } from "./features/customers/customers";
import { dealColumns } from "./features/deals/list/columns";
import { leadColumns } from "./features/leads/list/columns";
import { locale } from "./i18n.svelte";
import type { NounText } from "./records/conditions/nounWords";
import { contactList } from "./records/customers/contactList";
import { customerList } from "./records/customers/customerList";
import { CONTACT_TEXT, CUSTOMER_TEXT } from "./records/customers/labels";
import { dealList } from "./records/deals/dealList";
import { DEAL_TEXT } from "./records/deals/dealWords";
import { leadList } from "./records/leads/leadList";
import { LEAD_TEXT } from "./records/leads/leadWords";

const around = { currency: "CNY", today: "2026-03-18", zone: "UTC" };
type Noun = "leads" | "deals" | "customers" | "contacts";
interface Shown {
  columns: { key: string; sortable?: boolean }[];
  list: { exported?: Readonly<Record<string, readonly string[]>>; groups?: readonly { field: string }[]; tabs: (me: never) => readonly { sort?: { column: string }[] }[] };
  text: NounText;
}
const NOUNS: Record<Noun, Shown> = {
  leads: { columns: leadColumns({ ...around, place: "" }), list: leadList, text: LEAD_TEXT },
  deals: { columns: dealColumns({ ...around, status: "open" }), list: dealList, text: DEAL_TEXT },
  customers: { columns: customerColumns(around), list: customerList, text: CUSTOMER_TEXT },
  contacts: { columns: contactColumns(around), list: contactList, text: CONTACT_TEXT },
};

const read = (file: string): string => readFileSync(join("../crates/core/src/records", file), "utf8");
/** The part of a text between two others. */
const part = (text: string, from: string, to: string): string => {
  const begin = text.indexOf(from);
  expect(begin, from).toBeGreaterThanOrEqual(0);
  return text.slice(begin, text.indexOf(to, begin));
};
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((hit) => hit[1] ?? "");

/** What the core says of a noun: the columns of its file, what its list is sorted by, what can be asked of it, and with which words. */
function core(noun: Noun) {
  const file = read(`${noun}/export.rs`);
  const listed = read(noun === "leads" || noun === "deals" ? `${noun}/fields.rs` : `${noun}/list.rs`);
  const described = all(part(read(`${noun}/description.rs`), "fields: &[", "beside: &["), /Field::\w+\("(\w+)"/g);
  const beside = all(part(file, "beside: &[", "number:"), /\(\s*"(\w+)"/g);
  const fields = part(listed, "static FIELDS", "\n];");
  return {
    columns: new Set([...described.map((name) => name.replace(/_minor$/, "").replace(/_id$/, "")), ...beside, ...(file.includes("number: Some") ? ["code"] : [])]),
    sorts: new Set(all(part(listed, "fn expression", "_ => return None"), /"(\w+)" =>/g)),
    asked: all(fields, /Field::\w+\(\s*"(\w+)"/g),
  };
}
/** The words of fields that hold one of a few, as the core lists them. */
const WORDS: Partial<Record<Noun, Record<string, string[]>>> = {
  deals: Object.fromEntries(["STATUS", "CATEGORY", "SIGNS"].map((name) => [name.toLowerCase(), all(part(read("deals/fields.rs"), `const ${name}: [`, "];"), /"(\w+)"/g)])),
  leads: { quarantine: all(part(read("leads/fields.rs"), "pub const QUARANTINE", "];"), /"(\w+)"/g), door: all(part(read("leads/fields.rs"), "pub const DOORS", "];"), /"(\w+)"/g) },
  customers: { sample: ["yes", "no"] },
  contacts: { sample: ["yes", "no"] },
};

describe.each(Object.keys(NOUNS) as Noun[])("the list of %s", (noun) => {
  const { columns, list, text } = NOUNS[noun];
  const known = core(noun);
  it("exports every column it can show", () => {
    const sent = columns.flatMap(({ key }) => list.exported?.[key] ?? [key]);
    expect(sent.filter((name) => !known.columns.has(name))).toEqual([]);
    expect(Object.keys(list.exported ?? {}).filter((key) => !columns.some((column) => column.key === key))).toEqual([]);
  });
  it("prints every column it can show, as it is on screen, and every group", () => {
    expect([...columns.map(({ key }) => key), ...(list.groups ?? []).map(({ field }) => field)].filter((name) => !known.columns.has(name))).toEqual([]);
  });
  it("sorts and groups by what the core can sort by", () => {
    const sorted = [...columns.filter(({ sortable }) => sortable).map(({ key }) => key), ...(list.groups ?? []).map(({ field }) => field), ...list.tabs(1 as never).flatMap(({ sort = [] }) => sort.map(({ column }) => column))];
    expect(sorted.filter((name) => !known.sorts.has(name))).toEqual([]);
  });
  it("calls everything that can be asked by a name of its own, in both languages", () => {
    expect(known.asked.length).toBeGreaterThan(10);
    expect(text.first.filter((name) => !known.asked.includes(name))).toEqual([]);
    for (const language of ["zh", "en"] as const) {
      locale.current = language;
      const names = known.asked.map(text.fieldText);
      expect(known.asked.filter((name, at) => names[at] === name)).toEqual([]);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
      const words = Object.entries(WORDS[noun] ?? {}).flatMap(([field, some]) => some.map((word) => [word, text.wordText(field, word)]));
      expect(words.filter(([word, said]) => word === said)).toEqual([]);
    }
  });
});
