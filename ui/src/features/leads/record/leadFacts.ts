/** The facts of a lead: what is shown at the left of its page, and how each is saved. */
import { count, dayTime, moneyFull } from "../../../format";
import { m } from "../../../i18n.svelte";
import type { EditLead, Lead, Person, PersonId, Work } from "../../../ipc";
import type { Own } from "../../../records/customFields/customFields";
import type { Fact } from "../../../records/page/facts";
import { ownFacts } from "../../../records/page/ownFacts";
import { doorText, homeText, leadFieldText, mobileText } from "../../../records/leads/labels";

interface Around {
  ws: { today: string; zone: string; currency: string; info: { person: { id: number; name: string } } };
  people: readonly Person[];
  writable: boolean;
  /** Hands leads to others; without it, one takes what nobody has. */
  assigns: boolean;
  own?: Own;
}
type Words = "name" | "company" | "title" | "phone" | "email" | "wechat" | "qq" | "handle" | "industry" | "website" | "address" | "credit_code" | "channel" | "campaign";

/** Facts most leads do not have: shown when they do, or when all are asked for. */
const RARE = new Set(["phone", "qq", "handle", "employees", "website", "address", "credit_code", "channel", "campaign", "external_code"]);

export function leadFacts(lead: Lead, { ws, people, writable, assigns, own }: Around): Fact[] {
  const edit = (changed: Omit<EditLead, "id">): Work => (call) => call("leads.edit", { id: lead.id, ...changed });
  const words = (name: Words): Fact => ({ name, label: leadFieldText(name), kind: "text", value: lead[name], shown: lead[name] ?? "", save: (value) => edit({ [name]: value }) });
  /** Told once, and never changed. */
  const first = (name: "source" | "acquisition"): Fact => {
    const shown = lead[name] ?? "";
    return lead[name] === null ? { name, label: leadFieldText(name), kind: "text", value: null, shown, save: (value) => edit(value === null ? {} : { [name]: value }) } : { name, label: leadFieldText(name), kind: "fixed", shown, title: m.lead_first_stays({ value: shown }) };
  };
  const home = homeText(lead);
  const me = ws.info.person.id;
  const takers = people.filter((person) => person.active && (assigns || person.id === me));
  const owned = assigns || lead.owner_id === null;
  const facts: Fact[] = [
    words("name"),
    words("company"),
    words("title"),
    {
      name: "mobile",
      label: m.lead_mobile(),
      kind: "text",
      value: lead.mobile,
      shown: lead.mobile ? [mobileText(lead.mobile), home].filter(Boolean).join(" ") : "",
      title: lead.mobile ? [mobileText(lead.mobile), lead.province === lead.city ? "" : lead.province, home].filter(Boolean).join(" ") : undefined,
      save: (value) => edit({ mobile: value }),
    },
    words("phone"),
    words("wechat"),
    words("email"),
    words("qq"),
    words("handle"),
    {
      name: "owner",
      label: m.lead_owner(),
      kind: "pick",
      value: lead.owner_id,
      text: lead.owner ?? "",
      shown: lead.owner ?? "",
      clearable: assigns,
      fixed: !owned || lead.quarantine !== null,
      ...(lead.owner ? { person: { name: lead.owner, me: lead.owner_id === me } } : {}),
      search: (text) => takers.filter((person) => person.name.toLowerCase().includes(text.trim().toLowerCase())).map((person) => ({ value: person.id, label: person.name, ...(person.team ? { note: person.team } : {}) })),
      save: (value) => edit({ owner_id: value as PersonId | null }),
    },
    { name: "need", label: m.lead_need(), kind: "lines", value: lead.need, shown: lead.need ?? "", save: (value) => edit({ need: value }) },
    { name: "budget", label: m.lead_budget(), kind: "money", value: lead.budget_minor, currency: ws.currency, shown: lead.budget_minor === null ? "" : moneyFull(lead.budget_minor, ws.currency), save: (value) => edit({ budget_minor: value }) },
    first("source"),
    first("acquisition"),
    words("channel"),
    words("campaign"),
    words("industry"),
    { name: "employees", label: m.lead_employees(), kind: "number", value: lead.employees, min: 0, shown: lead.employees === null ? "" : count(lead.employees), save: (value) => edit({ employees: value }) },
    words("website"),
    words("address"),
    words("credit_code"),
    { name: "note", label: m.lead_note(), kind: "lines", value: lead.note, shown: lead.note ?? "", save: (value) => edit({ note: value }) },
    ...(own ? ownFacts(own, lead.custom, (custom) => edit({ custom })) : []),
    { name: "door", label: m.lead_door(), kind: "fixed", shown: doorText(lead.door) },
    { name: "created", label: m.lead_created(), kind: "fixed", shown: dayTime(lead.created_at, ws.zone, ws.today) },
    { name: "code", label: m.lead_code(), kind: "fixed", shown: lead.code },
    { name: "external_code", label: m.lead_external_code(), kind: "fixed", shown: lead.external_code ?? "" },
  ];
  return writable ? facts : facts.map((fact) => ({ ...fact, fixed: true }));
}

/** Without what most leads do not have, unless this one has it. */
export const usualFacts = (facts: readonly Fact[]): Fact[] => facts.filter((fact) => !RARE.has(fact.name) || fact.shown !== "");
