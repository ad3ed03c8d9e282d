/** A lead while it is typed. Pure. */
import type { CheckDuplicates, CreateLead, CustomField, Draft, PersonId } from "../../ipc";
import { given, touched as said, type Draft as OwnDraft } from "../customFields/customFields";
import type { Method } from "../leads/labels";

export interface Row {
  /** Only for telling rows apart on screen. */
  key: number;
  kind: Method;
  value: string;
}
export interface Typed {
  name: string;
  company: string;
  title: string;
  methods: Row[];
  source: string;
  acquisition: string;
  need: string;
  owner: PersonId | null;
  tags: string[];
  /** Fields of one's own. */
  custom: OwnDraft;
}

let counter = 0;
export const newRow = (kind: Method, value = ""): Row => ({ key: ++counter, kind, value });

/** A number is asked for first; WeChat is what most have beside it. */
export const blank = (owner: PersonId | null): Typed => ({ name: "", company: "", title: "", methods: [newRow("mobile"), newRow("wechat")], source: "", acquisition: "", need: "", owner, tags: [], custom: {} });

/** The hard rule of every door: a name, and one way to reach them. */
export function missing(typed: Typed): { name: boolean; contact: boolean } {
  return { name: !typed.name.trim() && !typed.company.trim(), contact: typed.methods.every(({ value }) => !value.trim()) };
}

/** Whether anything was typed that would be lost. */
export const touched = (typed: Typed): boolean =>
  [typed.name, typed.company, typed.title, typed.source, typed.acquisition, typed.need, ...typed.methods.map(({ value }) => value)].some((text) => text.trim() !== "") || typed.tags.length > 0 || said(typed.custom);

/** What duplicates are looked for by; null while there is nothing to look for. */
export function keysOf(typed: Typed): CheckDuplicates | null {
  const keys: CheckDuplicates = {};
  for (const kind of ["mobile", "email", "wechat"] as const) {
    const value = typed.methods.find((row) => row.kind === kind && row.value.trim())?.value.trim();
    if (value) keys[kind] = value;
  }
  if (typed.company.trim()) keys.company = typed.company.trim();
  return Object.keys(keys).length === 0 ? null : keys;
}

/** The first of each kind stands in the lead itself, the others beside it. */
export function inputOf(typed: Typed, distinct: boolean, own: readonly CustomField[] = []): CreateLead {
  const lead: Draft = {};
  for (const name of ["name", "company", "title", "source", "acquisition", "need"] as const) if (typed[name].trim()) lead[name] = typed[name].trim();
  for (const { kind, value } of typed.methods) {
    const text = value.trim();
    if (!text) continue;
    if (lead[kind] === undefined) lead[kind] = text;
    else (lead.contacts ??= []).push({ kind, value: text });
  }
  if (typed.owner !== null) lead.owner_id = typed.owner;
  if (typed.tags.length > 0) lead.tags = [...typed.tags];
  Object.assign(lead, given(own, typed.custom, true));
  return { lead, door: "typed", ...(distinct ? { distinct: true } : {}) };
}

/** What was typed of a tag as a word of its own; several at once are separated by a comma, a semicolon or a line. */
export function withTags(tags: readonly string[], text: string): string[] {
  const fresh = text.split(/[,，;；、\n]/).map((tag) => tag.trim());
  return [...new Set([...tags, ...fresh.filter(Boolean)])];
}
