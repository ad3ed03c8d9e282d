-- What the lead does not say yet is filled in; what it says stays. The first source is never touched.
update leads set
  name = coalesce(name, :name), company = coalesce(company, :company), company_key = coalesce(company_key, :company_key),
  title = coalesce(title, :title), mobile = coalesce(mobile, :mobile), phone = coalesce(phone, :phone),
  email = coalesce(email, :email), wechat = coalesce(wechat, :wechat), qq = coalesce(qq, :qq), handle = coalesce(handle, :handle),
  industry = coalesce(industry, :industry), employees = coalesce(employees, :employees), website = coalesce(website, :website),
  address = coalesce(address, :address), credit_code = coalesce(credit_code, :credit_code), channel = coalesce(channel, :channel),
  campaign = coalesce(campaign, :campaign), need = coalesce(need, :need), budget_minor = coalesce(budget_minor, :budget),
  owner_since = iif(owner_id is :owner, owner_since, :now), owner_id = :owner, updated_at = :now
where id = :id
