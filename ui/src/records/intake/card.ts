/** What a business card says, on its way into the form of a lead. Pure. */
import type { Card, CardField, Draft } from "../../ipc";
import { newRow, type Row, type Typed } from "./leadDraft";
import type { Method } from "../leads/labels";

/** What the form has no field for: it goes along and is shown beside. */
export type ExtraFields = Pick<Draft, "website" | "address">;

const text = (field: CardField | null): string => field?.value.trim() ?? "";

/** Ways to reach them, the card's own kinds first. Of the others only what is clearly an address or a mobile number: a fax is none. */
export function methodsOf(card: Card): { kind: Method; value: string }[] {
  const found: { kind: Method; value: string }[] = [];
  for (const kind of ["mobile", "phone", "email", "wechat"] as const) if (text(card[kind])) found.push({ kind, value: text(card[kind]) });
  for (const { value } of card.others) {
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) found.push({ kind: "email", value });
    else if (/^1[3-9]\d{9}$/.test(value)) found.push({ kind: "mobile", value });
  }
  return found;
}

/** The form filled in. What was typed already stays unless the card says it. */
export function fillFromCard(typed: Typed, card: Card): { typed: Typed; beside: ExtraFields } {
  const methods: Row[] = methodsOf(card).map(({ kind, value }) => newRow(kind, value));
  const kept = typed.methods.filter((row) => row.value.trim() !== "" && !methods.some((one) => one.kind === row.kind && one.value === row.value.trim()));
  const rows = [...methods, ...kept];
  return {
    typed: { ...typed, name: text(card.name) || typed.name, company: text(card.company) || typed.company, title: text(card.title) || typed.title, methods: rows.length > 0 ? rows : typed.methods },
    beside: besideOf(card),
  };
}

function besideOf(card: Card): ExtraFields {
  return { ...(text(card.website) ? { website: text(card.website) } : {}), ...(text(card.address) ? { address: text(card.address) } : {}) };
}

/** A card as a lead, for several at once. */
export function draftOf(card: Card): Draft {
  const lead: Draft = besideOf(card);
  for (const name of ["name", "company", "title"] as const) if (text(card[name])) lead[name] = text(card[name]);
  for (const { kind, value } of methodsOf(card)) {
    if (lead[kind] === undefined) lead[kind] = value;
    else (lead.contacts ??= []).push({ kind, value });
  }
  return lead;
}

/** What a card is called in a list. */
export const cardName = (card: Card): string => text(card.name) || text(card.company) || methodsOf(card)[0]?.value || "–";

/** What stands beneath the name in a list. */
export const cardLine = (card: Card): string =>
  [text(card.name) ? text(card.company) : "", text(card.title), ...methodsOf(card).map(({ value }) => value)].filter(Boolean).join(" · ");
