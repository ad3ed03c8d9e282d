/** Labels of imports: kinds, states and parts, and where imported records are found. */
import { decimal } from "../../format";
import { m } from "../../i18n.svelte";
import type { DryRun, RecordKind, ImportOnMatch, ImportState, ImportStatus, Inspection, SavedMapping } from "../../ipc";
import { href } from "../../shell/router.svelte";
import type { Vocabulary } from "../../records/conditions/labels";
import type { PartName } from "./parts";
import { table } from "../../table";

const PLACES: Partial<Record<RecordKind, { wants: () => string; place: () => string; see: () => string }>> = table({
  people: { wants: m.import_people_wants, place: () => href("/settings", { s: "people" }), see: m.import_see_people },
  products: { wants: m.import_products_wants, place: () => href("/settings", { s: "products" }), see: m.import_see_products },
  customers: { wants: m.import_customers_wants, place: () => href("/customers"), see: m.import_see_customers },
  contacts: { wants: m.import_contacts_wants, place: () => href("/contacts"), see: m.import_see_contacts },
  leads: { wants: m.import_leads_wants, place: () => href("/leads"), see: m.import_see_leads },
  deals: { wants: m.import_deals_wants, place: () => href("/pipeline"), see: m.import_see_deals },
});
export const kindWants = (kind: RecordKind): string => PLACES[kind]?.wants() ?? "";
export const placeOf = (kind: RecordKind): { href: string; label: string } => ({ href: PLACES[kind]?.place() ?? "/", label: PLACES[kind]?.see() ?? "" });

const STATES: Record<ImportState, { name: () => string; mark: string }> = table({
  running: { name: m.import_running, mark: "act" },
  cancelling: { name: m.import_cancelling, mark: "wait" },
  done: { name: m.import_done, mark: "ok" },
  cancelled: { name: m.import_cancelled, mark: "" },
  failed: { name: m.import_failed, mark: "bad" },
  interrupted: { name: m.import_interrupted, mark: "wait" },
  undone: { name: m.import_undone, mark: "" },
});
export const stateName = (state: ImportState): string => STATES[state].name();
/** Class of the dot before the state; see `.st` in kit.css. */
export const stateMark = (state: ImportState): string => STATES[state].mark;
export const matchName = (match: ImportOnMatch): string => ({ skip: m.import_match_skip, update: m.import_match_update, create: m.import_match_create, merge: m.import_match_merge })[match]();
export const matchText = (match: ImportOnMatch): string => ({ skip: m.import_match_skip_text, update: m.import_match_update_text, create: m.import_match_create_text, merge: m.import_match_merge_text })[match]();

/** "New 12, problems 3": only what there is. */
export const resultText = (one: ImportStatus): string =>
  [one.created && `${m.import_created()} ${decimal(one.created, 0)}`, one.updated && `${m.import_updated()} ${decimal(one.updated, 0)}`, one.skipped && `${m.import_skipped()} ${decimal(one.skipped, 0)}`, one.rejected && `${m.import_rejected()} ${decimal(one.rejected, 0)}`].filter(Boolean).join(", ");

export const isLive = (state: ImportState | undefined): boolean => state === "running" || state === "cancelling";

/** Nothing of it is in the file any more. */
export const isTakenBack = (status: ImportStatus): boolean => status.state === "undone" || status.state === "cancelled" || (status.state === "failed" && !status.can_undo);

export const rememberedText = ({ name }: SavedMapping): string => (name ? m.import_remembered_as({ name }) : m.import_remembered());

/** Problems to be pasted into a table or a message: line, heading, cell, sentence, and the code for whoever has to look further. */
export const problemDetails = (problems: DryRun["problems"]): string => problems.map(({ row, column = "", value = "", message, code }) => [row, column, value, message, code].join("\t")).join("\n");

const PARTS: Record<PartName, { coming: () => string; done: () => string }> = table({
  create: { coming: m.import_will_create, done: m.import_created },
  update: { coming: m.import_will_update, done: m.import_updated },
  skip: { coming: m.import_will_skip, done: m.import_skipped },
  reject: { coming: m.import_will_reject, done: m.import_rejected },
});
export const partName = (part: PartName, done: boolean): string => PARTS[part][done ? "done" : "coming"]();
/** For test ids: import-count-created. */
export const PART_PAST: Record<PartName, string> = table({ create: "created", update: "updated", skip: "skipped", reject: "rejected" });

/** The columns of a file as a condition on its rows knows them. */
export function rowVocabulary(found: Inspection, now: { currency: string; today: string }): Vocabulary {
  const fields = found.columns.map((column, at) => ({ ...column, name: found.headers[at] ?? "", choices: [], refers: null, sorts: false, custom: null }));
  return { fields, fieldText: (name) => name, options: () => [], currency: now.currency, today: now.today };
}
