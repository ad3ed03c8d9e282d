-- The company: whose file this is, and its settings.

create table workspace (
  id integer primary key check (id = 1),
  name text not null,
  language text not null check (language in ('zh', 'en')),
  base_currency text not null check (length(base_currency) = 3),
  time_zone text not null,
  fiscal_start_month integer not null check (fiscal_start_month between 1 and 12),
  business text not null,
  -- Coverage (open ÷ still to win) that the owner calls healthy; 20000 = 2.0×.
  coverage_line_bp integer not null default 20000 check (coverage_line_bp > 0),
  -- Below this number of resolved deals a measured rate is not used.
  rate_floor integer not null default 20 check (rate_floor >= 1),
  created_at integer not null,
  set_up_at integer,
  -- How many days after the first a registration lasts.
  registration_days integer not null default 30 check (registration_days between 1 and 3650),
  -- Who looks after the data, and how often.
  health_person_id integer references people (id),
  health_interval text not null default 'off' check (health_interval in ('off', 'weekly', 'monthly')),
  -- The day the interval counts from while no check has been done under it.
  health_since text
) strict;
