//! How fast open deals are won and lost: a rate per day as a product of factors, fitted to the months before a day.
//!
//! rate = level × age × (stage, time since seen) × distance to the expected closing day × rhythm of the calendar.
//! Each factor is the number of closings seen ÷ the number the other factors expect (iterative proportional fitting of a Poisson
//! model), drawn towards 1 by as many closings as [`PULL`]: what has hardly been seen changes nothing.

use super::cells::{AGE_BANDS, CLOSE_BANDS, LAG_BANDS, MonthCells, Place, age_band, close_band, lag_band};
use super::months::{Month, month_of};
use super::rhythm::{Beat, Rhythm};

/// Closings that a factor of 1 is worth before anything was seen.
const PULL: f64 = 4.0;
/// Rounds of fitting; the factors change by less than a thousandth after a dozen.
const ROUNDS: usize = 12;
/// Months after which what was seen counts half.
const HALF_LIFE: f64 = 12.0;

/// Rates of one kind of ending.
#[derive(Clone, Debug)]
pub struct Rates {
    level: f64,
    age: [f64; AGE_BANDS],
    course: Vec<f64>,
    close: [f64; CLOSE_BANDS],
    rhythm: Rhythm,
}

impl Rates {
    /// Fits the rate of what `events` counts over the given months, the last of which is the most recent.
    pub fn fit(
        months: &[MonthCells],
        stages: usize,
        start_month: u32,
        events: impl Fn(&super::cells::Cell) -> f64,
    ) -> Self {
        let mut rates = Self {
            level: 0.0,
            age: [1.0; AGE_BANDS],
            course: vec![1.0; stages.max(1) * LAG_BANDS],
            close: [1.0; CLOSE_BANDS],
            rhythm: Rhythm::none(start_month),
        };
        let Some(last) = months.last().map(|month| month.month) else {
            return rates;
        };
        struct Seen {
            place: Place,
            month: usize,
            days: f64,
            events: f64,
        }
        let mut seen = Vec::new();
        for (index, month) in months.iter().enumerate() {
            let weight = 0.5_f64.powf(f64::from(last.0 - month.month.0) / HALF_LIFE);
            seen.extend(month.cells.iter().map(|(number, cell)| Seen {
                place: Place::of(*number),
                month: index,
                days: cell.days * weight,
                events: events(cell) * weight,
            }));
        }
        let (days, all) = seen
            .iter()
            .fold((0.0, 0.0), |(days, all), cell| (days + cell.days, all + cell.events));
        if days <= 0.0 || all <= 0.0 {
            return rates;
        }
        rates.level = all / days;
        let mut age = [(0.0, 0.0); AGE_BANDS];
        let mut course = vec![(0.0, 0.0); rates.course.len()];
        let mut close = [(0.0, 0.0); CLOSE_BANDS];
        for cell in &seen {
            age[cell.place.age].1 += cell.events;
            course[cell.place.course].1 += cell.events;
            close[cell.place.close].1 += cell.events;
        }
        let mut beats: Vec<f64> = vec![1.0; months.len()];
        for _ in 0..ROUNDS {
            // One factor after another, each against what all others expect now.
            age.iter_mut().for_each(|sum| sum.0 = 0.0);
            for cell in &seen {
                age[cell.place.age].0 +=
                    cell.days * beats[cell.month] * rates.course[cell.place.course] * rates.close[cell.place.close];
            }
            for (factor, sum) in rates.age.iter_mut().zip(&age) {
                *factor = pulled(sum.1, sum.0 * rates.level);
            }
            course.iter_mut().for_each(|sum| sum.0 = 0.0);
            for cell in &seen {
                course[cell.place.course].0 +=
                    cell.days * beats[cell.month] * rates.age[cell.place.age] * rates.close[cell.place.close];
            }
            for (factor, sum) in rates.course.iter_mut().zip(&course) {
                *factor = pulled(sum.1, sum.0 * rates.level);
            }
            close.iter_mut().for_each(|sum| sum.0 = 0.0);
            for cell in &seen {
                close[cell.place.close].0 +=
                    cell.days * beats[cell.month] * rates.age[cell.place.age] * rates.course[cell.place.course];
            }
            for (factor, sum) in rates.close.iter_mut().zip(&close) {
                *factor = pulled(sum.1, sum.0 * rates.level);
            }
            let mut by_month = vec![(0.0, 0.0); months.len()];
            for cell in &seen {
                let expected = cell.days * rates.factors(cell.place) * rates.level;
                by_month[cell.month].0 += cell.events;
                by_month[cell.month].1 += expected;
            }
            let heard = months.iter().zip(&by_month).map(|(month, (events, expected))| Beat {
                month: month.month,
                seen: *events,
                expected: *expected,
            });
            rates.rhythm = Rhythm::hear(&heard.collect::<Vec<_>>(), start_month);
            for (beat, month) in beats.iter_mut().zip(months) {
                *beat = rates.rhythm.of(month.month);
            }
            let expected: f64 = by_month
                .iter()
                .zip(&beats)
                .map(|((_, expected), beat)| expected * beat)
                .sum();
            if expected > 0.0 {
                rates.level *= all / expected;
            }
        }
        rates
    }

    fn factors(&self, place: Place) -> f64 {
        self.age[place.age] * self.course[place.course] * self.close[place.close]
    }

    /// The rate per day on a day, for a deal seen on `seen_on`.
    pub fn on(&self, day: i32, month: Month, deal: &Seen) -> f64 {
        let course = deal.stage * LAG_BANDS + lag_band(day - deal.seen_on);
        self.level
            * self.age[age_band(day - deal.created)]
            * self.course.get(course).copied().unwrap_or(1.0)
            * self.close[close_band(day, deal.close_on)]
            * self.rhythm.of(month)
    }
}

fn pulled(seen: f64, expected: f64) -> f64 {
    (seen + PULL) / (expected + PULL)
}

/// A deal as it is seen on a day.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// That day.
    pub seen_on: i32,
    /// The day it was made.
    pub created: i32,
    /// Index of its stage.
    pub stage: usize,
    /// Expected closing day.
    pub close_on: Option<i32>,
}

/// The chance of being won on each of the coming days, with losing as the competing end. `tilt` raises or lowers the rate of winning;
/// `oldest` is the greatest age at which anything was ever won.
pub fn chances(won: &Rates, lost: &Rates, deal: &Seen, days: usize, tilt: f64, oldest: i32, out: &mut Vec<f64>) {
    out.clear();
    let mut alive = 1.0;
    let (mut month, mut month_end) = (Month(0), i32::MIN);
    for step in 0..days as i32 {
        let day = deal.seen_on + step;
        if day - deal.created > oldest || alive < 1e-9 {
            out.resize(days, 0.0);
            return;
        }
        if day >= month_end {
            month = month_of(day);
            month_end = month.next().first_day();
        }
        let win = won.on(day, month, deal) * tilt;
        let lose = lost.on(day, month, deal);
        let leave = 1.0 - (-(win + lose)).exp();
        let share = if win + lose > 0.0 { win / (win + lose) } else { 0.0 };
        out.push(alive * leave * share);
        alive *= 1.0 - leave;
    }
}
