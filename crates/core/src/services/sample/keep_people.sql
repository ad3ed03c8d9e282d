-- Sample people whom one's own records name become one's own: owners of deals, now or ever, whoever has a target of one's own,
-- and whoever wrote an activity that stays.
update people set origin = null
where origin = 'sample'
  and (id in (select owner_id from deals where origin is not 'sample')
    or id in (select v.owner_id from deal_versions v join deals o on o.id = v.deal_id where o.origin is not 'sample')
    or id in (select person_id from targets where origin is not 'sample')
    or id in (
      select x.person_id from activities x
      where x.origin is not 'sample'
        and (exists (select 1 from deals o where o.id = x.deal_id and o.origin is not 'sample')
          or exists (select 1 from customers a where a.id = x.customer_id and a.origin is not 'sample')
          or exists (select 1 from contacts c where c.id = x.contact_id and c.origin is not 'sample'))))
