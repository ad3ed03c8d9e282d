/** What is known of a record in the panel beside its list; and of it, what it says in fields of one's own. */
import type { Snippet } from "svelte";
import { ownText, type Own, type Values } from "../customFields/customFields";

export interface PeekFact {
  name: string;
  text?: string | null | undefined;
  title?: string | undefined;
  href?: string | undefined;
  /** A page of the web; it opens outside the program. */
  site?: string | undefined;
  tone?: "red" | "amber" | "";
  /** Drawn instead of the text. */
  shown?: Snippet;
}

export const ownPeek = ({ fields, around }: Own, values: Values): PeekFact[] =>
  fields.map((field) => {
    const value = values[field.key];
    const text = ownText(field, value, around);
    return { name: field.name, text, ...(field.kind === "link" && text ? { site: String(value), title: String(value) } : {}) };
  });
