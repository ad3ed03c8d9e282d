-- How lists are looked at, and how the data is looked after.

-- What a list shows: condition, columns, order; of one person, or of everybody.
create table views (
  id integer primary key autoincrement,
  entity text not null,
  name text not null check (trim(name) <> ''),
  icon text,
  position integer not null,
  -- Null = everybody's.
  person_id integer references people (id),
  preferred integer not null default 0 check (preferred in (0, 1)),
  definition text not null,
  updated_at integer not null
) strict;
create index views_of on views (entity, position);
create index views_person on views (person_id) where person_id is not null;

-- A check of the data that fell due for somebody: a task that is about no single record. At most one is open.
create table health_checks (
  id integer primary key autoincrement,
  person_id integer not null references people (id),
  due_on text not null,
  -- When it was ticked off, and how the data stood then: records looked at, and those without a finding.
  done_at integer,
  records integer,
  sound integer,
  created_at integer not null
) strict;
create unique index health_checks_open on health_checks (done_at is null) where done_at is null;
create index health_checks_person on health_checks (person_id);
