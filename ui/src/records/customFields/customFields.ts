/** Fields of one's own: what they say, what is typed into them, and what is sent of it. Pure but for the language. */
import { day, money, moneyFull, moneyInput, steps, stepsInput } from "../../format";
import { m } from "../../i18n.svelte";
import type { CustomField, CustomKind, CustomOption, CustomValue, Person } from "../../ipc";

/** The kinds of records that have such fields. */
export type Entity = "leads" | "customers" | "contacts" | "deals";
/** What a record says, by the stable names of the fields. */
export type Values = Readonly<Record<string, CustomValue>>;
/** What was typed or chosen, of the fields that were touched. Numbers and amounts stay text: the core reads them. */
export type Draft = Record<string, CustomValue | null>;

/** What values need to be written. */
export interface Around {
  currency: string;
  /** "YYYY-MM-DD". */
  today: string;
  /** The person at the screen. */
  me: number;
  people: readonly Person[];
}
/** The fields of a kind of record that are in use, with what they need; none before all of it is known. */
export interface Own {
  readonly fields: readonly CustomField[];
  readonly around: Around;
}

/** Whether a stable name is that of a field of one's own. */
export const isOwn = (name: string | undefined): boolean => /^custom_\d+$/.test(name ?? "");
export const inUse = (fields: readonly CustomField[]): CustomField[] => fields.filter((field) => field.archived_at === null);

const FIGURES: readonly CustomKind[] = ["number", "money", "day"];
/** Whether its values are figures, which stand at the right. */
export const isFigures = ({ kind }: CustomField): boolean => FIGURES.includes(kind);
/** Several choices have no order; the core says the same (`ConditionField.sorts`). */
export const sorts = ({ kind }: CustomField): boolean => kind !== "choices";
const SHARED: readonly CustomKind[] = ["choice", "person", "yes_no"];
/** Whether many records say the same in it, so that a list can be grouped by it. */
export const groups = ({ kind }: CustomField): boolean => SHARED.includes(kind);

export const isEmpty = (value: CustomValue | null | undefined): boolean => value === null || value === undefined || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);

/** "12.50 kg", "45%". */
export function numberText({ decimals, unit }: Pick<CustomField, "decimals" | "unit">, value: number): string {
  const figure = steps(value, decimals);
  return unit ? `${figure}${/^[%‰°]/.test(unit) ? "" : " "}${unit}` : figure;
}
export const yesNoText = (word: string): string => (word === "yes" ? m.own_yes() : word === "no" ? m.own_no() : word);
const named = (options: readonly { id: number; name: string }[], id: number): string => options.find((one) => one.id === id)?.name ?? `#${id}`;

/** A value as people read it; "" for none. `short`: amounts as lists write them. */
export function ownText(field: CustomField, value: CustomValue | null | undefined, { currency, today, people }: Around, short = false): string {
  if (value === null || value === undefined) return "";
  switch (field.kind) {
    case "number":
      return numberText(field, Number(value));
    case "money":
      return (short ? money : moneyFull)(Number(value), currency);
    case "day":
      return day(String(value), today);
    case "yes_no":
      return yesNoText(String(value));
    case "choice":
      return named(field.options, Number(value));
    case "choices":
      return chosenOf(field, value).map(({ name }) => name).join(", ");
    case "person":
      return named(people, Number(value));
    case "link":
      // What every address begins with says nothing.
      return String(value).replace(/^https?:\/\//, "").replace(/\/$/, "");
    case "text":
    case "long_text":
      return String(value);
  }
}

/** The options a value names, in their own order. */
export const chosenOf = (field: CustomField, value: CustomValue | null | undefined): CustomOption[] => {
  const ids: readonly number[] = Array.isArray(value) ? value : typeof value === "number" ? [value] : [];
  return field.options.filter(({ id }) => ids.includes(id));
};
/** What can be chosen: what is offered, and what is chosen already. */
export const offered = (field: CustomField, value?: CustomValue | null): CustomOption[] => {
  const chosen = chosenOf(field, value);
  return field.options.filter((option) => !option.archived || chosen.includes(option));
};

/** A value as it is typed. */
export function typedOf(field: CustomField, value: CustomValue | null | undefined, currency: string): CustomValue | null {
  if (value === null || value === undefined) return null;
  if (field.kind === "number") return typeof value === "number" ? stepsInput(value, field.decimals) : value;
  if (field.kind === "money") return typeof value === "number" ? moneyInput(value, currency) : value;
  return value;
}
/** What was typed, as it is sent; null for nothing. */
export const prepared = (value: CustomValue | null | undefined): CustomValue | null => (value === undefined || isEmpty(value) ? null : typeof value === "string" ? value.trim() : Array.isArray(value) ? [...value] : value);
/** Whether two typed values send the same. */
export const isSame = (a: CustomValue | null, b: CustomValue | null): boolean => {
  const plain = (value: CustomValue | null) => JSON.stringify(Array.isArray(value) ? [...value].sort((x, y) => x - y) : prepared(value));
  return plain(a) === plain(b);
};

/** Fields that have to be filled in and are not. Of a record that is there, only those that were emptied: what it never said is not asked for now. */
export const lacking = (fields: readonly CustomField[], draft: Draft, fresh: boolean): CustomField[] => fields.filter(({ key, required }) => required && (fresh || key in draft) && isEmpty(draft[key]));

/** What is sent of a draft: of a new record what is said, of one that is there also what is cleared. Nothing of a field that is no longer in use. */
export function given(fields: readonly CustomField[], draft: Draft, fresh: boolean): { custom?: Draft } {
  const custom = Object.fromEntries(fields.filter(({ key }) => key in draft && !(fresh && isEmpty(draft[key]))).map(({ key }) => [key, prepared(draft[key])]));
  return Object.keys(custom).length > 0 ? { custom } : {};
}

/** Whether anything was said in it. */
export const touched = (draft: Draft): boolean => Object.values(draft).some((value) => !isEmpty(value));
