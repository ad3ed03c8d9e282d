-- Whoever one's own records name in a field of one's own.
update people set origin = null
where origin = 'sample' and id in (
  select person_id from person_values where noun = 'leads' and record_id in (select id from leads where origin is not 'sample')
  union
  select person_id from person_values where noun = 'customers' and record_id in (select id from customers where origin is not 'sample')
  union
  select person_id from person_values where noun = 'contacts' and record_id in (select id from contacts where origin is not 'sample')
  union
  select person_id from person_values where noun = 'deals' and record_id in (select id from deals where origin is not 'sample'))
