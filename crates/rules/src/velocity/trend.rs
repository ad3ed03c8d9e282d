//! Month by month: what was made and won, the win rate, the cycle; and the months that stand out from those before them.

use super::stage_path::{End, StagePath};
use crate::calendar::{Period, month_of};
use crate::forecast::history::{day, number};
use crate::funnel::median;
use crate::rates::Tally;
use crate::ratio::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Months before a month that it is compared with, at most.
pub const COMPARED: usize = 12;

/// Months before it that it takes to say that a month stands out.
pub const LEAST: usize = 6;

/// Deals a month's rate or cycle must rest on to say so of it.
pub const DEALS: i64 = 5;

/// What is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "TrendMeasure")]
pub enum Measure {
    /// Won ÷ (won + lost), basis points.
    WinRate,
    /// Median days from creation to won.
    Cycle,
    /// Deals made.
    New,
    /// Deals won.
    Won,
}

/// A month that stands out: outside mean ± 2 standard deviations of the months before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "TrendMark")]
pub struct Mark {
    /// In what.
    pub measure: Measure,
    /// Mean − 2 sd, not below 0.
    pub low: f64,
    /// Mean + 2 sd.
    pub high: f64,
    /// Months compared with.
    pub n: usize,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "TrendMonth")]
pub struct Month {
    /// The month.
    pub month: Period,
    /// It is not over yet: shown, but compared with nothing.
    pub running: bool,
    /// Deals made.
    pub new: Tally,
    /// Deals won.
    pub won: Tally,
    /// Deals lost.
    pub lost: Tally,
    /// Won ÷ (won + lost).
    pub win_rate: Ratio,
    /// Median days from creation to won.
    pub cycle_days: Option<i64>,
    /// In what it stands out.
    pub marks: Vec<Mark>,
}

impl Month {
    /// Whether its figure rests on enough deals to be called unusual; numbers of deals always do.
    fn rests(&self, measure: Measure) -> bool {
        match measure {
            Measure::WinRate => self.win_rate.denominator >= DEALS,
            Measure::Cycle => self.won.count >= DEALS,
            Measure::New | Measure::Won => true,
        }
    }

    fn value(&self, measure: Measure) -> Option<f64> {
        match measure {
            Measure::WinRate => self.win_rate.basis_points().map(|bp| bp as f64),
            Measure::Cycle => self.cycle_days.map(|days| days as f64),
            Measure::New => Some(self.new.count as f64),
            Measure::Won => Some(self.won.count as f64),
        }
    }
}

/// The last `shown` months up to a day, none before the first deal was made. Each is compared with the months before it, those that are
/// no longer shown included.
pub fn trend(paths: &[StagePath], until: i32, shown: usize) -> Vec<Month> {
    let Some(first) = paths
        .iter()
        .map(|path| path.created)
        .min()
        .filter(|first| *first <= until)
    else {
        return Vec::new();
    };
    let last = month_of(day(until));
    let span = i32::try_from(shown + COMPARED).unwrap_or(i32::MAX).saturating_sub(1);
    let mut start = last.start.plus_months(-span).max(day(first).first_of_month());
    let mut months = Vec::new();
    while start <= last.start {
        months.push(month_of(start));
        start = start.plus_months(1);
    }
    let starts: Vec<i32> = months.iter().map(|month| number(month.start)).collect();
    let place = |on: i32| {
        let after = starts.partition_point(|start| *start <= on);
        after.checked_sub(1).filter(|_| on <= until)
    };
    let mut lines: Vec<(Tally, Tally, Tally, Vec<i64>)> = vec![Default::default(); months.len()];
    for path in paths {
        let deal = Tally::new(1, path.amount_minor.unwrap_or(0));
        place(path.created).into_iter().for_each(|at| lines[at].0 += deal);
        let Some((end, on)) = path.end else { continue };
        let Some(at) = place(on) else { continue };
        match end {
            End::Won => {
                lines[at].1 += deal;
                lines[at].3.extend(path.cycle());
            }
            End::Lost => lines[at].2 += deal,
        }
    }
    let line = |(month, (new, won, lost, mut cycles)): (Period, (Tally, Tally, Tally, Vec<i64>))| Month {
        month,
        running: number(month.end) > until,
        new,
        won,
        lost,
        win_rate: Ratio::new(won.count, won.count + lost.count),
        cycle_days: median(&mut cycles),
        marks: Vec::new(),
    };
    let mut months: Vec<Month> = months.into_iter().zip(lines).map(line).collect();
    for at in 0..months.len() {
        months[at].marks = marks(&months, at);
    }
    months.split_off(months.len().saturating_sub(shown))
}

/// What a month is outside of.
fn marks(months: &[Month], at: usize) -> Vec<Mark> {
    if months[at].running {
        return Vec::new();
    }
    let all = [Measure::WinRate, Measure::Cycle, Measure::New, Measure::Won];
    let mark = |measure: Measure| {
        let value = months[at].value(measure)?;
        let before = &months[at.saturating_sub(COMPARED)..at];
        let known: Vec<f64> = before.iter().filter_map(|month| month.value(measure)).collect();
        let (low, high) = usual(&known)?;
        (value < low || value > high).then_some(Mark {
            measure,
            low: low.max(0.0),
            high,
            n: known.len(),
        })
    };
    let rests = |measure: &Measure| months[at].rests(*measure);
    all.into_iter().filter(rests).filter_map(mark).collect()
}

/// Mean ± 2 standard deviations (of a sample); nothing from fewer than [`LEAST`] values.
pub fn usual(values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < LEAST {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let reach = 2.0 * variance.sqrt();
    Some((mean - reach, mean + reach))
}
