//! The settings of a file: its currency, clock and calendar. Read once per call.

use crate::engine::failure::{Failure, Kind};
use chrono_tz::Tz;
use leadwell_rules::Language;
use leadwell_rules::calendar::FiscalYear;
use leadwell_rules::money::Currency;
use rusqlite::Connection;

/// Settings every verb may need.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The company's name.
    pub name: String,
    /// Language of documents and of hosts that name none.
    pub language: Language,
    /// The currency of every sum.
    pub currency: Currency,
    /// Where a business day begins.
    pub time_zone: Tz,
    /// First month of the business year.
    pub fiscal: FiscalYear,
    /// The preset chosen at first run.
    pub business: String,
    /// Coverage the owner calls healthy, basis points.
    pub coverage_line_bp: i64,
    /// Resolved deals needed before a measured rate is used.
    pub rate_floor: i64,
    /// Days a registration of a customer lasts.
    pub registration_days: i64,
    /// Whether everybody sees all customers, whoever has them.
    pub everybody_sees_customers: bool,
    /// Whether the first-run questions were answered.
    pub set_up: bool,
}

impl Settings {
    /// Reads the one row of settings.
    pub fn load(connection: &Connection) -> Result<Settings, Failure> {
        connection
            .prepare_cached(
                "select name, language, base_currency, time_zone, fiscal_start_month, business, coverage_line_bp, rate_floor,
                        set_up_at is not null, registration_days, everybody_sees_customers from workspace",
            )?
            .query_row([], |row| {
                let language: String = row.get(1)?;
                let (currency, zone, month): (String, String, u32) = (row.get(2)?, row.get(3)?, row.get(4)?);
                Ok((row.get(0)?, language, currency, zone, month, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?))
            })
            .map_err(Failure::from)
            .and_then(|(name, language, currency, zone, month, business, coverage_line_bp, rate_floor, set_up, registration_days, everybody_sees_customers)| {
                let damaged = |what: &str| Failure::new(Kind::Corrupt, "file.damaged").arg("cause", what);
                Ok(Settings {
                    name,
                    language: if language == "en" { Language::En } else { Language::Zh },
                    currency: Currency::stored(&currency).ok_or_else(|| damaged("currency"))?,
                    time_zone: zone.parse().map_err(|_| damaged("time zone"))?,
                    fiscal: FiscalYear { start_month: month },
                    business,
                    coverage_line_bp,
                    rate_floor,
                    registration_days,
                    everybody_sees_customers,
                    set_up,
                })
            })
    }
}
