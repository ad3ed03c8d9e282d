-- What lies in the bin, last removed first. Living records are in none of these, so that they cost a change of one nothing.
create index leads_bin on leads (deleted_at, id) where deleted_at is not null;
create index opportunities_bin on opportunities (deleted_at, id) where deleted_at is not null;
create index accounts_bin on accounts (deleted_at, id) where deleted_at is not null;
create index contacts_bin on contacts (deleted_at, id) where deleted_at is not null;
create index attachments_bin on attachments (deleted_at, id) where deleted_at is not null;
