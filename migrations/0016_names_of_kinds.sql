-- What waits to be searched is known by the name of its table, as every kind of record is everywhere else.
update search_waiting set kind = case kind when 'activity' then 'activities' else kind || 's' end
where kind in ('lead', 'customer', 'contact', 'deal', 'activity');
