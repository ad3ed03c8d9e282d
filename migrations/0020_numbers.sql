-- The number people read of a lead: given once, and never again to another. What stands in `code` is the key of another system.
alter table leads add column number text;
create unique index leads_number on leads (number);
-- So that deals without a number are found at once.
drop index deals_code;
create unique index deals_code on deals (code);
