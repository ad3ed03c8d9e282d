-- What is aimed at, and what people say of a period by their own word.

create table targets (
  id integer primary key autoincrement,
  -- Null = the whole company.
  person_id integer references people (id),
  pipeline_id integer references pipelines (id),
  period_kind text not null check (period_kind in ('month', 'quarter', 'year')),
  starts_on text not null,
  amount_minor integer not null check (amount_minor >= 0),
  stretch_minor integer,
  origin text,
  updated_at integer not null
) strict;
create unique index targets_of on targets (coalesce(person_id, 0), coalesce(pipeline_id, 0), period_kind, starts_on);

-- The owner's typed figure and the manager's adjustment: one row each time somebody said something; the last one holds.
create table forecast_calls (
  id integer primary key autoincrement,
  -- figure: what this person expects of the period. adjustment: what is added to it, or taken off.
  kind text not null check (kind = 'figure' or kind = 'adjustment'),
  -- Null = the whole company.
  person_id integer references people (id),
  pipeline_id integer references pipelines (id),
  period_kind text not null check (period_kind in ('month', 'quarter', 'year')),
  starts_on text not null,
  -- Null takes the word back.
  amount_minor integer,
  reason text,
  said_by integer not null references people (id),
  said_at integer not null
) strict;
create index forecast_calls_of on forecast_calls (period_kind, starts_on, kind, id);
create index forecast_calls_person on forecast_calls (person_id) where person_id is not null;
create index forecast_calls_said_by on forecast_calls (said_by);
