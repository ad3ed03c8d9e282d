-- What keeps records clean and single.

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
  entity text not null check (entity in ('leads', 'contacts', 'customers')),
  first_id integer not null,
  second_id integer not null,
  person_id integer not null references people (id),
  at integer not null,
  check (first_id < second_id)
) strict;
create unique index distinct_pairs_of on distinct_pairs (entity, first_id, second_id);
create index distinct_pairs_person on distinct_pairs (person_id);

-- Merged records live on as signposts: an old link leads to the record that is left.
create table merges (
  id integer primary key autoincrement,
  entity text not null check (entity in ('leads', 'contacts', 'customers')),
  gone_id integer not null,
  kept_id integer not null,
  person_id integer not null references people (id),
  at integer not null
) strict;
create unique index merges_gone on merges (entity, gone_id);
create index merges_kept on merges (entity, kept_id);
create index merges_person on merges (person_id);
