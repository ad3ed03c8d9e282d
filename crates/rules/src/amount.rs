//! Amounts read from what people type and paste: separators, currency signs, 万 and 亿, brackets for negative.

use crate::money::{Currency, Minor, div_round};
use crate::text::half_width;

/// Words for a currency, longest first within one currency; signs that several currencies share name the most usual one.
const NAMES: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("hk$", "HKD"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("hkd", "HKD"),
    ("nt$", "TWD"),
    ("us$", "USD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("usd", "USD"),
    ("欧元", "EUR"),
    ("eur", "EUR"),
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("jpy", "JPY"),
    ("英镑", "GBP"),
    ("gbp", "GBP"),
    ("元", "CNY"),
    ("圆", "CNY"),
    ("块", "CNY"),
    ("¥", "CNY"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₩", "KRW"),
];

/// Words for powers of ten, longest first.
const UNITS: &[(&str, i32)] = &[
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("billion", 9),
    ("million", 6),
    ("bn", 9),
    ("mn", 6),
    ("w", 4),
    ("k", 3),
    ("m", 6),
    ("b", 9),
];

/// An amount in minor units of `currency`, from text such as `1,234.50`, `¥1.2万`, `(500)`, `−3`, `1.234,50`, `２００`, `1.2E+05`.
///
/// A currency sign or name is accepted and ignored (see [`currency_in`]). More digits than the currency has are rounded half
/// away from zero. Nothing when the text is not one number: grouping must be in threes, and a lone comma groups (`1,5` is
/// refused, because it may mean either).
pub fn parse_amount(text: &str, currency: &Currency) -> Option<Minor> {
    let text = half_width(text).to_lowercase();
    let mut rest = text.trim();
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|open| open.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    // A sign may stand before or after the currency: -¥5, ¥-5; an accountant's may stand last: 5-.
    let mut signed = false;
    loop {
        let before = rest;
        rest = strip_currency(rest).trim();
        for minus in ['-', '\u{2212}', '\u{2013}'] {
            if !signed
                && !negative
                && let Some(tail) = rest.strip_prefix(minus).or_else(|| rest.strip_suffix(minus))
            {
                (negative, signed, rest) = (true, true, tail.trim());
            }
        }
        if !signed
            && !negative
            && let Some(tail) = rest.strip_prefix('+')
        {
            (signed, rest) = (true, tail.trim());
        }
        if rest == before {
            break;
        }
    }
    let (number, power) = match UNITS
        .iter()
        .find_map(|(word, power)| Some((rest.strip_suffix(word)?, *power)))
    {
        Some((number, power)) => (number.trim(), power),
        None => (rest, 0),
    };
    let (number, scientific) = exponent_of(number)?;
    let (digits, decimals) = decimal(number)?;
    let shift = power + scientific + currency.exponent() as i32 - decimals;
    let minor = shifted(digits, shift)?;
    i64::try_from(if negative { -minor } else { minor }).ok()
}

/// The currency a written amount names by sign or word: `US$ 5` → USD, `5 元` → CNY; nothing when it names none. `¥` and `元` are read
/// as CNY and `$` as USD, which a yen workspace must know.
pub fn currency_in(text: &str) -> Option<Currency> {
    let text = half_width(text).to_lowercase();
    NAMES
        .iter()
        .find(|(name, _)| text.contains(name))
        .and_then(|(_, code)| Currency::new(code))
}

fn strip_currency(text: &str) -> &str {
    let text = text.strip_suffix('整').unwrap_or(text);
    NAMES
        .iter()
        .find_map(|(name, _)| text.strip_prefix(name).or_else(|| text.strip_suffix(name)))
        .unwrap_or(text)
}

/// Splits `1.2e+05` into the number and the power of ten; refuses an exponent that is no small number.
fn exponent_of(number: &str) -> Option<(&str, i32)> {
    match number.split_once('e') {
        None => Some((number, 0)),
        Some((number, power)) => {
            let power: i32 = power.parse().ok()?;
            (-30..=30).contains(&power).then_some((number, power))
        }
    }
}

/// The digits of a written number as one integer, and how many of them are decimals.
fn decimal(number: &str) -> Option<(i128, i32)> {
    let clean: String = number
        .chars()
        .filter(|c| *c != ' ' && *c != '\'' && *c != '_')
        .collect();
    let (whole, fraction) = match (clean.rfind('.'), clean.rfind(',')) {
        (Some(dot), Some(comma)) if dot > comma => (ungroup(&clean[..dot], ',')?, &clean[dot + 1..]),
        (Some(_), Some(comma)) => (ungroup(&clean[..comma], '.')?, &clean[comma + 1..]),
        (None, Some(_)) => (ungroup(&clean, ',')?, ""),
        (Some(dot), None) if clean.find('.') != Some(dot) => (ungroup(&clean, '.')?, ""),
        (Some(dot), None) => (clean[..dot].to_owned(), &clean[dot + 1..]),
        (None, None) => (clean.clone(), ""),
    };
    let digits = whole + fraction;
    if digits.is_empty() || digits.len() > 30 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, fraction.len() as i32))
}

