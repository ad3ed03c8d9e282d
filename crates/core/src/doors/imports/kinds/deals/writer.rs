//! Deals on their way into the file: the row, and the versions its days imply.

use crate::doors::imports::outcome::Refusal;
use crate::doors::imports::plan::Prepared;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::deals::versions;
use crate::records::numbers;
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::time::{Day, Instant};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, params};
use std::borrow::Cow;

/// Open, won or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// In progress.
    Open,
    /// Won.
    Won,
    /// Lost.
    Lost,
}

impl Status {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Won => "won",
            Status::Lost => "lost",
        }
    }

    /// The status of a stored name.
    pub fn from_stored(name: &str) -> Status {
        match name {
            "won" => Status::Won,
            "lost" => Status::Lost,
            _ => Status::Open,
        }
    }
}

/// A day as it is stored, without a copy on the heap.
pub struct DayText([u8; 10]);

impl DayText {
    /// The text of a day between the years 1000 and 9999.
    pub fn new(day: Day) -> DayText {
        let (year, month, date) = (day.year().unsigned_abs(), day.month(), day.day());
        let digit = |number: u32, by: u32| b'0' + u8::try_from(number / by % 10).unwrap_or_default();
        DayText([
            digit(year, 1000),
            digit(year, 100),
            digit(year, 10),
            digit(year, 1),
            b'-',
            digit(month, 10),
            digit(month, 1),
            b'-',
            digit(date, 10),
            digit(date, 1),
        ])
    }
}

impl DayText {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        // Digits and dashes by construction, so this never falls back.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl ToSql for DayText {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(&self.0)))
    }
}

/// A deal as a row of the file says it, or as the workspace has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal<'r> {
    pub code: Option<Cow<'r, str>>,
    pub name: Cow<'r, str>,
    pub customer: Option<i64>,
    pub product: Option<i64>,
    pub owner: i64,
    pub stage: i64,
    pub furthest: i64,
    pub status: Status,
    pub category: Cow<'static, str>,
    pub amount: Option<Minor>,
    pub currency: Currency,
    pub rate_micro: Option<i64>,
    pub rate_on: Option<Day>,
    pub base: Option<Minor>,
    pub probability_bp: i64,
    pub created_on: Option<Day>,
    pub close_on: Option<Day>,
    pub closed_on: Option<Day>,
    pub lost_reason: Option<Cow<'r, str>>,
    pub competitor: Option<Cow<'r, str>>,
    pub note: Option<Cow<'r, str>>,
}

/// What a version says: the deal at one instant.
#[derive(Debug, Clone, Copy)]
pub struct Version<'d> {
    pub at: Instant,
    pub status: Status,
    pub stage: i64,
    pub furthest: i64,
    pub category: &'d str,
    pub base: Option<Minor>,
    pub probability_bp: i64,
    pub owner: i64,
    pub close_on: Option<Day>,
    pub closed_on: Option<Day>,
}

impl Deal<'_> {
    /// The deal as it stands, as a version.
    pub fn version(&self, at: Instant) -> Version<'_> {
        Version {
            at,
            status: self.status,
            stage: self.stage,
            furthest: self.furthest,
            category: &self.category,
            base: self.base,
            probability_bp: self.probability_bp,
            owner: self.owner,
            close_on: self.close_on,
            closed_on: self.closed_on,
        }
    }

    /// Whether a version of one would say anything else than a version of the other.
    pub fn same_version(&self, other: &Deal<'_>) -> bool {
        let said = |deal: &Deal<'_>| {
            (
                deal.status,
                deal.stage,
                deal.furthest,
                deal.base,
                deal.probability_bp,
                deal.owner,
                deal.close_on,
                deal.closed_on,
            )
        };
        said(self) == said(other) && self.category == other.category
    }
}

const INSERT: &str = "insert into deals (code, name, customer_id, product_id, owner_id, pipeline_id, stage_id, furthest, status, category,
       amount_minor, currency, rate_micro, rate_on, base_minor, probability_bp, created_on, close_on, closed_on, lost_reason, competitor, note,
       import_id, touched_at, created_at, updated_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?24, ?25)";

const SELECT: &str = "select code, name, customer_id, product_id, owner_id, stage_id, furthest, status, category, amount_minor, currency, rate_micro,
       rate_on, base_minor, probability_bp, created_on, close_on, closed_on, lost_reason, competitor, note, pipeline_id
     from deals where id = ?1";

const UPDATE: &str = "update deals set code = ?1, name = ?2, customer_id = ?3, product_id = ?4, owner_id = ?5, stage_id = ?6, furthest = ?7,
       status = ?8, category = ?9, amount_minor = ?10, currency = ?11, rate_micro = ?12, rate_on = ?13, base_minor = ?14,
       probability_bp = ?15, created_on = ?16, close_on = ?17, closed_on = ?18, lost_reason = ?19, competitor = ?20, note = ?21,
       touched_at = iif(?24, ?22, touched_at), updated_at = ?22
     where id = ?23";

/// The statements for deals.
pub struct DealWriter<'c> {
    insert: CachedStatement<'c>,
    version: CachedStatement<'c>,
    select: CachedStatement<'c>,
    update: CachedStatement<'c>,
    taken: CachedStatement<'c>,
    /// Whether there may be deals that the person does not see.
    hidden: bool,
    person: i64,
    import: Option<i64>,
    now: i64,
}

