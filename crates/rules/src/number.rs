//! Numbers as they are shown: money short and in full, percentages. Everything is rounded from integers, half away from zero.

use crate::language::Language;
use crate::money::{Currency, Minor, div_round, narrow};
use crate::ratio::Ratio;

/// What stands where there is no number.
pub const NONE: &str = "–";

/// The true minus sign.
pub const MINUS: char = '\u{2212}';

/// A short amount in two parts, because the unit is set one size smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// The number with separators and sign: `25.0`, `−1,234`.
    pub number: String,
    /// 万, 亿, K, M, B or nothing.
    pub unit: &'static str,
}

/// Units of a column whose head names the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Whole units of the currency, no decimals.
    One,
    /// 万, one decimal.
    Wan,
    /// 亿, one decimal.
    Yi,
    /// Thousands, no decimals.
    Thousand,
    /// Millions, two decimals.
    Million,
    /// Billions, two decimals.
    Billion,
}

impl Scale {
    /// The unit a document uses in table heads: 万 with one decimal in Chinese, millions with two in English.
    pub const fn of_documents(language: Language) -> Self {
        match language {
            Language::Zh => Self::Wan,
            Language::En => Self::Million,
        }
    }

    /// The sign of the unit.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Wan => "万",
            Self::Yi => "亿",
            Self::Thousand => "K",
            Self::Million => "M",
            Self::Billion => "B",
        }
    }

    const fn power_and_decimals(self) -> (u32, u32) {
        match self {
            Self::One => (0, 0),
            Self::Wan => (4, 1),
            Self::Yi => (8, 1),
            Self::Thousand => (3, 0),
            Self::Million => (6, 2),
            Self::Billion => (9, 2),
        }
    }
}

/// The amount as it is shown in a unit, in minor units again: 249,500.00 in 万 is 250,000.00. Where readers add shown figures,
/// the last one is the difference of two of these.
pub fn as_shown(minor: Minor, currency: &Currency, scale: Scale) -> Minor {
    let (power, decimals) = scale.power_and_decimals();
    let shown = rounded(minor, currency, power, decimals);
    narrow(shown * 10_i128.pow(power) * i128::from(currency.minor_per_unit()) / 10_i128.pow(decimals))
}

/// The amount in a unit, with the decimals of that unit: 249,500.00 in 万 is `25.0`.
pub fn in_scale(minor: Minor, currency: &Currency, scale: Scale) -> String {
    let (power, decimals) = scale.power_and_decimals();
    decimal(rounded(minor, currency, power, decimals), decimals)
}

/// The amount short: Chinese 万 and 亿 with one decimal; English K without, M and B with two decimals; small amounts in whole units.
/// The unit is chosen after rounding, so that 9,999.96 万 becomes 1.0 亿.
pub fn short_parts(minor: Minor, currency: &Currency, language: Language) -> Short {
    let scales: &[Scale] = match language {
        Language::Zh => &[Scale::One, Scale::Wan, Scale::Yi],
        Language::En => &[Scale::One, Scale::Thousand, Scale::Million, Scale::Billion],
    };
    let mut chosen = Scale::One;
    for pair in scales.windows(2) {
        let (power, decimals) = pair[0].power_and_decimals();
        let (next, _) = pair[1].power_and_decimals();
        let limit = 10_i128.pow(next - power + decimals);
        if rounded(minor, currency, power, decimals).abs() < limit {
            break;
        }
        chosen = pair[1];
    }
    Short {
        number: in_scale(minor, currency, chosen),
        unit: chosen.unit(),
    }
}

/// [`short_parts`] in one piece: `25.0万`, `−3.2亿`, `986K`, `5.62M`, `9,500`.
pub fn short(minor: Minor, currency: &Currency, language: Language) -> String {
    let Short { number, unit } = short_parts(minor, currency, language);
    number + unit
}

/// [`short`], or "–" when there is no amount.
pub fn short_or_none(minor: Option<Minor>, currency: &Currency, language: Language) -> String {
    minor.map_or_else(|| NONE.to_owned(), |minor| short(minor, currency, language))
}

/// The amount with separators and all digits of its currency: `1,234.50`, `−0.05`.
pub fn full(minor: Minor, currency: &Currency) -> String {
    decimal(i128::from(minor), currency.exponent())
}

