-- A page of customers by what is open or what they bought, largest first; the sums are over the deals the person may see.
with figures as (
  select customer_id,
         count(*) filter (where status = 'open') as open_count,
         sum(base_minor) filter (where status = 'open') as open_minor,
         sum(base_minor) filter (where status = 'won') as won_minor
  from deals
  where deleted_at is null and customer_id is not null
    and (:scope is null or owner_id in (select value from json_each(:scope)))
  group by customer_id
),
found as (
  select a.id, a.name, a.industry, a.region, a.owner_id, a.origin,
         coalesce(f.open_count, 0) as open_count, coalesce(f.open_minor, 0) as open_minor, coalesce(f.won_minor, 0) as won_minor,
         coalesce(iif(:won, f.won_minor, f.open_minor), 0) as place
  from customers a
  left join figures f on f.customer_id = a.id
  where a.deleted_at is null
    and (:text is null or a.name like :text escape '\' or a.industry like :text escape '\' or a.region like :text escape '\'
         or (:key is not null and a.name_key like :key escape '\'))
)
select f.id, f.name, f.industry, f.region, f.owner_id, u.name, f.origin is 'sample', f.open_count, f.open_minor, f.won_minor
from found f
left join people u on u.id = f.owner_id
where :after is null or f.place < :after or (f.place = :after and f.id > :after_id)
order by f.place desc, f.id
limit :limit
