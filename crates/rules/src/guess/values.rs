//! What kind of values a column holds, from samples; and in which order its dates are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::{DateOrder, parse_day, parse_day_in};
use crate::money::{Currency, parse_amount};
use crate::text::half_width;

/// What the dates of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DateGuess {
    /// Values that are dates in the guessed order.
    pub dates: usize,
    /// Values that are not empty.
    pub filled: usize,
    /// The order to read 03/01/2026 in; nothing when no value needs one, or the values contradict each other.
    pub order: Option<DateOrder>,
    /// Whether the order is proven by a value (25/12/2026) rather than taken as the usual one.
    pub certain: bool,
    /// Whether some values can only be day first and others only month first.
    pub contradictory: bool,
}

/// Looks at samples of a column for the order of its dates. When all could be either, `usual` is taken and `certain` is false, so
/// that the person is asked.
pub fn guess_date_order<S: AsRef<str>>(samples: &[S], usual: DateOrder) -> DateGuess {
    let (mut filled, mut plain, mut day_first, mut month_first, mut either) = (0, 0, 0, 0, 0);
    for sample in samples
        .iter()
        .map(AsRef::as_ref)
        .filter(|sample| !sample.trim().is_empty())
    {
        filled += 1;
        if parse_day(sample).is_some() {
            plain += 1;
            continue;
        }
        match (
            parse_day_in(sample, Some(DateOrder::DayFirst)),
            parse_day_in(sample, Some(DateOrder::MonthFirst)),
        ) {
            // The same day by both orders: only one reading was possible, or day and month are equal.
            (Some(a), Some(b)) if a == b && a.day() > 12 => match leading_number(sample) {
                Some(first) if first > 12 => day_first += 1,
                _ => month_first += 1,
            },
            (Some(_), Some(_)) => either += 1,
            _ => {}
        }
    }
    let contradictory = day_first > 0 && month_first > 0;
    let certain = !contradictory && (day_first > 0 || month_first > 0);
    let order = match (contradictory, day_first > 0, month_first > 0, either > 0) {
        (true, ..) | (_, false, false, false) => None,
        (_, true, ..) => Some(DateOrder::DayFirst),
        (_, _, true, _) => Some(DateOrder::MonthFirst),
        _ => Some(usual),
    };
    DateGuess {
        dates: plain + day_first + month_first + either,
        filled,
        order,
        certain,
        contradictory,
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let text = half_width(text);
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The kinds of values a column can be recognised to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ValueKind {
    /// Nothing but blanks.
    Empty,
    /// Days.
    Date,
    /// Amounts or other numbers.
    Amount,
    /// E-mail addresses.
    Email,
    /// Mobile or telephone numbers.
    Phone,
    /// Anything else.
    Text,
}

/// The kind of at least nine tenths of the filled samples; otherwise text.
pub fn guess_kind<S: AsRef<str>>(samples: &[S]) -> ValueKind {
    let filled: Vec<String> = samples
        .iter()
        .map(|sample| half_width(sample.as_ref()).trim().to_owned())
        .filter(|sample| !sample.is_empty())
        .collect();
    if filled.is_empty() {
        return ValueKind::Empty;
    }
    let mostly = |test: fn(&str) -> bool| filled.iter().filter(|sample| test(sample)).count() * 10 >= filled.len() * 9;
    // In this order, because 20260301 is a date before it is an amount, and a mobile number is a phone before it is one.
    if mostly(|sample| parse_day_in(sample, Some(DateOrder::DayFirst)).is_some()) {
        ValueKind::Date
    } else if mostly(is_email) {
        ValueKind::Email
    } else if mostly(is_phone) {
        ValueKind::Phone
    } else if mostly(|sample| parse_amount(sample, &Currency::CNY).is_some()) {
        ValueKind::Amount
    } else {
        ValueKind::Text
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && !text.contains(' ')
            && !host.contains('@')
            && host.split('.').count() >= 2
            && !host.ends_with('.')
    })
}

/// A mainland mobile number, a number with a country code, or an area code with a dash.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'));
    let mobile = digits.len() == 11 && digits.starts_with('1') && digits.as_bytes()[1] >= b'3';
    let foreign = text.starts_with('+') && (8..=15).contains(&digits.len());
    let landline = text.starts_with(['0', '(']) && (10..=12).contains(&digits.len());
    let service = digits.len() == 10 && digits.starts_with("400");
    only && (mobile || foreign || landline || service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_dates() {
        use DateOrder::{DayFirst, MonthFirst};
        // Samples; dates, order, certain, contradictory.
        for (samples, dates, order, certain, contradictory) in [
            (vec!["2026-03-01", "2026年3月2日", ""], 2, None, false, false),
            (vec!["03/01/2026", "25/12/2026"], 2, Some(DayFirst), true, false),
            (vec!["03/01/2026", "12/25/2026 08:00"], 2, Some(MonthFirst), true, false),
            (vec!["03/01/2026", "04/02/2026"], 2, Some(MonthFirst), false, false),
            (vec!["05/05/2026"], 1, Some(MonthFirst), false, false),
            (vec!["25/12/2026", "12/25/2026"], 2, None, false, true),
            (vec!["soon", "31/31/2026"], 0, None, false, false),
            (vec!["１３／０２／２０２６"], 1, Some(DayFirst), true, false),
            (vec![], 0, None, false, false),
        ] {
            let seen = guess_date_order(&samples, MonthFirst);
            assert_eq!(
                (seen.dates, seen.order, seen.certain, seen.contradictory),
                (dates, order, certain, contradictory),
                "{samples:?}"
            );
        }
    }

    #[test]
    fn the_kind_of_a_column() {
        for (samples, kind) in [
            (vec!["2026-03-01", "2026/3/2", ""], ValueKind::Date),
            (vec!["03/01/2026"], ValueKind::Date),
            (vec!["1,234.50", "¥3.5万", "(20)"], ValueKind::Amount),
            (vec!["13800138000", "+86 139 0013 8000"], ValueKind::Phone),
            (vec!["010-88886666", "(021) 5555 6666"], ValueKind::Phone),
            (vec!["a@b.cn", "li.lei@example.com"], ValueKind::Email),
            (vec!["Prospecting", "Won", "12"], ValueKind::Text),
            (vec!["", "  "], ValueKind::Empty),
            (vec!["1", "2", "n/a"], ValueKind::Text),
        ] {
            assert_eq!(guess_kind(&samples), kind, "{samples:?}");
        }
    }
}
