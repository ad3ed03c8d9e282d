/** Labels of customers and contacts: what their fields and the words in them are called. */
import { m } from "../../i18n.svelte";
import type { NounText } from "../conditions/nounWords";
import { yesNoText } from "../customFields/customFields";
import { table } from "../../table";

const SHARED: Record<string, () => string> = table({
  industry: m.customers_industry,
  region: m.customers_region,
  phone: m.customers_phone,
  owner: m.deals_owner,
  sample: m.customers_sample,
  created_at: m.deals_created_on,
  updated_at: m.leads_updated,
  deleted_at: m.deals_in_bin,
});
const OF_CUSTOMER: Record<string, () => string> = table({
  ...SHARED,
  name: m.customers_name,
  website: m.customers_website,
  employees: m.customers_employees,
  revenue: m.customers_revenue,
  founded_year: m.customers_founded,
  credit_code: m.lead_credit_code,
  parent: m.customers_parent,
  open_count: m.customers_open_count,
  open: m.customers_open,
  won: m.customers_won,
  note: m.deals_note,
});
const OF_CONTACT: Record<string, () => string> = table({
  ...SHARED,
  name: m.customers_contact_name,
  customer: m.customers_name,
  title: m.customers_title,
  mobile: m.customers_mobile,
  email: m.customers_email,
  wechat: m.customers_wechat,
});
/** The name of a field of the condition language, of a column, or of a stored column (`owner_id`, `revenue_minor`). */
const said = (table: Record<string, () => string>) => (name: string): string => table[name.replace(/_(id|minor)$/, "")]?.() ?? name;
export const customerFieldText = said(OF_CUSTOMER);
export const contactFieldText = said(OF_CONTACT);

// The only words that are stored say whether it is part of the sample.
const wordText = (_: string, word: string): string => yesNoText(word);

export const CUSTOMER_TEXT: NounText = { first: ["industry", "region", "owner", "open", "won", "created_at"], fieldText: customerFieldText, wordText };
export const CONTACT_TEXT: NounText = { first: ["customer", "owner", "title", "created_at"], fieldText: contactFieldText, wordText };
