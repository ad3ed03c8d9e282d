//! How strangers compare, from pairs drawn at random.

use super::Settings;
use super::levels::{LEVELS, Level, compare};
use super::values::Prepared;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Shares of levels among pairs drawn at random.
pub(super) fn drawn(prepared: &Prepared, settings: &Settings) -> Vec<[f64; LEVELS]> {
    let n = prepared.records as u32;
    let fields = prepared.columns.len();
    let mut counts = vec![[0.0; LEVELS]; fields];
    let mut random = Pcg64Mcg::seed_from_u64(settings.seed);
    let mut pairs = Vec::new();
    if n >= 2 {
        for _ in 0..settings.strangers {
            let (a, b) = (random.random_range(0..n), random.random_range(0..n));
            if prepared.comparable(a, b) {
                pairs.push((a, b));
            }
        }
    }
    for (count, levels) in counts.iter_mut().zip(compare(prepared, &pairs)) {
        for level in levels {
            count[level as usize] += 1.0;
        }
    }
    // A small file has fewer pairs than are drawn: it was asked the same again, and knows no more.
    let once = (prepared.all_pairs() / settings.strangers.max(1) as f64).min(1.0);
    for (count, column) in counts.iter_mut().zip(&prepared.columns) {
        count[Level::Missing as usize] = 0.0;
        for share in count.iter_mut() {
            *share *= once;
        }
        // Levels never met among those drawn are rare, not impossible.
        for level in &Level::ALL[1..] {
            count[*level as usize] += 0.5;
        }
        let all: f64 = count.iter().sum();
        for share in count.iter_mut() {
            *share /= all;
        }
        // How often two have the very same value is known without drawing.
        let filled = column.filled as f64;
        if filled >= 2.0 {
            let same: f64 = column
                .counts
                .iter()
                .map(|count| f64::from(*count) * f64::from(count.saturating_sub(1)))
                .sum();
            let exact = (same / (filled * (filled - 1.0))).clamp(0.5 / (filled * filled), 0.999);
            let rest = 1.0 - count[Level::Exact as usize];
            count[Level::Exact as usize] = exact;
            for level in &Level::ALL[2..] {
                count[*level as usize] *= (1.0 - exact) / rest;
            }
        }
    }
    counts
}
