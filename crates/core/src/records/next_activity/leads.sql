-- What is planned next and the last follow-up, for the leads of a JSON list. A row that is right already is not written.
with fresh as (
  select l.id,
         (select a.due_on || ' ' || a.kind from activities a
          where a.lead_id = l.id and a.done_at is null and a.due_on is not null and a.deleted_at is null
          order by a.due_on, a.kind limit 1) as planned,
         (select max(a.done_at) from activities a where a.lead_id = l.id and a.deleted_at is null and a.origin is not 'program') as followed
  from leads l
  where l.id in (select value from json_each(:ids))
)
update leads set
  next_due_on = substr(f.planned, 1, 10),
  next_kind = substr(f.planned, 12),
  followed_at = f.followed
from fresh f
where leads.id = f.id
  and (next_due_on is not substr(f.planned, 1, 10) or next_kind is not substr(f.planned, 12) or followed_at is not f.followed)
