-- A page of customers by name; the sums are over the deals the person may see.
with page as (
  select id, name, industry, region, owner_id, origin
  from customers
  where deleted_at is null
    and (:text is null or name like :text escape '\' or industry like :text escape '\' or region like :text escape '\'
         or (:key is not null and name_key like :key escape '\'))
    and (:after is null or (name, id) > (:after, :after_id))
  order by name, id
  limit :limit
)
select p.id, p.name, p.industry, p.region, p.owner_id, u.name, p.origin is 'sample',
       count(o.id) filter (where o.status = 'open'),
       coalesce(sum(o.base_minor) filter (where o.status = 'open'), 0),
       coalesce(sum(o.base_minor) filter (where o.status = 'won'), 0)
from page p
left join people u on u.id = p.owner_id
left join deals o on o.customer_id = p.id and o.deleted_at is null
  and (:scope is null or o.owner_id in (select value from json_each(:scope)))
group by p.id
order by p.name, p.id
