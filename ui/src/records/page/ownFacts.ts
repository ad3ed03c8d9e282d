/** Fields of one's own as facts of a record. */
import type { Work } from "../../ipc";
import { ownText, typedOf, type Draft, type Own, type Values } from "../customFields/customFields";
import type { Fact } from "./facts";

/** `edit` makes the change of what is given. */
export function ownFacts({ fields, around }: Own, values: Values, edit: (custom: Draft) => Work): Fact[] {
  return fields.map((field): Fact => {
    const value = values[field.key];
    const shown = ownText(field, value, around);
    return {
      name: field.key,
      label: field.name,
      kind: "own",
      field,
      around,
      value: typedOf(field, value, around.currency),
      shown,
      ...(field.kind === "link" && shown ? { site: String(value), title: String(value) } : {}),
      ...(field.kind === "person" && shown ? { person: { name: shown, me: value === around.me } } : {}),
      save: (next) => edit({ [field.key]: next }),
    };
  });
}
