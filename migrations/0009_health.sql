-- Who looks after the data, how often, and what came of it.

alter table workspace add column health_user_id integer references users (id);
alter table workspace add column health_interval text not null default 'off' check (health_interval in ('off', 'weekly', 'monthly'));
-- The day the interval counts from while no check has been done under it.
alter table workspace add column health_since text;

-- A check of the data that fell due for somebody: a task that is about no single record. At most one is open.
create table health_checks (
  id integer primary key autoincrement,
  user_id integer not null references users (id),
  due_on text not null,
  -- When it was ticked off, and how the data stood then: records looked at, and those without a finding.
  done_at integer,
  records integer,
  sound integer,
  created_at integer not null
) strict;
create unique index health_checks_open on health_checks (done_at is null) where done_at is null;
create index health_checks_user on health_checks (user_id);
