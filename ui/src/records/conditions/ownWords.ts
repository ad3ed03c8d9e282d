/** What the words of conditions say about fields of one's own: their names, options, people. */
import { m } from "../../i18n.svelte";
import type { ConditionField, Person } from "../../ipc";
import { isOwn, yesNoText } from "../customFields/customFields";
import type { Option, Vocabulary } from "./labels";

/** Options that are no longer offered stay: records still say them. */
function options({ kind, choices, custom }: ConditionField, people: readonly Person[]): readonly Option[] {
  if (kind === "person") return people.map(({ id, name }) => ({ value: id, label: name }));
  if (kind === "choice") return choices.map((word) => ({ value: word, label: yesNoText(word) }));
  return (custom?.options ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** The words of a noun with those of its fields of one's own. */
export function withOwn(words: Vocabulary, people: readonly Person[]): Vocabulary {
  const own = new Map(words.fields.flatMap((field) => (field.custom ? [[field.name, field.custom] as const] : [])));
  return {
    ...words,
    fieldText: (name) => own.get(name)?.name ?? (isOwn(name) ? m.own_gone() : words.fieldText(name)),
    options: (field) => (field.custom ? options(field, people) : words.options(field)),
  };
}
