-- Where a lead's person works inside the company.
alter table leads add column department text;
