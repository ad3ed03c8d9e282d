insert into deals (
  name, customer_id, product_id, owner_id, pipeline_id, stage_id, furthest, status, category, amount_minor, currency, base_minor,
  probability_bp, created_on, close_on, closed_on, lost_reason, competitor, note, origin, touched_at, created_at, updated_at
) values (
  :name, :customer, :product, :owner, :pipeline, :stage, :furthest, :status, :category, :amount, :currency, :amount,
  :probability, :created_on, :close_on, :closed_on, :reason, :competitor, :note, :origin, :created_at, :created_at, :updated_at
)
