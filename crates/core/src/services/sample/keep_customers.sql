-- Sample customers that a deal, a contact or a customer of one's own belongs to become one's own.
update customers set origin = null
where origin = 'sample'
  and (id in (select customer_id from deals where origin is not 'sample')
    or id in (select customer_id from contacts where origin is not 'sample')
    or id in (select parent_id from customers where origin is not 'sample'))
