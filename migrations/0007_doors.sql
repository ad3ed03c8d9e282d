-- What comes in beside the words of a record: the messages of pasted chats, and files.

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

-- Files of a lead, a deal, a customer or a person: exactly one of them.
create table attachments (
  id integer primary key autoincrement,
  lead_id integer references leads (id) on delete cascade,
  opportunity_id integer references opportunities (id) on delete cascade,
  account_id integer references accounts (id) on delete cascade,
  contact_id integer references contacts (id) on delete cascade,
  name text not null check (trim(name) <> ''),
  media_type text not null,
  bytes integer not null check (bytes >= 0),
  -- The row of attachment_bytes that holds the content.
  content_id integer not null references attachment_bytes (id),
  user_id integer not null references users (id),
  created_at integer not null,
  deleted_at integer,
  check ((lead_id is not null) + (opportunity_id is not null) + (account_id is not null) + (contact_id is not null) = 1)
) strict;
create index attachments_lead on attachments (lead_id) where lead_id is not null;
create index attachments_opportunity on attachments (opportunity_id) where opportunity_id is not null;
create index attachments_account on attachments (account_id) where account_id is not null;
create index attachments_contact on attachments (contact_id) where contact_id is not null;
create index attachments_user on attachments (user_id);
create unique index attachments_content on attachments (content_id);
