-- An activity of one's own that stays no longer names a deal that goes.
update activities set deal_id = null
where origin is not 'sample'
  and exists (select 1 from deals o where o.id = deal_id and o.origin = 'sample')
  and (exists (select 1 from customers a where a.id = customer_id and a.origin is not 'sample')
    or exists (select 1 from contacts c where c.id = contact_id and c.origin is not 'sample'))
