-- What is planned next and the last touch, for the deals of a JSON list. A row that is right already is not written.
with fresh as (
  select o.id,
         (select a.due_on || ' ' || a.kind from activities a
          where a.opportunity_id = o.id and a.done_at is null and a.due_on is not null and a.deleted_at is null
          order by a.due_on, a.kind limit 1) as planned,
         max(
           -- A touch that was taken back no longer counts; then what the versions remember does.
           iif(o.touched_at is :taken_back,
               coalesce((select max(v.at) from opportunity_versions v where v.opportunity_id = o.id), o.created_at),
               o.touched_at),
           coalesce((select max(a.done_at) from activities a where a.opportunity_id = o.id and a.deleted_at is null), 0)
         ) as touched
  from opportunities o
  where o.id in (select value from json_each(:ids))
)
update opportunities set
  next_due_on = substr(f.planned, 1, 10),
  next_kind = substr(f.planned, 12),
  touched_at = f.touched
from fresh f
where opportunities.id = f.id
  and (next_due_on is not substr(f.planned, 1, 10) or next_kind is not substr(f.planned, 12) or touched_at <> f.touched)
