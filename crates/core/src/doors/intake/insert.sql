insert into leads (
  code, name, company, company_key, title, mobile, phone, email, wechat, qq, handle, province, city, carrier, industry, employees,
  website, address, credit_code, source, acquisition, channel, campaign, need, note, budget_minor, state, state_at, quarantine,
  quarantine_value, owner_id, owner_since, door, source_lead_id, import_id, created_at, updated_at)
values (
  :code, :name, :company, :company_key, :title, :mobile, :phone, :email, :wechat, :qq, :handle, :province, :city, :carrier, :industry,
  :employees, :website, :address, :credit_code, :source, :acquisition, :channel, :campaign, :need, :note, :budget, 'to_handle', :now,
  :quarantine, :value, :owner, iif(:owner is null, null, :now), :door, :source_lead, :import, :now, :now)
