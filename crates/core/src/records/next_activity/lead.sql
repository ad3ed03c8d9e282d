-- What is planned next, the last follow-up, and the state that follows from it.
with fresh as (
  select (select a.due_on || ' ' || a.kind from activities a
          where a.lead_id = :id and a.done_at is null and a.due_on is not null and a.deleted_at is null
          order by a.due_on, a.kind limit 1) as planned,
         (select max(a.done_at) from activities a where a.lead_id = :id and a.deleted_at is null) as followed
)
update leads set
  next_due_on = substr(f.planned, 1, 10),
  next_kind = substr(f.planned, 12),
  followed_at = f.followed,
  state = iif(state = 'to_handle' and f.followed is not null, 'following', state),
  state_at = iif(state = 'to_handle' and f.followed is not null, :now, state_at),
  updated_at = :now
from fresh f
where id = :id
