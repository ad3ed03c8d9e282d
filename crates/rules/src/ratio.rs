//! Ratios that keep the counts behind them, and the interval that says how much a small count can be trusted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// z of the two-sided 95 % interval.
const Z95: f64 = 1.959_963_984_540_054;

/// A share with the counts (or minor units) behind it. With denominator 0 it has no value: the screen shows "–", never 0 or NaN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
pub struct Ratio {
    /// The part.
    #[ts(type = "number")]
    pub numerator: i64,
    /// The whole; 0 means that the ratio says nothing.
    #[ts(type = "number")]
    pub denominator: i64,
}

impl Ratio {
    /// `numerator` of `denominator`.
    pub const fn new(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    /// The share as a number (1.0 = 100 %), or nothing when the denominator is 0.
    pub fn value(&self) -> Option<f64> {
        (self.denominator != 0).then(|| self.numerator as f64 / self.denominator as f64)
    }

    /// The share in basis points (10 000 = 100 %), rounded half away from zero in whole numbers.
    pub fn basis_points(&self) -> Option<i64> {
        self.scaled(10_000)
    }

    /// The share times `scale`, rounded half away from zero in whole numbers; nothing when the denominator is 0.
    pub fn scaled(&self, scale: i64) -> Option<i64> {
        (self.denominator != 0).then(|| {
            crate::money::narrow(crate::money::div_round(
                i128::from(self.numerator) * i128::from(scale),
                i128::from(self.denominator),
            ))
        })
    }

    /// Wilson's 95 % interval of a share of counts.
    pub fn wilson(&self) -> Option<(f64, f64)> {
        wilson(self.numerator, self.denominator)
    }
}

/// Wilson's 95 % interval for `successes` out of `n`, both ends between 0 and 1. Nothing when `n` ≤ 0 or `successes` is not
/// between 0 and `n`.
pub fn wilson(successes: i64, n: i64) -> Option<(f64, f64)> {
    if n <= 0 || successes < 0 || successes > n {
        return None;
    }
    let count = n as f64;
    let share = successes as f64 / count;
    let z2 = Z95 * Z95;
    let centre = share + z2 / (2.0 * count);
    let reach = Z95 * (share * (1.0 - share) / count + z2 / (4.0 * count * count)).sqrt();
    let width = 1.0 + z2 / count;
    // At the ends the interval touches 0 or 1 exactly; floating point would leave a trace such as -1e-17.
    let low = if successes == 0 {
        0.0
    } else {
        ((centre - reach) / width).max(0.0)
    };
    let high = if successes == n {
        1.0
    } else {
        ((centre + reach) / width).min(1.0)
    };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_over_nothing_has_no_value() {
        assert_eq!(Ratio::new(3, 0).value(), None);
        assert_eq!(Ratio::new(0, 0).basis_points(), None);
        assert_eq!(Ratio::new(3, 8).value(), Some(0.375));
        assert_eq!(Ratio::new(3, 8).basis_points(), Some(3750));
        assert_eq!(Ratio::new(2, 3).basis_points(), Some(6667));
        assert_eq!(Ratio::new(-1, 8).scaled(100), Some(-13));
    }

    #[test]
    fn wilson_agrees_with_the_published_table() {
        // Newcombe 1998: 81/263, 15/148, 0/20, 1/29 by the score method without continuity correction.
        for (successes, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
            (20, 20, 0.8389, 1.0),
        ] {
            let (a, b) = wilson(successes, n).unwrap();
            assert!((a - low).abs() < 5e-5, "{successes}/{n}: {a}");
            assert!((b - high).abs() < 5e-5, "{successes}/{n}: {b}");
        }
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(3, 2), None);
        assert_eq!(wilson(-1, 2), None);
    }
}
