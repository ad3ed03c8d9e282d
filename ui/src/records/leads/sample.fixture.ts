/** A lead for tests. */
import type { DuplicateHit, Lead, LeadId, PersonId } from "../../ipc";

export const lead = (more: Partial<Lead> = {}): Lead => ({
  id: 7 as LeadId, code: "L-2026-0007", name: "Qiu Yanan", company: "Muhe Medical", title: null, mobile: "13800138000", phone: null, email: null, wechat: null, qq: null, handle: null,
  province: null, city: null, carrier: null, industry: null, employees: null, source: null, acquisition: null, channel: null, campaign: null, need: null, budget_minor: null,
  bant: { budget: "yes", authority: "partly", need: "unknown", timeline: "unknown", yes: 1 }, state: "to_handle", state_reason: null, quarantine: null, quarantine_value: null,
  owner_id: 1 as PersonId, owner: "Ann", followed_at: null, idle_days: 0, next_activity: null, tags: [], door: "typed", collected: 0, source_lead_id: null, created_at: 1_773_800_000_000, updated_at: 1_773_800_000_000,
  website: null, address: null, credit_code: null, external_code: null, note: null, owner_since: null, state_at: 1_773_800_000_000, contacts: [], bant_notes: {}, arrivals: [], owner_active: true, custom: {}, ...more,
});

export const hit = (more: Partial<DuplicateHit> = {}): DuplicateHit => ({ entity: "leads", id: 3, name: "Wang", company: "Sulian", owner_id: 2 as PersonId, owner: "Lin", key: "mobile", value: "13800138000", created_at: 1_773_000_000_000, ...more });
