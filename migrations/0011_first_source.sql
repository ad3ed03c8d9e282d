-- The first source never changes – but whoever told it by mistake takes it back with the change that told it, and then it is unknown
-- again, as it was.
drop trigger leads_first_source;
create trigger leads_first_source before update of source, acquisition on leads
  when (old.source is not null and new.source is not null and new.source is not old.source)
    or (old.acquisition is not null and new.acquisition is not null and new.acquisition is not old.acquisition)
begin
  select raise(abort, 'the first source stays');
end;
