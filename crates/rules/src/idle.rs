//! Idle, rotting and stalled deals; what is due, late or planned.

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::{Day, Instant, business_day};

/// Something that happened to a deal, as far as it shows that somebody cared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Touch {
    /// An activity that was done.
    Done,
    /// A note.
    Note,
    /// A mail.
    Mail,
    /// A change of the deal itself.
    Update,
    /// An activity that is only planned: no touch.
    Planned,
}

impl Touch {
    /// Whether it resets the idle days.
    pub const fn is_real(self) -> bool {
        !matches!(self, Self::Planned)
    }
}

/// The last real touch up to `now`; the creation of the deal when there was none. What is dated in the future does not count.
pub fn last_touch(created: Instant, touches: impl IntoIterator<Item = (Touch, Instant)>, now: Instant) -> Instant {
    let real = touches
        .into_iter()
        .filter(|(touch, at)| touch.is_real() && *at <= now)
        .map(|(_, at)| at);
    real.fold(created, Instant::max)
}

/// Whole days since the last real touch, counted in business dates; never negative.
pub fn idle_days(last_touch: Instant, now: Instant, zone: &Tz) -> i64 {
    business_day(last_touch, zone)
        .days_until(business_day(now, zone))
        .max(0)
}

/// How fresh a deal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Freshness {
    /// Within the limit of its stage, or the stage has none.
    Fresh,
    /// Over the limit.
    Rotting {
        /// Days over the limit, at least 1.
        over: i64,
    },
    /// Put aside until a day: shown grey, not rotting.
    Stalled {
        /// The day it wakes up.
        until: Day,
    },
}

/// How fresh a deal is that has been idle for `idle_days`, in a stage with a `limit` in days, and perhaps stalled until a day. On
/// that day it is no longer stalled.
pub fn freshness(idle_days: i64, limit: Option<i64>, stalled_until: Option<Day>, today: Day) -> Freshness {
    match (stalled_until, limit) {
        (Some(until), _) if today < until => Freshness::Stalled { until },
        (_, Some(limit)) if idle_days > limit => Freshness::Rotting {
            over: idle_days - limit,
        },
        _ => Freshness::Fresh,
    }
}

/// When something is due, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Due {
    /// It was due before today.
    Overdue,
    /// It is due today.
    Today,
    /// It is due later.
    Future,
}

/// Whether a day is past, present or future.
pub fn due(on: Day, today: Day) -> Due {
    match on.cmp(&today) {
        std::cmp::Ordering::Less => Due::Overdue,
        std::cmp::Ordering::Equal => Due::Today,
        std::cmp::Ordering::Greater => Due::Future,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY_MILLIS, start_of_day, zone};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_planned_activity_does_not_freshen() {
        let (created, now) = (Instant(0), Instant(100 * DAY_MILLIS));
        let at = |days: i64| Instant(days * DAY_MILLIS);
        assert_eq!(last_touch(created, [], now), created);
        assert_eq!(last_touch(created, [(Touch::Planned, at(99))], now), created);
        assert_eq!(
            last_touch(
                created,
                [(Touch::Note, at(40)), (Touch::Done, at(60)), (Touch::Mail, at(50))],
                now
            ),
            at(60)
        );
        assert_eq!(
            last_touch(created, [(Touch::Done, at(101)), (Touch::Update, at(7))], now),
            at(7)
        );
    }

    #[test]
    fn idle_days_are_business_dates() {
        let zone = zone("Asia/Shanghai").unwrap();
        let midnight = start_of_day(day("2026-03-18"), &zone);
        assert_eq!(idle_days(midnight.plus_millis(-1), midnight, &zone), 1);
        assert_eq!(idle_days(midnight, midnight.plus_millis(DAY_MILLIS - 1), &zone), 0);
        assert_eq!(idle_days(midnight.plus_millis(DAY_MILLIS), midnight, &zone), 0);
    }

    #[test]
    fn rotting_is_over_the_limit() {
        let today = day("2026-03-18");
        for (idle, limit, stalled, expected) in [
            (14, Some(14), None, Freshness::Fresh),
            (15, Some(14), None, Freshness::Rotting { over: 1 }),
            (1, Some(0), None, Freshness::Rotting { over: 1 }),
            (999, None, None, Freshness::Fresh),
            (
                30,
                Some(14),
                Some("2026-03-19"),
                Freshness::Stalled {
                    until: day("2026-03-19"),
                },
            ),
            (30, Some(14), Some("2026-03-18"), Freshness::Rotting { over: 16 }),
            (3, Some(14), Some("2026-03-01"), Freshness::Fresh),
        ] {
            assert_eq!(
                freshness(idle, limit, stalled.map(day), today),
                expected,
                "{idle} {limit:?} {stalled:?}"
            );
        }
        assert_eq!(due(day("2026-03-17"), today), Due::Overdue);
        assert_eq!(due(today, today), Due::Today);
        assert_eq!(due(day("2026-03-19"), today), Due::Future);
    }
}
