//! Months, quarters and years of the fiscal calendar, and working days.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

use crate::time::Day;

/// Where the fiscal year begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FiscalYear {
    /// The first month of the fiscal year, 1 to 12; anything else counts as 1.
    pub start_month: u32,
}

impl Default for FiscalYear {
    fn default() -> Self {
        Self { start_month: 1 }
    }
}

impl FiscalYear {
    /// A fiscal year that begins with `start_month` (1 to 12).
    pub const fn new(start_month: u32) -> Self {
        Self { start_month }
    }

    /// Months from the start of the fiscal year to the month of the day, 0 to 11.
    fn months_in(self, day: Day) -> i32 {
        let start = if (1..=12).contains(&self.start_month) {
            self.start_month
        } else {
            1
        };
        ((day.month() + 12 - start) % 12) as i32
    }
}

/// The kinds of period a forecast can cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// Three months, counted from the start of the fiscal year.
    Quarter,
    /// Twelve months from the start of the fiscal year.
    Year,
    /// A number of days from a given day.
    Days,
}

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
pub struct Period {
    /// Month, quarter, year or days.
    pub kind: PeriodKind,
    /// The first day.
    pub start: Day,
    /// The last day, included.
    pub end: Day,
}

/// The month of a day.
pub fn month_of(day: Day) -> Period {
    Period::of_months(PeriodKind::Month, day.first_of_month(), 1)
}

/// The fiscal quarter of a day.
pub fn quarter_of(day: Day, fiscal: FiscalYear) -> Period {
    let start = day.first_of_month().plus_months(-(fiscal.months_in(day) % 3));
    Period::of_months(PeriodKind::Quarter, start, 3)
}

/// The fiscal year of a day.
pub fn year_of(day: Day, fiscal: FiscalYear) -> Period {
    let start = day.first_of_month().plus_months(-fiscal.months_in(day));
    Period::of_months(PeriodKind::Year, start, 12)
}

/// `count` days from `first`, at least one: the next 30 days are `days_from(today, 30)`.
pub fn days_from(first: Day, count: u32) -> Period {
    Period {
        kind: PeriodKind::Days,
        start: first,
        end: first.plus_days(i64::from(count.max(1)) - 1),
    }
}

/// The period of a kind that contains the day; `days` (30 when not given) is the length of a period of days, which starts on the day.
pub fn period_of(kind: PeriodKind, day: Day, fiscal: FiscalYear, days: Option<u32>) -> Period {
    match kind {
        PeriodKind::Month => month_of(day),
        PeriodKind::Quarter => quarter_of(day, fiscal),
        PeriodKind::Year => year_of(day, fiscal),
        PeriodKind::Days => days_from(day, days.unwrap_or(30)),
    }
}

impl Period {
    fn of_months(kind: PeriodKind, start: Day, months: i32) -> Self {
        Self {
            kind,
            start,
            end: start.plus_months(months).plus_days(-1),
        }
    }

    /// Whether the day lies in the period.
    pub fn contains(&self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }

    /// Number of days, both ends included.
    pub fn days(&self) -> i64 {
        self.start.days_until(self.end) + 1
    }

    fn step(&self, forward: i32) -> Self {
        match self.kind {
            PeriodKind::Month => Self::of_months(self.kind, self.start.plus_months(forward), 1),
            PeriodKind::Quarter => Self::of_months(self.kind, self.start.plus_months(3 * forward), 3),
            PeriodKind::Year => Self::of_months(self.kind, self.start.plus_months(12 * forward), 12),
            PeriodKind::Days => {
                let by = self.days() * i64::from(forward);
                Self {
                    kind: self.kind,
                    start: self.start.plus_days(by),
                    end: self.end.plus_days(by),
                }
            }
        }
    }

    /// The period of the same kind and length that follows.
    pub fn next(&self) -> Self {
        self.step(1)
    }

    /// The period of the same kind and length before this one.
    pub fn previous(&self) -> Self {
        self.step(-1)
    }

    /// Days of the period from `today` on, `today` included; 0 when it is over, all when it has not begun.
    pub fn days_left(&self, today: Day) -> i64 {
        (today.max(self.start).days_until(self.end) + 1).max(0)
    }
}

