-- What we sell, and the way deals take.

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

create table pipelines (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  position integer not null,
  archived integer not null default 0 check (archived in (0, 1)),
  created_at integer not null
) strict;
create unique index pipelines_name on pipelines (name);

create table stages (
  id integer primary key autoincrement,
  pipeline_id integer not null references pipelines (id),
  name text not null check (trim(name) <> ''),
  position integer not null,
  win_rate_bp integer not null check (win_rate_bp between 0 and 10000),
  category text not null check (category in ('pipeline', 'best_case', 'commit')),
  rotting_days integer check (rotting_days is null or rotting_days > 0),
  -- A stage taken out of the pipeline keeps its row: old versions of deals point at it.
  retired integer not null default 0 check (retired in (0, 1))
) strict;
create unique index stages_name on stages (pipeline_id, name);

-- What was said of stages: their order, their chances, whether they were in use. A row each time one of these became another, so that
-- a question as of a past day is answered with the stages of that day. A stage that is gone keeps its rows: no reference holds them.
create table stage_versions (
  id integer primary key autoincrement,
  stage_id integer not null,
  at integer not null,
  pipeline_id integer not null,
  name text not null,
  position integer not null,
  win_rate_bp integer not null,
  category text not null,
  rotting_days integer,
  retired integer not null
) strict;
create index stage_versions_of on stage_versions (stage_id, at, id);
create index stage_versions_pipeline on stage_versions (pipeline_id);
