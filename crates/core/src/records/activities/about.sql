-- Activities about a deal, a customer (with its deals and its contacts), a contact or a lead; those of deals out of sight are left out.
select a.id, a.kind, a.text, a.due_on, a.done_at, a.person_id, u.name, a.deal_id, o.name, a.contact_id, c.name
from activities a
join people u on u.id = a.person_id
left join deals o on o.id = a.deal_id
left join contacts c on c.id = a.contact_id
where a.deleted_at is null
  and a.id in (
    select id from activities where deal_id = :deal
    union select id from activities where contact_id = :contact
    union select id from activities where customer_id = :customer
    union select id from activities where lead_id = :lead
    union select x.id from deals d join activities x on x.deal_id = d.id where d.customer_id = :customer
    union select x.id from contacts p join activities x on x.contact_id = p.id where p.customer_id = :customer and p.deleted_at is null
  )
  and (o.id is null or (o.deleted_at is null and (:scope is null or o.owner_id in (select value from json_each(:scope)))))
  and iif(:pinned, a.pinned_at is not null, a.pinned_at is null and iif(:planned, a.done_at is null, a.done_at is not null))
  and (:at is null or (a.done_at, a.id) < (:at, :id))
order by a.done_at desc, a.due_on desc, a.id desc
limit :limit
