/** Fields of one's own while they are looked after. Pure. */
import { m, type Locale } from "../../../i18n.svelte";
import type { CustomField, CustomFieldId, CustomFieldUsage, CustomKind, CustomOptionId, SaveCustomField } from "../../../ipc";

export const ENTITIES = ["leads", "customers", "contacts", "deals"] as const;
export type Entity = (typeof ENTITIES)[number];
export const KINDS: readonly CustomKind[] = ["text", "long_text", "number", "money", "day", "yes_no", "choice", "choices", "person", "link"];
/** What a row can switch. */
export const SWITCHES = ["required", "listed", "printed"] as const;
export type Switch = (typeof SWITCHES)[number];

export interface OptionDraft {
  /** Only for telling rows apart on screen. */
  key: number;
  id: CustomOptionId | null;
  name: string;
}
export interface FieldDraft {
  name: string;
  kind: CustomKind;
  /** Nobody has chosen the kind: it follows the name. */
  guessing: boolean;
  unit: string;
  /** Digits only; empty is none. */
  decimals: string;
  required: boolean;
  listed: boolean;
  printed: boolean;
  options: OptionDraft[];
  /** Typed as one more option and not added yet: saving takes it along. */
  pending: string;
}

let counter = 0;
export const entityOf = (text: string | null): Entity => ENTITIES.find((one) => one === text) ?? "leads";
export const hasOptions = (kind: CustomKind): boolean => kind === "choice" || kind === "choices";
export const newOption = (name: string, id: CustomOptionId | null = null): OptionDraft => ({ key: ++counter, id, name });
export const newDraft = (name = ""): FieldDraft => ({ name, kind: guessKind(name), guessing: true, unit: "", decimals: "", required: false, listed: false, printed: true, options: [], pending: "" });
export const draftOf = (field: CustomField): FieldDraft => ({
  name: field.name,
  kind: field.kind,
  guessing: false,
  unit: field.unit ?? "",
  decimals: String(field.decimals),
  required: field.required,
  listed: field.listed,
  printed: field.printed,
  options: field.options.filter(({ archived }) => !archived).map(({ id, name }) => newOption(name, id)),
  pending: "",
});

const fold = (text: string): string => text.normalize("NFKC").trim().toLowerCase();
/** The lines that are no option yet, each once. */
export function freshOptions(lines: readonly string[], options: readonly OptionDraft[]): string[] {
  const known = new Set(options.map(({ name }) => fold(name)));
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !known.has(fold(line)) && known.add(fold(line)));
}

type Facts = Omit<SaveCustomField, "id" | "entity">;
function factsOf(draft: FieldDraft): Facts {
  const { kind, required, listed, printed } = draft;
  const options = [...draft.options, ...freshOptions([draft.pending], draft.options).map((name) => newOption(name))];
  return {
    name: draft.name.trim(),
    kind,
    ...(kind === "number" ? { unit: draft.unit.trim() || null, decimals: Number(draft.decimals) } : {}),
    required,
    listed,
    printed,
    ...(hasOptions(kind) ? { options: options.map(({ id, name }) => ({ ...(id === null ? {} : { id }), name: name.trim() })) } : {}),
  };
}

/** As it would be sent: of a known field only what was changed, so that nobody else's change is taken back; null when that is nothing. */
export function inputOf(draft: FieldDraft, entity: Entity, known: CustomField | null): SaveCustomField | null {
  const now = factsOf(draft);
  if (!known) return { entity, ...now };
  const then = factsOf(draftOf(known));
  const changed = (Object.keys(now) as (keyof Facts)[]).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(then[key]));
  return changed.length === 0 ? null : { id: known.id, ...Object.fromEntries(changed.map((key) => [key, now[key]])) };
}

/** Kinds a field may become; one that holds values only those that keep what they mean. */
export function kindsFor(kind: CustomKind, values: number): readonly CustomKind[] {
  if (values === 0) return KINDS;
  return KINDS.filter((to) => to === kind || (to === "long_text" && (kind === "text" || kind === "link")) || (to === "text" && kind === "link"));
}

type Words = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;
const WORDS: [CustomKind, Words][] = [
  ["long_text", m.settings_fields_words_long_text],
  ["day", m.settings_fields_words_day],
  ["money", m.settings_fields_words_money],
  ["number", m.settings_fields_words_number],
  ["link", m.settings_fields_words_link],
];
const zh = (words: Words): string[] => words({}, { locale: "zh" }).split("、");
const en = (words: Words): string[] => words({}, { locale: "en" }).split(", ");

/** Where a Chinese word ends in the text; 0 when it is not there. One sign alone is part of many words: it has to stand at the end. */
const endOf = (word: string, text: string): number => (word.length > 1 ? text.includes(word) && text.lastIndexOf(word) + word.length : text.endsWith(word) && text.length) || 0;

/** The kind a name speaks of, in either language. What it is comes last in a name ("price date" is a day); a question begins it. */
export function guessKind(name: string): CustomKind {
  const text = fold(name).replace(/\s*\([^)]*\)$/, "");
  const [first = "", second] = text.split(/\s+/);
  if (zh(m.settings_fields_words_yes_no).some((word) => text.includes(word)) || (second && en(m.settings_fields_words_yes_no).includes(first))) return "yes_no";
  let found: CustomKind = "text";
  let latest = 0;
  for (const [kind, words] of WORDS) {
    const end = Math.max(...zh(words).map((word) => endOf(word, text)), ...en(words).map((word) => [...text.matchAll(new RegExp(`\\b${word}\\b`, "g"))].map((hit) => hit.index + word.length).at(-1) ?? 0));
    if (end > latest) [found, latest] = [kind, end];
  }
  return found;
}

/** All fields with those in use in another order; archived ones keep their places. */
export function placed(all: readonly CustomField[], inUse: readonly CustomField[]): CustomField[] {
  const next = [...inUse];
  return all.map((field) => (field.archived_at === null ? (next.shift() ?? field) : field));
}

/** The field that fewer than a tenth of the records say something in, the emptiest. */
export function emptiest(fields: readonly CustomField[], usage: readonly CustomFieldUsage[]): { field: CustomField; filled: number; of: number } | null {
  let found: { field: CustomField; filled: number; of: number } | null = null;
  for (const field of fields) {
    const used = usage.find(({ id }) => id === field.id);
    if (used && used.filled * 10 < used.of && used.filled < (found?.filled ?? Infinity)) found = { field, filled: used.filled, of: used.of };
  }
  return found;
}

export const usageOf = (usage: readonly CustomFieldUsage[] | undefined, id: CustomFieldId): CustomFieldUsage | undefined => usage?.find((one) => one.id === id);
