/** The sentence for a change, for the undo toast and the history page. */
import { m } from "../i18n.svelte";
import type { Change } from "../ipc";
import { table } from "../table";

type ChangeFacts = Pick<Change, "command" | "subject" | "records">;

/** The record a change was about: its name in quotes, or how many there were. */
const what = (change: ChangeFacts): string => (change.subject ? m.history_named({ name: change.subject }) : m.history_records({ count: change.records }));

/** The lead a change was about, or how many: the subject of a change of several is their number. */
const leads = (change: ChangeFacts): string => (change.records > 1 && /^\d+$/.test(change.subject ?? "") ? m.history_leads({ count: Number(change.subject) }) : what(change));

/** The record a change was about, or how many: the subject of a change of several is their number. */
const several = (change: ChangeFacts): string => (/^\d+$/.test(change.subject ?? "") ? m.history_records({ count: Number(change.subject) }) : what(change));

const WORDS: Record<string, (change: ChangeFacts) => string> = table({
  "workspace.setup": () => m.history_workspace_setup(),
  "workspace.save": () => m.history_workspace_save(),
  "workspace.confirm_clock": () => m.history_confirm_clock(),
  "sample.add": () => m.history_sample_add(),
  "sample.remove": () => m.history_sample_remove(),
  "people.save": (change) => m.history_person_save({ what: what(change) }),
  "people.hand_over": (change) => m.history_hand_over({ what: what(change) }),
  "customers.save": (change) => m.history_customer_save({ what: what(change) }),
  "customers.remove": (change) => m.history_customer_remove({ what: several(change) }),
  "contacts.remove": (change) => m.history_contact_remove({ what: several(change) }),
  "bin.restore": (change) => m.history_bin_restore({ what: several(change) }),
  "contacts.save": (change) => m.history_contact_save({ what: what(change) }),
  "products.save": (change) => m.history_product_save({ what: what(change) }),
  "custom_fields.save": (change) => m.history_field_save({ what: what(change) }),
  "custom_fields.order": () => m.history_field_order(),
  "custom_fields.archive": (change) => m.history_field_archive({ what: what(change) }),
  "custom_fields.restore": (change) => m.history_field_restore({ what: what(change) }),
  "custom_fields.remove": (change) => m.history_field_remove({ what: what(change) }),
  "pipelines.save": (change) => m.history_pipeline_save({ what: what(change) }),
  "targets.save": (change) => m.history_target_save({ what: what(change) }),
  "forecast.call": (change) => m.history_forecast_call({ what: what(change) }),
  "deals.create": (change) => m.history_deal_create({ what: what(change) }),
  "deals.edit": (change) => m.history_deal_edit({ what: what(change) }),
  "deals.move": (change) => m.history_deal_move({ what: what(change) }),
  "deals.win": (change) => m.history_deal_win({ what: what(change) }),
  "deals.lose": (change) => m.history_deal_lose({ what: what(change) }),
  "deals.reopen": (change) => m.history_deal_reopen({ what: what(change) }),
  "deals.remove": (change) => (change.records <= 1 ? m.history_deal_remove({ what: what(change) }) : m.history_deals_remove({ count: change.records })),
  "leads.create": (change) => m.history_lead_create({ what: what(change) }),
  "leads.create_many": (change) => m.history_leads_create({ count: Number(change.subject ?? change.records) }),
  "attachments.add": (change) => m.history_attachment_add({ what: what(change) }),
  "attachments.remove": (change) => m.history_attachment_remove({ what: what(change) }),
  "leads.edit": (change) => m.history_lead_edit({ what: what(change) }),
  "leads.edit_many": (change) => m.history_lead_edit({ what: leads(change) }),
  "leads.set_state": (change) => m.history_lead_state({ what: leads(change) }),
  "leads.assign": (change) => m.history_lead_assign({ what: leads(change) }),
  "leads.tag": (change) => m.history_lead_tag({ what: leads(change) }),
  "leads.release": (change) => m.history_lead_release({ what: what(change) }),
  "leads.remove": (change) => m.history_lead_remove({ what: leads(change) }),
  "views.save": (change) => m.history_view_save({ what: what(change) }),
  "views.remove": (change) => m.history_view_remove({ what: what(change) }),
  "duplicates.save_rules": () => m.history_duplicate_rules(),
  "duplicates.distinct": (change) => m.history_distinct({ count: Number(change.subject ?? change.records) }),
  "duplicates.merge": (change) => m.history_merge({ what: what(change) }),
  "duplicates.tell_owner": (change) => m.history_tell_owner({ what: what(change) }),
  "registrations.add": (change) => m.history_registration_add({ what: what(change) }),
  "registrations.end": (change) => m.history_registration_end({ what: what(change) }),
  "registrations.extend": (change) => m.history_registration_extend({ what: what(change) }),
  "aliases.save": (change) => m.history_aliases_save({ what: what(change) }),
  "aliases.remove": (change) => m.history_aliases_remove({ what: what(change) }),
  "health.fix": (change) => m.history_health_fix({ count: Number(change.subject ?? change.records) }),
  "health.save_plan": () => m.history_health_plan(),
  "health.checked": () => m.history_health_checked(),
  "tick.health": () => m.history_health_due(),
  "screen.add": (change) => m.history_screen_add({ count: Number(change.subject ?? change.records) }),
  "screen.remove": (change) => m.history_screen_remove({ count: Number(change.subject ?? change.records) }),
  "activities.add": (change) => m.history_activity_add({ what: what(change) }),
  "activities.edit": (change) => m.history_activity_edit({ what: what(change) }),
  "activities.paste_chat": (change) => m.history_chat_paste({ what: what(change) }),
  "activities.pin": (change) => m.history_activity_pin({ what: what(change) }),
  "activities.done": (change) => m.history_activity_done({ what: what(change) }),
  "tick.folders": (change) => m.history_import_folder({ what: what(change), count: change.records }),
  "folders.save": (change) => m.history_folder_save({ what: what(change) }),
  "folders.remove": (change) => m.history_folder_remove({ what: what(change) }),
  "imports.start": (change) => m.history_import({ count: change.records }),
  "history.undo": (change) => m.history_undo({ what: several(change) }),
  "history.redo": (change) => m.history_redo({ what: several(change) }),
  "workspace.clear": (change) => m.history_clear({ count: Number(change.subject) }),
  "imports.undo": (change) => m.history_import_undo({ count: change.records }),
});

/** Commands that have a sentence; a test holds it against the registry. */
export const describedCommands: readonly string[] = Object.keys(WORDS);

export function changeText(change: ChangeFacts): string {
  return WORDS[change.command]?.(change) ?? m.history_other({ count: change.records });
}
