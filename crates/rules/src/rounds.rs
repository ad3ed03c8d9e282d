//! What falls due again and again: once a week, once a month, counted from the last time.

use crate::time::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How often.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RoundInterval")]
pub enum Interval {
    /// Not at all.
    #[default]
    Off,
    /// Every Monday.
    Weekly,
    /// On the first of every month.
    Monthly,
}

impl Interval {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Interval::Off => "off",
            Interval::Weekly => "weekly",
            Interval::Monthly => "monthly",
        }
    }

    /// The interval of a stored name; the file lets no other in.
    pub fn from_stored(name: &str) -> Interval {
        match name {
            "weekly" => Interval::Weekly,
            "monthly" => Interval::Monthly,
            _ => Interval::Off,
        }
    }
}

/// The first day after the last time on which it falls due: the next Monday, or the first of the next month.
pub fn next(last: Day, interval: Interval) -> Option<Day> {
    match interval {
        Interval::Off => None,
        Interval::Weekly => Some(last.plus_days(7 - i64::try_from(last.weekday()).unwrap_or_default())),
        Interval::Monthly => Some(last.first_of_month().plus_months(1)),
    }
}

/// The day on which it has fallen due by today. Whoever looks late finds the day they missed first, and only that one.
pub fn due(today: Day, last: Day, interval: Interval) -> Option<Day> {
    next(last, interval).filter(|day| *day <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        // 2026-03-16 is a Monday.
        for (today, last, interval, expected) in [
            ("2026-03-18", "2026-03-10", Interval::Off, None),
            ("2026-03-15", "2026-03-10", Interval::Weekly, None),
            ("2026-03-16", "2026-03-10", Interval::Weekly, Some("2026-03-16")),
            ("2026-03-16", "2026-03-16", Interval::Weekly, None),
            ("2026-03-22", "2026-03-16", Interval::Weekly, None),
            ("2026-03-23", "2026-03-16", Interval::Weekly, Some("2026-03-23")),
            ("2026-03-16", "2026-03-15", Interval::Weekly, Some("2026-03-16")),
            ("2026-06-01", "2026-03-10", Interval::Weekly, Some("2026-03-16")),
            ("2026-03-31", "2026-03-10", Interval::Monthly, None),
            ("2026-04-01", "2026-03-10", Interval::Monthly, Some("2026-04-01")),
            ("2026-03-01", "2026-03-01", Interval::Monthly, None),
            ("2027-01-01", "2026-12-31", Interval::Monthly, Some("2027-01-01")),
            ("2026-09-12", "2026-03-10", Interval::Monthly, Some("2026-04-01")),
            // The clock went back: nothing is due before the last time.
            ("2026-03-09", "2026-03-10", Interval::Weekly, None),
        ] {
            assert_eq!(
                due(day(today), day(last), interval),
                expected.map(day),
                "{today} {last} {interval:?}"
            );
        }
    }

    #[test]
    fn names() {
        for interval in [Interval::Off, Interval::Weekly, Interval::Monthly] {
            assert_eq!(Interval::from_stored(interval.as_str()), interval);
        }
    }
}
