-- Sample people who look after customers and contacts of one's own, or lead people of one's own, become one's own.
update people set origin = null
where origin = 'sample'
  and (id in (select owner_id from customers where origin is not 'sample')
    or id in (select owner_id from contacts where origin is not 'sample')
    or id in (select manager_id from people where origin is not 'sample'))
