//! What every page needs to know about the company and its file.

use crate::engine::command::Nothing;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::jobs::resting_since;
use crate::engine::permission::Permission;
use crate::engine::store::{Read, connection, migrate};
use crate::records::contacts::CONTACTS;
use crate::records::customers::CUSTOMERS;
use crate::records::deals::DEALS;
use crate::records::leads::LEADS;
use crate::records::nouns::count;
use crate::records::people::{PEOPLE, Person};
use crate::records::products::PRODUCTS;
use leadwell_rules::Language;
use leadwell_rules::ids::ChangeId;
use leadwell_rules::time::{Day, Instant};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The company, its settings, and the person asking.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "WorkspaceInfo")]
pub struct Info {
    /// The company's name.
    pub name: String,
    /// Where the file is.
    pub path: String,
    /// Language of documents.
    pub language: Language,
    /// Currency of every sum, ISO 4217.
    pub base_currency: String,
    /// Digits after the point in that currency.
    pub currency_exponent: u32,
    /// Its sign, such as ¥.
    pub currency_symbol: String,
    /// IANA time zone.
    pub time_zone: String,
    /// First month of the business year.
    pub fiscal_start_month: u32,
    /// The preset chosen at first run.
    pub business: String,
    /// Coverage called healthy, basis points.
    pub coverage_line_bp: i64,
    /// Resolved deals needed before a measured rate is used.
    pub rate_floor: i64,
    /// Days a registration of a customer lasts.
    pub registration_days: i64,
    /// Whether everybody sees all customers and contacts, or only their own, those of their team, and those where they have a deal.
    pub everybody_sees_customers: bool,
    /// Whether the first-run questions were answered.
    pub set_up: bool,
    /// Whether sample records are in the file.
    pub has_sample: bool,
    /// The person asking.
    pub person: Person,
    /// What they may do.
    pub permissions: Vec<Permission>,
    /// How many of what.
    pub counts: Counts,
    /// Size of the file in bytes.
    pub file_bytes: i64,
    /// Schema version of the file.
    pub schema_version: i64,
    /// Number of the last change.
    pub last_change_id: i64,
    /// When it was made.
    pub last_change_at: Option<Instant>,
    /// That instant, when what the program does by itself waits because the clock has to be confirmed: see `workspace.confirm_clock`.
    pub resting_since: Option<Instant>,
    /// The instant of this answer.
    pub now: Instant,
    /// Its business date.
    pub today: Day,
    /// Version of the program.
    pub program_version: String,
}

/// Records in the file that the person may see.
#[derive(Debug, Serialize, TS)]
pub struct Counts {
    /// Customers.
    pub customers: i64,
    /// Contacts.
    pub contacts: i64,
    /// Products.
    pub products: i64,
    /// People who work here.
    pub people: i64,
    /// Deals, open and closed.
    pub deals: i64,
    /// Leads, those kept apart among them.
    pub leads: i64,
}

/// Answers `workspace.info`.
pub fn info(read: &Read<'_>, _: Nothing) -> Result<Info, Failure> {
    let count = |noun: &Noun| count(read, noun);
    let counts = Counts {
        customers: count(&CUSTOMERS)?,
        contacts: count(&CONTACTS)?,
        products: count(&PRODUCTS)?,
        people: count(&PEOPLE)?,
        deals: count(&DEALS)?,
        leads: count(&LEADS)?,
    };
    let last = read.one("select id, at from changes order by id desc limit 1", [], |row| {
        Ok((row.get::<_, i64>(0)?, Instant(row.get(1)?)))
    })?;
    let has_sample = read
        .one("select 1 from people where origin = 'sample' limit 1", [], |_| Ok(()))?
        .is_some();
    let settings = &read.settings;
    Ok(Info {
        name: settings.name.clone(),
        path: read.path.display().to_string(),
        language: settings.language,
        base_currency: settings.currency.code().to_owned(),
        currency_exponent: settings.currency.exponent(),
        currency_symbol: settings.currency.symbol().to_owned(),
        time_zone: settings.time_zone.name().to_owned(),
        fiscal_start_month: settings.fiscal.start_month,
        business: settings.business.clone(),
        coverage_line_bp: settings.coverage_line_bp,
        rate_floor: settings.rate_floor,
        registration_days: settings.registration_days,
        everybody_sees_customers: settings.everybody_sees_customers,
        set_up: settings.set_up,
        has_sample,
        person: crate::records::people::find(read, read.actor.id)?,
        permissions: Permission::ALL
            .into_iter()
            .filter(|permission| read.actor.may(*permission))
            .collect(),
        counts,
        file_bytes: std::fs::metadata(read.path)
            .map(|data| i64::try_from(data.len()).unwrap_or(i64::MAX))
            .unwrap_or(0),
        schema_version: i64::try_from(migrate::CURRENT).unwrap_or(i64::MAX),
        last_change_id: last.map_or(0, |(id, _)| id),
        last_change_at: last.map(|(_, at)| at),
        resting_since: resting_since(read)?,
        now: read.now(),
        today: read.today(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Since when.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PulseSince {
    /// The last change the caller knows of.
    pub since: Option<ChangeId>,
}

/// How the file goes on: a screen notices by it what others did, and what of it concerns the screen.
#[derive(Debug, Serialize, TS)]
pub struct Pulse {
    /// Grows with every change, whoever made it.
    pub last_change_id: i64,
    /// The changes since, the oldest first; null when nobody said since when, or when they are too many to be told one by one.
    pub changes: Option<Vec<PulseChange>>,
}

/// A change, as far as a screen needs it.
#[derive(Debug, Serialize, TS)]
pub struct PulseChange {
    /// Its number.
    pub id: ChangeId,
    /// The command that made it, whose topics say what it may have altered.
    pub command: String,
}

/// Changes told one by one at most.
const TOLD: usize = 100;

/// Answers `workspace.pulse`.
pub fn pulse(read: &Read<'_>, wanted: PulseSince) -> Result<Pulse, Failure> {
    let last = read.one("select coalesce(max(id), 0) from changes", [], |row| row.get(0))?;
    let changes = match wanted.since {
        None => None,
        Some(since) => Some(read.all(
            "select id, command from changes where id > ?1 order by id limit ?2",
            params![since.0, TOLD as i64 + 1],
            |row| {
                Ok(PulseChange {
                    id: ChangeId(row.get(0)?),
                    command: row.get(1)?,
                })
            },
        )?),
    };
    Ok(Pulse {
        last_change_id: last.unwrap_or(0),
        changes: changes.filter(|changes| changes.len() <= TOLD),
    })
}

/// The state of the file.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "WorkspaceCheck")]
pub struct Check {
    /// `ok`, or what SQLite found.
    pub integrity: String,
    /// References that point nowhere.
    pub broken_references: i64,
}

/// Answers `workspace.check`.
pub fn check(read: &Read<'_>, _: Nothing) -> Result<Check, Failure> {
    // On a connection of its own: one that has searched before may hold a search index against what it looked like then, and call
    // a sound file damaged.
    let integrity = connection::reader(read.path)?.query_row("pragma integrity_check", [], |row| row.get(0))?;
    let broken = read
        .one("select count(*) from pragma_foreign_key_check", [], |row| row.get(0))?
        .unwrap_or(0);
    Ok(Check {
        integrity,
        broken_references: broken,
    })
}
