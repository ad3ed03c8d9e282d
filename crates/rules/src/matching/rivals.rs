//! When lists without doubles are compared, a record has one counterpart at most in another list: its pairs exclude each other.

use super::values::Prepared;
use std::collections::HashMap;

/// Which pairs exclude each other, since a list has no doubles.
pub(super) struct Rivals {
    /// Two seats of each pair: what a record has one of, a counterpart in a certain list.
    seats: Vec<(u32, u32)>,
    count: usize,
}

impl Rivals {
    /// The seats of the candidates; nothing when there are no lists.
    pub(super) fn new(prepared: &Prepared, candidates: &[(u32, u32)]) -> Option<Self> {
        let lists = prepared.lists.as_ref()?;
        let mut known: HashMap<(u32, u32), u32> = HashMap::new();
        let mut seat = |record: u32, other: u32| {
            let next = known.len() as u32;
            *known.entry((record, lists[other as usize])).or_insert(next)
        };
        let seats = candidates.iter().map(|(a, b)| (seat(*a, *b), seat(*b, *a))).collect();
        Some(Self {
            seats,
            count: known.len(),
        })
    }

    /// Probabilities of the pairs, at most one of each seat being true.
    pub(super) fn probabilities(&self, odds: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.count];
        let worth: Vec<f64> = odds.iter().map(|bits| bits.clamp(-100.0, 100.0).exp2()).collect();
        for (worth, (a, b)) in worth.iter().zip(&self.seats) {
            sums[*a as usize] += worth;
            sums[*b as usize] += worth;
        }
        let share = |(worth, (a, b)): (&f64, &(u32, u32))| {
            worth / (1.0 + (sums[*a as usize] + sums[*b as usize] - worth).max(*worth))
        };
        worth.iter().zip(&self.seats).map(share).collect()
    }
}
