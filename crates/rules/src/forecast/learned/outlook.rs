//! What the open deals and the business to come are expected to bring, seen from one day, deal by deal.

use super::super::history::{DealInterval, History};
use super::cells::MonthCells;
use super::fresh::Fresh;
use super::intensity::{Rates, Seen, chances};
use super::ledger::Ledger;
use super::months::{Month, month_of};

/// An open deal and its chances.
#[derive(Clone, Debug)]
pub struct Chance {
    /// Its place among the intervals of the history.
    pub interval: u32,
    /// What it would bring, minor units.
    pub worth: f64,
    /// Chance of being won until each of the ends.
    pub until: Vec<f64>,
    /// Older than anything that was ever won.
    pub outlived: bool,
}

/// Everything expected from a day on, until each of some ends.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Ends: numbers of days from the day on, ascending.
    pub ends: Vec<i32>,
    /// Open deals.
    pub open: Vec<Chance>,
    /// Wins expected from deals that do not exist yet, until each end.
    pub fresh: Vec<f64>,
    /// Mean amount of a win, and of its square.
    pub win: (f64, f64),
    /// What a win brings ÷ what was asked for.
    pub realised: f64,
}

/// Rates fitted to the months before a day.
pub struct Fit {
    /// Winning.
    pub won: Rates,
    /// Losing.
    pub lost: Rates,
}

impl Fit {
    /// Fits both.
    pub fn to(months: &[MonthCells], stages: usize, start_month: u32) -> Self {
        Self {
            won: Rates::fit(months, stages, start_month, |cell| cell.won),
            lost: Rates::fit(months, stages, start_month, |cell| cell.lost),
        }
    }

    /// What can be expected from `day` on until each of the ends.
    pub fn outlook(&self, history: &History, ledger: &Ledger<'_>, fresh: &Fresh, day: i32, ends: &[i32]) -> Outlook {
        let far = ends.last().copied().unwrap_or(0).max(0) as usize;
        let mut daily = Vec::with_capacity(far);
        let known = history.intervals().partition_point(|interval| interval.opened < day);
        let mut open = Vec::new();
        for (index, interval) in history.intervals()[..known].iter().enumerate() {
            if !interval.open_at(day) {
                continue;
            }
            let state = interval.state_at(day);
            let seen = Seen {
                seen_on: day,
                created: interval.created,
                stage: usize::from(state.stage),
                close_on: state.close_on,
            };
            let tilt = ledger.tilt(state.owner.0, interval.product, state);
            chances(&self.won, &self.lost, &seen, far, tilt, ledger.oldest, &mut daily);
            open.push(Chance {
                interval: index as u32,
                worth: ledger.worth(state),
                until: sums_until(&daily, ends),
                outlived: outlived(interval, day, ledger),
            });
        }
        let mut to_come = Vec::with_capacity(far);
        let (mut month, mut month_end) = (Month(0), i32::MIN);
        for ahead in 0..far as i32 {
            if day + ahead >= month_end {
                month = month_of(day + ahead);
                month_end = month.next().first_day();
            }
            to_come.push(fresh.on(ahead, month));
        }
        Outlook {
            ends: ends.to_vec(),
            open,
            fresh: sums_until(&to_come, ends),
            win: ledger.win(),
            realised: ledger.realised(),
        }
    }
}

fn outlived(interval: &DealInterval, day: i32, ledger: &Ledger<'_>) -> bool {
    day - interval.created > ledger.oldest
}

fn sums_until(daily: &[f64], ends: &[i32]) -> Vec<f64> {
    let (mut sum, mut at) = (0.0, 0);
    ends.iter()
        .map(|end| {
            while at < *end as usize && at < daily.len() {
                sum += daily[at];
                at += 1;
            }
            sum
        })
        .collect()
}

impl Outlook {
    /// Expected from open deals until an end.
    pub fn of_open(&self, end: usize) -> f64 {
        self.open.iter().map(|chance| chance.worth * chance.until[end]).sum()
    }

    /// Expected from deals to come until an end.
    pub fn of_fresh(&self, end: usize) -> f64 {
        self.fresh[end] * self.win.0
    }

    /// Both.
    pub fn expected(&self, end: usize) -> f64 {
        self.of_open(end) + self.of_fresh(end)
    }

    /// The variance that remains even if all chances are right.
    pub fn variance(&self, end: usize) -> f64 {
        let open = self.open.iter().map(|chance| {
            let chance_of = chance.until[end];
            chance.worth * chance.worth * chance_of * (1.0 - chance_of)
        });
        open.sum::<f64>() + self.fresh[end] * self.win.1
    }
}
