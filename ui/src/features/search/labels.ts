/** Labels of the search: kinds and fields by name, and how a hit is shown. */
import { m } from "../../i18n.svelte";
import type { SearchHit, SearchMatched } from "../../ipc";
import { pathOf } from "../../records/kinds";
import { table } from "../../table";

/** Where a hit leads. A contact has a place of its own, also without a customer. */
export const pathOfHit = (hit: SearchHit): string | null => (pathOf(hit.kind, hit.id) ?? hit.path);

const FIELDS: Record<string, () => string> = table({
  name: m.search_field_name,
  company: m.search_field_company,
  mobile: m.search_field_mobile,
  phone: m.search_field_phone,
  qq: m.search_field_qq,
  further: m.search_field_further,
  email: m.search_field_email,
  wechat: m.search_field_wechat,
  handle: m.search_field_handle,
  code: m.search_field_code,
  credit_code: m.search_field_credit_code,
  title: m.search_field_title,
  need: m.search_field_need,
  note: m.search_field_note,
  website: m.search_field_website,
  competitor: m.search_field_competitor,
  lost_reason: m.search_field_lost_reason,
  text: m.search_field_text,
  // Texts in fields of one's own are searched as one.
  custom: m.own_matched,
});

/** A field by the name people know. */
export const fieldName = (field: string): string => FIELDS[field]?.() ?? field;

/** The piece of the title that answers, when the title is what was searched. */
export function inTitle(hit: SearchHit): SearchMatched | null {
  const found = hit.matched;
  return found && `${found.before}${found.hit}${found.after}` === hit.title ? found : null;
}
