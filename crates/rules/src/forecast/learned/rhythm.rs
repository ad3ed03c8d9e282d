//! The rhythm of the calendar: how much more, or less, happens in a month of the quarter and in a month of the year.

use super::months::Month;

/// A month, what was seen in it and what was expected without a rhythm.
#[derive(Clone, Copy, Debug)]
pub struct Beat {
    /// The month.
    pub month: Month,
    /// Seen.
    pub seen: f64,
    /// Expected.
    pub expected: f64,
}

/// Standard deviation, in logarithms, that a rhythm may have before anything was heard.
const PRIOR: f64 = 0.3;
/// Standard deviation of a whole month, in logarithms, for reasons of its own: no number of deals makes one month certain.
const OWN: f64 = 0.12;
/// Months that must have been heard before a season of the year can be told from anything else: two full turns.
const TURNS: usize = 24;

/// Factors around 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    start_month: u32,
    quarter: [f64; 3],
    year: [f64; 12],
}

impl Rhythm {
    /// Every month alike.
    pub fn none(start_month: u32) -> Self {
        Self {
            start_month,
            quarter: [1.0; 3],
            year: [1.0; 12],
        }
    }

    /// What months tell.
    pub fn hear(beats: &[Beat], start_month: u32) -> Self {
        let mut rhythm = Self::none(start_month);
        let heard: Vec<&Beat> = beats.iter().filter(|beat| beat.expected > 0.0).collect();
        let of_quarter = |beat: &Beat| beat.month.of_quarter(start_month);
        // A quarter's rhythm needs two of its months at least to be told from the level.
        if heard.len() >= 2 {
            rhythm.quarter = factors(&heard, of_quarter, |_| 1.0);
        }
        if heard.len() >= TURNS {
            let quarter = rhythm.quarter;
            rhythm.year = factors(&heard, |beat| beat.month.of_year(), |beat| quarter[of_quarter(beat)]);
        }
        rhythm
    }

    /// The factor of a month.
    pub fn of(&self, month: Month) -> f64 {
        self.quarter[month.of_quarter(self.start_month)] * self.year[month.of_year()]
    }
}

/// The mean logarithm of seen ÷ expected in each class, drawn towards the mean of all classes.
fn factors<const N: usize>(beats: &[&Beat], class: impl Fn(&Beat) -> usize, given: impl Fn(&Beat) -> f64) -> [f64; N] {
    let mut sums = [(0.0, 0.0); N];
    for beat in beats {
        let expected = beat.expected * given(beat);
        let weight = 1.0 / (OWN * OWN + 1.0 / (expected + 1.0));
        let ratio = ((beat.seen + 0.5) / (expected + 0.5)).ln();
        let sum = &mut sums[class(beat)];
        sum.0 += weight * ratio;
        sum.1 += weight;
    }
    let prior = 1.0 / (PRIOR * PRIOR);
    let mut logs = [0.0; N];
    for (log, (sum, weight)) in logs.iter_mut().zip(&sums) {
        *log = sum / (weight + prior);
    }
    let heard = sums.iter().filter(|(_, weight)| *weight > 0.0).count().max(1);
    let mean = logs.iter().sum::<f64>() / heard as f64;
    let mut factors = [1.0; N];
    for ((factor, log), (_, weight)) in factors.iter_mut().zip(&logs).zip(&sums) {
        if *weight > 0.0 {
            *factor = (log - mean).exp();
        }
    }
    factors
}
