-- Deals, and what was believed about each of them at every moment.

create table deals (
  id integer primary key autoincrement,
  -- The number people read; the file's own key when imported.
  code text,
  name text not null check (trim(name) <> ''),
  customer_id integer references customers (id),
  product_id integer references products (id),
  owner_id integer not null references people (id),
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
create unique index deals_code on deals (code) where code is not null;
-- Each of the next four answers its questions alone: what a query reads stands in it, down to the columns of its condition.
-- The board's sums and the forecast read open deals from here.
create index deals_open on deals
  (pipeline_id, stage_id, owner_id, base_minor, probability_bp, category, close_on, product_id, touched_at, next_due_on, status, deleted_at)
  where status = 'open' and deleted_at is null;
-- A board column in its usual order: what is due first stands first.
create index deals_due on deals
  (pipeline_id, stage_id, coalesce(next_due_on, '9999-12-31'), id, owner_id, product_id, status, deleted_at)
  where status = 'open' and deleted_at is null;
-- What was won or lost when, and by whom.
create index deals_closed on deals
  (status, closed_on, pipeline_id, owner_id, base_minor, product_id, deleted_at)
  where status <> 'open' and deleted_at is null;
-- How far deals came: the funnel and every measured rate.
create index deals_reached on deals
  (pipeline_id, status, furthest, stage_id, base_minor, owner_id, product_id, created_on, deleted_at)
  where deleted_at is null;
create index deals_customer on deals (customer_id, status, base_minor, owner_id, deleted_at) where customer_id is not null;
create index deals_owner on deals (owner_id, id);
create index deals_import on deals (import_id) where import_id is not null;
create index deals_bin on deals (deleted_at, id) where deleted_at is not null;
-- Products and stages are looked up through the indexes above or not at all: each further index costs every import.

-- The deal as it was believed to be, from `at` until the next version. Written by `deals::versions`, never edited.
create table deal_versions (
  id integer primary key autoincrement,
  deal_id integer not null references deals (id) on delete cascade,
  at integer not null,
  status text not null,
  stage_id integer not null references stages (id),
  -- The furthest stage it had come to: the stage itself, not its place, because places change.
  furthest_stage_id integer not null references stages (id),
  category text not null,
  base_minor integer,
  probability_bp integer not null,
  owner_id integer not null references people (id),
  close_on text,
  -- The day the deal counts as closed on, as it was known at the version's moment.
  closed_on text,
  person_id integer
) strict;
create index deal_versions_of on deal_versions (deal_id, at, id);

-- History is append-only: while its deal exists, no version can be deleted (undo adds a version, it takes none away).
create trigger deal_versions_stay before delete on deal_versions
  when exists (select 1 from deals where id = old.deal_id)
begin
  select raise(ignore);
end;

-- The history of stages is append-only as well, as soon as there is something it could be the history of.
create trigger stage_versions_stay before delete on stage_versions
  when exists (select 1 from deals where pipeline_id = old.pipeline_id)
begin
  select raise(ignore);
end;
