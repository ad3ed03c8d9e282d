-- Leads: who might buy, from the first contact on; and what keeps them clean and single.

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
  owner_id integer references users (id),
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

create trigger leads_first_source before update of source, acquisition on leads
  when (old.source is not null and new.source is not old.source)
    or (old.acquisition is not null and new.acquisition is not old.acquisition)
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

-- Notes, calls and tasks may be about a lead: the check that they are about something changes, so the table is made anew. The new
-- column stands last, because recorded changes count columns.
create table activities_anew (
  id integer primary key autoincrement,
  kind text not null check (kind in ('note', 'call', 'meeting', 'mail', 'chat', 'task')),
  opportunity_id integer references opportunities (id) on delete cascade,
  account_id integer references accounts (id) on delete cascade,
  contact_id integer references contacts (id) on delete cascade,
  text text not null,
  -- A planned activity has a day; a done one has an instant. A note is done when written.
  due_on text,
  done_at integer,
  user_id integer not null references users (id),
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  lead_id integer references leads (id) on delete cascade,
  check (opportunity_id is not null or account_id is not null or contact_id is not null or lead_id is not null)
) strict;
insert into activities_anew select *, null from activities;
-- Ids are never given twice, not even those of rows that are gone.
delete from sqlite_sequence where name = 'activities_anew';
insert into sqlite_sequence (name, seq) select 'activities_anew', seq from sqlite_sequence where name = 'activities';
drop table activities;
alter table activities_anew rename to activities;
create index activities_opportunity on activities (opportunity_id, created_at) where opportunity_id is not null;
create index activities_account on activities (account_id, created_at) where account_id is not null;
create index activities_contact on activities (contact_id, created_at) where contact_id is not null;
create index activities_planned on activities (opportunity_id, due_on, kind) where done_at is null and due_on is not null and deleted_at is null;
create index activities_user on activities (user_id);
create index activities_lead on activities (lead_id, created_at) where lead_id is not null;

-- What intake refuses or keeps apart. Words are compared folded.
create table screen_words (
  id integer primary key autoincrement,
  -- mobile, email, domain, company: a blacklisted one; word: a sensitive word; throwaway: a domain of throw-away mail.
  kind text not null check (kind in ('mobile', 'email', 'domain', 'company', 'word', 'throwaway')),
  value text not null check (trim(value) <> ''),
  -- Shipped with the program; a person may take it out.
  shipped integer not null default 0 check (shipped in (0, 1)),
  note text,
  created_at integer not null
) strict;
create unique index screen_words_of on screen_words (kind, value);

-- When a new record counts as a duplicate, and what becomes of it then. The first rule that hits decides.
create table duplicate_rules (
  id integer primary key autoincrement,
  position integer not null,
  name text not null check (trim(name) <> ''),
  active integer not null default 1 check (active in (0, 1)),
  -- Groups of keys as JSON: every group needs a hit, any key of a group gives it. [["mobile","wechat"]] or [["company"],["mobile","wechat"]].
  keys text not null,
  window text not null check (window in ('three_months', 'six_months', 'all')),
  action text not null check (action in ('to_owner', 'assign', 'collect', 'update', 'label')),
  label text
) strict;
insert into duplicate_rules (position, name, keys, window, action)
  values (1, 'contact', '[["mobile","wechat","email"]]', 'all', 'collect');

-- Pairs somebody looked at and found to be two.
create table distinct_pairs (
  id integer primary key autoincrement,
  entity text not null check (entity in ('leads', 'contacts', 'accounts')),
  first_id integer not null,
  second_id integer not null,
  user_id integer not null references users (id),
  at integer not null,
  check (first_id < second_id)
) strict;
create unique index distinct_pairs_of on distinct_pairs (entity, first_id, second_id);
create index distinct_pairs_user on distinct_pairs (user_id);

-- Merged records live on as signposts: an old link leads to the record that is left.
create table merges (
  id integer primary key autoincrement,
  entity text not null check (entity in ('leads', 'contacts', 'accounts')),
  gone_id integer not null,
  kept_id integer not null,
  user_id integer not null references users (id),
  at integer not null
) strict;
create unique index merges_gone on merges (entity, gone_id);
create index merges_kept on merges (entity, kept_id);
create index merges_user on merges (user_id);

-- What a list shows: condition, columns, order; of one person, or of everybody.
create table views (
  id integer primary key autoincrement,
  entity text not null,
  name text not null check (trim(name) <> ''),
  icon text,
  position integer not null,
  -- Null = everybody's.
  user_id integer references users (id),
  preferred integer not null default 0 check (preferred in (0, 1)),
  definition text not null,
  updated_at integer not null
) strict;
create index views_of on views (entity, position);
create index views_user on views (user_id) where user_id is not null;

-- Duplicate keys of customers and contacts: what a new lead is held against.
alter table accounts add column company_key text;
alter table accounts add column credit_code text;
create index accounts_company_key on accounts (company_key) where company_key is not null;
create index contacts_mobile on contacts (mobile) where mobile is not null;
create index contacts_email on contacts (email) where email is not null;
create index contacts_wechat on contacts (wechat) where wechat is not null;
