//! Many deals at once, for measuring: plain in content, true in shape. Not part of what users get.

use super::ORIGIN;
use super::path::{Odds, Path, walk};
use super::random::Random;
use crate::engine::failure::{Failure, Kind};
use crate::engine::store::{Settings, connection};
use leadwell_rules::time::{DAY_MILLIS, Day, Instant, business_day, start_of_day};
use rusqlite::{Connection, TransactionBehavior, params};

/// People the deals are shared among.
const PEOPLE: usize = 50;

/// Deals per customer, on average.
const PER_CUSTOMER: usize = 50;

/// Open deals of a thousand.
const OPEN: usize = 50;

/// Days over which the deals closed.
const HISTORY: i64 = 730;

/// Regions, industries and words names are made of.
const WORDS: [&str; 16] = [
    "Alder", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Juniper", "Knoll", "Larch",
    "Marsh", "North", "Oak", "Pine",
];

/// One stage, as the generator needs it.
struct Stage {
    id: i64,
    position: i64,
    rate: i64,
    category: String,
}

/// Fills an existing, set-up file with `deals` deals over the two years before `now`, with their customers, people,
/// products, versions (two or more per closed deal) and activities. Deterministic; written past the change history, so it
/// cannot be undone. Every row is marked as a sample.
pub fn fill(path: &std::path::Path, deals: usize, now: Instant) -> Result<(), Failure> {
    connection::inspect(path)?;
    let mut writer = connection::writer(path)?;
    let settings = Settings::load(&writer)?;
    let today = business_day(now, &settings.time_zone);
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let file = &transaction;
        let mut bulk = Bulk::prepare(file, settings, today, now, deals)?;
        let mut cursor = Cursors::new(file)?;
        for number in 0..deals {
            bulk.deal(&mut cursor, number)?;
        }
        file.execute_batch(
            "update deals set
               next_due_on = (select min(due_on) from activities a where a.deal_id = deals.id and a.done_at is null
                              and a.due_on is not null and a.deleted_at is null),
               next_kind = (select kind from activities a where a.deal_id = deals.id and a.done_at is null
                            and a.due_on is not null and a.deleted_at is null order by due_on, kind limit 1)
             where status = 'open' and deleted_at is null and origin = 'sample';
             analyze;",
        )?;
    }
    transaction.commit()?;
    writer.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    Ok(())
}

struct Bulk {
    random: Random,
    odds: Odds,
    stages: Vec<Stage>,
    pipeline: i64,
    people: Vec<i64>,
    customers: Vec<i64>,
    products: Vec<i64>,
    settings: Settings,
    today: Day,
    now: Instant,
    unit: i64,
}

/// The three statements that are run a million times.
struct Cursors<'a> {
    deal: rusqlite::CachedStatement<'a>,
    version: rusqlite::CachedStatement<'a>,
    activity: rusqlite::CachedStatement<'a>,
}

impl<'a> Cursors<'a> {
    fn new(file: &'a Connection) -> Result<Cursors<'a>, Failure> {
        Ok(Cursors {
            deal: file.prepare_cached(
                "insert into deals (name, customer_id, product_id, owner_id, pipeline_id, stage_id, furthest, status, category,
                   amount_minor, currency, base_minor, probability_bp, created_on, close_on, closed_on, lost_reason, origin, touched_at,
                   created_at, updated_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?10, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?18)",
            )?,
            version: file.prepare_cached(&crate::records::deals::versions::insert_sql())?,
            activity: file.prepare_cached(
                "insert into activities (kind, deal_id, text, due_on, done_at, person_id, origin, created_at, updated_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
            )?,
        })
    }
}

