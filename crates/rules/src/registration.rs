//! Registrations of customers 报备: on which days somebody's word of a customer keeps others away.

use crate::time::Day;

/// How long a registration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The business date it was made on.
    pub starts_on: Day,
    /// The last day on which it protects.
    pub ends_on: Day,
    /// The day on which it was given back or ended; on that day it protects no longer.
    pub ended_on: Option<Day>,
}

impl Term {
    /// So many calendar days, counted from the day it is made on: 30 days from 31 January 2026 last until 2 March.
    pub fn of(starts_on: Day, days: i64) -> Term {
        Term {
            starts_on,
            ends_on: starts_on.plus_days(days),
            ended_on: None,
        }
    }

    /// Whether it protects on a day. The first and the last day count.
    pub fn protects(&self, day: Day) -> bool {
        self.starts_on <= day && day <= self.ends_on && self.ended_on.is_none_or(|ended| day < ended)
    }

    /// How many more days it protects after this one; nothing when it does not protect on this one.
    pub fn days_left(&self, day: Day) -> Option<i64> {
        self.protects(day).then(|| day.days_until(self.ends_on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn a_term_is_counted_in_calendar_days() {
        for (from, days, last) in [
            ("2026-01-31", 30, "2026-03-02"),
            ("2026-01-31", 1, "2026-02-01"),
            ("2024-01-31", 30, "2024-03-01"),
            ("2026-02-28", 30, "2026-03-30"),
            ("2026-12-15", 30, "2027-01-14"),
            ("2026-03-01", 365, "2027-03-01"),
        ] {
            assert_eq!(Term::of(day(from), days).ends_on, day(last), "{from} + {days}");
        }
    }

    #[test]
    fn it_protects_from_the_first_day_to_the_last_unless_it_ends_before() {
        // First, last, ended; the day asked; protected, days left.
        for (term, asked, left) in [
            (("2026-01-31", "2026-03-02", None), "2026-01-30", None),
            (("2026-01-31", "2026-03-02", None), "2026-01-31", Some(30)),
            (("2026-01-31", "2026-03-02", None), "2026-02-28", Some(2)),
            (("2026-01-31", "2026-03-02", None), "2026-03-02", Some(0)),
            (("2026-01-31", "2026-03-02", None), "2026-03-03", None),
            (("2026-01-31", "2026-03-02", Some("2026-02-10")), "2026-02-09", Some(21)),
            (("2026-01-31", "2026-03-02", Some("2026-02-10")), "2026-02-10", None),
            // Given back on the day it was made: it protected nothing for a whole day.
            (("2026-01-31", "2026-03-02", Some("2026-01-31")), "2026-01-31", None),
            // Ended after it had run out: nothing changes.
            (("2026-01-31", "2026-03-02", Some("2026-03-09")), "2026-03-05", None),
        ] {
            let (from, to, ended): (&str, &str, Option<&str>) = term;
            let term = Term {
                starts_on: day(from),
                ends_on: day(to),
                ended_on: ended.map(day),
            };
            assert_eq!(term.days_left(day(asked)), left, "{term:?} on {asked}");
            assert_eq!(term.protects(day(asked)), left.is_some(), "{term:?} on {asked}");
        }
    }
}