/// [`full`], or "–" when there is no amount.
pub fn full_or_none(minor: Option<Minor>, currency: &Currency) -> String {
    minor.map_or_else(|| NONE.to_owned(), |minor| full(minor, currency))
}

/// The amount with separators in whole units: `1,235`.
pub fn whole(minor: Minor, currency: &Currency) -> String {
    in_scale(minor, currency, Scale::One)
}

/// [`full`] with the sign of the currency after the minus: `¥1,234.50`, `−¥5.00`, `CHF 5.00`.
pub fn with_symbol(minor: Minor, currency: &Currency) -> String {
    let text = full(minor, currency);
    let (sign, digits) = text
        .strip_prefix(MINUS)
        .map_or(("", text.as_str()), |digits| ("\u{2212}", digits));
    let symbol = currency.symbol();
    let gap = if symbol.chars().all(|c| c.is_ascii_alphabetic()) {
        " "
    } else {
        ""
    };
    format!("{sign}{symbol}{gap}{digits}")
}

/// A count with separators: `12,345`.
pub fn count(number: i64) -> String {
    decimal(i128::from(number), 0)
}

/// A share with one decimal: `37.5 %`; "–" when it has no value.
pub fn percent(ratio: &Ratio) -> String {
    ratio.scaled(1000).map_or_else(
        || NONE.to_owned(),
        |share| format!("{} %", decimal(i128::from(share), 1)),
    )
}

/// A share in whole per cent: `38%`; `<1%` instead of 0 when it is not zero; "–" when it has no value.
pub fn percent_whole(ratio: &Ratio) -> String {
    match ratio.scaled(100) {
        None => NONE.to_owned(),
        Some(0) if ratio.numerator != 0 && (ratio.numerator > 0) == (ratio.denominator > 0) => "<1%".to_owned(),
        Some(share) => format!("{}%", decimal(i128::from(share), 0)),
    }
}

/// A rate in basis points with two decimals, so that a pocket calculator agrees: `33.33 %`.
pub fn percent_exact(basis_points: i64) -> String {
    format!("{} %", decimal(i128::from(basis_points), 2))
}

/// A share with the counts behind it: `37.5 % · 3 of 8`, `37.5 % · 3/8`; "–" when it has no value.
pub fn percent_with_counts(ratio: &Ratio, language: Language) -> String {
    if ratio.denominator == 0 {
        return NONE.to_owned();
    }
    let (part, whole) = (count(ratio.numerator), count(ratio.denominator));
    match language {
        Language::Zh => format!("{} · {part}/{whole}", percent(ratio)),
        Language::En => format!("{} · {part} of {whole}", percent(ratio)),
    }
}

/// The amount in 10^`power` units with `decimals` decimals, as an integer of the last decimal.
fn rounded(minor: Minor, currency: &Currency, power: u32, decimals: u32) -> i128 {
    div_round(
        i128::from(minor) * 10_i128.pow(decimals),
        10_i128.pow(power) * i128::from(currency.minor_per_unit()),
    )
}

