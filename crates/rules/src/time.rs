//! Instants and days: UTC milliseconds, local business dates, and dates read from what people type.

use crate::limits::YEARS;
use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

pub use crate::dates::{DateOrder, parse_day, parse_day_in};

/// Milliseconds in a day of 24 hours.
pub const DAY_MILLIS: i64 = 86_400_000;

/// A point in time: UTC milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[schemars(inline)]
#[ts(type = "number")]
pub struct Instant(pub i64);

impl Instant {
    /// UTC milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant, `millis` later (earlier when negative).
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Whether a clock can be right that shows it: it lies within [`YEARS`].
    pub fn is_near(self) -> bool {
        YEARS.contains(&self.utc().year())
    }

    /// The instant in UTC. Instants outside the years 1 to 9999 are moved to that range.
    fn utc(self) -> DateTime<Utc> {
        const FIRST: i64 = -62_135_596_800_000 + DAY_MILLIS;
        const LAST: i64 = 253_402_300_799_999 - DAY_MILLIS;
        DateTime::from_timestamp_millis(self.0.clamp(FIRST, LAST)).unwrap_or_default()
    }

    /// `2026-03-18 14:05` in the zone, for a footer or a log line.
    pub fn local_minute(self, zone: &Tz) -> String {
        self.utc().with_timezone(zone).format("%Y-%m-%d %H:%M").to_string()
    }
}

impl fmt::Display for Instant {
    /// ISO 8601 in UTC, to the millisecond.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.utc().format("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}

/// A calendar day without zone; in JSON and in the database `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Day(pub NaiveDate);

/// The text is not a day written `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADay(pub String);

impl fmt::Display for NotADay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not a day (YYYY-MM-DD): {:?}", self.0)
    }
}

impl std::error::Error for NotADay {}

impl Day {
    /// A day by year, month 1–12 and day of the month; nothing when there is no such day. Years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1..=9999)
            .contains(&year)
            .then(|| NaiveDate::from_ymd_opt(year, month, day))
            .flatten()
            .map(Self)
    }

    /// Whether somebody can mean it: it lies within [`YEARS`].
    pub fn is_near(self) -> bool {
        YEARS.contains(&self.year())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Monday = 0 to Sunday = 6.
    pub fn weekday(self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }

    /// The day `days` later, earlier when negative. Stays within what a calendar can hold.
    pub fn plus_days(self, days: i64) -> Self {
        let step = Days::new(days.unsigned_abs());
        if days < 0 {
            Self(self.0.checked_sub_days(step).unwrap_or(NaiveDate::MIN))
        } else {
            Self(self.0.checked_add_days(step).unwrap_or(NaiveDate::MAX))
        }
    }

    /// The same day of the month `months` later; the last day of that month when it is shorter (31 January + 1 = 28 February).
    pub fn plus_months(self, months: i32) -> Self {
        let step = chrono::Months::new(months.unsigned_abs());
        if months < 0 {
            Self(self.0.checked_sub_months(step).unwrap_or(NaiveDate::MIN))
        } else {
            Self(self.0.checked_add_months(step).unwrap_or(NaiveDate::MAX))
        }
    }

    /// Days from this day to `later`; negative when it is earlier.
    pub fn days_until(self, later: Day) -> i64 {
        (later.0 - self.0).num_days()
    }

    /// The first day of its month.
    pub fn first_of_month(self) -> Self {
        self.plus_days(1 - i64::from(self.day()))
    }

    /// Days since 1970-01-01: a small number to use as a key.
    pub fn number(self) -> i64 {
        (self.0 - NaiveDate::default()).num_days()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Exactly `YYYY-MM-DD`; for what people type see [`parse_day`].
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            bytes.get(range)?.iter().try_fold(0, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
            })
        };
        let dashed = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        dashed
            .then(|| Day::new(digits(0..4)? as i32, digits(5..7)?, digits(8..10)?))
            .flatten()
            .ok_or_else(|| NotADay(text.to_owned()))
    }
}

/// The text a caller hands over is no day, or one nobody means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoUsableDay {
    /// It is not written `YYYY-MM-DD`.
    Unreadable(NotADay),
    /// It lies outside [`YEARS`].
    Far,
}

impl fmt::Display for NoUsableDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoUsableDay::Unreadable(text) => text.fmt(out),
            NoUsableDay::Far => write!(out, "{}", Self::FAR),
        }
    }
}

impl NoUsableDay {
    /// What [`NoUsableDay::Far`] says, for whoever has a sentence for it.
    pub const FAR: &str = "the day is too far away";
}

impl TryFrom<String> for Day {
    type Error = NoUsableDay;

