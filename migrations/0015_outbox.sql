-- What is to leave the program, written in the transaction that decides it: whoever sends it finds it here, also after a crash. An undo does
-- not call back what may have left.
create table outbox (
  id integer primary key autoincrement,
  -- What it is, so that the same thing is not sent twice: `<kind>:<record>:<instant>`.
  key text not null unique check (trim(key) <> ''),
  -- By which way it leaves.
  channel text not null,
  -- What is sent, as JSON.
  payload text not null check (json_valid(payload)),
  -- Not before this instant.
  due_at integer not null,
  -- How often it was tried, and what went wrong the last time.
  attempts integer not null default 0 check (attempts >= 0),
  failure text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given_up')),
  created_at integer not null,
  -- When it was sent or given up.
  settled_at integer,
  check ((state = 'waiting') = (settled_at is null))
) strict;
create index outbox_due on outbox (due_at) where state = 'waiting';
