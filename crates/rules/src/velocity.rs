//! How fast deals go through a pipeline: win rate, cycle, velocity, days in each stage, and the stage that holds the others up.

pub mod stage_path;
pub mod trend;

use crate::funnel::{FunnelStage, median, throughput, velocity_per_day};
use crate::money::{Minor, div_round, narrow};
use crate::rates::Tally;
use crate::ratio::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use stage_path::{End, Span, StagePath};
use ts_rs::TS;

/// The pace of a span of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Pace {
    /// Made in the span.
    pub made: Tally,
    /// Won in the span.
    pub won: Tally,
    /// Lost in the span.
    pub lost: Tally,
    /// Won ÷ (won + lost).
    pub win_rate: Ratio,
    /// The same by value.
    pub win_rate_by_value: Ratio,
    /// Median days from creation to won, of those won in the span.
    pub cycle_days: Option<i64>,
    /// Open at the end of the span.
    pub open: Tally,
    /// Those of them without an amount: they add nothing.
    pub open_unvalued: i64,
    /// Average amount of the open ones, those without an amount counting as nothing.
    pub average_minor: Option<Minor>,
    /// Velocity: open count × average amount × win rate ÷ cycle, a day. Nothing when a part of it is missing.
    pub per_day_minor: Option<Minor>,
}

/// The pace of a span.
pub fn pace(paths: &[StagePath], span: Span) -> Pace {
    let mut pace = Pace::default();
    let mut cycles = Vec::new();
    for path in paths {
        let deal = Tally::new(1, path.amount_minor.unwrap_or(0));
        if span.0 <= path.created && path.created <= span.1 {
            pace.made += deal;
        }
        if path.ended(End::Won, span) {
            pace.won += deal;
            cycles.extend(path.cycle());
        }
        if path.ended(End::Lost, span) {
            pace.lost += deal;
        }
        if path.open_after(span.1) {
            pace.open += deal;
            pace.open_unvalued += i64::from(path.amount_minor.is_none());
        }
    }
    let (won, lost, open) = (pace.won, pace.lost, pace.open);
    pace.win_rate = Ratio::new(won.count, won.count + lost.count);
    pace.win_rate_by_value = Ratio::new(won.minor, won.minor.saturating_add(lost.minor));
    pace.cycle_days = median(&mut cycles);
    if open.count > pace.open_unvalued {
        pace.average_minor = Some(narrow(div_round(i128::from(open.minor), i128::from(open.count))));
        pace.per_day_minor = velocity_per_day(open.minor, pace.win_rate, pace.cycle_days);
    }
    pace
}

/// One stage's part in the cycle. Counted are the stays that ended in the span: whoever moved on, was won or lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StageTime {
    /// Stays that ended in the span.
    pub n: i64,
    /// Median days of a stay.
    pub median_days: Option<i64>,
    /// Share of cycle time: days of these stays, of the days of all stages.
    pub share: Ratio,
    /// Those that went on, of those that went on or were lost here, in the span.
    pub step: Ratio,
    /// The same over all the time before the span.
    pub step_before: Ratio,
}

impl StageTime {
    /// How far the step rate moved against its own past, basis points; nothing when either rests on fewer than `floor` deals.
    pub fn change_bp(&self, floor: i64) -> Option<i64> {
        let enough = |rate: &Ratio| (rate.denominator >= floor.max(1)).then(|| rate.basis_points());
        Some(enough(&self.step)?? - enough(&self.step_before)??)
    }
}

/// The part of every stage in the span.
pub fn stage_times(paths: &[StagePath], stages: usize, span: Span) -> Vec<StageTime> {
    let mut days: Vec<Vec<i64>> = vec![Vec::new(); stages];
    for stay in paths.iter().flat_map(|path| &path.stays) {
        let ended = stay.left_on.is_some_and(|on| span.0 <= on && on <= span.1);
        if let Some(days) = days.get_mut(stay.stage).filter(|_| ended) {
            days.push(stay.days);
        }
    }
    let all: Vec<usize> = (0..stages).collect();
    let now = throughput(paths, &all, span);
    let before = throughput(paths, &all, (i32::MIN, span.0.saturating_sub(1)));
    let whole: i64 = days.iter().flatten().sum();
    let rates = now.stages.iter().zip(&before.stages);
    let time = |(days, (now, before)): (&mut Vec<i64>, (&FunnelStage, &FunnelStage))| StageTime {
        n: i64::try_from(days.len()).unwrap_or(i64::MAX),
        median_days: median(days),
        share: Ratio::new(days.iter().sum(), whole),
        step: now.resolved,
        step_before: if span.0 == i32::MIN {
            Ratio::default()
        } else {
            before.resolved
        },
    };
    days.iter_mut().zip(rates).map(time).collect()
}

/// The stage that holds the others up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Bottleneck {
    /// Its place among the stages.
    pub stage: usize,
    /// It has the largest share of cycle time.
    pub slowest: bool,
    /// Its step rate fell most against its own past.
    pub fell_most: bool,
}

/// The stage that is foremost in both: the largest share of cycle time, and the lowest step rate against its own past. Each counts by
/// its place in the order of stages, the share decides a tie. Nothing below `floor` stays, or with fewer than two stages to compare.
pub fn bottleneck(times: &[StageTime], floor: i64) -> Option<Bottleneck> {
    let used: Vec<(usize, i64, Option<i64>)> = times
        .iter()
        .enumerate()
        .filter(|(_, time)| time.n > 0)
        .map(|(stage, time)| (stage, time.share.numerator, time.change_bp(floor)))
        .collect();
    let stays: i64 = times.iter().map(|time| time.n).sum();
    if used.len() < 2 || stays < floor || times.iter().all(|time| time.share.numerator == 0) {
        return None;
    }
    let slower = |days: i64| used.iter().filter(|(_, other, _)| *other > days).count();
    // Without a past to compare with, a stage stands behind those that have one.
    let fell = |change: Option<i64>| match change {
        Some(change) => used
            .iter()
            .filter(|(.., other)| other.is_some_and(|other| other < change))
            .count(),
        None => used.iter().filter(|(.., other)| other.is_some()).count(),
    };
    let (stage, days, change) = used
        .iter()
        .copied()
        .min_by_key(|(stage, days, change)| (slower(*days) + fell(*change), -days, *stage))?;
    Some(Bottleneck {
        stage,
        slowest: slower(days) == 0,
        fell_most: change.is_some_and(|change| change < 0) && fell(change) == 0,
    })
}

#[cfg(test)]
mod tests;
