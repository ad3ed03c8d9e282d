-- Only given fields change; a field given as null is cleared.
update customers set
  name = coalesce(:name, name),
  name_key = coalesce(:key, name_key),
  company_key = iif(:name is null, company_key, :company_key),
  credit_code = iif(:credit_given, :credit, credit_code),
  industry = iif(:industry_given, :industry, industry),
  region = iif(:region_given, :region, region),
  website = iif(:website_given, :website, website),
  phone = iif(:phone_given, :phone, phone),
  employees = iif(:employees_given, :employees, employees),
  revenue_minor = iif(:revenue_given, :revenue, revenue_minor),
  founded_year = iif(:founded_given, :founded, founded_year),
  parent_id = iif(:parent_given, :parent, parent_id),
  owner_id = iif(:owner_given, :owner, owner_id),
  note = iif(:note_given, :note, note),
  updated_at = :now
where id = :id
