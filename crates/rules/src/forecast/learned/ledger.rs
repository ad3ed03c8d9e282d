//! What closed deals tell apart from their timing: who and what wins more often than the rest, what a win is worth, how old a deal
//! can be and still be won. Kept up to date while the days go by, so that each past day is seen with what was known on it.

use super::super::history::{Ending, History, State};
use std::collections::HashMap;

/// Closings at which a person, a product or a size counts half for itself and half as all others.
const PULL: f64 = 30.0;
/// Wins at which what wins were really worth counts half.
const WORTH_PULL: f64 = 10.0;
/// Months of 30.4 days after which a win's amount counts half in the mean.
const MEAN_HALF_LIFE: f64 = 12.0 * 30.4;

#[derive(Clone, Copy, Debug, Default)]
struct Share {
    won: f64,
    all: f64,
}

/// Running sums over everything that closed before a day.
#[derive(Debug)]
pub struct Ledger<'h> {
    closings: Vec<(i32, u32)>,
    history: &'h History,
    next: usize,
    all: Share,
    owners: HashMap<i64, Share>,
    products: HashMap<i64, Share>,
    /// Deals with an amount: many a file tells the amount only of what was won, and that must not look like a reason for winning.
    sized: Share,
    sizes: HashMap<i32, Share>,
    asked: f64,
    got: f64,
    priced: f64,
    /// Decaying sums of won amounts and their squares.
    mean: [f64; 3],
    mean_at: i32,
    /// Greatest age at which anything was won, in days.
    pub oldest: i32,
    /// Deals won and lost.
    pub resolved: u32,
    /// Deals won.
    pub won: u32,
}

impl<'h> Ledger<'h> {
    /// Nothing has closed yet.
    pub fn new(history: &'h History) -> Self {
        let ended = history.intervals().iter().enumerate();
        let mut closings: Vec<(i32, u32)> = ended
            .filter_map(|(index, interval)| match interval.ended {
                Some((day, Ending::Won(_) | Ending::Lost)) => Some((day, index as u32)),
                _ => None,
            })
            .collect();
        closings.sort_unstable();
        Self {
            closings,
            history,
            next: 0,
            all: Share::default(),
            owners: HashMap::new(),
            products: HashMap::new(),
            sized: Share::default(),
            sizes: HashMap::new(),
            asked: 0.0,
            got: 0.0,
            priced: 0.0,
            mean: [0.0; 3],
            mean_at: 0,
            oldest: 0,
            resolved: 0,
            won: 0,
        }
    }

    /// Takes in everything that closed before a day.
    pub fn advance(&mut self, until: i32) {
        while let Some((day, index)) = self.closings.get(self.next).copied().filter(|(day, _)| *day < until) {
            self.next += 1;
            let interval = &self.history.intervals()[index as usize];
            let state = interval.state_at(day);
            let won = match interval.ended {
                Some((_, Ending::Won(amount))) => {
                    self.won_for(day, amount as f64, state);
                    self.oldest = self.oldest.max(day - interval.created);
                    self.won += 1;
                    1.0
                }
                _ => 0.0,
            };
            self.resolved += 1;
            let size = self.size(state.amount_minor);
            let count = |share: &mut Share| {
                share.won += won;
                share.all += 1.0;
            };
            count(&mut self.all);
            count(self.owners.entry(state.owner.0).or_default());
            count(self.products.entry(interval.product).or_default());
            if let Some(size) = size {
                count(&mut self.sized);
                count(self.sizes.entry(size).or_default());
            }
        }
    }

    fn won_for(&mut self, day: i32, amount: f64, state: &State) {
        if let Some(asked) = state.amount_minor.filter(|asked| *asked > 0) {
            self.asked += asked as f64;
            self.got += amount;
            self.priced += 1.0;
        }
        let fade = 0.5_f64.powf(f64::from(day - self.mean_at) / MEAN_HALF_LIFE);
        let add = [1.0, amount, amount * amount];
        for (sum, add) in self.mean.iter_mut().zip(add) {
            *sum = *sum * fade + add;
        }
        self.mean_at = day;
    }

    /// The mean amount of a win, and the mean of its square; minor units.
    pub fn win(&self) -> (f64, f64) {
        let [count, sum, squares] = self.mean;
        if count > 0.0 {
            (sum / count, squares / count)
        } else {
            (0.0, 0.0)
        }
    }

    /// What wins brought ÷ what was asked for.
    pub fn realised(&self) -> f64 {
        if self.asked <= 0.0 {
            return 1.0;
        }
        let ratio = (self.got / self.asked).clamp(0.2, 5.0);
        (ratio.ln() * self.priced / (self.priced + WORTH_PULL)).exp()
    }

    /// What an open deal would bring if it were won.
    pub fn worth(&self, state: &State) -> f64 {
        match state.amount_minor {
            Some(amount) => amount as f64 * self.realised(),
            None => self.win().0,
        }
    }

    /// How much more likely than all others a deal is to be won, for whose it is, what it sells and how large it is; as a factor.
    pub fn tilt(&self, owner: i64, product: i64, state: &State) -> f64 {
        let factor = |share: Option<&Share>, among: &Share| {
            let usual = (among.won + 1.0) / (among.all + 2.0);
            let share = share.copied().unwrap_or_default();
            (share.won + PULL * usual) / ((share.all + PULL) * usual)
        };
        let size = self.size(state.amount_minor).and_then(|size| self.sizes.get(&size));
        let tilt = factor(self.owners.get(&owner), &self.all)
            * factor(self.products.get(&product), &self.all)
            * factor(size, &self.sized);
        tilt.clamp(0.25, 4.0)
    }

    /// The class of an amount: doublings of the usual win. Deals without an amount are in none.
    fn size(&self, amount: Option<i64>) -> Option<i32> {
        let usual = self.win().0;
        let amount = amount.filter(|amount| *amount > 0 && usual > 0.0)?;
        Some(((amount as f64 + usual / 16.0) / usual).log2().round() as i32)
    }
}
