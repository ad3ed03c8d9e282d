-- Sample people whom one's own records name become one's own: owners of deals, now or ever, whoever has a target of one's own,
-- and whoever wrote an activity that stays.
update users set origin = null
where origin = 'sample'
  and (id in (select owner_id from opportunities where origin is not 'sample')
    or id in (select v.owner_id from opportunity_versions v join opportunities o on o.id = v.opportunity_id where o.origin is not 'sample')
    or id in (select user_id from targets where origin is not 'sample')
    or id in (
      select x.user_id from activities x
      where x.origin is not 'sample'
        and (exists (select 1 from opportunities o where o.id = x.opportunity_id and o.origin is not 'sample')
          or exists (select 1 from accounts a where a.id = x.account_id and a.origin is not 'sample')
          or exists (select 1 from contacts c where c.id = x.contact_id and c.origin is not 'sample'))))
