//! How far back a duplicate counts: three months, six months, or always.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time::Day;

/// The window of the duplicate check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
#[ts(rename = "DuplicateWindow")]
pub enum Window {
    /// Records of the last three calendar months.
    ThreeMonths,
    /// Records of the last six calendar months.
    SixMonths,
    /// All records.
    #[default]
    All,
}

/// The first day that still counts, seen from `today`; nothing when all days do. Counted back in calendar months; a day the
/// earlier month lacks becomes its last one (31 May − 3 = 28 or 29 February).
pub fn since(today: Day, window: Window) -> Option<Day> {
    match window {
        Window::ThreeMonths => Some(today.plus_months(-3)),
        Window::SixMonths => Some(today.plus_months(-6)),
        Window::All => None,
    }
}

/// Whether a record made on a day counts. The first day of the window counts itself.
pub fn counts(made: Day, today: Day, window: Window) -> bool {
    since(today, window).is_none_or(|since| made >= since)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn first_days() {
        use Window::{SixMonths, ThreeMonths};
        for (today, window, first) in [
            ("2026-03-18", ThreeMonths, "2025-12-18"),
            ("2026-03-18", SixMonths, "2025-09-18"),
            ("2026-04-01", ThreeMonths, "2026-01-01"),
            ("2026-01-01", ThreeMonths, "2025-10-01"),
            ("2026-01-01", SixMonths, "2025-07-01"),
            ("2026-05-31", ThreeMonths, "2026-02-28"),
            ("2026-05-30", ThreeMonths, "2026-02-28"),
            ("2026-05-29", ThreeMonths, "2026-02-28"),
            ("2026-05-28", ThreeMonths, "2026-02-28"),
            ("2024-05-31", ThreeMonths, "2024-02-29"),
            ("2024-05-29", ThreeMonths, "2024-02-29"),
            ("2024-05-28", ThreeMonths, "2024-02-28"),
            ("2024-02-29", ThreeMonths, "2023-11-29"),
            ("2024-02-29", SixMonths, "2023-08-29"),
            ("2024-08-31", SixMonths, "2024-02-29"),
            ("2023-08-31", SixMonths, "2023-02-28"),
            ("2026-08-30", SixMonths, "2026-02-28"),
            ("2026-12-31", ThreeMonths, "2026-09-30"),
            ("2026-12-31", SixMonths, "2026-06-30"),
            ("2026-07-31", ThreeMonths, "2026-04-30"),
            ("2026-02-28", ThreeMonths, "2025-11-28"),
            ("2000-05-31", ThreeMonths, "2000-02-29"),
            ("2100-05-31", ThreeMonths, "2100-02-28"),
        ] {
            let (today, first) = (day(today), day(first));
            assert_eq!(since(today, window), Some(first), "{today} {window:?}");
            assert!(counts(first, today, window) && !counts(first.plus_days(-1), today, window));
        }
        assert_eq!(since(day("2026-03-18"), Window::All), None);
        assert!(counts(day("0001-01-01"), day("2026-03-18"), Window::All));
    }

    proptest! {
        #[test]
        fn the_longer_window_holds_the_shorter(number in -100_000_i64..100_000, back in 0_i64..400) {
            let today = day("1970-01-01").plus_days(number);
            let made = today.plus_days(-back);
            prop_assert!(!counts(made, today, Window::ThreeMonths) || counts(made, today, Window::SixMonths));
            prop_assert!(counts(made, today, Window::ThreeMonths) == (back <= since(today, Window::ThreeMonths).unwrap().days_until(today)));
        }
    }
}
