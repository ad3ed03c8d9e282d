-- Versions of deals that changed something a person cares about, newest first, each beside the one before it.
with ordered as (
  select v.id, v.deal_id, v.at, v.status, v.stage_id, v.category, v.base_minor, v.probability_bp, v.owner_id, v.close_on, v.person_id,
         o.name as deal, o.lost_reason, row_number() over before_it as number,
         lag(v.status) over before_it as was_status, lag(v.stage_id) over before_it as was_stage,
         lag(v.category) over before_it as was_category, lag(v.base_minor) over before_it as was_base,
         lag(v.probability_bp) over before_it as was_probability, lag(v.owner_id) over before_it as was_owner,
         lag(v.close_on) over before_it as was_close
  from deal_versions v
  join deals o on o.id = v.deal_id
  where o.deleted_at is null
    and (:scope is null or o.owner_id in (select value from json_each(:scope)))
    and v.deal_id in (select :deal union all select id from deals where customer_id = :customer)
  window before_it as (partition by v.deal_id order by v.at, v.id)
)
select v.id, v.at, v.number = 1, v.deal_id, v.deal, v.lost_reason, v.person_id, u.name,
       v.was_status, v.status, ws.name, s.name, v.was_base, v.base_minor, v.was_close, v.close_on,
       v.was_category, v.category, v.was_probability, v.probability_bp, wo.name, o.name, v.was_stage is not v.stage_id
from ordered v
join stages s on s.id = v.stage_id
left join stages ws on ws.id = v.was_stage
join people o on o.id = v.owner_id
left join people wo on wo.id = v.was_owner
left join people u on u.id = v.person_id
where (:at is null or (v.at, v.id) < (:at, :id))
  and (v.number = 1 or v.was_status <> v.status or v.was_stage <> v.stage_id or v.was_category <> v.category or v.was_base is not v.base_minor
       or v.was_probability <> v.probability_bp or v.was_owner <> v.owner_id or v.was_close is not v.close_on)
order by v.at desc, v.id desc
limit :limit
