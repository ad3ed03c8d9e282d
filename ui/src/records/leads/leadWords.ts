/** What the fields of leads are called where they are asked about, and what the condition editor offers: people, tags, choices. */
import { m } from "../../i18n.svelte";
import type { ConditionField, Tag, Person } from "../../ipc";
import type { Option, Vocabulary } from "../conditions/labels";
import { answerText, doorText, leadFieldText, quarantineText, stateText } from "./labels";

const OWN: Record<string, () => string> = {
  owner: m.leads_owner,
  budget: m.leads_budget,
  tags: m.leads_tags,
  door: m.leads_door,
  next_due_on: m.leads_next,
  followed_at: m.leads_followed,
  created_at: m.leads_created,
  updated_at: m.leads_updated,
  bant: m.leads_bant,
  code: m.leads_code,
  quarantine: m.leads_apart_reason,
  quarantine_value: m.leads_apart_value,
};
/** The name of a field of the condition language or of a column. */
export const fieldText = (name: string): string => OWN[name]?.() ?? leadFieldText(name);

function choiceText(field: string, word: string): string {
  if (field === "state") return stateText(word);
  if (field === "door") return doorText(word);
  if (field === "quarantine") return quarantineText(word);
  return answerText(word);
}

/** The fields that are asked about most come first; the others follow by their group in the core. */
const FIRST = ["state", "owner", "source", "created_at", "followed_at", "next_due_on", "tags"];

/** What the builder of conditions needs to know about leads. */
export function leadVocabulary(with_: { fields: readonly ConditionField[]; people: readonly Person[]; tags: readonly Tag[]; currency: string; today: string }): Vocabulary {
  const place = (field: ConditionField) => (FIRST.includes(field.name) ? FIRST.indexOf(field.name) : FIRST.length);
  return {
    fields: [...with_.fields].sort((a, b) => place(a) - place(b)),
    fieldText,
    options(field): readonly Option[] {
      if (field.kind === "person") return with_.people.map((one) => ({ value: one.id, label: one.name }));
      // A tag is asked for by its id.
      if (field.kind === "tags") return with_.tags.map((one) => ({ value: one.id, label: one.name }));
      return field.choices.map((value) => ({ value, label: choiceText(field.name, value) }));
    },
    currency: with_.currency,
    today: with_.today,
  };
}
