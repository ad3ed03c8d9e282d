/** Labels of conditions: of the questions, of the values, and of a whole condition for its chip. */
import { count, day, money } from "../../format";
import { m } from "../../i18n.svelte";
import type { Condition, ConditionField, ConditionOp, Test, Value } from "../../ipc";
import { numberText } from "../customFields/customFields";
import { partsOf, shapeOf } from "./condition";
import { table } from "../../table";

export interface Option {
  value: Value;
  label: string;
  /** A grey second part: where a customer is. */
  note?: string | undefined;
}
/** What a noun tells about its fields. */
export interface Vocabulary {
  fields: readonly ConditionField[];
  /** The name of a field on screen. */
  fieldText: (name: string) => string;
  /** What can be picked for a field with known values: words, people, records. */
  options: (field: ConditionField) => readonly Option[];
  /** Of a field with too many to list: asks for those that a text finds. `options` are those whose names are known. */
  find?: (field: ConditionField) => ((text: string) => Promise<readonly Option[]>) | undefined;
  currency: string;
  /** "YYYY-MM-DD". */
  today: string;
  /** Tests can only be joined by "and": the command takes no more. */
  flat?: boolean;
}

const OPS: Record<ConditionOp, () => string> = table({
  any_of: m.conditions_any_of,
  none_of: m.conditions_none_of,
  contains: m.conditions_contains,
  lacks: m.conditions_lacks,
  begins: m.conditions_begins,
  empty: m.conditions_empty,
  filled: m.conditions_filled,
  equals: m.conditions_equals,
  at_least: m.conditions_at_least,
  at_most: m.conditions_at_most,
  between: m.conditions_between,
  on: m.conditions_on,
  before: m.conditions_before,
  after: m.conditions_after,
  in_last: m.conditions_in_last,
  in_next: m.conditions_in_next,
  not_in_last: m.conditions_not_in_last,
  today: m.conditions_today,
  this_week: m.conditions_this_week,
  this_month: m.conditions_this_month,
  this_quarter: m.conditions_this_quarter,
  this_year: m.conditions_this_year,
  last_week: m.conditions_last_week,
  last_month: m.conditions_last_month,
  last_quarter: m.conditions_last_quarter,
  last_year: m.conditions_last_year,
  next_week: m.conditions_next_week,
  next_month: m.conditions_next_month,
  next_quarter: m.conditions_next_quarter,
  past: m.conditions_past,
});
const SIGNS: Partial<Record<ConditionOp, string>> = table({ at_least: "≥", at_most: "≤", equals: "=" });

export const opText = (is: ConditionOp): string => OPS[is]();

/** The first value, and how many more there are: "void +1". */
function listText(texts: readonly string[]): string {
  const [first = ""] = texts;
  return texts.length > 1 ? `${first} +${texts.length - 1}` : first;
}

/** The values of a test as people read them. */
export function valuesText(test: Test, words: Vocabulary): string {
  const field = words.fields.find((one) => one.name === test.field);
  const values = test.values ?? [];
  if (!field) return values.join(", ");
  // A number of one's own is kept in its smallest steps.
  const figure = (value: Value | undefined) => (field.custom ? numberText(field.custom, Number(value)) : count(Number(value)));
  const range = (write: (value: Value | undefined) => string) => `${write(values[0])} – ${write(values[1])}`;
  switch (shapeOf(field.kind, test.is)) {
    case "none":
      return "";
    case "days":
      return m.conditions_days({ count: Number(values[0] ?? 0) });
    case "list": {
      const options = words.options(field);
      return listText(values.map((value) => options.find((one) => one.value === value)?.label ?? String(value)));
    }
    case "words":
      return listText(values.map(String));
    case "number":
      return figure(values[0]);
    case "numbers":
      return range(figure);
    case "money":
      return money(Number(values[0]), words.currency);
    case "moneys":
      return range((value) => money(Number(value), words.currency));
    case "day":
      return day(String(values[0] ?? ""), words.today);
    case "two_days":
      return range((value) => day(String(value ?? ""), words.today));
    case "text":
      return String(values[0] ?? "");
  }
}

/** "State is not void +1", "(score ≥ 20 or source contains fair)". */
export function conditionText(condition: Condition, words: Vocabulary): string {
  if ("field" in condition) return [words.fieldText(condition.field), SIGNS[condition.is] ?? opText(condition.is), valuesText(condition, words)].filter(Boolean).join(" ");
  const parts = "all" in condition ? partsOf(condition) : condition.any;
  const texts = parts.map((part) => conditionText(part, words));
  const said = texts.reduce((a, b) => ("all" in condition ? m.conditions_a_and_b({ a, b }) : m.conditions_a_or_b({ a, b })));
  return texts.length > 1 ? m.conditions_group({ text: said }) : said;
}