    /// A day somebody names. A day that stands in a file already is read by [`FromStr`], however far it is.
    fn try_from(text: String) -> Result<Self, NoUsableDay> {
        let day: Day = text.parse().map_err(NoUsableDay::Unreadable)?;
        day.is_near().then_some(day).ok_or(NoUsableDay::Far)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// The local date of an instant in the zone of the workspace.
pub fn business_day(at: Instant, zone: &Tz) -> Day {
    Day(at.utc().with_timezone(zone).date_naive())
}

/// The first instant of a local day. Where the clock was put forward over midnight, the first instant after the gap.
pub fn start_of_day(day: Day, zone: &Tz) -> Instant {
    let midnight = day.0.and_time(NaiveTime::MIN);
    match zone.from_local_datetime(&midnight) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Instant(at.timestamp_millis()),
        LocalResult::None => {
            // No zone is more than 15 hours from UTC, so the gap ends between these two.
            let around = midnight.and_utc().timestamp_millis();
            let (mut before, mut after) = (around - 2 * DAY_MILLIS, around + 2 * DAY_MILLIS);
            while after - before > 1 {
                let middle = before + (after - before) / 2;
                if business_day(Instant(middle), zone) < day {
                    before = middle
                } else {
                    after = middle
                }
            }
            Instant(after)
        }
    }
}

/// The last millisecond of a local day.
pub fn end_of_day(day: Day, zone: &Tz) -> Instant {
    start_of_day(day.plus_days(1), zone).plus_millis(-1)
}

/// A zone by its IANA name, e.g. `Asia/Shanghai`.
pub fn zone(name: &str) -> Option<Tz> {
    name.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        Instant(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    #[test]
    fn the_business_day_is_local() {
        for (instant, name, day) in [
            ("2026-03-17T15:59:59Z", "Asia/Shanghai", "2026-03-17"),
            ("2026-03-17T16:00:00Z", "Asia/Shanghai", "2026-03-18"),
            ("2026-03-08T06:59:59Z", "America/New_York", "2026-03-08"),
            ("2026-03-08T04:59:59Z", "America/New_York", "2026-03-07"),
            ("2026-03-09T03:59:59Z", "America/New_York", "2026-03-08"),
            ("2026-03-09T04:00:00Z", "America/New_York", "2026-03-09"),
            ("2025-12-31T12:30:00Z", "Asia/Kolkata", "2025-12-31"),
            ("2025-12-31T18:30:00Z", "Asia/Kolkata", "2026-01-01"),
            ("2024-02-29T23:30:00Z", "Europe/Berlin", "2024-03-01"),
            ("2026-10-24T22:30:00Z", "Europe/Berlin", "2026-10-25"),
            ("2026-10-25T22:59:59Z", "Europe/Berlin", "2026-10-25"),
            ("2026-10-25T23:00:00Z", "Europe/Berlin", "2026-10-26"),
        ] {
            assert_eq!(
                business_day(at(instant), &zone(name).unwrap()).to_string(),
                day,
                "{instant} {name}"
            );
        }
    }

    #[test]
    fn a_day_starts_where_the_zone_says() {
        for (day, name, start) in [
            ("2026-03-18", "Asia/Shanghai", "2026-03-17T16:00:00Z"),
            ("2026-03-08", "America/New_York", "2026-03-08T05:00:00Z"),
            ("2026-03-09", "America/New_York", "2026-03-09T04:00:00Z"),
            // Midnight does not exist: the clock went from 00:00 to 01:00.
            ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"),
            ("2022-03-27", "Asia/Beirut", "2022-03-26T22:00:00Z"),
            // Midnight happens twice: the first one counts.
            ("2020-11-01", "America/Havana", "2020-11-01T04:00:00Z"),
            // The whole day does not exist: it begins where the next one does.
            ("2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z"),
        ] {
            let day: Day = day.parse().unwrap();
            assert_eq!(start_of_day(day, &zone(name).unwrap()), at(start), "{day} {name}");
        }
        let berlin = zone("Europe/Berlin").unwrap();
        let length = |day: &str| {
            let day: Day = day.parse().unwrap();
            (end_of_day(day, &berlin).0 + 1 - start_of_day(day, &berlin).0) / 3_600_000
        };
        assert_eq!(
            [length("2026-03-29"), length("2026-03-30"), length("2026-10-25")],
            [23, 24, 25]
        );
    }

    #[test]
    fn days_count_across_leap_days() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(day("2024-02-28").plus_days(1), day("2024-02-29"));
        assert_eq!(day("2023-02-28").plus_days(1), day("2023-03-01"));
        assert_eq!(day("2024-02-28").days_until(day("2024-03-01")), 2);
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2026-01-31").plus_months(-11), day("2025-02-28"));
        assert_eq!(day("2026-03-18").weekday(), 2);
        assert_eq!(day("1970-01-02").number(), 1);
        assert_eq!(serde_json::to_string(&day("2026-03-18")).unwrap(), "\"2026-03-18\"");
        for bad in [
            "\"2026-3-18\"",
            "\"2026-03-18T00:00\"",
            "\"\"",
            "7",
            "\"２０２６-03-18\"",
        ] {
            assert!(serde_json::from_str::<Day>(bad).is_err(), "{bad}");
        }
        assert_eq!(
            at("2026-03-18T06:05:00Z").local_minute(&zone("Asia/Shanghai").unwrap()),
            "2026-03-18 14:05"
        );
    }

    proptest! {
        #[test]
        fn every_instant_lies_in_its_day(millis in 0_i64..4_000_000_000_000, name in prop::sample::select(vec![
            "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "Australia/Lord_Howe",
        ])) {
            let zone = zone(name).unwrap();
            let day = business_day(Instant(millis), &zone);
            prop_assert!(start_of_day(day, &zone).0 <= millis);
            prop_assert!(millis <= end_of_day(day, &zone).0);
        }

        #[test]
        fn a_day_reads_back(number in -600_000_i64..2_900_000, near in -25_000_i64..47_000) {
            let day = Day(NaiveDate::default()).plus_days(number);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            let near = Day(NaiveDate::default()).plus_days(near);
            prop_assert_eq!(parse_day(&near.to_string()), Some(near));
            prop_assert_eq!(parse_day(&day.to_string()).is_some(), day.is_near());
            prop_assert_eq!(day.number(), number);
        }
    }
}
