//! Money: whole minor units, currencies, rounding, splitting, conversion; amounts read from what people type.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

mod codes;

pub use crate::amount::{currency_in, parse_amount};

/// An amount in minor units of its currency (fen, cent; the yen itself for JPY).
pub type Minor = i64;

/// Basis points in a whole: 10 000 = 100 %.
pub const WHOLE_BP: i64 = 10_000;

/// An ISO 4217 currency code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Currency([u8; 3]);

/// The text is not a currency's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotACurrency(pub String);

impl fmt::Display for NotACurrency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "not a currency code: {:?}", self.0)
    }
}

impl std::error::Error for NotACurrency {}

impl Currency {
    /// Renminbi, the default base currency of a Chinese workspace.
    pub const CNY: Self = Self(*b"CNY");
    /// US dollar.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");
    /// Yen.
    pub const JPY: Self = Self(*b"JPY");

    /// A currency of ISO 4217 from its code in any case: `cny`, `CNY`.
    pub fn new(code: &str) -> Option<Self> {
        Self::stored(code).filter(|currency| codes::known(&currency.0))
    }

    /// A currency as a file has it: any three letters, because the lists of currencies change and a file stays.
    pub fn stored(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.trim().to_ascii_uppercase().into_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        // The bytes are capital letters by construction, so this never falls back.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits of the minor unit by ISO 4217: CNY 2, JPY 0, KWD 3. An unknown code counts as 2.
    pub fn exponent(&self) -> u32 {
        codes::digits(&self.0)
    }

    /// Minor units in one unit: 100 for CNY, 1 for JPY.
    pub fn minor_per_unit(&self) -> i64 {
        10_i64.pow(self.exponent())
    }

    /// The sign written before an amount; the code itself where there is no usual sign.
    pub fn symbol(&self) -> &str {
        match &self.0 {
            b"CNY" | b"JPY" => "¥",
            b"USD" => "$",
            b"EUR" => "€",
            b"GBP" => "£",
            b"KRW" => "₩",
            b"INR" => "₹",
            b"HKD" => "HK$",
            b"TWD" => "NT$",
            _ => self.code(),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        Self::new(text).ok_or_else(|| NotACurrency(text.to_owned()))
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrency;

    fn try_from(text: String) -> Result<Self, NotACurrency> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl JsonSchema for Currency {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Za-z]{3}$" })
    }
}

/// `n / d` rounded half away from zero: 5/2 = 3, −5/2 = −3. `d` must not be 0 (it would be a fault of the caller; it panics).
pub const fn div_round(n: i128, d: i128) -> i128 {
    let quotient = n / d;
    let rest = n % d;
    if rest.unsigned_abs() >= d.unsigned_abs() - rest.unsigned_abs() {
        if (n < 0) == (d < 0) { quotient + 1 } else { quotient - 1 }
    } else {
        quotient
    }
}

/// A wide sum as an amount; beyond the range of an amount it stays at the end of the range instead of wrapping around.
pub const fn narrow(wide: i128) -> i64 {
    if wide > i64::MAX as i128 {
        i64::MAX
    } else if wide < i64::MIN as i128 {
        i64::MIN
    } else {
        wide as i64
    }
}

/// `minor` × `basis_points` / 10 000, rounded once.
pub const fn times_bp(minor: Minor, basis_points: i64) -> Minor {
    narrow(div_round(minor as i128 * basis_points as i128, WHOLE_BP as i128))
}

/// Splits `total` by `weights`: each part is rounded, the last takes the remainder, so that the parts sum to the whole.
/// A part never takes more than what is left (0.02 over four people is 0.01, 0.01, 0, 0). When all weights are 0 the parts
/// are equal. No weights, no parts.
pub fn split(total: Minor, weights: &[u64]) -> Vec<Minor> {
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if sum == 0 {
        return if weights.is_empty() {
            Vec::new()
        } else {
            split(total, &vec![1; weights.len()])
        };
    }
    // Weights are 64 bits and amounts 64 bits, so a product fits 128 bits with its sign only below 2^63.
    let scale = if sum > i64::MAX as u128 {
        sum.div_ceil(i64::MAX as u128)
    } else {
        1
    };
    let divisor = (sum / scale).max(1) as i128;
    let mut left = i128::from(total);
    let last = weights
        .iter()
        .rposition(|weight| *weight > 0)
        .unwrap_or(weights.len() - 1);
    let mut parts = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let part = if index == last {
            left
        } else {
            let part = div_round(i128::from(total) * (u128::from(*weight) / scale) as i128, divisor);
            if total >= 0 { part.min(left) } else { part.max(left) }
        };
        left -= part;
        parts.push(narrow(part));
    }
    parts
}

/// Splits `total` into `parts` equal parts, the last takes the remainder.
pub fn split_evenly(total: Minor, parts: usize) -> Vec<Minor> {
    split(total, &vec![1; parts])
}

/// An amount of `from` in `to`. `rate_micro` is units of `to` per unit of `from`, times a million (7.12 CNY per USD = 7 120 000).
/// Differences between minor units are taken care of; rounded once.
pub fn convert(minor: Minor, from: Currency, to: Currency, rate_micro: i64) -> Minor {
    if from == to {
        return minor;
    }
    let product = i128::from(minor) * i128::from(rate_micro);
    let (up, down) = (
        i128::from(to.minor_per_unit()),
        1_000_000 * i128::from(from.minor_per_unit()),
    );
    // At most 2^126 before the exponent of the target is applied; the rare overflow stays at the end of the range.
    product
        .checked_mul(up)
        .map_or(if product < 0 { i64::MIN } else { i64::MAX }, |n| {
            narrow(div_round(n, down))
        })
}

/// The amount as a bare decimal number with all digits of its currency: `1234.50`, `-5.00`, `1200` (JPY).
pub fn format_plain(minor: Minor, currency: &Currency) -> String {
    let (unit, digits) = (
        minor.unsigned_abs() / currency.minor_per_unit().unsigned_abs(),
        currency.exponent() as usize,
    );
    let rest = minor.unsigned_abs() % currency.minor_per_unit().unsigned_abs();
    let sign = if minor < 0 { "-" } else { "" };
    if digits == 0 {
        format!("{sign}{unit}")
    } else {
        format!("{sign}{unit}.{rest:0digits$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (n, d, expected) in [
            (5, 2, 3),
            (-5, 2, -3),
            (5, -2, -3),
            (-5, -2, 3),
            (4, 3, 1),
            (-4, 3, -1),
            (0, 7, 0),
            (1, 2, 1),
            (-1, 2, -1),
            (49, 100, 0),
            (50, 100, 1),
            (-50, 100, -1),
            (i128::MAX, 1, i128::MAX),
        ] {
            assert_eq!(div_round(n, d), expected, "{n}/{d}");
        }
        assert_eq!(times_bp(10_000_000, 3000), 3_000_000);
        assert_eq!(times_bp(333, 3333), 111);
        assert_eq!(times_bp(15, 1000), 2);
        assert_eq!(times_bp(-15, 1000), -2);
        assert_eq!(times_bp(i64::MAX, 10_000), i64::MAX);
        assert_eq!(narrow(i128::MAX), i64::MAX);
        assert_eq!(narrow(i128::MIN), i64::MIN);
    }

    #[test]
    fn splits_of_the_rulebook() {
        // U attribution of 100,000 over five touches: 40 %, 20 % shared by three, 40 %.
        let outer = split(10_000_000, &[40, 20, 40]);
        assert_eq!(outer, [4_000_000, 2_000_000, 4_000_000]);
        assert_eq!(split_evenly(outer[1], 3), [666_667, 666_667, 666_666]);
        assert_eq!(split_evenly(100, 3), [33, 33, 34]);
        assert_eq!(split_evenly(2, 4), [1, 1, 0, 0]);
        assert_eq!(split_evenly(-100, 3), [-33, -33, -34]);
        assert_eq!(split(100, &[0, 0]), [50, 50]);
        assert_eq!(split(101, &[1, 1, 0]), [51, 50, 0]);
        assert_eq!(split(7, &[]), Vec::<i64>::new());
        assert_eq!(split(7, &[0]), [7]);
    }

    #[test]
    fn currencies() {
        for (code, exponent) in [("CNY", 2), ("jpy", 0), ("KWD", 3), ("CLF", 4), ("BGN", 2)] {
            assert_eq!(Currency::new(code).unwrap().exponent(), exponent);
        }
        for bad in ["", "CN", "CNYY", "C1Y", "元元元", "人", "XYZ", "UDS", "XXX"] {
            assert_eq!(Currency::new(bad), None, "{bad}");
        }
        // What a file has stays readable when a currency goes out of use.
        assert_eq!(Currency::stored("DEM").unwrap().exponent(), 2);
        assert_eq!(Currency::stored("mark"), None);
        assert_eq!(serde_json::to_string(&Currency::CNY).unwrap(), "\"CNY\"");
        assert_eq!(serde_json::from_str::<Currency>("\"usd\"").unwrap(), Currency::USD);
        assert!(serde_json::from_str::<Currency>("\"dollar\"").is_err());
    }

    #[test]
    fn conversion_minds_the_minor_units() {
        let dinar = Currency::new("KWD").unwrap();
        for (minor, from, to, rate, expected) in [
            (10_000, Currency::USD, Currency::CNY, 7_120_000, 71_200),
            (1000, Currency::JPY, Currency::CNY, 48_500, 4850),
            (4850, Currency::CNY, Currency::JPY, 20_618_557, 1000),
            (1234, dinar, Currency::CNY, 23_150_000, 2857),
            (1, Currency::USD, Currency::CNY, 500_000, 1),
            (-1, Currency::USD, Currency::CNY, 500_000, -1),
            (5, Currency::CNY, Currency::CNY, 9, 5),
            (i64::MAX, Currency::JPY, Currency::CNY, i64::MAX, i64::MAX),
        ] {
            assert_eq!(convert(minor, from, to, rate), expected, "{minor} {from} → {to}");
        }
    }

    #[test]
    fn plain_amounts() {
        let dinar = Currency::new("KWD").unwrap();
        for (minor, currency, text) in [
            (123_450, Currency::CNY, "1234.50"),
            (-500, Currency::CNY, "-5.00"),
            (-5, Currency::CNY, "-0.05"),
            (1200, Currency::JPY, "1200"),
            (1005, dinar, "1.005"),
            (0, Currency::CNY, "0.00"),
            (i64::MIN, Currency::CNY, "-92233720368547758.08"),
        ] {
            assert_eq!(format_plain(minor, &currency), text);
        }
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(total in any::<i64>(), weights in prop::collection::vec(0_u64..=10_000, 1..20)) {
            let parts = split(total, &weights);
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(total));
            prop_assert!(parts.iter().all(|part| *part == 0 || (*part > 0) == (total > 0)));
        }

        #[test]
        fn huge_weights_still_sum(total in any::<i64>(), weights in prop::collection::vec(any::<u64>(), 1..6)) {
            let parts = split(total, &weights);
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(total));
        }

        #[test]
        fn rounding_is_never_off_by_more_than_half(n in -(1_i128 << 100)..(1_i128 << 100), d in 1_i128..(1 << 60)) {
            let error = (div_round(n, d) * d - n).abs();
            prop_assert!(error * 2 <= d);
            prop_assert_eq!(div_round(-n, d), -div_round(n, d));
        }

        #[test]
        fn a_plain_amount_reads_back(minor in -1_000_000_000_000_000_i64..1_000_000_000_000_000, code in prop::sample::select(vec!["CNY", "JPY", "KWD"])) {
            let currency = Currency::new(code).unwrap();
            prop_assert_eq!(parse_amount(&format_plain(minor, &currency), &currency), Some(minor));
        }
    }
}
