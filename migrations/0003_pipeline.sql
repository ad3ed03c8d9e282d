-- Pipelines, their deals, and what was believed about each deal at every moment.

create table pipelines (
  id integer primary key autoincrement,
  name text not null check (trim(name) <> ''),
  position integer not null,
  archived integer not null default 0 check (archived in (0, 1)),
  created_at integer not null
) strict;
create unique index pipelines_name on pipelines (name);

create table stages (
  id integer primary key autoincrement,
  pipeline_id integer not null references pipelines (id),
  name text not null check (trim(name) <> ''),
  position integer not null,
  win_rate_bp integer not null check (win_rate_bp between 0 and 10000),
  category text not null check (category in ('pipeline', 'best_case', 'commit')),
  rotting_days integer check (rotting_days is null or rotting_days > 0),
  -- A stage taken out of the pipeline keeps its row: old versions of deals point at it.
  retired integer not null default 0 check (retired in (0, 1))
) strict;
create unique index stages_name on stages (pipeline_id, name);

create table opportunities (
  id integer primary key autoincrement,
  -- The number people read; the file's own key when imported.
  code text,
  name text not null check (trim(name) <> ''),
  account_id integer references accounts (id),
  product_id integer references products (id),
  owner_id integer not null references users (id),
  pipeline_id integer not null references pipelines (id),
  stage_id integer not null references stages (id),
  -- The furthest stage position ever reached: measured rates count a stage once, however often it was revisited.
  furthest integer not null,
  -- Words joined by `or`: a list of more than two would be put into a table of its own at each insert.
  status text not null default 'open' check (status = 'open' or status = 'won' or status = 'lost'),
  category text not null check (category = 'pipeline' or category = 'best_case' or category = 'commit' or category = 'omitted'),
  -- Null = not known yet. Minor units of `currency`.
  amount_minor integer check (amount_minor is null or amount_minor >= 0),
  currency text not null check (length(currency) = 3),
  -- Base currency per unit of `currency`, in millionths, and the day of that rate; null in the base currency.
  rate_micro integer check (rate_micro is null or rate_micro > 0),
  rate_on text,
  -- The amount in the base currency: what every sum adds up.
  base_minor integer,
  probability_bp integer not null check (probability_bp between 0 and 10000),
  created_on text,
  close_on text,
  closed_on text,
  lost_reason text,
  competitor text,
  note text,
  origin text,
  import_id integer references imports (id),
  -- Last real touch: a done activity, a note, a change by a person.
  touched_at integer not null,
  -- The earliest planned activity, kept here because the board sorts by it. Stored = recomputed (a test says so).
  next_due_on text,
  next_kind text,
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  check ((status = 'open') = (closed_on is null)),
  check (status <> 'won' or amount_minor is not null)
) strict;
create unique index opportunities_code on opportunities (code) where code is not null;
-- Each of the next four answers its questions alone: what a query reads stands in it, down to the columns of its condition.
-- The board's sums and the forecast read open deals from here.
create index opportunities_open on opportunities
  (pipeline_id, stage_id, owner_id, base_minor, probability_bp, category, close_on, product_id, touched_at, next_due_on, status, deleted_at)
  where status = 'open' and deleted_at is null;
-- A board column in its usual order: what is due first stands first.
create index opportunities_due on opportunities
  (pipeline_id, stage_id, coalesce(next_due_on, '9999-12-31'), id, owner_id, product_id, status, deleted_at)
  where status = 'open' and deleted_at is null;
-- What was won or lost when, and by whom.
create index opportunities_closed on opportunities
  (status, closed_on, pipeline_id, owner_id, base_minor, product_id, deleted_at)
  where status <> 'open' and deleted_at is null;
-- How far deals came: the funnel and every measured rate.
create index opportunities_reached on opportunities
  (pipeline_id, status, furthest, stage_id, base_minor, owner_id, product_id, created_on, deleted_at)
  where deleted_at is null;
create index opportunities_account on opportunities (account_id, status, base_minor, owner_id, deleted_at) where account_id is not null;
create index opportunities_owner on opportunities (owner_id, id);
create index opportunities_import on opportunities (import_id) where import_id is not null;
-- Products and stages are looked up through the indexes above or not at all: each further index costs every import.

-- The deal as it was believed to be, from `at` until the next version. Written by `opportunities::versions`, never edited.
create table opportunity_versions (
  id integer primary key autoincrement,
  opportunity_id integer not null references opportunities (id) on delete cascade,
  at integer not null,
  status text not null,
  stage_id integer not null references stages (id),
  furthest integer not null,
  category text not null,
  base_minor integer,
  probability_bp integer not null,
  owner_id integer not null references users (id),
  close_on text,
  user_id integer
) strict;
create index opportunity_versions_of on opportunity_versions (opportunity_id, at, id);

-- History is append-only: while its deal exists, no version can be deleted (undo adds a version, it takes none away).
create trigger opportunity_versions_stay before delete on opportunity_versions
  when exists (select 1 from opportunities where id = old.opportunity_id)
begin
  select raise(ignore);
end;

create table activities (
  id integer primary key autoincrement,
  kind text not null check (kind in ('note', 'call', 'meeting', 'mail', 'task')),
  opportunity_id integer references opportunities (id) on delete cascade,
  account_id integer references accounts (id) on delete cascade,
  contact_id integer references contacts (id) on delete cascade,
  text text not null,
  -- A planned activity has a day; a done one has an instant. A note is done when written.
  due_on text,
  done_at integer,
  user_id integer not null references users (id),
  origin text,
  import_id integer references imports (id),
  created_at integer not null,
  updated_at integer not null,
  deleted_at integer,
  check (opportunity_id is not null or account_id is not null or contact_id is not null)
) strict;
create index activities_opportunity on activities (opportunity_id, created_at) where opportunity_id is not null;
create index activities_account on activities (account_id, created_at) where account_id is not null;
create index activities_contact on activities (contact_id, created_at) where contact_id is not null;
create index activities_planned on activities (opportunity_id, due_on, kind) where done_at is null and due_on is not null and deleted_at is null;
create index activities_user on activities (user_id);

create table targets (
  id integer primary key autoincrement,
  -- Null = the whole company.
  user_id integer references users (id),
  pipeline_id integer references pipelines (id),
  period_kind text not null check (period_kind in ('month', 'quarter', 'year')),
  starts_on text not null,
  amount_minor integer not null check (amount_minor >= 0),
  stretch_minor integer,
  origin text,
  updated_at integer not null
) strict;
create unique index targets_of on targets (coalesce(user_id, 0), coalesce(pipeline_id, 0), period_kind, starts_on);
