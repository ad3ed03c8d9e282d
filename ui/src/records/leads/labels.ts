/** Labels of leads: what stored states, sources, answers and fields are called on screen. */
import { NOTHING } from "../../format";
import { m } from "../../i18n.svelte";
import type { BantAnswer, DuplicateAction, DuplicateKey, LeadState } from "../../ipc";
import { table } from "../../table";

export const STATES: readonly LeadState[] = ["to_handle", "following", "converted", "invalid", "returned", "transferred", "void"];
export const METHODS = ["mobile", "phone", "email", "wechat", "qq", "handle"] as const;
export type Method = (typeof METHODS)[number];
export const LETTERS = ["budget", "authority", "need", "timeline"] as const;
export type Letter = (typeof LETTERS)[number];
export const ANSWERS: readonly BantAnswer[] = ["unknown", "no", "partly", "yes"];

const STATE: Record<LeadState, () => string> = table({
  to_handle: m.lead_state_to_handle,
  following: m.lead_state_following,
  converted: m.lead_state_converted,
  invalid: m.lead_state_invalid,
  returned: m.lead_state_returned,
  transferred: m.lead_state_transferred,
  void: m.lead_state_void,
});
const DOT: Record<LeadState, string> = table({ to_handle: "new", following: "act", converted: "ok", invalid: "bad", returned: "wait", transferred: "", void: "" });
const METHOD: Record<string, () => string> = table({ mobile: m.lead_mobile, phone: m.lead_phone, email: m.lead_email, wechat: m.lead_wechat, qq: m.lead_qq, handle: m.lead_handle });
const DOOR: Record<string, () => string> = table({
  typed: m.lead_door_typed,
  import: m.lead_door_import,
  folder: m.lead_door_folder,
  paste: m.lead_door_paste,
  card: m.lead_door_card,
  vcard: m.lead_door_vcard,
  chat: m.lead_door_chat,
  form: m.lead_door_form,
  api: m.lead_door_api,
});
const QUARANTINE: Record<string, () => string> = table({
  blacklisted: m.lead_apart_blacklisted,
  sensitive_word: m.lead_apart_word,
  throwaway_email: m.lead_apart_throwaway,
  fake_mobile: m.lead_apart_fake_mobile,
  bad_mobile: m.lead_apart_bad_mobile,
  bad_email: m.lead_apart_bad_email,
  bad_credit_code: m.lead_apart_bad_credit_code,
  bad_contact: m.lead_apart_bad_contact,
});
const KEY: Record<DuplicateKey, () => string> = table({ mobile: m.lead_mobile, wechat: m.lead_wechat, email: m.lead_email, company: m.lead_company, credit_code: m.lead_credit_code });
const LETTER: Record<Letter, () => string> = table({ budget: m.lead_bant_budget, authority: m.lead_bant_authority, need: m.lead_bant_need, timeline: m.lead_bant_timeline });
const ANSWER: Record<BantAnswer, () => string> = table({ unknown: m.lead_answer_unknown, no: m.lead_answer_no, partly: m.lead_answer_partly, yes: m.lead_answer_yes });
const ACTION: Record<DuplicateAction, () => string> = table({ to_owner: m.lead_action_to_owner, assign: m.lead_action_assign, collect: m.lead_action_collect, update: m.lead_action_update, label: m.lead_action_label });
const FIELD: Record<string, () => string> = table({
  ...METHOD,
  name: m.lead_name,
  company: m.lead_company,
  title: m.lead_title,
  province: m.lead_province,
  city: m.lead_city,
  carrier: m.lead_carrier,
  industry: m.lead_industry,
  employees: m.lead_employees,
  website: m.lead_website,
  address: m.lead_address,
  credit_code: m.lead_credit_code,
  source: m.lead_source,
  acquisition: m.lead_acquisition,
  channel: m.lead_channel,
  campaign: m.lead_campaign,
  need: m.lead_need,
  note: m.lead_note,
  budget_minor: m.lead_budget,
  bant_budget: () => m.lead_bant_field({ letter: m.lead_bant_budget() }),
  bant_authority: () => m.lead_bant_field({ letter: m.lead_bant_authority() }),
  bant_need: () => m.lead_bant_field({ letter: m.lead_bant_need() }),
  bant_timeline: () => m.lead_bant_field({ letter: m.lead_bant_timeline() }),
  bant_notes: m.lead_bant_notes,
  state: m.lead_state,
  state_reason: m.lead_state_reason,
  quarantine: m.lead_quarantine,
  quarantine_value: m.lead_quarantine_value,
  owner_id: m.lead_owner,
  source_lead_id: m.lead_collected_under,
  created_at: m.lead_created,
  deleted_at: m.lead_in_bin,
});

const said = (table: Record<string, () => string>, word: string | null | undefined): string => (word ? (table[word]?.() ?? word) : NOTHING);

export const stateText = (state: string | null | undefined): string => said(STATE, state);
/** The class of the dot before a state. */
export const stateDot = (state: LeadState): string => DOT[state];
export const methodText = (kind: string): string => said(METHOD, kind);
export const doorText = (door: string): string => said(DOOR, door);
/** Why a lead is kept apart, without what it was kept apart for. */
export const quarantineText = (reason: string | null): string => said(QUARANTINE, reason);
export const keyText = (key: DuplicateKey): string => KEY[key]();
export const letterText = (letter: Letter): string => LETTER[letter]();
export const answerText = (answer: string | null | undefined): string => said(ANSWER, answer);
export const actionText = (action: DuplicateAction): string => ACTION[action]();
/** The name of a stored column. */
export const leadFieldText = (field: string): string => said(FIELD, field);

/** The network of a mobile number. It is stored by its Chinese name. */
export function carrierText(stored: string): string {
  const names = [m.lead_carrier_mobile, m.lead_carrier_unicom, m.lead_carrier_telecom, m.lead_carrier_broadnet, m.lead_carrier_mobile_v, m.lead_carrier_unicom_v, m.lead_carrier_telecom_v, m.lead_carrier_broadnet_v];
  return names.find((name) => name({}, { locale: "zh" }) === stored)?.() ?? stored;
}

/** "138 0013 8000"; numbers of other countries as they are. */
export const mobileText = (mobile: string): string => (/^1\d{10}$/.test(mobile) ? `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}` : mobile);

/** Where a mobile number is at home: the town, or the province where no town is known, then the network. */
export function homeText(lead: { province: string | null; city: string | null; carrier: string | null }): string {
  return [lead.city ?? lead.province ?? "", lead.carrier ? carrierText(lead.carrier) : ""].filter(Boolean).join(" ");
}

/** What a lead is called: the person, else the company. */
export const leadName = (lead: { name: string | null; company: string | null; code: string }): string => lead.name ?? lead.company ?? lead.code;
