/** Headings of a file and the fields they fill. Pure. */
import type { ImportField, ImportKind } from "../../ipc";

export type Mapping = Record<string, string | null>;

/** Assigns a field to a heading; the heading that had it before loses it, for a field is filled by one column. */
export function assign(mapping: Mapping, header: string, field: string | null): Mapping {
  const next: Mapping = {};
  for (const [other, had] of Object.entries(mapping)) next[other] = field !== null && had === field ? null : had;
  next[header] = field;
  return next;
}

/** The mapping for these headings: known ones as they are, new ones not taken. */
export const complete = (headers: readonly string[], mapping: Mapping): Mapping => Object.fromEntries(headers.map((header) => [header, mapping[header] ?? null]));

export const isMapped = (mapping: Mapping, field: string): boolean => Object.values(mapping).includes(field);

/** What no record is possible without and nothing is assigned to: required fields, and "one of these". */
export function missing(kind: ImportKind, mapping: Mapping): ImportField[][] {
  const single = kind.fields.filter((field) => field.required && !isMapped(mapping, field.name)).map((field) => [field]);
  const oneOf = kind.fields.filter((field) => kind.needs.includes(field.name));
  const met = oneOf.length === 0 || oneOf.some((field) => isMapped(mapping, field.name)) || (oneOf.length === 1 && oneOf[0]?.required === true);
  return met ? single : [...single, oneOf];
}

/** How many columns are taken. */
export const taken = (mapping: Mapping): number => Object.values(mapping).filter((field) => field !== null).length;

/** The first `count` values of a column that are not empty and not repeated. */
export function samplesOf(samples: readonly (readonly string[])[], column: number, count = 3): string[] {
  const seen = new Set<string>();
  for (const row of samples) {
    const value = row[column]?.trim() ?? "";
    if (value) seen.add(value);
    if (seen.size === count) break;
  }
  return [...seen];
}
