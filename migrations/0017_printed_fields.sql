-- Whether a record on paper says this field of the owner's; on a printed list the chosen columns decide.
alter table custom_fields add column printed integer not null default 1 check (printed in (0, 1));
