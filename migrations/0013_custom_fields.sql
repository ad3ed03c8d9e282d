-- Fields that the owner of the file adds to leads, customers, contacts and deals.

create table custom_fields (
  id integer primary key autoincrement,
  -- The table of the records that have it.
  noun text not null check (noun in ('leads', 'customers', 'contacts', 'deals')),
  -- Its place among the fields of the noun.
  position integer not null,
  name text not null check (trim(name) <> ''),
  -- The name without differences of case and width: no two fields of a noun in use share it.
  name_key text not null,
  kind text not null check (
    kind in ('text', 'long_text', 'number', 'money', 'day', 'yes_no', 'choice', 'choices', 'person', 'link')),
  -- What a number counts ("mm", "months"), and how many decimals it has: stored is the whole number of its smallest steps.
  unit text,
  decimals integer not null default 0 check (decimals between 0 and 6),
  -- Whether a person who fills in a form has to say it.
  required integer not null default 0 check (required in (0, 1)),
  -- Whether lists show it when nobody has chosen columns.
  listed integer not null default 0 check (listed in (0, 1)),
  -- Out of forms and lists since; its values stay.
  archived_at integer,
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index custom_fields_name on custom_fields (noun, name_key) where archived_at is null;

-- What can be chosen in a field of one or several choices.
create table custom_options (
  id integer primary key autoincrement,
  field_id integer not null references custom_fields (id) on delete cascade,
  position integer not null,
  name text not null check (trim(name) <> ''),
  -- No longer offered; records that have it keep it.
  archived_at integer
) strict;
create index custom_options_field on custom_options (field_id, position);

-- The values, a table for each noun. A value is a text (text, long_text, link, a day as YYYY-MM-DD, yes or no) or a whole number (the
-- steps of a number, minor units of the base currency, the id of an option or a person). Of several choices each has a row of its own,
-- and `part` is its option; otherwise it is 0. The second index answers conditions.
create table lead_values (
  id integer primary key autoincrement,
  lead_id integer not null references leads (id) on delete cascade,
  field_id integer not null references custom_fields (id) on delete cascade,
  part integer not null default 0,
  value any not null
) strict;
create unique index lead_values_of on lead_values (lead_id, field_id, part);
create index lead_values_field on lead_values (field_id, value, lead_id);

create table customer_values (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete cascade,
  field_id integer not null references custom_fields (id) on delete cascade,
  part integer not null default 0,
  value any not null
) strict;
create unique index customer_values_of on customer_values (customer_id, field_id, part);
create index customer_values_field on customer_values (field_id, value, customer_id);

create table contact_values (
  id integer primary key autoincrement,
  contact_id integer not null references contacts (id) on delete cascade,
  field_id integer not null references custom_fields (id) on delete cascade,
  part integer not null default 0,
  value any not null
) strict;
create unique index contact_values_of on contact_values (contact_id, field_id, part);
create index contact_values_field on contact_values (field_id, value, contact_id);

create table deal_values (
  id integer primary key autoincrement,
  deal_id integer not null references deals (id) on delete cascade,
  field_id integer not null references custom_fields (id) on delete cascade,
  part integer not null default 0,
  value any not null
) strict;
create unique index deal_values_of on deal_values (deal_id, field_id, part);
create index deal_values_field on deal_values (field_id, value, deal_id);

-- People named by values: no foreign key can tell them from options and numbers.
create view person_values (person_id, noun, record_id) as
select v.value, 'leads', v.lead_id from lead_values v join custom_fields f on f.id = v.field_id where f.kind = 'person'
union all
select v.value, 'customers', v.customer_id from customer_values v join custom_fields f on f.id = v.field_id where f.kind = 'person'
union all
select v.value, 'contacts', v.contact_id from contact_values v join custom_fields f on f.id = v.field_id where f.kind = 'person'
union all
select v.value, 'deals', v.deal_id from deal_values v join custom_fields f on f.id = v.field_id where f.kind = 'person';