/// The months a period touches, in order; the first and the last are cut to the period, so that together they are the period.
pub fn months_in(period: &Period) -> Vec<Period> {
    let mut months = Vec::new();
    let mut month = month_of(period.start);
    while month.start <= period.end {
        months.push(Period {
            kind: PeriodKind::Month,
            start: month.start.max(period.start),
            end: month.end.min(period.end),
        });
        month = month.next();
    }
    months
}

/// Which days are worked: days of the week, holidays, and make-up working days (调休).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WorkingCalendar {
    /// Monday to Sunday.
    pub weekdays: [bool; 7],
    /// Days off although the weekday is worked.
    pub holidays: BTreeSet<Day>,
    /// Days worked although the weekday is not; they win over holidays.
    pub extra: BTreeSet<Day>,
}

impl Default for WorkingCalendar {
    /// Monday to Friday, no holidays.
    fn default() -> Self {
        Self {
            weekdays: [true, true, true, true, true, false, false],
            holidays: BTreeSet::new(),
            extra: BTreeSet::new(),
        }
    }
}

impl WorkingCalendar {
    /// Whether the day is worked.
    pub fn works(&self, day: Day) -> bool {
        self.extra.contains(&day) || (self.weekdays[day.weekday()] && !self.holidays.contains(&day))
    }

    /// Working days from `from` to `to`, both included; 0 when `to` is earlier.
    pub fn working_days(&self, from: Day, to: Day) -> i64 {
        if to < from {
            return 0;
        }
        let days = from.days_until(to) + 1;
        let per_week = self.weekdays.iter().filter(|works| **works).count() as i64;
        let whole_weeks = days / 7 * per_week;
        let rest = (0..days % 7)
            .filter(|step| self.weekdays[(from.weekday() + *step as usize) % 7])
            .count() as i64;
        let off = self
            .holidays
            .range(from..=to)
            .filter(|day| self.weekdays[day.weekday()] && !self.extra.contains(day))
            .count() as i64;
        let on = self
            .extra
            .range(from..=to)
            .filter(|day| !self.weekdays[day.weekday()])
            .count() as i64;
        whole_weeks + rest - off + on
    }