impl<'c> DealWriter<'c> {
    /// Compiles them.
    pub fn new(read: &Read<'c>, plan: &Prepared) -> Result<DealWriter<'c>, Failure> {
        Ok(DealWriter {
            insert: read.sql(INSERT)?,
            version: read.sql(&versions::insert_sql())?,
            select: read.sql(SELECT)?,
            update: read.sql(UPDATE)?,
            taken: read.sql("select 1 from deals where code = ?1")?,
            hidden: read.actor.scope.bound().is_some() && plan.import.is_some(),
            person: plan.person.0,
            import: plan.import.map(|id| id.0),
            now: plan.now.millis(),
        })
    }

    /// The code for a new deal. One that is taken by a deal the person does not see – any other has been told – gets a mark, and the row is taken:
    /// nobody learns what others have.
    pub fn free_code<'r>(&mut self, code: &'r str) -> Result<Cow<'r, str>, Refusal> {
        match self.hidden {
            true => Ok(numbers::free(code, |code| Ok(self.taken.exists([code])?))?),
            false => Ok(Cow::Borrowed(code)),
        }
    }

    /// Writes a new deal with its versions, the oldest first.
    pub fn insert(
        &mut self,
        deal: &Deal<'_>,
        pipeline: i64,
        created_at: Instant,
        versions: &[Version<'_>],
    ) -> Result<i64, Refusal> {
        // Of a dry run nobody asks for the record.
        if self.import.is_none() {
            return Ok(0);
        }
        let id = self.insert.insert(params![
            deal.code,
            deal.name,
            deal.customer,
            deal.product,
            deal.owner,
            pipeline,
            deal.stage,
            deal.furthest,
            deal.status.as_str(),
            deal.category,
            deal.amount,
            deal.currency.code(),
            deal.rate_micro,
            deal.rate_on.map(DayText::new),
            deal.base,
            deal.probability_bp,
            deal.created_on.map(DayText::new),
            deal.close_on.map(DayText::new),
            deal.closed_on.map(DayText::new),
            deal.lost_reason,
            deal.competitor,
            deal.note,
            self.import,
            created_at.millis(),
            self.now
        ])?;
        for version in versions {
            // A deal without its history would be half-written: that is no fault of the row.
            self.keep(id, version).map_err(Failure::from)?;
        }
        Ok(id)
    }

    fn keep(&mut self, id: i64, version: &Version<'_>) -> rusqlite::Result<()> {
        self.version.execute(params![
            id,
            version.at.millis(),
            self.person,
            version.status.as_str(),
            version.stage,
            version.furthest,
            version.category,
            version.base,
            version.probability_bp,
            version.owner,
            version.close_on.map(DayText::new),
            version.closed_on.map(DayText::new)
        ])?;
        Ok(())
    }

    /// A deal as the workspace has it, and its pipeline.
    pub fn load(&mut self, id: i64) -> Result<(Deal<'static>, i64), Failure> {
        let text = |value: Option<String>| value.map(Cow::Owned);
        let day = |value: Option<String>| value.and_then(|text| text.parse().ok());
        Ok(self.select.query_row([id], |row| {
            let currency: String = row.get(10)?;
            Ok((
                Deal {
                    code: text(row.get(0)?),
                    name: Cow::Owned(row.get(1)?),
                    customer: row.get(2)?,
                    product: row.get(3)?,
                    owner: row.get(4)?,
                    stage: row.get(5)?,
                    furthest: row.get(6)?,
                    status: Status::from_stored(&row.get::<_, String>(7)?),
                    category: Cow::Owned(row.get(8)?),
                    amount: row.get(9)?,
                    currency: Currency::stored(&currency).ok_or(rusqlite::Error::InvalidQuery)?,
                    rate_micro: row.get(11)?,
                    rate_on: day(row.get(12)?),
                    base: row.get(13)?,
                    probability_bp: row.get(14)?,
                    created_on: day(row.get(15)?),
                    close_on: day(row.get(16)?),
                    closed_on: day(row.get(17)?),
                    lost_reason: text(row.get(18)?),
                    competitor: text(row.get(19)?),
                    note: text(row.get(20)?),
                },
                row.get(21)?,
            ))
        })?)
    }

    /// Writes a changed deal, and a version when one says something new. A move forward is a touch.
    pub fn update(&mut self, id: i64, before: &Deal<'_>, after: &Deal<'_>, forward: bool) -> Result<(), Refusal> {
        if self.import.is_none() {
            return Ok(());
        }
        self.update.execute(params![
            after.code,
            after.name,
            after.customer,
            after.product,
            after.owner,
            after.stage,
            after.furthest,
            after.status.as_str(),
            after.category,
            after.amount,
            after.currency.code(),
            after.rate_micro,
            after.rate_on.map(DayText::new),
            after.base,
            after.probability_bp,
            after.created_on.map(DayText::new),
            after.close_on.map(DayText::new),
            after.closed_on.map(DayText::new),
            after.lost_reason,
            after.competitor,
            after.note,
            self.now,
            id,
            forward
        ])?;
        if !after.same_version(before) {
            self.keep(id, &after.version(Instant(self.now)))
                .map_err(Failure::from)?;
        }
        Ok(())
    }
}
