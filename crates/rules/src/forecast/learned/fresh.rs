//! Business that is not in the pipeline yet: what is won in the coming months from deals that do not exist today.

use super::super::history::{Ending, History};
use super::months::{Month, month_of};
use super::rhythm::{Beat, Rhythm};

/// Months ahead that are told apart; later ones are as the last.
const LAGS: usize = 12;
/// Months after which what was seen counts half.
const HALF_LIFE: f64 = 6.0;

/// Wins by the month in which the deal was opened and the month in which it was won.
#[derive(Debug)]
pub struct NewDealRate {
    first: Month,
    /// First month in which closings are on record, and the share of it that is.
    seen_from: Month,
    seen_share: f64,
    count: usize,
    /// `won[closed][opened]`, then cumulated: opened in that month or later.
    won: Vec<Vec<f64>>,
}

impl NewDealRate {
    /// Counts the wins before a day. Closings are on record from `from` on.
    pub fn count(history: &History, from: i32, until: i32) -> Self {
        let seen_from = month_of(from);
        let oldest = history
            .intervals()
            .first()
            .map_or(seen_from, |interval| month_of(interval.opened));
        let first = oldest.max(seen_from.plus(-(LAGS as i32)));
        let count = usize::try_from(month_of(until - 1).0 - first.0 + 1).unwrap_or(0);
        let mut won = vec![vec![0.0; count + 1]; count];
        for interval in history
            .intervals()
            .iter()
            .take_while(|interval| interval.opened < until)
        {
            if let Some((day, Ending::Won(_))) = interval.ended.filter(|(day, _)| *day < until) {
                let place = |month: Month| usize::try_from(month.0 - first.0);
                if let (Ok(closed), Ok(opened)) = (place(month_of(day)), place(month_of(interval.opened)))
                    && let Some(sum) = won.get_mut(closed).and_then(|row| row.get_mut(opened))
                {
                    *sum += 1.0;
                }
            }
        }
        for row in &mut won {
            for opened in (0..count).rev() {
                row[opened] += row[opened + 1];
            }
        }
        let whole = f64::from(seen_from.days());
        Self {
            first,
            seen_from,
            seen_share: f64::from(seen_from.next().first_day() - from) / whole,
            count,
            won,
        }
    }

    /// What can be expected from the first day of a month on, with what was known before it.
    pub fn rates(&self, before: Month, start_month: u32) -> Fresh {
        let end = usize::try_from(before.0 - self.first.0).unwrap_or(0).min(self.count);
        let seen_from = usize::try_from(self.seen_from.0 - self.first.0).unwrap_or(0);
        let days = |closed: usize| {
            let month = self.first.plus(closed as i32);
            f64::from(month.days()) * if closed == seen_from { self.seen_share } else { 1.0 }
        };
        let mut last = (0.0, Rhythm::none(start_month));
        let lags = (0..LAGS).map(|lag| {
            let seen_in = seen_from.max(lag)..end;
            if seen_in.is_empty() {
                return last.clone();
            }
            // The youngest deals may have a rhythm of their own: quick sales do not wait for the end of a quarter.
            let mut rhythm = Rhythm::none(start_month);
            let mut per_day = 0.0;
            for _ in 0..3 {
                let (mut seen, mut time) = (0.0, 0.0);
                for closed in seen_in.clone() {
                    let weight = 0.5_f64.powf((end - 1 - closed) as f64 / HALF_LIFE);
                    seen += weight * self.won[closed][closed - lag];
                    time += weight * days(closed) * rhythm.of(self.first.plus(closed as i32));
                }
                per_day = if time > 0.0 { seen / time } else { 0.0 };
                let beats = seen_in.clone().map(|closed| Beat {
                    month: self.first.plus(closed as i32),
                    seen: self.won[closed][closed - lag],
                    expected: per_day * days(closed),
                });
                rhythm = Rhythm::hear(&beats.collect::<Vec<_>>(), start_month);
            }
            last = (per_day, rhythm);
            last.clone()
        });
        Fresh { lags: lags.collect() }
    }
}

/// Wins per day from deals that do not exist yet: rate and rhythm, month by month ahead.
#[derive(Clone, Debug)]
pub struct Fresh {
    lags: Vec<(f64, Rhythm)>,
}

impl Fresh {
    /// Wins on a day, seen `ahead` days before it.
    pub fn on(&self, ahead: i32, month: Month) -> f64 {
        let lag = (f64::from(ahead) / 30.44) as usize;
        let at = self.lags.get(lag).or(self.lags.last());
        at.map_or(0.0, |(per_day, rhythm)| per_day * rhythm.of(month))
    }
}
