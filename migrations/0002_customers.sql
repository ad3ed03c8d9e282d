-- Who we sell to, and what.

create table accounts (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  -- The name folded for matching: width, case, spaces and marks taken out.
  name_key text not null,
  industry text,
  region text,
  website text,
  phone text,
  employees integer,
  revenue_minor integer,
  founded_year integer,
  parent_id integer references accounts (id),
  owner_id integer references users (id),
  note text,
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer
) strict;
create index accounts_name_key on accounts (name_key);
create index accounts_name on accounts (name, id) where deleted_at is null;
create index accounts_parent on accounts (parent_id) where parent_id is not null;
create index accounts_owner on accounts (owner_id) where owner_id is not null;
create index accounts_import on accounts (import_id) where import_id is not null;

create table contacts (
  id integer primary key autoincrement,
  account_id integer references accounts (id),
  name text not null check (trim(name) <> ''),
  title text,
  mobile text,
  phone text,
  email text,
  wechat text,
  owner_id integer references users (id),
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer
) strict;
create index contacts_account on contacts (account_id);
create index contacts_name on contacts (name, id) where deleted_at is null;
create index contacts_owner on contacts (owner_id) where owner_id is not null;
create index contacts_import on contacts (import_id) where import_id is not null;

create table products (
  id integer primary key autoincrement,
  code text,
  name text not null check (trim(name) <> ''),
  name_key text not null,
  series text,
  list_price_minor integer check (list_price_minor is null or list_price_minor >= 0),
  active integer not null default 1 check (active in (0, 1)),
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null
) strict;
create unique index products_name on products (name);
create index products_import on products (import_id) where import_id is not null;
