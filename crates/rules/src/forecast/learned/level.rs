//! What was won per day, and what the days before alone would say: the same as last time, the same as a quarter ago, and a level with
//! its rhythm.

use super::super::history::{Ending, History};
use super::months::{Month, month_of};
use super::rhythm::{Beat, Rhythm};

/// Won amounts by day, summed up, from the first closing on.
#[derive(Debug)]
pub struct MonthlyWins {
    from: i32,
    sums: Vec<f64>,
    /// Wins that became known after the day they count on: that day, the day they became known, the amount. By the first.
    late: Vec<(i32, i32, f64)>,
}

impl MonthlyWins {
    /// Adds up what was won before a day.
    pub fn of(history: &History, from: i32, until: i32) -> Self {
        let days = usize::try_from(until - from).unwrap_or(0);
        let mut sums = vec![0.0; days + 1];
        let mut late = Vec::new();
        for interval in history.intervals() {
            if let Some((day, Ending::Won(amount))) = interval.ended.filter(|(day, _)| *day < until)
                && let Some(sum) = usize::try_from(interval.counts_on - from)
                    .ok()
                    .and_then(|at| sums.get_mut(at + 1))
            {
                *sum += amount as f64;
                if interval.counts_on < day {
                    late.push((interval.counts_on, day, amount as f64));
                }
            }
        }
        late.sort_unstable_by_key(|(counts_on, known_on, _)| (*counts_on, *known_on));
        for at in 0..days {
            sums[at + 1] += sums[at];
        }
        Self { from, sums, late }
    }

    /// Won from a day up to, but without, another, as it was known at the beginning of the other: a win entered later with a day of
    /// its own was not. Nothing when a part of that time is not on record.
    pub fn between(&self, start: i32, end: i32) -> Option<f64> {
        let first = self.late.partition_point(|(counts_on, ..)| *counts_on < start);
        let late = self.late[first..].iter().take_while(|(counts_on, ..)| *counts_on < end);
        let unknown = late.filter(|(_, known_on, _)| *known_on >= end);
        Some(self.on_record(start, end)? - unknown.map(|(.., amount)| amount).sum::<f64>())
    }

    /// The same with all that is known today.
    pub fn on_record(&self, start: i32, end: i32) -> Option<f64> {
        let at = |day: i32| usize::try_from(day - self.from).ok().and_then(|at| self.sums.get(at));
        Some(at(end)? - at(start)?)
    }

    /// The same length of time just before.
    pub fn last_period(&self, start: i32, days: i32) -> Option<f64> {
        self.between(start - days, start)
    }

    /// The same weeks a quarter ago.
    pub fn last_quarter(&self, start: i32, days: i32) -> Option<f64> {
        let then = super::super::history::number(super::super::history::day(start).plus_months(-3));
        self.between(then, then + days).filter(|_| then + days <= start)
    }

    /// A level per day with its rhythm, from whole months before a day.
    pub fn level(&self, before: i32, start_month: u32) -> Option<Level> {
        let end = month_of(before);
        let mut months = Vec::new();
        let mut month = month_of(self.from);
        while month < end {
            // The first month may be on record in part.
            let start = month.first_day().max(self.from);
            let days = month.next().first_day() - start;
            if days >= 20 {
                months.push((month, self.between(start, month.next().first_day())? / f64::from(days)));
            }
            month = month.next();
        }
        let mean = months.iter().map(|(_, rate)| rate).sum::<f64>() / months.len().max(1) as f64;
        if months.is_empty() || mean <= 0.0 {
            return None;
        }
        let mut rhythm = Rhythm::none(start_month);
        let mut level = mean;
        for _ in 0..3 {
            // A level that follows the last months, with a trend that fades.
            let mut trend = 0.0;
            level = mean;
            let mut beats = Vec::new();
            for (index, (month, rate)) in months.iter().enumerate() {
                let calm = rate / rhythm.of(*month);
                if index == 0 {
                    level = calm.max(mean / 10.0);
                } else {
                    let expected = level * f64::exp(trend);
                    let surprise = ((calm + mean / 10.0) / (expected + mean / 10.0)).ln();
                    level = expected * (FOLLOW * surprise).exp();
                    trend = FADE * trend + FOLLOW_TREND * surprise;
                }
                beats.push(Beat {
                    month: *month,
                    // In a hundred parts: money has no natural count.
                    seen: 100.0 * rate / level,
                    expected: 100.0,
                });
            }
            rhythm = Rhythm::hear(&beats, start_month);
        }
        Some(Level { per_day: level, rhythm })
    }
}

/// How much of a surprise the level takes up.
const FOLLOW: f64 = 0.25;
/// How much of it the trend takes up.
const FOLLOW_TREND: f64 = 0.05;
/// What is left of a trend a month later.
const FADE: f64 = 0.85;

/// Won per day, and its rhythm.
#[derive(Clone, Debug)]
pub struct Level {
    per_day: f64,
    rhythm: Rhythm,
}

impl Level {
    /// Expected in the days from `start` on.
    pub fn over(&self, start: i32, days: i32) -> f64 {
        let mut sum = 0.0;
        let mut day = start;
        while day < start + days {
            let month: Month = month_of(day);
            let until = month.next().first_day().min(start + days);
            sum += f64::from(until - day) * self.per_day * self.rhythm.of(month);
            day = until;
        }
        sum
    }
}
