-- What the forecast looks back on, and what people say of a period by their own word.

-- The day a deal counts as closed on, as it was known at the version's moment.
alter table opportunity_versions add column closed_on text;
update opportunity_versions set closed_on = (select closed_on from opportunities where id = opportunity_id) where status <> 'open';

-- The owner's typed figure and the manager's adjustment: one row each time somebody said something; the last one holds.
create table forecast_calls (
  id integer primary key autoincrement,
  -- figure: what this person expects of the period. adjustment: what is added to it, or taken off.
  kind text not null check (kind = 'figure' or kind = 'adjustment'),
  -- Null = the whole company.
  user_id integer references users (id),
  pipeline_id integer references pipelines (id),
  period_kind text not null check (period_kind in ('month', 'quarter', 'year')),
  starts_on text not null,
  -- Null takes the word back.
  amount_minor integer,
  reason text,
  said_by integer not null references users (id),
  said_at integer not null
) strict;
create index forecast_calls_of on forecast_calls (period_kind, starts_on, kind, id);
create index forecast_calls_user on forecast_calls (user_id) where user_id is not null;
create index forecast_calls_said_by on forecast_calls (said_by);
