-- Whether everybody sees all customers and contacts, or only their own, those of their team, and those where they have a deal.
alter table workspace add column everybody_sees_customers integer not null default 1 check (everybody_sees_customers in (0, 1));
