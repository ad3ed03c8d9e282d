//! The walk through the past: at every start of a month the model looks ahead with what was known then, is told later how it ended, and
//! learns from its own errors what to trust and how far.

use super::super::history::History;
use super::cells::{self, MonthCells};
use super::draw::{Draws, Spread, draw, quantile};
use super::fresh::NewDealRate;
use super::ledger::Ledger;
use super::level::MonthlyWins;
use super::months::{Month, month_of};
use super::outlook::{Fit, Outlook};

/// Lengths whose errors are remembered, in days.
pub const LENGTHS: [i32; 3] = [30, 60, 90];
/// Closings needed before anything is said.
pub const CLOSINGS: u32 = 40;
/// Wins needed.
pub const WINS: u32 = 20;
/// Days of closings needed.
pub const DAYS: i32 = 28;
/// Simulations drawn for a past start.
const PAST_SIMULATIONS: usize = 1_000;

/// Estimators that are weighed against each other: deal by deal, level and rhythm, as last time, as a quarter ago.
const ESTIMATORS: usize = 4;
/// Error, in logarithms, each estimator is thought to have before any was seen, over 30, 60 and 90 days: over a whole quarter the calendar's
/// rhythm no longer misleads the plain ones.
const THOUGHT: [[f64; ESTIMATORS]; 3] = [
    [0.20, 0.22, 0.40, 0.30],
    [0.20, 0.20, 0.32, 0.28],
    [0.20, 0.18, 0.24, 0.24],
];
/// Errors that thought is worth.
const THOUGHT_WORTH: f64 = 1.0;
/// Months after which an error counts half.
const ERROR_HALF_LIFE: f64 = 5.0;
/// How sharply an estimator with smaller errors is preferred.
const SHARPNESS: f64 = 3.0;
/// Errors after which half of their mean is taken as the model's bias.
const BIAS_PULL: f64 = 8.0;
/// Common error, in logarithms, thought of before any was seen; and the least there is.
const COMMON: f64 = 0.2;
const LEAST: f64 = 0.03;
/// Errors that thought is worth.
const COMMON_WORTH: f64 = 3.0;

/// The forecast of a time from a past day on, and what came of it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The day it was made, at its beginning.
    pub start: i32,
    /// Days ahead.
    pub days: i32,
    /// What was forecast, minor units.
    pub forecast: f64,
    /// One in ten simulations came to less.
    pub p10: f64,
    /// One in ten came to more.
    pub p90: f64,
    /// What it came to; nothing while that time is not over.
    pub actual: Option<f64>,
}

/// An error that was seen.
#[derive(Clone, Copy, Debug)]
struct Error {
    /// When the time was over.
    known_from: i32,
    start: i32,
    length: usize,
    estimators: [Option<f64>; ESTIMATORS],
    blend: f64,
    luck: f64,
}

/// What the training left behind. A later day may look back with it, too: errors that were not known on a day are passed over.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    errors: Vec<Error>,
    trials: Vec<Trial>,
}

impl Memory {
    /// Every forecast made on the way.
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }
}

/// A history as it stands at the beginning of a day, ready to look ahead from it.
pub struct LearnedModel<'h> {
    history: &'h History,
    months: Vec<MonthCells>,
    new_deals: NewDealRate,
    monthly_wins: MonthlyWins,
    ledger: Ledger<'h>,
    memory: Memory,
    from: i32,
    until: i32,
    stages: usize,
    start_month: u32,
}

/// Why nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLittle {
    /// Deals won and lost on record.
    pub resolved: u32,
    /// Deals won.
    pub won: u32,
    /// Days with closings on record.
    pub days: i32,
}

/// The view from one day.
pub struct View {
    /// Deal by deal.
    pub outlook: Outlook,
    /// For each end: factor, common error, heaviness of tails.
    pub spreads: Vec<Spread>,
    /// For each end: the forecast.
    pub totals: Vec<f64>,
    /// For each end, the weight of each estimator.
    pub weights: Vec<[f64; ESTIMATORS]>,
    estimators: Vec<[Option<f64>; ESTIMATORS]>,
}

impl<'h> LearnedModel<'h> {
    /// Walks through the past up to the day before `until`; `on_progress` hears how far it is, from 0 to 1.
    ///
    /// # Errors
    /// When there is too little history to learn from.
    pub fn train(
        history: &'h History,
        until: i32,
        stages: usize,
        start_month: u32,
        on_progress: &dyn Fn(f64),
    ) -> Result<Self, TooLittle> {
        let mut model = Self::begin(history, until, stages, start_month)?;
        let mut month = month_of(model.from).next();
        while month.first_day() < until {
            model.try_at(month);
            on_progress(f64::from(month.first_day() - model.from) / f64::from(until - model.from));
            month = month.next();
        }
        model.finish()
    }

