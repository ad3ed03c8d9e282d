update leads set
  name = :name, company = :company, company_key = :company_key, title = :title, mobile = :mobile, phone = :phone, email = :email,
  wechat = :wechat, qq = :qq, handle = :handle,
  province = iif(:moved, :province, province), city = iif(:moved, :city, city), carrier = iif(:moved, :carrier, carrier),
  industry = :industry, employees = :employees, website = :website, address = :address, credit_code = :credit_code,
  source = :source, acquisition = :acquisition, channel = :channel, campaign = :campaign, need = :need, note = :note,
  budget_minor = :budget, bant_budget = coalesce(:bant_budget, bant_budget), bant_authority = coalesce(:bant_authority, bant_authority),
  bant_need = coalesce(:bant_need, bant_need), bant_timeline = coalesce(:bant_timeline, bant_timeline), bant_notes = :bant_notes,
  owner_since = case when owner_id is :owner then owner_since when :owner is null then null else :now end, owner_id = :owner,
  updated_at = :now
where id = :id
