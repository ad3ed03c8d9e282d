-- What search looks into: for each kind of record the tokens it has, as cut by the program (rules, search/cut.rs). Not where they
-- stand, nor the text itself: the record has that. Derived from the records at any time, so never recorded and never undone.

create virtual table search_leads using fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
create virtual table search_contacts using fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
create virtual table search_customers using fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
create virtual table search_deals using fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
create virtual table search_activities using fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- Records still to be cut: those of a large import. Worked off in the background.
create table search_waiting (
  id integer primary key,
  kind text not null,
  from_id integer not null,
  to_id integer not null check (to_id >= from_id)
) strict;
