-- Who we sell to: companies, the people there, and what else companies are called.

create table customers (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  -- The name folded for matching: width, case, spaces and marks taken out.
  name_key text not null,
  -- The distinctive core of the name: what duplicates are found by.
  company_key text,
  credit_code text,
  industry text,
  region text,
  website text,
  phone text,
  employees integer,
  revenue_minor integer,
  founded_year integer,
  parent_id integer references customers (id),
  owner_id integer references people (id),
  note text,
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer
) strict;
create index customers_name_key on customers (name_key);
create index customers_name on customers (name, id) where deleted_at is null;
create index customers_company_key on customers (company_key) where company_key is not null;
create index customers_parent on customers (parent_id) where parent_id is not null;
create index customers_owner on customers (owner_id) where owner_id is not null;
create index customers_import on customers (import_id) where import_id is not null;
-- Here and in other tables: what lies in the bin, last removed first. Living records are in none of these indexes, so that they
-- cost a change of one nothing.
create index customers_bin on customers (deleted_at, id) where deleted_at is not null;

create table contacts (
  id integer primary key autoincrement,
  customer_id integer references customers (id),
  name text not null check (trim(name) <> ''),
  title text,
  mobile text,
  phone text,
  email text,
  wechat text,
  owner_id integer references people (id),
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer
) strict;
create index contacts_customer on contacts (customer_id);
create index contacts_name on contacts (name, id) where deleted_at is null;
create index contacts_mobile on contacts (mobile) where mobile is not null;
create index contacts_email on contacts (email) where email is not null;
create index contacts_wechat on contacts (wechat) where wechat is not null;
create index contacts_owner on contacts (owner_id) where owner_id is not null;
create index contacts_import on contacts (import_id) where import_id is not null;
create index contacts_bin on contacts (deleted_at, id) where deleted_at is not null;

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
