-- When an activity was pinned to the top of its timeline; null while it is not.
alter table activities add column pinned_at integer;