    /// Stands at once at the beginning of `until`, with what an earlier or later training left behind.
    ///
    /// # Errors
    /// When there is too little history to learn from.
    pub fn resume(
        history: &'h History,
        memory: Memory,
        until: i32,
        stages: usize,
        start_month: u32,
    ) -> Result<Self, TooLittle> {
        let mut model = Self::begin(history, until, stages, start_month)?;
        model.memory = memory;
        model.finish()
    }

    /// What the training left behind.
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    fn begin(history: &'h History, until: i32, stages: usize, start_month: u32) -> Result<Self, TooLittle> {
        let none = TooLittle {
            resolved: 0,
            won: 0,
            days: 0,
        };
        let from = history.first_closing().filter(|from| *from < until).ok_or(none)?;
        Ok(Self {
            history,
            months: cells::collect(history, from, until, stages),
            new_deals: NewDealRate::count(history, from, until),
            monthly_wins: MonthlyWins::of(history, from, until),
            ledger: Ledger::new(history),
            memory: Memory::default(),
            from,
            until,
            stages,
            start_month,
        })
    }

    fn finish(mut self) -> Result<Self, TooLittle> {
        self.ledger.advance(self.until);
        match self.too_little(self.until) {
            Some(little) => Err(little),
            None => Ok(self),
        }
    }

    /// Every forecast made on the way.
    pub fn trials(&self) -> &[Trial] {
        self.memory.trials()
    }

    /// The first day that is not known.
    pub fn until(&self) -> i32 {
        self.until
    }

    /// Won from a day up to, but without, another; nothing when a part of that time is not on record.
    pub fn won_between(&self, start: i32, end: i32) -> Option<f64> {
        self.monthly_wins.on_record(start, end)
    }

    /// First day of the history used.
    pub fn from(&self) -> i32 {
        self.from
    }

    /// Deals won and lost before the last day.
    pub fn resolved(&self) -> u32 {
        self.ledger.resolved
    }

    /// Past forecasts of about this length whose outcome is known.
    pub fn checked(&self, days: i32) -> i64 {
        let length = length_of(days);
        self.memory
            .errors
            .iter()
            .filter(|error| error.length == length && error.known_from <= self.until)
            .count() as i64
    }

    /// Greatest age at which a deal was won, in days.
    pub fn oldest(&self) -> i32 {
        self.ledger.oldest
    }

    fn too_little(&self, day: i32) -> Option<TooLittle> {
        let days = day - self.from;
        let (resolved, won) = (self.ledger.resolved, self.ledger.won);
        (resolved < CLOSINGS || won < WINS || days < DAYS).then_some(TooLittle { resolved, won, days })
    }

    fn try_at(&mut self, month: Month) {
        let start = month.first_day();
        self.ledger.advance(start);
        if self.too_little(start).is_some() {
            return;
        }
        let mut ends = LENGTHS.to_vec();
        ends.push(month.days());
        ends.push(month.plus(3).first_day() - start);
        ends.sort_unstable();
        ends.dedup();
        let view = self.view(start, &ends);
        for (end, days) in ends.iter().enumerate() {
            let actual = self.monthly_wins.between(start, start + days);
            let spread = &view.spreads[end];
            let mut totals = draw(&view.outlook, None, end, spread, PAST_SIMULATIONS, start as u64).totals;
            totals.sort_by(f64::total_cmp);
            self.memory.trials.push(Trial {
                start,
                days: *days,
                forecast: view.totals[end],
                p10: quantile(&totals, 0.1),
                p90: quantile(&totals, 0.9),
                actual,
            });
            if let (Some(actual), Some(length)) = (actual, LENGTHS.iter().position(|length| length == days)) {
                let floor = 0.05 * self.usual(start, *days) + 1.0;
                let off = |forecast: f64| ((forecast + floor) / (actual + floor)).ln();
                let expected = view.outlook.expected(end).max(1.0);
                self.memory.errors.push(Error {
                    known_from: start + days,
                    start,
                    length,
                    estimators: view.estimators[end].map(|estimator| estimator.map(off)),
                    blend: off(view.totals[end]),
                    luck: (view.outlook.variance(end) / (expected * expected)).min(1.0),
                });
            }
        }
    }

    /// The mean of what was won in so many days, before a day.
    fn usual(&self, start: i32, days: i32) -> f64 {
        let seen = self.monthly_wins.between(self.from, start).unwrap_or(0.0);
        seen / f64::from((start - self.from).max(1)) * f64::from(days)
    }

