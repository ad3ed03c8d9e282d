-- Sample customers that a deal, a contact or a customer of one's own belongs to become one's own.
update accounts set origin = null
where origin = 'sample'
  and (id in (select account_id from opportunities where origin is not 'sample')
    or id in (select account_id from contacts where origin is not 'sample')
    or id in (select parent_id from accounts where origin is not 'sample'))
