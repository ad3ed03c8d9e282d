-- Sample customers of contacts that stay, and those an activity of one's own names beside a deal or contact of one's own.
update customers set origin = null
where origin = 'sample'
  and (id in (select customer_id from contacts where origin is not 'sample')
    or id in (
      select x.customer_id from activities x
      where x.origin is not 'sample'
        and (exists (select 1 from deals o where o.id = x.deal_id and o.origin is not 'sample')
          or exists (select 1 from contacts c where c.id = x.contact_id and c.origin is not 'sample'))))