    /// What can be said on a day of the times from it until each of the ends.
    pub fn view(&self, start: i32, ends: &[i32]) -> View {
        let month = month_of(start);
        let whole = self.months.partition_point(|seen| seen.month < month);
        // On the way through the past, what belongs to the month begun then was not known; at the end it is.
        let known = if start == self.until { self.months.len() } else { whole };
        let fit = Fit::to(&self.months[..known], self.stages, self.start_month);
        let fresh = self.new_deals.rates(month, self.start_month);
        let outlook = fit.outlook(self.history, &self.ledger, &fresh, start, ends);
        let level = self.monthly_wins.level(start, self.start_month);
        let estimators: Vec<[Option<f64>; ESTIMATORS]> = ends
            .iter()
            .enumerate()
            .map(|(end, days)| {
                [
                    Some(outlook.expected(end)),
                    level.as_ref().map(|level| level.over(start, *days)),
                    self.monthly_wins.last_period(start, *days),
                    self.monthly_wins.last_quarter(start, *days),
                ]
            })
            .collect();
        let (mut totals, mut spreads, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for (end, days) in ends.iter().enumerate() {
            let (weight, bias, spread) = self.judge(start, *days, &estimators[end]);
            let blend: f64 = estimators[end]
                .iter()
                .zip(&weight)
                .map(|(estimator, weight)| estimator.unwrap_or(0.0) * weight)
                .sum();
            let total = blend * (-bias).exp();
            let expected = outlook.expected(end);
            totals.push(total);
            weights.push(weight);
            spreads.push(Spread {
                factor: if expected > 0.0 { total / expected } else { 1.0 },
                ..spread
            });
        }
        View {
            outlook,
            spreads,
            totals,
            weights,
            estimators,
        }
    }

    /// Weights of the estimators, bias and spread for a length of time, from the errors known on a day.
    fn judge(&self, start: i32, days: i32, estimators: &[Option<f64>; ESTIMATORS]) -> ([f64; ESTIMATORS], f64, Spread) {
        let length = length_of(days);
        let known = self
            .memory
            .errors
            .iter()
            .filter(|error| error.length == length && error.known_from <= start);
        let mut squares = THOUGHT[length].map(|thought| (thought * thought * THOUGHT_WORTH, THOUGHT_WORTH));
        let (mut bias, mut squares_seen, mut luck, mut seen) = (0.0, 0.0, 0.0, 0.0);
        for error in known {
            let weight = 0.5_f64.powf(f64::from(start - error.start) / 30.44 / ERROR_HALF_LIFE);
            for (square, off) in squares.iter_mut().zip(&error.estimators) {
                if let Some(off) = off {
                    square.0 += weight * off * off;
                    square.1 += weight;
                }
            }
            bias += weight * error.blend;
            squares_seen += weight * error.blend * error.blend;
            luck += weight * error.luck;
            seen += weight;
        }
        let mut weights = [0.0; ESTIMATORS];
        for ((weight, (sum, count)), estimator) in weights.iter_mut().zip(&squares).zip(estimators) {
            if estimator.is_some() {
                *weight = (sum / count).powf(-SHARPNESS);
            }
        }
        let all: f64 = weights.iter().sum();
        weights
            .iter_mut()
            .for_each(|weight| *weight /= all.max(f64::MIN_POSITIVE));
        // Of the errors seen, a part is the luck of single deals, which is drawn apart; what is left is common to all.
        let common = (COMMON * COMMON * COMMON_WORTH + squares_seen - luck) / (COMMON_WORTH + seen);
        let spread = Spread {
            factor: 1.0,
            sigma: common.max(LEAST * LEAST).sqrt(),
            freedom: 4.0 + COMMON_WORTH + seen,
        };
        (weights, bias / (seen + BIAS_PULL), spread)
    }

    /// Draws simulations of what comes in until an end, or between two.
    pub fn draw(&self, view: &View, from: Option<usize>, end: usize, simulations: usize) -> Draws {
        draw(
            &view.outlook,
            from,
            end,
            &view.spreads[end],
            simulations,
            self.until as u64,
        )
    }

    /// Naive forecasts a trial is measured against: as last time, and as in the same weeks of the quarter before.
    pub fn naive(&self, start: i32, days: i32) -> (Option<f64>, Option<f64>) {
        (
            self.monthly_wins.last_period(start, days),
            self.monthly_wins.last_quarter(start, days),
        )
    }
}

/// The remembered length nearest to a number of days.
fn length_of(days: i32) -> usize {
    LENGTHS
        .iter()
        .position(|length| days <= length + 15)
        .unwrap_or(LENGTHS.len() - 1)
}
