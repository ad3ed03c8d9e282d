//! What stands in a column, as people read it on paper.

use crate::engine::store::columns::{Column, Entry, Holds};
use crate::views::paper::Words;
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

/// The texts of a column, from its first record to its last, and their sum where amounts are added up.
pub struct Texts {
    /// One per record; empty where nothing stands.
    pub texts: Vec<String>,
    /// The sum of its amounts; empty where there is nothing to add up.
    pub total: String,
}

/// Writes a column. `total` is its sum when the list knows it; otherwise amounts of the base currency are added up here.
pub fn written(column: &Column, entries: &[&Entry], total: Option<Minor>, currency: Currency, words: Words) -> Texts {
    let amounts = entries.iter().filter_map(|entry| match entry {
        Entry::Money(minor, own) => Some((*minor, *own)),
        _ => None,
    });
    let adds = !matches!(column.holds, Holds::InCurrency) && amounts.clone().next().is_some();
    let sum = total.or_else(|| {
        amounts
            .clone()
            .try_fold(0_i64, |sum, (minor, _)| sum.checked_add(minor))
    });
    // Decimals stand in the whole column or nowhere in it.
    let whole = amounts.clone().all(|(minor, own)| minor % own.minor_per_unit() == 0)
        && sum.is_none_or(|sum| sum % currency.minor_per_unit() == 0);
    let money = |minor: Minor, own: &Currency| match whole {
        true => number::whole(minor, own),
        false => number::full(minor, own),
    };
    let text = |entry: &&Entry| match entry {
        Entry::Empty => String::new(),
        Entry::Text(text) => text.trim().replace('\r', ""),
        Entry::Count(number) if column.is_figure() => number::count(*number),
        Entry::Count(number) => number.to_string(),
        Entry::Money(minor, own) if column.holds == Holds::InCurrency => {
            format!("{} {}", own.code(), number::full(*minor, own))
        }
        Entry::Money(minor, own) => money(*minor, own),
        Entry::Share(points) => share(*points),
        Entry::Decimal(steps, decimals) => decimal(*steps, *decimals),
        // The list shows an instant as its day.
        Entry::Day(day) | Entry::Minute(day, _) => words.full_day(*day),
    };
    Texts {
        texts: entries.iter().map(text).collect(),
        total: sum
            .filter(|_| adds)
            .map(|sum| money(sum, &currency))
            .unwrap_or_default(),
    }
}

/// Basis points in per cent: 45%, 33.3%.
pub fn share(points: i64) -> String {
    match points % 100 {
        0 => format!("{}%", points / 100),
        _ => number::percent(&Ratio::new(points, 10_000)).replace(' ', ""),
    }
}

/// A number of smallest steps with separators and all its decimals: 1,250.5.
pub fn decimal(steps: i64, decimals: u8) -> String {
    let unit = 10_i64.pow(u32::from(decimals.min(18)));
    let digits = usize::from(decimals);
    let sign = if steps < 0 {
        number::MINUS.to_string()
    } else {
        String::new()
    };
    let size = steps.unsigned_abs();
    let whole = number::count((size / unit.unsigned_abs()) as i64);
    match digits {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{:0digits$}", size % unit.unsigned_abs()),
    }
}