    /// Working days of the period that are left, today included.
    pub fn working_days_left(&self, today: Day, period: &Period) -> i64 {
        self.working_days(today.max(period.start), period.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_follow_the_fiscal_year() {
        for (start_month, today, quarter, year) in [
            (
                1,
                "2026-03-18",
                ("2026-01-01", "2026-03-31"),
                ("2026-01-01", "2026-12-31"),
            ),
            (
                1,
                "2026-12-31",
                ("2026-10-01", "2026-12-31"),
                ("2026-01-01", "2026-12-31"),
            ),
            (
                4,
                "2026-03-31",
                ("2026-01-01", "2026-03-31"),
                ("2025-04-01", "2026-03-31"),
            ),
            (
                4,
                "2026-04-01",
                ("2026-04-01", "2026-06-30"),
                ("2026-04-01", "2027-03-31"),
            ),
            (
                4,
                "2024-02-29",
                ("2024-01-01", "2024-03-31"),
                ("2023-04-01", "2024-03-31"),
            ),
            (
                3,
                "2024-02-29",
                ("2023-12-01", "2024-02-29"),
                ("2023-03-01", "2024-02-29"),
            ),
            (
                2,
                "2026-01-15",
                ("2025-11-01", "2026-01-31"),
                ("2025-02-01", "2026-01-31"),
            ),
            (
                12,
                "2026-01-15",
                ("2025-12-01", "2026-02-28"),
                ("2025-12-01", "2026-11-30"),
            ),
            (
                0,
                "2026-01-15",
                ("2026-01-01", "2026-03-31"),
                ("2026-01-01", "2026-12-31"),
            ),
        ] {
            let fiscal = FiscalYear::new(start_month);
            let q = quarter_of(day(today), fiscal);
            assert_eq!(
                (q.start, q.end),
                (day(quarter.0), day(quarter.1)),
                "quarter {start_month} {today}"
            );
            let y = year_of(day(today), fiscal);
            assert_eq!(
                (y.start, y.end),
                (day(year.0), day(year.1)),
                "year {start_month} {today}"
            );
        }
    }

    #[test]
    fn months_of_a_period_are_the_period() {
        let quarter = quarter_of(day("2026-03-18"), FiscalYear::default());
        assert_eq!(
            months_in(&quarter)
                .iter()
                .map(|m| m.start.to_string())
                .collect::<Vec<_>>(),
            ["2026-01-01", "2026-02-01", "2026-03-01"]
        );
        let next = days_from(day("2026-03-18"), 30);
        assert_eq!(next.end, day("2026-04-16"));
        assert_eq!(months_in(&next).iter().map(Period::days).collect::<Vec<_>>(), [14, 16]);
        assert_eq!(next.next().start, day("2026-04-17"));
        assert_eq!(month_of(day("2024-02-10")).days(), 29);
        assert_eq!(month_of(day("2026-03-18")).days_left(day("2026-03-18")), 14);
        assert_eq!(month_of(day("2026-03-18")).days_left(day("2026-04-01")), 0);
        assert_eq!(month_of(day("2026-03-18")).days_left(day("2026-02-01")), 31);
    }

    #[test]
    fn working_days_mind_holidays_and_make_up_days() {
        let mut calendar = WorkingCalendar::default();
        let march = month_of(day("2026-03-18"));
        assert_eq!(calendar.working_days_left(day("2026-03-18"), &march), 10);
        assert_eq!(calendar.working_days_left(day("2026-03-01"), &march), 22);
        assert_eq!(calendar.working_days_left(day("2026-04-01"), &march), 0);
        // Labour Day 2026: off Friday 1 to Tuesday 5 May, worked on Saturday 9 May.
        calendar.holidays.extend((1..=5).map(|d| Day::new(2026, 5, d).unwrap()));
        calendar.extra.insert(day("2026-05-09"));
        assert_eq!(calendar.working_days(day("2026-05-01"), day("2026-05-10")), 4);
        assert!(calendar.works(day("2026-05-09")) && !calendar.works(day("2026-05-04")));
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (0_i64..40_000).prop_map(|number| day("1970-01-01").plus_days(number))
    }

    fn any_kind() -> impl Strategy<Value = PeriodKind> {
        prop::sample::select(vec![
            PeriodKind::Month,
            PeriodKind::Quarter,
            PeriodKind::Year,
            PeriodKind::Days,
        ])
    }

    proptest! {
        #[test]
        fn periods_tile_the_calendar(today in any_day(), kind in any_kind(), start in 1_u32..=12, days in 1_u32..120) {
            let period = period_of(kind, today, FiscalYear::new(start), Some(days));
            prop_assert!(period.contains(today) && period.contains(period.start) && period.contains(period.end));
            prop_assert!(!period.contains(period.start.plus_days(-1)) && !period.contains(period.end.plus_days(1)));
            prop_assert_eq!(period.previous().next(), period);
            prop_assert_eq!(period.next().previous(), period);
            prop_assert_eq!(period.next().start, period.end.plus_days(1));
            prop_assert_eq!(months_in(&period).iter().map(Period::days).sum::<i64>(), period.days());
            if kind != PeriodKind::Days {
                prop_assert_eq!(period_of(kind, period.end, FiscalYear::new(start), None), period);
            }
        }

        #[test]
        fn working_days_are_counted_one_by_one(from in any_day(), length in 0_i64..90, off in prop::collection::btree_set(0_i64..90, 0..9), on in prop::collection::btree_set(0_i64..90, 0..9)) {
            let calendar = WorkingCalendar {
                holidays: off.iter().map(|step| from.plus_days(*step)).collect(),
                extra: on.iter().map(|step| from.plus_days(*step)).collect(),
                ..WorkingCalendar::default()
            };
            let by_hand = (0..=length).filter(|step| calendar.works(from.plus_days(*step))).count() as i64;
            prop_assert_eq!(calendar.working_days(from, from.plus_days(length)), by_hand);
        }
    }
}
