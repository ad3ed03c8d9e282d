//! Numbers with a fixed count of decimals, kept as whole numbers of their smallest steps: 12.5 with two decimals is 1250.

use crate::text::half_width;

/// The largest number of steps, on both sides of zero: what JSON carries exactly.
pub const MOST_STEPS: i64 = 9_007_199_254_740_990;

/// Reads a number as people write it: full-width digits, a sign, thousands in groups of three (`1,234.5`, `1 234,5` is not one of them).
/// Nothing when it says more than `decimals` digits after the point can hold.
pub fn parse_decimal(text: &str, decimals: u8) -> Option<i64> {
    let plain = half_width(text);
    let plain = plain.trim();
    let (negative, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(plain)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = ungrouped(whole)?;
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let held = usize::from(decimals);
    let (kept, beyond) = fraction.split_at(fraction.len().min(held));
    if beyond.bytes().any(|digit| digit != b'0') {
        return None;
    }
    let steps: i64 = format!("{whole}{kept}{}", "0".repeat(held - kept.len())).parse().ok()?;
    let steps = if negative { -steps } else { steps };
    (-MOST_STEPS..=MOST_STEPS).contains(&steps).then_some(steps)
}

/// The digits of a whole number without the commas of its thousands; nothing when something else stands there.
fn ungrouped(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != ',').collect();
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = text.contains(',');
    let whole = digits.bytes().all(|digit| digit.is_ascii_digit());
    let well = !grouped || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    (whole && well).then_some(digits)
}

/// The number as it is written in a file: a point, no groups, all decimals.
pub fn format_decimal(steps: i64, decimals: u8) -> String {
    let digits = steps.unsigned_abs().to_string();
    let sign = if steps < 0 { "-" } else { "" };
    if decimals == 0 {
        return format!("{sign}{digits}");
    }
    let held = usize::from(decimals);
    let padded = format!("{digits:0>width$}", width = held + 1);
    let (whole, fraction) = padded.split_at(padded.len() - held);
    format!("{sign}{whole}.{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_exactly_or_not_at_all() {
        for (text, decimals, steps) in [
            ("36", 0, Some(36)),
            (" －７.25 ", 2, Some(-725)),
            ("+1,250,000.5", 3, Some(1_250_000_500)),
            (".5", 1, Some(5)),
            ("8.", 1, Some(80)),
            ("3.140", 2, Some(314)),
            ("3.141", 2, None),
            ("12,34", 0, None),
            ("1,2345", 0, None),
            (",123", 0, None),
            ("", 0, None),
            ("-", 0, None),
            (".", 1, None),
            ("1e3", 0, None),
            ("12 mm", 0, None),
            ("--4", 0, None),
            ("9007199254740991", 0, None),
            ("99999999999999999999999", 0, None),
        ] {
            assert_eq!(parse_decimal(text, decimals), steps, "{text:?} with {decimals}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(steps in -MOST_STEPS..=MOST_STEPS, decimals in 0_u8..=6) {
            let text = format_decimal(steps, decimals);
            prop_assert_eq!(parse_decimal(&text, decimals), Some(steps));
            prop_assert_eq!(text.split_once('.').map_or(0, |(_, fraction)| fraction.len()), usize::from(decimals));
        }

        #[test]
        fn nothing_breaks_it(text in "\\PC{0,24}", decimals in 0_u8..=6) {
            if let Some(steps) = parse_decimal(&text, decimals) {
                prop_assert!(steps.abs() <= MOST_STEPS);
            }
        }
    }
}
