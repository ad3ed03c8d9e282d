-- Records known by one of the keys. Each arm is one index look-up, that of the company one for each of its names; an absent key (null)
-- finds nothing.
select 'leads', l.id, coalesce(l.name, l.company), l.company, l.owner_id, u.name, k.key, k.value, l.created_at
from (
  select id, 'mobile' as key, mobile as value from (select id, mobile from leads where mobile = :mobile limit :most)
  union all select id, 'email', email from (select id, email from leads where email = :email limit :most)
  union all select id, 'wechat', wechat from (select id, wechat from leads where wechat = :wechat limit :most)
  union all select id, 'company', company from (select id, company from leads where company_key in (select value from json_each(:companies)) limit :most)
  union all select id, 'credit_code', credit_code from (select id, credit_code from leads where credit_code = :credit limit :most)
  union all select lead_id, kind, value from (select lead_id, kind, value from lead_contacts where value = :mobile and kind = 'mobile' limit :most)
  union all select lead_id, kind, value from (select lead_id, kind, value from lead_contacts where value = :email and kind = 'email' limit :most)
  union all select lead_id, kind, value from (select lead_id, kind, value from lead_contacts where value = :wechat and kind = 'wechat' limit :most)
) k
join leads l on l.id = k.id
left join people u on u.id = l.owner_id
where l.deleted_at is null and l.id is not :but
union all
select 'contacts', c.id, c.name, a.name, coalesce(c.owner_id, a.owner_id), u.name, k.key, k.value, c.created_at
from (
  select id, 'mobile' as key, mobile as value from contacts where mobile = :mobile
  union all select id, 'email', email from contacts where email = :email
  union all select id, 'wechat', wechat from contacts where wechat = :wechat
) k
join contacts c on c.id = k.id
left join customers a on a.id = c.customer_id
left join people u on u.id = coalesce(c.owner_id, a.owner_id)
where c.deleted_at is null
union all
select 'customers', a.id, a.name, a.name, a.owner_id, u.name, k.key, k.value, a.created_at
from (
  select id, 'company' as key, name as value from (select id, name from customers where company_key in (select value from json_each(:companies)) limit :most)
  union all select id, 'credit_code', credit_code from (select id, credit_code from customers where credit_code = :credit limit :most)
) k
join customers a on a.id = k.id
left join people u on u.id = a.owner_id
where a.deleted_at is null
