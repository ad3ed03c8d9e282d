/** What the condition editor offers of a noun: its fields as the core tells them, and the people, records and words each is chosen from. */
import { SvelteMap } from "svelte/reactivity";
import { query, type ConditionField, type Value } from "../../ipc";
import type { Entity } from "../customFields/customFields";
import { everyone, findCustomers, pipelines, products } from "../reference/referenceLists";
import type { Option, Vocabulary } from "./labels";
import { withOwn } from "./ownWords";
import { table } from "../../table";

/** What a noun calls its fields. */
export interface NounText {
  /** Those that are asked about most come first; the others follow as the core has them. */
  first: readonly string[];
  fieldText: (name: string) => string;
  /** What a stored word of a field is called. */
  wordText: (field: string, word: string) => string;
}

/**
 * `needed` says whether the editor is open, or a condition is said that asks for a field (any, without a name); nothing is asked before.
 * `held` says which values a condition holds a field against.
 */
export type Words = (needed: (field?: string) => boolean, around: () => Pick<Vocabulary, "currency" | "today">, held: (field: string) => readonly Value[]) => () => Vocabulary;

/** What a field is chosen from; null when it is typed, or is one of its own words. */
const sourceOf = ({ kind, refers, custom }: ConditionField): string | null => (kind === "person" ? "people" : custom ? null : kind === "tags" ? kind : refers);
const named = (rows: readonly { id: number; name: string }[] | undefined): Option[] => (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));

export const nounWords =
  (noun: Entity, { first, fieldText, wordText }: NounText): Words =>
  (needed, around, held) => {
    const fields = query(`${noun}.fields`, () => (needed() ? {} : null));
    const known = (): readonly ConditionField[] => fields.data ?? [];
    const asked = (...from: string[]) => known().filter((field) => from.includes(sourceOf(field) ?? "") && needed(field.name));
    const when = (...from: string[]) => () => (asked(...from).length > 0 ? {} : null);
    const people = everyone(when("people"));
    const tags = query("tags.list", when("tags"));
    const goods = products(when("products"));
    const lines = pipelines(when("pipelines", "stages"));
    // Customers are too many to list: those a condition names are asked for by their ids, the others as somebody looks for them.
    const met = new SvelteMap<Value, string>();
    const customers = query("customers.list", () => {
      const ids = new Set(asked("customers").flatMap(({ name }) => held(name)));
      return ids.size > 0 ? { filter: { ids: [...ids] as number[] }, limit: 1000 } : null;
    });
    async function seek(text: string): Promise<readonly Option[]> {
      const found = await findCustomers(text);
      for (const { value, label } of found) met.set(value, label);
      return found;
    }
    const stages = (): Option[] => (lines.data ?? []).flatMap((line, _, all) => line.stages.map(({ id, name }) => ({ value: id as Value, label: all.length > 1 ? `${line.name} · ${name}` : name })));
    const LISTS: Record<string, () => Option[]> = table({
      people: () => named(people.data),
      tags: () => named(tags.data),
      products: () => named(goods.data),
      pipelines: () => named(lines.data),
      stages,
      customers: () => [...new Map([...met, ...(customers.data?.rows ?? []).map(({ id, name }) => [id as Value, name] as const)])].map(([value, label]) => ({ value, label })),
    });
    const place = ({ name }: ConditionField) => (first.includes(name) ? first.indexOf(name) : first.length);
    return () => {
      const { currency, today } = around();
      return withOwn(
        {
          fields: [...known()].sort((a, b) => place(a) - place(b)),
          fieldText,
          options: (field) => LISTS[sourceOf(field) ?? ""]?.() ?? field.choices.map((value) => ({ value, label: wordText(field.name, value) })),
          find: (field) => (sourceOf(field) === "customers" ? seek : undefined),
          currency,
          today,
        },
        people.data ?? [],
      );
    };
  };
