-- Activities about a deal, a customer (with its deals and its contacts), a contact or a lead; those about what is out of sight are left out.
-- What is in braces the description says.
select t.id, t.kind, t.text, t.due_on, t.done_at, t.person_id, u.name, t.deal_id, o.name, t.contact_id, c.name
from activities t {joined}
where t.deleted_at is null
  and t.id in (
    select id from activities where deal_id = :deal
    union select id from activities where contact_id = :contact
    union select id from activities where customer_id = :customer
    union select id from activities where lead_id = :lead
    union select x.id from deals d join activities x on x.deal_id = d.id where d.customer_id = :customer
    union select x.id from contacts p join activities x on x.contact_id = p.id where p.customer_id = :customer and p.deleted_at is null
  )
  and {seen}
  and iif(:pinned, t.pinned_at is not null, t.pinned_at is null and iif(:planned, t.done_at is null, t.done_at is not null))
  and (:at is null or (t.done_at, t.id) < (:at, :id))
order by t.done_at desc, t.due_on desc, t.id desc
limit :limit
