//! Measured stage rates: of those that entered a stage and are resolved, how many went on; and what stands in when there are too few.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign};
use ts_rs::TS;

use crate::language::Language;
use crate::money::{WHOLE_BP, div_round, narrow};
use crate::ratio::Ratio;

/// The number of resolved deals below which a measured rate is not used.
pub const DEFAULT_FLOOR: i64 = 20;

/// How many deals, and what they are worth in minor units of the base currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Tally {
    /// Number of deals.
    pub count: i64,
    /// Sum of their amounts; a deal without an amount adds nothing.
    pub minor: i64,
}

impl Tally {
    /// `count` deals worth `minor`.
    pub const fn new(count: i64, minor: i64) -> Self {
        Self { count, minor }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            count: self.count.saturating_add(other.count),
            minor: self.minor.saturating_add(other.minor),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// What is known of one stage, in stage order. Each deal appears in exactly one place: at the furthest stage it has reached, under
/// its status. Going back and forth therefore counts once, and a skipped stage counts as passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StageCounts {
    /// The configured win rate of the stage in basis points.
    pub win_rate_bp: i64,
    /// Open deals whose furthest stage is this one.
    pub open: Tally,
    /// Lost deals whose furthest stage was this one.
    pub lost: Tally,
    /// Won deals whose furthest stage was this one; they count as having passed every stage.
    pub won: Tally,
}

/// Whether rates are taken from numbers of deals or from their amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Basis {
    /// Every deal counts one.
    #[default]
    Count,
    /// Every deal counts its amount.
    Value,
}

/// Tables that stand in for rates that could not be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Benchmark {
    /// The win rates the owner configured for the stages: step rate = win rate ÷ win rate of the next stage.
    ConfiguredWinRates,
}

impl Benchmark {
    /// The name to print.
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::ConfiguredWinRates, Language::En) => "configured win rates",
            (Self::ConfiguredWinRates, Language::Zh) => "阶段配置赢率",
        }
    }
}

/// Where a rate comes from. `n` is the number of resolved deals that was found in both cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RateSource {
    /// Measured on enough deals.
    Measured {
        /// Resolved deals behind the rate.
        n: i64,
    },
    /// Insufficient history (`n` deals): the named benchmark is used.
    Benchmark {
        /// The table that stands in.
        name: Benchmark,
        /// Resolved deals found, fewer than the floor.
        n: i64,
    },
}

/// A rate as used in a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
pub struct UsedRate {
    /// Basis points, 0 to 10 000, so that the printed rate (two decimals) is the one that was multiplied.
    pub rate_bp: i64,
    /// Measured, or a benchmark.
    pub source: RateSource,
}

/// The Wilson 95 % interval of a share, both ends 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// One rate with everything needed to show and to judge it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Rate {
    /// By count: successes of resolved deals.
    pub by_count: Ratio,
    /// By value, in minor units.
    pub by_value: Ratio,
    /// Resolved deals.
    pub n: i64,
    /// Wilson 95 % of the rate by count; nothing without deals.
    pub interval: Option<Interval>,
    /// What a forecast uses.
    pub used: UsedRate,
}

/// The measured rates of one stage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StageRates {
    /// Deals that reached this stage, whatever became of them.
    pub entered: Tally,
    /// Those that went further (or were won).
    pub advanced: Tally,
    /// Those that were lost with this as their furthest stage.
    pub lost: Tally,
    /// This stage → the next one (the last: → won).
    pub step: Rate,
    /// This stage → won, among those that are won or lost.
    pub to_won: Rate,
}

/// The rates of all stages of one pipeline, in stage order. `floor` is the least number of resolved deals for a measured rate.
pub fn stage_rates(stages: &[StageCounts], floor: i64, basis: Basis) -> Vec<StageRates> {
    let mut rates = Vec::with_capacity(stages.len());
    // Walk from the last stage back: what lies further on is what has advanced.
    let won = stages.iter().fold(Tally::default(), |sum, stage| sum + stage.won);
    let mut further = won;
    let mut lost_from_here = Tally::default();
    for (index, stage) in stages.iter().enumerate().rev() {
        lost_from_here += stage.lost;
        let next_bp = stages.get(index + 1).map_or(WHOLE_BP, |next| next.win_rate_bp);
        rates.push(StageRates {
            entered: further + stage.open + stage.lost,
            advanced: further,
            lost: stage.lost,
            step: rate(
                further,
                stage.lost,
                floor,
                basis,
                ladder_step(stage.win_rate_bp, next_bp),
            ),
            to_won: rate(won, lost_from_here, floor, basis, stage.win_rate_bp.clamp(0, WHOLE_BP)),
        });
        further += stage.open + stage.lost;
    }
    rates.reverse();
    rates
}

/// The step rate that two configured win rates imply, in basis points: at most 100 %, and 0 when the next stage is never won.
pub fn ladder_step(win_rate_bp: i64, next_win_rate_bp: i64) -> i64 {
    if next_win_rate_bp <= 0 {
        return 0;
    }
    let step = div_round(
        i128::from(win_rate_bp) * i128::from(WHOLE_BP),
        i128::from(next_win_rate_bp),
    );
    narrow(step).clamp(0, WHOLE_BP)
}

