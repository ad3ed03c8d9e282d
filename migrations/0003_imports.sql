-- Files coming in: imports, and the folders that are watched for more.

create table imports (
  id integer primary key autoincrement,
  kind text not null,
  file_name text not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed', 'undone')),
  plan text not null,
  person_id integer not null,
  -- Which door it came through: import (the wizard, the shell), folder.
  door text not null default 'import',
  -- Whether the file is the same when it is read again: SHA-256 of its bytes. Null until the import has read it.
  file_hash text,
  bytes integer,
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

-- What each committed piece of a running import had come to: its rows, the counts so far, and what the engine must not forget.
-- Gone when the import ends.
create table import_pieces (
  id integer primary key autoincrement,
  import_id integer not null references imports (id) on delete cascade,
  rows integer not null,
  tally text not null,
  carry text not null
) strict;
create index import_pieces_of on import_pieces (import_id, id);

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

-- A folder whose files come in by themselves. One that was removed stays, so that its files are not taken again.
create table folders (
  id integer primary key autoincrement,
  path text not null check (trim(path) <> ''),
  kind text not null,
  on_match text not null check (on_match in ('skip', 'update', 'create')),
  -- Whether the rows that could not be taken are written beside the file.
  beside integer not null default 0 check (beside in (0, 1)),
  active integer not null default 1 check (active in (0, 1)),
  -- For whom its files are imported: who saved it last.
  person_id integer not null references people (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer
) strict;
create unique index folders_path on folders (path);
create index folders_person on folders (person_id);

-- What was found there: one row for each content under each name. Not recorded and never undone.
create table folder_files (
  id integer primary key autoincrement,
  folder_id integer not null references folders (id),
  name text not null,
  bytes integer not null,
  modified_at integer not null,
  -- SHA-256 of its bytes.
  file_hash text not null,
  seen_at integer not null,
  -- What became of it: an import, or the reason why there was none, as a code and a finished sentence.
  import_id integer references imports (id),
  code text,
  message text,
  -- Whether the rows that could not be taken were written beside it.
  beside integer not null default 0 check (beside in (0, 1))
) strict;
create unique index folder_files_of on folder_files (folder_id, name, file_hash);
create index folder_files_file_hash on folder_files (file_hash);
create index folder_files_import on folder_files (import_id) where import_id is not null;
