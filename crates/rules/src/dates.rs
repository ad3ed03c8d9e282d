//! Days read from what people type and paste: Chinese, ISO, slashes and dots, with or without a time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::half_width;
use crate::time::Day;

/// Which comes first in a date that ends with the year: 03/01/2026 is 3 January or March 1st.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum DateOrder {
    /// Day, month, year: most of the world.
    DayFirst,
    /// Month, day, year: the United States.
    MonthFirst,
}

/// A day as people write it: `2026-03-01`, `2026/3/1`, `2026.3.1`, `20260301`, `2026年3月1日`, also full-width; a time after it is
/// ignored. A date that ends with the year is not read, because its order is not known: see [`parse_day_in`].
pub fn parse_day(text: &str) -> Option<Day> {
    parse_day_in(text, None)
}

/// Like [`parse_day`], and with an `order` also `03/01/2026`, `3-1-2026`, `1.3.2026`. A date that can only be read one way
/// (25/12/2026) is read in that way whatever the order says. A year nobody means is no date.
pub fn parse_day_in(text: &str, order: Option<DateOrder>) -> Option<Day> {
    written(text, order).filter(|day| day.is_near())
}

fn written(text: &str, order: Option<DateOrder>) -> Option<Day> {
    let text = half_width(text);
    let date = date_part(text.trim());
    if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        return Day::new(
            date[..4].parse().ok()?,
            date[4..6].parse().ok()?,
            date[6..].parse().ok()?,
        );
    }
    let [first, second, third] = three_numbers(date)?;
    if first.len() == 4 {
        return Day::new(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?);
    }
    if third.len() != 4 {
        return None;
    }
    let (year, a, b) = (third.parse().ok()?, first.parse().ok()?, second.parse().ok()?);
    match order? {
        DateOrder::DayFirst => Day::new(year, b, a).or_else(|| Day::new(year, a, b)),
        DateOrder::MonthFirst => Day::new(year, a, b).or_else(|| Day::new(year, b, a)),
    }
}

/// The date without what follows it: the first three numbers, or the first alone when it has eight digits. A further number
/// joined by a date mark (`2026-03-01-05`) means that this is no date.
fn date_part(text: &str) -> &str {
    let eight = text
        .get(..8)
        .is_some_and(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
    let wanted = if eight { 1 } else { 3 };
    let (mut numbers, mut inside) = (0, false);
    for (at, c) in text.char_indices() {
        let digit = c.is_ascii_digit();
        numbers += u32::from(digit && !inside);
        if inside && !digit && numbers == wanted {
            let joined = matches!(c, '-' | '/' | '.') && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
            return if joined { "" } else { &text[..at] };
        }
        inside = digit;
    }
    text.trim_end_matches(|c: char| !c.is_ascii_digit())
}

/// Exactly three numbers of at most four digits, separated by `-`, `/`, `.`, 年 or 月.
fn three_numbers(date: &str) -> Option<[&str; 3]> {
    let mut parts = date.split(['-', '/', '.', '年', '月']).map(str::trim);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let fit = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.next().is_none() && three.iter().all(fit)).then_some(three)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_write_them() {
        use DateOrder::{DayFirst, MonthFirst};
        for (text, order, expected) in [
            ("2026-03-01", None, "2026-03-01"),
            ("2026-3-1", None, "2026-03-01"),
            ("2026/3/1", None, "2026-03-01"),
            ("2026.3.1", None, "2026-03-01"),
            ("20260301", None, "2026-03-01"),
            ("20260301 10:30", None, "2026-03-01"),
            ("2026年3月1日", None, "2026-03-01"),
            ("2026 年 3 月 1 日", None, "2026-03-01"),
            ("２０２６－０３－０１", None, "2026-03-01"),
            ("2026年3月1日 下午3点", None, "2026-03-01"),
            ("2026-03-01 12:30:00", None, "2026-03-01"),
            ("2026-03-01T12:30:00Z", None, "2026-03-01"),
            ("2026/03/01 周日", None, "2026-03-01"),
            (" 2024-02-29 ", None, "2024-02-29"),
            ("03/01/2026", Some(MonthFirst), "2026-03-01"),
            ("03/01/2026", Some(DayFirst), "2026-01-03"),
            ("1.3.2026", Some(DayFirst), "2026-03-01"),
            ("25/12/2026", Some(MonthFirst), "2026-12-25"),
            ("12-25-2026 08:00", Some(DayFirst), "2026-12-25"),
            ("2026-03-01", Some(DayFirst), "2026-03-01"),
        ] {
            assert_eq!(
                parse_day_in(text, order).map(|day| day.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "",
            "2026",
            "2026-3",
            "2026年3月",
            "03/01/2026",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "20261301",
            "1-2-3",
            "26-3-1",
            "2026-03-01-05",
            "tomorrow",
            "45352",
            "年月日",
            "0000-01-01",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