/// Removes grouping marks, which must stand between groups of three digits.
fn ungroup(whole: &str, mark: char) -> Option<String> {
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    if !(1..=3).contains(&first.len()) && whole.contains(mark) {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// `digits` × 10^`shift`, rounded half away from zero; nothing when it is out of range.
fn shifted(digits: i128, shift: i32) -> Option<i128> {
    if shift >= 0 {
        digits.checked_mul(10_i128.checked_pow(shift.unsigned_abs())?)
    } else {
        // Dividing by more than the number has digits leaves 0.
        Some(
            10_i128
                .checked_pow(shift.unsigned_abs())
                .map_or(0, |divisor| div_round(digits, divisor)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (text, expected) in [
            ("1234.5", Some(123_450)),
            ("1,234.50", Some(123_450)),
            ("¥1,234.50", Some(123_450)),
            ("￥ １，２３４．５０", Some(123_450)),
            ("1.2万", Some(1_200_000)),
            ("1.2 万元", Some(1_200_000)),
            ("3.05亿", Some(30_500_000_000)),
            ("5千", Some(500_000)),
            ("2百万", Some(200_000_000)),
            ("500元整", Some(50_000)),
            ("人民币500元", Some(50_000)),
            ("12w", Some(12_000_000)),
            ("1.5K", Some(150_000)),
            ("2.5M", Some(250_000_000)),
            ("$1,000,000", Some(100_000_000)),
            ("1 234 567", Some(123_456_700)),
            ("1.234,50", Some(123_450)),
            ("1.234.567", Some(123_456_700)),
            ("(1,234)", Some(-123_400)),
            ("（500）", Some(-50_000)),
            ("-5", Some(-500)),
            ("\u{2212}5", Some(-500)),
            ("-¥5", Some(-500)),
            ("¥-5", Some(-500)),
            ("5-", Some(-500)),
            ("+5", Some(500)),
            ("1.2E+05", Some(12_000_000)),
            ("1234.5600000001", Some(123_456)),
            ("0.005", Some(1)),
            ("-0.005", Some(-1)),
            ("0.0049", Some(0)),
            ("0", Some(0)),
            (".5", Some(50)),
            ("5 USD", Some(500)),
            ("", None),
            ("-", None),
            ("¥", None),
            ("abc", None),
            ("1,5", None),
            ("12,34", None),
            ("1,2345", None),
            ("1234,567", None),
            ("1.2.3", None),
            ("--5", None),
            ("(-5)", None),
            ("5 6元7", None),
            ("面议", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(parse_amount(text, &Currency::CNY), expected, "{text}");
        }
        assert_eq!(parse_amount("1200", &Currency::JPY), Some(1200));
        assert_eq!(parse_amount("1200.5", &Currency::JPY), Some(1201));
        let dinar = Currency::new("kwd").unwrap();
        assert_eq!(parse_amount("1.2345", &dinar), Some(1235));
    }

    #[test]
    fn the_currency_that_is_named() {
        for (text, code) in [
            ("US$5", "USD"),
            ("5元", "CNY"),
            ("€ 3", "EUR"),
            ("HK$ 9", "HKD"),
            ("100 美元", "USD"),
            ("￥8", "CNY"),
        ] {
            assert_eq!(currency_in(text), Currency::new(code), "{text}");
        }
        assert_eq!(currency_in("1,234"), None);
    }
}
