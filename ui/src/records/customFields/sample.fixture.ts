/** Fields of one's own for tests: one of each kind, in this order. */
import type { CustomField, CustomFieldId, CustomKind, CustomOptionId, PersonId } from "../../ipc";
import type { Around, Own } from "./customFields";

const KINDS: readonly CustomKind[] = ["text", "long_text", "number", "money", "day", "yes_no", "choice", "choices", "person", "link"];
const options = ["Gold", "Silver", "Bronze"].map((name, at) => ({ id: (at + 70) as CustomOptionId, name, archived: name === "Bronze" }));

/** `custom_1` is a text, `custom_10` a link; the number counts kg with two decimals; Bronze is no longer offered. */
export const ownField = (kind: CustomKind, more: Partial<CustomField> = {}): CustomField => {
  const id = KINDS.indexOf(kind) + 1;
  return {
    id: id as CustomFieldId, key: `custom_${id}`, name: `Own ${kind}`, kind, unit: kind === "number" ? "kg" : null, decimals: kind === "number" ? 2 : 0, required: false, listed: false, printed: true,
    options: kind === "choice" || kind === "choices" ? options : [], archived_at: null, ...more,
  };
};
export const ownOfEachKind = KINDS.map((kind) => ownField(kind));

const person = (id: number, name: string, active = true) => ({ id: id as PersonId, name, role: "sales" as const, manager_id: null, manager: null, team: null, active, sample: false });
export const around: Around = { currency: "CNY", today: "2026-03-18", me: 1, people: [person(1, "Ann"), person(2, "Lin"), person(3, "Gone", false)] };
export const own = (...fields: CustomField[]): Own => ({ fields, around });
