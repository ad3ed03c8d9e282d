-- The house itself: whose file this is, who works in it, and every change ever made to it.

create table workspace (
  id integer primary key check (id = 1),
  name text not null,
  language text not null check (language in ('zh', 'en')),
  base_currency text not null check (length(base_currency) = 3),
  time_zone text not null,
  fiscal_start_month integer not null check (fiscal_start_month between 1 and 12),
  business text not null,
  -- Coverage (open ÷ still to win) that the owner calls healthy; 20000 = 2.0×.
  coverage_line_bp integer not null default 20000 check (coverage_line_bp > 0),
  -- Below this number of resolved deals a measured rate is not used.
  rate_floor integer not null default 20 check (rate_floor >= 1),
  created_at integer not null,
  set_up_at integer
) strict;

create table users (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  role text not null check (role in ('owner', 'manager', 'sales', 'assistant', 'viewer')),
  manager_id integer references users (id),
  team text,
  active integer not null default 1 check (active in (0, 1)),
  origin text,
  import_id integer references imports (id),
  created_at integer not null
) strict;
create unique index users_name on users (name);
create index users_manager on users (manager_id);
create index users_import on users (import_id) where import_id is not null;

-- One row per committed change. `changeset` is SQLite's own record of it (session extension): undo applies its inverse.
-- Without one the change stands: it is listed, but cannot be taken back (the first run, the undo of an import).
create table changes (
  id integer primary key autoincrement,
  at integer not null,
  user_id integer not null,
  command text not null,
  -- What was acted on, in the words of the record ("Line 2 vision"), for the history panel.
  subject text,
  records integer not null,
  -- All chunks of one import carry its id and are undone together.
  import_id integer,
  -- An undo or redo names the change it reverses; a reversed change names the undo that reversed it.
  undoes integer references changes (id),
  redoes integer references changes (id),
  undone_by integer,
  changeset blob
) strict;
create index changes_by_user on changes (user_id, id);
create index changes_import on changes (import_id, id) where import_id is not null;

-- Which changes touched which record: the index behind field history. Rows an import created are not listed; their `import_id` tells.
create table touches (
  entity text not null,
  record_id integer not null,
  change_id integer not null references changes (id),
  primary key (entity, record_id, change_id)
) strict, without rowid;

create table imports (
  id integer primary key autoincrement,
  kind text not null,
  file_name text not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed', 'undone')),
  plan text not null,
  user_id integer not null,
  started_at integer not null,
  finished_at integer,
  rows integer,
  done integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  rejected integer not null default 0,
  -- Records made beside the rows, such as managers that rows only name.
  beside integer not null default 0,
  message text
) strict;

-- Rows that could not be taken, exactly as they stood in the file, each with its reason.
create table import_errors (
  id integer primary key,
  import_id integer not null references imports (id) on delete cascade,
  line integer not null,
  cells text not null,
  code text not null,
  message text not null,
  field text
) strict;
create index import_errors_import on import_errors (import_id, line);

-- A mapping remembered for files with the same heading row, with the spellings settled for its values.
create table import_mappings (
  id integer primary key autoincrement,
  kind text not null,
  headers text not null,
  name text,
  mapping text not null,
  saved_at integer not null,
  unique (kind, headers)
) strict;