impl Bulk {
    fn prepare(file: &Connection, settings: Settings, today: Day, now: Instant, deals: usize) -> Result<Bulk, Failure> {
        let pipeline = first(
            file,
            "select id from pipelines where archived = 0 order by position, id limit 1",
        )?;
        let stages = file
            .prepare("select id, position, win_rate_bp, category from stages where pipeline_id = ?1 and retired = 0 order by position")?
            .query_map([pipeline], |row| {
                Ok(Stage { id: row.get(0)?, position: row.get(1)?, rate: row.get(2)?, category: row.get(3)? })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let rates: Vec<i64> = stages.iter().map(|stage| stage.rate).collect();
        let unit = super::scene::unit(settings.currency);
        let mut bulk = Bulk {
            random: Random::new(deals as u64),
            odds: Odds::of(&rates),
            stages,
            pipeline,
            people: Vec::new(),
            customers: Vec::new(),
            products: Vec::new(),
            settings,
            today,
            now,
            unit,
        };
        bulk.cast(file, deals)?;
        Ok(bulk)
    }

    /// People in teams of ten, customers and products.
    fn cast(&mut self, file: &Connection, deals: usize) -> Result<(), Failure> {
        let boss = first(
            file,
            "select id from people where role = 'owner' and active = 1 order by id limit 1",
        )?;
        let begun = self.now.millis() - (HISTORY + 200) * DAY_MILLIS;
        let mut person = file.prepare(
            "insert into people (name, role, manager_id, team, origin, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for number in 0..PEOPLE {
            let leads = number % 10 == 0;
            let manager = if leads { boss } else { self.people[number / 10 * 10] };
            let role = if leads { "manager" } else { "sales" };
            let name = format!("{} {:02}", WORDS[number % 16], number + 1);
            self.people
                .push(person.insert(params![name, role, manager, WORDS[number / 10], ORIGIN, begun])?);
        }
        let mut customer = file.prepare(
            "insert into customers (name, name_key, industry, region, owner_id, origin, created_at, updated_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        )?;
        for number in 0..(deals / PER_CUSTOMER).max(1) {
            let name = format!(
                "{}{} {number:05}",
                self.random.pick(&WORDS),
                self.random.pick(&WORDS).to_lowercase()
            );
            let key = leadwell_rules::text::squash(&name);
            let owner = self.random.pick(&self.people);
            let (industry, region) = (self.random.pick(&WORDS), self.random.pick(&WORDS));
            self.customers
                .push(customer.insert(params![name, key, industry, region, owner, ORIGIN, begun])?);
        }
        let mut product = file.prepare(
            "insert into products (name, name_key, list_price_minor, origin, created_at, updated_at) values (?1, ?2, ?3, ?4, ?5, ?5)",
        )?;
        for number in 0..12_i64 {
            let name = format!("{} {}", WORDS[15 - number as usize], (number + 1) * 100);
            let key = leadwell_rules::text::squash(&name);
            self.products
                .push(product.insert(params![name, key, (number + 1) * 4_000 * self.unit, ORIGIN, begun])?);
        }
        Ok(())
    }

    /// A way through the stages: every twentieth deal is open, the others closed some day in the two years.
    fn path(&mut self, number: usize) -> Path {
        let open = number.is_multiple_of(1_000 / OPEN);
        loop {
            let (created, until) = if open {
                (self.today.plus_days(-self.random.between(1, 120)), self.today)
            } else {
                (self.today.plus_days(-self.random.between(30, HISTORY)), self.today)
            };
            let path = walk(&mut self.random, &self.odds, 100, created, until);
            if path.open() == open {
                return path;
            }
        }
    }

    fn deal(&mut self, cursors: &mut Cursors<'_>, number: usize) -> Result<(), Failure> {
        let path = self.path(number);
        let owner = self.random.pick(&self.people);
        let customer = self.random.pick(&self.customers);
        let product = self.random.below(self.products.len());
        let amount = (!path.open() || !self.random.chance(800)).then(|| {
            (product as i64 + 1) * 4_000 * self.unit * self.random.between(1, 5) * self.random.between(80, 100) / 100
        });
        let (entered, place) = path.last_move();
        let reached = path
            .moves
            .iter()
            .map(|(_, stage)| self.stages[*stage].position)
            .max()
            .unwrap_or(0);
        let last_position = self.stages.last().map_or(0, |stage| stage.position);
        let (status, probability, furthest) = match path.end {
            Some((_, true)) => ("won", 10_000, last_position),
            Some((_, false)) => ("lost", 0, reached),
            None => ("open", self.stages[place].rate, reached),
        };
        let ended = path.end.map_or(entered, |(day, _)| day);
        let close = path
            .end
            .map_or_else(|| self.today.plus_days(self.random.between(-6, 120)), |(day, _)| day);
        let at = |day: Day| {
            start_of_day(day, &self.settings.time_zone)
                .plus_millis(10 * 3_600_000)
                .min(self.now)
                .millis()
        };
        let reason = (status == "lost").then(|| WORDS[number % 7]);
        let name = format!("{} {} {number}", WORDS[number % 16], WORDS[(number / 16) % 16]);
        let deal = cursors.deal.insert(params![
            name,
            customer,
            self.products[product],
            owner,
            self.pipeline,
            self.stages[place].id,
            furthest,
            status,
            self.stages[place].category,
            amount,
            self.settings.currency.code(),
            probability,
            path.created.to_string(),
            close.to_string(),
            path.end.map(|(day, _)| day.to_string()),
            reason,
            ORIGIN,
            at(ended),
            at(path.created)
        ])?;
        let mut furthest = 0;
        for (day, stage) in &path.moves {
            let stage = &self.stages[*stage];
            furthest = furthest.max(stage.position);
            cursors.version.execute(params![
                deal,
                at(*day),
                owner,
                "open",
                stage.id,
                furthest,
                stage.category,
                amount,
                stage.rate,
                owner,
                close.to_string(),
                None::<String>
            ])?;
        }
        if let Some((day, won)) = path.end {
            let stage = &self.stages[place];
            let furthest = if won { last_position } else { furthest };
            cursors.version.execute(params![
                deal,
                at(day),
                owner,
                status,
                stage.id,
                furthest,
                stage.category,
                amount,
                probability,
                owner,
                close.to_string(),
                day.to_string()
            ])?;
        }
        cursors.activity.execute(params![
            "call",
            deal,
            "Call",
            None::<String>,
            at(ended),
            owner,
            ORIGIN,
            at(ended)
        ])?;
        if path.open() && self.random.chance(7_500) {
            let due = self.today.plus_days(self.random.between(-5, 20)).to_string();
            cursors.activity.execute(params![
                "meeting",
                deal,
                "Meeting",
                due,
                None::<i64>,
                owner,
                ORIGIN,
                at(ended)
            ])?;
        }
        Ok(())
    }
}

fn first(file: &Connection, text: &str) -> Result<i64, Failure> {
    file.query_row(text, [], |row| row.get(0)).map_err(|error| match error {
        rusqlite::Error::QueryReturnedNoRows => Failure::new(Kind::NotConfigured, "pipeline.none"),
        other => other.into(),
    })
}
