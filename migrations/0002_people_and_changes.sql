-- Who works here, and every change ever made to the file.

create table people (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  role text not null check (role in ('owner', 'manager', 'sales', 'assistant', 'viewer')),
  manager_id integer references people (id),
  team text,
  active integer not null default 1 check (active in (0, 1)),
  origin text,
  import_id integer references imports (id),
  created_at integer not null
) strict;
create unique index people_name on people (name);
create index people_manager on people (manager_id);
create index people_import on people (import_id) where import_id is not null;

-- One row per committed change. `changeset` is SQLite's own record of it (session extension): undo applies its inverse.
-- Without one the change cannot be taken back: it is listed only (the first run, the undo of an import).
create table changes (
  id integer primary key autoincrement,
  at integer not null,
  person_id integer not null,
  command text not null,
  -- What was acted on, in the words of the record ("Line 2 vision"), for the history panel.
  subject text,
  records integer not null,
  -- All pieces of one import carry its id and are undone together.
  import_id integer,
  -- An undo or redo names the change it reverses; a reversed change names the undo that reversed it.
  undoes integer references changes (id),
  redoes integer references changes (id),
  undone_by integer,
  changeset blob
) strict;
create index changes_by_person on changes (person_id, id);
create index changes_import on changes (import_id, id) where import_id is not null;

-- Which changes touched which record: the index behind field history. Rows an import created are not listed; their `import_id` tells.
create table change_records (
  entity text not null,
  record_id integer not null,
  change_id integer not null references changes (id),
  primary key (entity, record_id, change_id)
) strict, without rowid;
