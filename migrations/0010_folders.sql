-- Folders that are watched for files to import, and what an import needs to go on after a crash.

-- What a file says when it is read again: that it is the same (SHA-256 of its bytes). Null until the import has read it.
alter table imports add column print text;
alter table imports add column bytes integer;
-- Which door it came through: import (the wizard, the shell), folder.
alter table imports add column door text not null default 'import';

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
  user_id integer not null references users (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer
) strict;
create unique index folders_path on folders (path);
create index folders_user on folders (user_id);

-- What was found there: one row for each content under each name. Not recorded and never undone.
create table folder_files (
  id integer primary key autoincrement,
  folder_id integer not null references folders (id),
  name text not null,
  bytes integer not null,
  modified_at integer not null,
  -- SHA-256 of its bytes.
  print text not null,
  seen_at integer not null,
  -- What became of it: an import, or the reason why there was none, as a code and a finished sentence.
  import_id integer references imports (id),
  code text,
  message text,
  -- Whether the rows that could not be taken were written beside it.
  beside integer not null default 0 check (beside in (0, 1))
) strict;
create unique index folder_files_of on folder_files (folder_id, name, print);
create index folder_files_print on folder_files (print);
create index folder_files_import on folder_files (import_id) where import_id is not null;
