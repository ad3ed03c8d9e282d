-- Who has told of a customer first, and what else companies are called.

-- A customer told of beforehand: until the last day, or until it is given back, nobody else may take it up.
create table registrations (
  id integer primary key autoincrement,
  company text not null check (trim(company) <> ''),
  -- The distinctive core of the company's name, as leads and customers keep it.
  company_key text not null check (company_key <> ''),
  credit_code text,
  mobile text,
  note text,
  -- Who holds it.
  user_id integer not null references users (id),
  -- Business days, the first and the last on which it is protected.
  starts_on text not null,
  ends_on text not null check (ends_on >= starts_on),
  -- Given back or ended before its time, and by whom: from that day on it protects nothing.
  ended_on text,
  ended_by integer references users (id),
  -- The record it was made from.
  lead_id integer references leads (id) on delete set null,
  account_id integer references accounts (id) on delete set null,
  origin text,
  created_at integer not null,
  updated_at integer not null
) strict;
create index registrations_user on registrations (user_id);
create index registrations_ended_by on registrations (ended_by) where ended_by is not null;
create index registrations_lead on registrations (lead_id) where lead_id is not null;
create index registrations_account on registrations (account_id) where account_id is not null;

-- How many days after the first a registration lasts.
alter table workspace add column registration_days integer not null default 30 check (registration_days between 1 and 3650);

-- Other names of companies: brands, products, what people say. The keys are the cores of both names.
create table company_aliases (
  id integer primary key autoincrement,
  company text not null check (trim(company) <> ''),
  company_key text not null check (company_key <> ''),
  alias text not null check (trim(alias) <> ''),
  alias_key text not null check (alias_key <> '' and alias_key <> company_key),
  created_at integer not null
) strict;
create unique index company_aliases_of on company_aliases (alias_key);
create index company_aliases_company on company_aliases (company_key);
