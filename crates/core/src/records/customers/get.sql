-- One customer the person may see, with the sums over the deals they may see; what is in braces the description says. Weighted amounts are rounded half up per deal, as everywhere.
select a.id, a.name, a.industry, a.region, a.website, a.phone, a.employees, a.revenue_minor, a.founded_year,
       p.id, p.name, a.owner_id, u.name, a.note, a.origin is 'sample', a.created_at, a.updated_at,
       count(o.id) filter (where o.status = 'open'),
       coalesce(sum(o.base_minor) filter (where o.status = 'open'), 0),
       coalesce(sum((o.base_minor * s.win_rate_bp + 5000) / 10000) filter (where o.status = 'open'), 0),
       count(o.id) filter (where o.status = 'won'),
       coalesce(sum(o.base_minor) filter (where o.status = 'won'), 0),
       count(o.id) filter (where o.status = 'lost'), a.credit_code, {changes}
from customers a
left join customers p on p.id = a.parent_id and p.deleted_at is null and {parent_seen}
left join people u on u.id = a.owner_id
left join deals o on o.customer_id = a.id and o.deleted_at is null
  and (:scope is null or o.owner_id in (select value from json_each(:scope)))
left join stages s on s.id = o.stage_id
where a.id = :id and a.deleted_at is null and {seen}
group by a.id