fn rate(advanced: Tally, lost: Tally, floor: i64, basis: Basis, benchmark_bp: i64) -> Rate {
    let resolved = advanced + lost;
    let by_count = Ratio::new(advanced.count, resolved.count);
    let by_value = Ratio::new(advanced.minor, resolved.minor);
    let measured = match basis {
        Basis::Count => by_count.basis_points(),
        Basis::Value => by_value.basis_points(),
    };
    let n = resolved.count;
    let used = match measured {
        Some(rate_bp) if n >= floor => UsedRate {
            rate_bp: rate_bp.clamp(0, WHOLE_BP),
            source: RateSource::Measured { n },
        },
        _ => UsedRate {
            rate_bp: benchmark_bp,
            source: RateSource::Benchmark {
                name: Benchmark::ConfiguredWinRates,
                n,
            },
        },
    };
    let interval = by_count.wilson().map(|(low, high)| Interval { low, high });
    Rate {
        by_count,
        by_value,
        n,
        interval,
        used,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stage(win_rate_bp: i64, open: i64, lost: i64, won: i64) -> StageCounts {
        let tally = |count: i64| Tally::new(count, count * 1000);
        StageCounts {
            win_rate_bp,
            open: tally(open),
            lost: tally(lost),
            won: tally(won),
        }
    }

    #[test]
    fn advanced_of_those_that_are_resolved() {
        // 40 deals in all: 10 lost and 5 open at the first stage, and so on; one was won straight from the second.
        let stages = [stage(1000, 5, 10, 0), stage(3000, 3, 6, 1), stage(6000, 2, 4, 9)];
        let rates = stage_rates(&stages, 14, Basis::Count);
        let seen: Vec<_> = rates
            .iter()
            .map(|rate| {
                (
                    rate.entered.count,
                    rate.advanced.count,
                    rate.lost.count,
                    rate.step.by_count,
                    rate.to_won.by_count,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                (40, 25, 10, Ratio::new(25, 35), Ratio::new(10, 30)),
                (25, 16, 6, Ratio::new(16, 22), Ratio::new(10, 20)),
                (16, 10, 4, Ratio::new(10, 14), Ratio::new(10, 14)),
            ]
        );
        assert_eq!(
            rates[0].step.used,
            UsedRate {
                rate_bp: 7143,
                source: RateSource::Measured { n: 35 }
            }
        );
        assert_eq!(
            rates[2].step.used,
            UsedRate {
                rate_bp: 7143,
                source: RateSource::Measured { n: 14 }
            }
        );
        assert_eq!(rates[0].step.by_value, Ratio::new(25_000, 35_000));
        assert!(rates[0].step.interval.unwrap().low < 0.7143);
    }

    #[test]
    fn below_the_floor_the_named_benchmark_stands_in() {
        let stages = [stage(1000, 0, 8, 0), stage(3000, 0, 7, 0), stage(6000, 0, 1, 4)];
        let rates = stage_rates(&stages, DEFAULT_FLOOR, Basis::Count);
        let benchmark = |rate_bp, n| UsedRate {
            rate_bp,
            source: RateSource::Benchmark {
                name: Benchmark::ConfiguredWinRates,
                n,
            },
        };
        assert_eq!(
            rates[0].step.used,
            UsedRate {
                rate_bp: 6000,
                source: RateSource::Measured { n: 20 }
            }
        );
        assert_eq!(rates[1].step.used, benchmark(5000, 12));
        assert_eq!(rates[1].to_won.used, benchmark(3000, 12));
        assert_eq!(rates[2].step.used, benchmark(6000, 5));
        assert_eq!(Benchmark::ConfiguredWinRates.name(Language::En), "configured win rates");
        let json = serde_json::to_value(rates[2].step.used).unwrap();
        assert_eq!(json["source"]["kind"], "benchmark");
        assert_eq!(json["source"]["name"], "configured_win_rates");
    }

    #[test]
    fn nothing_resolved_is_no_rate() {
        let rates = stage_rates(&[stage(2000, 30, 0, 0), stage(0, 0, 0, 0)], 0, Basis::Value);
        assert_eq!(rates[0].step.by_count.value(), None);
        assert_eq!(rates[0].step.interval, None);
        assert_eq!(rates[0].step.used.rate_bp, 0, "the next stage is never won");
        assert!(matches!(rates[0].step.used.source, RateSource::Benchmark { n: 0, .. }));
        assert!(stage_rates(&[], 20, Basis::Count).is_empty());
    }

    #[test]
    fn rates_by_value_use_amounts() {
        let mut stages = [stage(5000, 0, 10, 10)];
        stages[0].won.minor = 90_000;
        let rates = stage_rates(&stages, 20, Basis::Value);
        assert_eq!(rates[0].step.used.rate_bp, 9000);
        assert_eq!(stage_rates(&stages, 20, Basis::Count)[0].step.used.rate_bp, 5000);
    }

    #[test]
    fn a_falling_ladder_is_capped() {
        assert_eq!(ladder_step(8000, 6000), 10_000);
        assert_eq!(ladder_step(1000, 3000), 3333);
        assert_eq!(ladder_step(-5, 3000), 0);
    }

    proptest! {
        #[test]
        fn everyone_who_enters_is_accounted_for(numbers in prop::collection::vec((0_i64..50, 0_i64..50, 0_i64..50), 1..8)) {
            let stages: Vec<_> = numbers.iter().map(|(open, lost, won)| stage(5000, *open, *lost, *won)).collect();
            let rates = stage_rates(&stages, 1, Basis::Count);
            for (index, rate) in rates.iter().enumerate() {
                prop_assert_eq!(rate.entered, rate.advanced + rate.lost + stages[index].open);
                if let Some(next) = rates.get(index + 1) {
                    prop_assert_eq!(rate.advanced, next.entered);
                }
                prop_assert!((0..=10_000).contains(&rate.step.used.rate_bp));
            }
        }
    }
}
