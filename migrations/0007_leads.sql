-- Leads: who might buy, from the first contact on; and who has registered which company.

create table leads (
  id integer primary key autoincrement,
  -- The key of the file or the system it came from.
  code text,
  -- A person, a company, or both.
  name text check (name is null or trim(name) <> ''),
  company text check (company is null or trim(company) <> ''),
  -- The distinctive core of the company's name: what duplicates are found by.
  company_key text,
  title text,
  -- Contact methods, normalised by intake: one of them at least.
  mobile text,
  phone text,
  email text,
  wechat text,
  qq text,
  handle text,
  -- Where the mobile number is at home.
  province text,
  city text,
  carrier text,
  industry text,
  employees integer check (employees is null or employees >= 0),
  website text,
  address text,
  credit_code text,
  -- The first source and way of acquisition never change: a trigger says so.
  source text,
  acquisition text,
  channel text,
  campaign text,
  need text,
  note text,
  budget_minor integer check (budget_minor is null or budget_minor >= 0),
  -- Answers to budget, authority, need, timeline: unknown, no, partly, yes; each with note, day and source.
  bant_budget text not null default 'unknown',
  bant_authority text not null default 'unknown',
  bant_need text not null default 'unknown',
  bant_timeline text not null default 'unknown',
  bant_notes text,
  state text not null default 'to_handle' check (
    state = 'to_handle' or state = 'following' or state = 'converted' or state = 'invalid' or state = 'returned'
    or state = 'transferred' or state = 'void'),
  state_reason text,
  state_at integer not null,
  -- Why it is kept apart: not assignable, in no pool, counted in no rate. Null = it is not.
  quarantine text,
  quarantine_value text,
  owner_id integer references people (id),
  owner_since integer,
  -- Which door it came through: typed, import, folder, paste, card, vcard, chat, form, api.
  door text not null,
  -- The lead it was collected under, as one more arrival of the same person.
  source_lead_id integer references leads (id),
  -- Last follow-up by a person; null = nobody yet.
  followed_at integer,
  next_due_on text,
  next_kind text,
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  check (name is not null or company is not null),
  check (coalesce(mobile, phone, email, wechat, qq, handle) is not null),
  check (state <> 'invalid' or state_reason is not null)
) strict;
create index leads_mobile on leads (mobile) where mobile is not null;
create index leads_email on leads (email) where email is not null;
create index leads_wechat on leads (wechat) where wechat is not null;
create index leads_company on leads (company_key) where company_key is not null;
create index leads_code on leads (code) where code is not null;
create index leads_credit_code on leads (credit_code) where credit_code is not null;
-- Most lists ask for one person, state, source or town, newest first: each index gives its rows in that order. The one by state
-- also answers the totals.
create index leads_owner on leads (owner_id, quarantine, deleted_at, id);
create index leads_state on leads (state, quarantine, deleted_at, id, owner_id, budget_minor);
create index leads_source on leads (source, quarantine, deleted_at, id) where source is not null;
create index leads_city on leads (city, quarantine, deleted_at, id) where city is not null;
create index leads_due on leads (next_due_on, id) where next_due_on is not null;
create index leads_collected on leads (source_lead_id) where source_lead_id is not null;
create index leads_import on leads (import_id) where import_id is not null;
create index leads_bin on leads (deleted_at, id) where deleted_at is not null;

-- The first source never changes. But whoever entered it by mistake takes it back with the change that entered it, and then it is
-- unknown again, as it was.
create trigger leads_first_source before update of source, acquisition on leads
  when (old.source is not null and new.source is not null and new.source is not old.source)
    or (old.acquisition is not null and new.acquisition is not null and new.acquisition is not old.acquisition)
begin
  select raise(abort, 'the first source stays');
end;

-- Further contact methods of a lead, beside the first of each kind that stands in the lead itself.
create table lead_contacts (
  id integer primary key autoincrement,
  lead_id integer not null references leads (id) on delete cascade,
  kind text not null check (kind in ('mobile', 'phone', 'email', 'wechat', 'qq', 'handle')),
  value text not null check (trim(value) <> ''),
  label text
) strict;
create index lead_contacts_lead on lead_contacts (lead_id);
create index lead_contacts_value on lead_contacts (value, kind);

create table tags (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  -- The import that brought it, as long as only that import's leads carry it.
  import_id integer references imports (id)
) strict;
create unique index tags_name on tags (name);
create index tags_import on tags (import_id) where import_id is not null;

create table lead_tags (
  id integer primary key autoincrement,
  lead_id integer not null references leads (id) on delete cascade,
  tag_id integer not null references tags (id) on delete cascade
) strict;
create unique index lead_tags_of on lead_tags (lead_id, tag_id);
create index lead_tags_tag on lead_tags (tag_id, lead_id);

-- A customer registered beforehand: until the last day, or until it is given back, nobody else may take it up.
create table registrations (
  id integer primary key autoincrement,
  company text not null check (trim(company) <> ''),
  -- The distinctive core of the company's name, as leads and customers keep it.
  company_key text not null check (company_key <> ''),
  credit_code text,
  mobile text,
  note text,
  -- Who holds it.
  person_id integer not null references people (id),
  -- Business days, the first and the last on which it is protected.
  starts_on text not null,
  ends_on text not null check (ends_on >= starts_on),
  -- Given back or ended before its time, and by whom: from that day on it protects nothing.
  ended_on text,
  ended_by integer references people (id),
  -- The record it was made from.
  lead_id integer references leads (id) on delete set null,
  customer_id integer references customers (id) on delete set null,
  origin text,
  created_at integer not null,
  updated_at integer not null
) strict;
create index registrations_person on registrations (person_id);
create index registrations_ended_by on registrations (ended_by) where ended_by is not null;
create index registrations_lead on registrations (lead_id) where lead_id is not null;
create index registrations_customer on registrations (customer_id) where customer_id is not null;
