-- What happened and what is planned, and the files that belong to it.

-- Notes, calls, meetings, mails, chats and tasks, each about a lead, a deal, a customer or a contact.
create table activities (
  id integer primary key autoincrement,
  kind text not null check (kind in ('note', 'call', 'meeting', 'mail', 'chat', 'task')),
  lead_id integer references leads (id) on delete cascade,
  deal_id integer references deals (id) on delete cascade,
  customer_id integer references customers (id) on delete cascade,
  contact_id integer references contacts (id) on delete cascade,
  text text not null,
  -- A planned activity has a day; a done one has an instant. A note is done when written.
  due_on text,
  done_at integer,
  -- When it was pinned to the top of its timeline; null while it is not.
  pinned_at integer,
  person_id integer not null references people (id),
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  check (lead_id is not null or deal_id is not null or customer_id is not null or contact_id is not null)
) strict;
create index activities_lead on activities (lead_id, created_at) where lead_id is not null;
create index activities_deal on activities (deal_id, created_at) where deal_id is not null;
create index activities_customer on activities (customer_id, created_at) where customer_id is not null;
create index activities_contact on activities (contact_id, created_at) where contact_id is not null;
create index activities_planned on activities (deal_id, due_on, kind) where done_at is null and due_on is not null and deleted_at is null;
create index activities_person on activities (person_id);

-- The messages a chat activity is made of, so that pasting the conversation again adds only what is new.
create table chat_messages (
  id integer primary key autoincrement,
  activity_id integer not null references activities (id) on delete cascade,
  -- Empty for lines before the first name.
  speaker text not null,
  -- Null when the record does not say.
  at integer,
  text text not null
) strict;
create index chat_messages_of on chat_messages (activity_id);

-- The content of files. Not recorded and never changed: undo and redo move the row that names it, not megabytes.
create table attachment_bytes (
  id integer primary key autoincrement,
  content blob not null
) strict;

-- Files of a lead, a deal, a customer or a contact: exactly one of them.
create table attachments (
  id integer primary key autoincrement,
  lead_id integer references leads (id) on delete cascade,
  deal_id integer references deals (id) on delete cascade,
  customer_id integer references customers (id) on delete cascade,
  contact_id integer references contacts (id) on delete cascade,
  name text not null check (trim(name) <> ''),
  media_type text not null,
  bytes integer not null check (bytes >= 0),
  -- The row of attachment_bytes that holds the content.
  content_id integer not null references attachment_bytes (id),
  person_id integer not null references people (id),
  created_at integer not null,
  deleted_at integer,
  check ((lead_id is not null) + (deal_id is not null) + (customer_id is not null) + (contact_id is not null) = 1)
) strict;
create index attachments_lead on attachments (lead_id) where lead_id is not null;
create index attachments_deal on attachments (deal_id) where deal_id is not null;
create index attachments_customer on attachments (customer_id) where customer_id is not null;
create index attachments_contact on attachments (contact_id) where contact_id is not null;
create index attachments_person on attachments (person_id);
create unique index attachments_content on attachments (content_id);
create index attachments_bin on attachments (deleted_at, id) where deleted_at is not null;
