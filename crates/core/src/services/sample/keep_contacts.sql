-- Sample contacts that an activity of one's own names beside a deal or customer of one's own become one's own.
update contacts set origin = null
where origin = 'sample'
  and id in (
    select x.contact_id from activities x
    where x.origin is not 'sample'
      and (exists (select 1 from deals o where o.id = x.deal_id and o.origin is not 'sample')
        or exists (select 1 from customers a where a.id = x.customer_id and a.origin is not 'sample')))