/// An integer of the last decimal as text, with separators and the true minus.
fn decimal(value: i128, decimals: u32) -> String {
    let base = 10_u128.pow(decimals);
    let (whole, rest) = (value.unsigned_abs() / base, value.unsigned_abs() % base);
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 8);
    if value < 0 {
        text.push(MINUS);
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if decimals > 0 {
        text.push_str(&format!(".{rest:0width$}", width = decimals as usize));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::parse_amount;
    use proptest::prelude::*;

    #[test]
    fn short_amounts() {
        // Yuan in fen → Chinese and English.
        for (minor, zh, en) in [
            (0, "0", "0"),
            (49, "0", "0"),
            (50, "1", "1"),
            (95_000, "950", "950"),
            (950_000, "9,500", "10K"),
            (999_949, "9,999", "10K"),
            (999_950, "1.0万", "10K"),
            (99_949, "999", "999"),
            (99_950, "1,000", "1K"),
            (24_950_000, "25.0万", "250K"),
            (24_949_999, "24.9万", "249K"),
            (98_600_000, "98.6万", "986K"),
            (99_950_000, "100.0万", "1.00M"),
            (562_000_000, "562.0万", "5.62M"),
            (9_999_949_999, "9,999.9万", "100.00M"),
            (9_999_950_000, "1.0亿", "100.00M"),
            (99_999_499_999, "10.0亿", "999.99M"),
            (99_999_500_000, "10.0亿", "1.00B"),
            (-24_950_000, "−25.0万", "−250K"),
            (1_234_567_000_000_000, "123,456.7亿", "12,345.67B"),
        ] {
            assert_eq!(short(minor, &Currency::CNY, Language::Zh), zh, "{minor}");
            assert_eq!(short(minor, &Currency::CNY, Language::En), en, "{minor}");
        }
        assert_eq!(short(249_500, &Currency::JPY, Language::Zh), "25.0万");
        assert_eq!(short_or_none(None, &Currency::CNY, Language::Zh), "–");
        assert_eq!(
            in_scale(345_200_000, &Currency::CNY, Scale::of_documents(Language::Zh)),
            "345.2"
        );
        assert_eq!(
            in_scale(345_200_000, &Currency::CNY, Scale::of_documents(Language::En)),
            "3.45"
        );
        assert_eq!(in_scale(-4_999, &Currency::CNY, Scale::Wan), "0.0");
        assert_eq!(as_shown(24_950_000, &Currency::CNY, Scale::Wan), 25_000_000);
        assert_eq!(as_shown(-24_949_999, &Currency::CNY, Scale::Wan), -24_900_000);
        assert_eq!(as_shown(345_600_000, &Currency::JPY, Scale::Million), 345_600_000);
    }

    #[test]
    fn full_amounts() {
        for (minor, text) in [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "−0.05"),
            (123_450, "1,234.50"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (-100_000_000, "−1,000,000.00"),
            (i64::MIN, "−92,233,720,368,547,758.08"),
        ] {
            assert_eq!(full(minor, &Currency::CNY), text);
        }
        assert_eq!(full(1_234_567, &Currency::JPY), "1,234,567");
        assert_eq!(whole(123_450, &Currency::CNY), "1,235");
        assert_eq!(with_symbol(-500, &Currency::CNY), "−¥5.00");
        assert_eq!(with_symbol(500, &Currency::new("CHF").unwrap()), "CHF 5.00");
        assert_eq!(full_or_none(None, &Currency::CNY), "–");
        assert_eq!(count(12_345), "12,345");
    }

    #[test]
    fn percentages() {
        assert_eq!(percent(&Ratio::new(3, 8)), "37.5 %");
        assert_eq!(percent(&Ratio::new(1, 3)), "33.3 %");
        assert_eq!(percent(&Ratio::new(8, 8)), "100.0 %");
        assert_eq!(percent(&Ratio::new(-1, 8)), "−12.5 %");
        assert_eq!(percent(&Ratio::new(3, 0)), "–");
        assert_eq!(percent_whole(&Ratio::new(3, 8)), "38%");
        assert_eq!(percent_whole(&Ratio::new(1, 300)), "<1%");
        assert_eq!(percent_whole(&Ratio::new(0, 300)), "0%");
        assert_eq!(percent_whole(&Ratio::new(0, 0)), "–");
        assert_eq!(percent_exact(3333), "33.33 %");
        assert_eq!(percent_exact(10_000), "100.00 %");
        assert_eq!(percent_with_counts(&Ratio::new(3, 8), Language::En), "37.5 % · 3 of 8");
        assert_eq!(percent_with_counts(&Ratio::new(3, 8), Language::Zh), "37.5 % · 3/8");
        assert_eq!(percent_with_counts(&Ratio::new(0, 0), Language::Zh), "–");
    }

    proptest! {
        #[test]
        fn a_full_amount_reads_back(minor in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
            prop_assert_eq!(parse_amount(&full(minor, &Currency::CNY), &Currency::CNY), Some(minor));
        }

        #[test]
        fn a_short_amount_is_close(minor in -1_000_000_000_000_i64..1_000_000_000_000, zh in any::<bool>()) {
            let language = if zh { Language::Zh } else { Language::En };
            let text = short(minor, &Currency::CNY, language);
            let back = parse_amount(&text, &Currency::CNY).unwrap();
            // At worst one decimal of 亿 is lost, half of 0.1.
            prop_assert!((back - minor).abs() <= (minor.abs() / 20).max(50), "{} {}", minor, text);
        }
    }
}
