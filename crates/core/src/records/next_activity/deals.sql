-- What is planned next and the last touch, for the deals of a JSON list. A row that is right already is not written.
with fresh as (
  select o.id,
         (select a.due_on || ' ' || a.kind from activities a
          where a.deal_id = o.id and a.done_at is null and a.due_on is not null and a.deleted_at is null
          order by a.due_on, a.kind limit 1) as planned,
         max(
           o.created_at,
           coalesce((select max(a.done_at) from activities a where a.deal_id = o.id and a.deleted_at is null and a.origin is not 'program'), 0),
           -- A move forward, or being opened again; edits, plans and moves back are no touch.
           coalesce((select max(m.at) from (
             select v.at, v.status, s.position,
                    lag(s.position) over moves as position_before, lag(v.status) over moves as status_before
             from deal_versions v join stages s on s.id = v.stage_id where v.deal_id = o.id
             window moves as (order by v.at, v.id)) m
            where m.position > m.position_before or (m.status = 'open' and m.status_before <> 'open')), 0)
         ) as touched
  from deals o
  where o.id in (select value from json_each(:ids))
)
update deals set
  next_due_on = substr(f.planned, 1, 10),
  next_kind = substr(f.planned, 12),
  touched_at = f.touched
from fresh f
where deals.id = f.id
  and (next_due_on is not substr(f.planned, 1, 10) or next_kind is not substr(f.planned, 12) or touched_at <> f.touched)
