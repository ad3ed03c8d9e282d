//! What agreement of each field is worth, learned from the records.

use super::found::Said;
use super::levels::{LEVELS, Level, compare};
use super::rivals::Rivals;
use super::strangers::drawn;
use super::values::{Column, NONE, Prepared};
use super::{Kind, Pair, Settings};

/// How doubles compare before anything was seen, by level: most agree, some are a slip apart.
const EXPECTED: [f64; LEVELS] = [0.0, 0.70, 0.12, 0.06, 0.04, 0.02, 0.06];
/// The same for running words, which two people hardly ever choose alike.
const EXPECTED_OF_TEXT: [f64; LEVELS] = [0.0, 0.10, 0.25, 0.25, 0.19, 0.01, 0.20];
/// Doubles that this expectation counts for.
const BELIEF: f64 = 10.0;
/// The least part of an agreement among pairs drawn at random that is put down to strangers.
const OWN: f64 = 0.2;
/// A change too small to go on for.
const STILL: f64 = 1e-5;

/// What was learned of a field: how often each level is met.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Each level with its share among doubles, among strangers, and the bits it is worth.
    pub levels: Vec<(Level, f64, f64, f64)>,
}

/// The fitted model with the compared pairs.
pub(super) struct Model {
    /// Probability that two records drawn at random are one.
    pub prior: f64,
    /// The levels of all pairs, field by field.
    levels: Vec<Vec<Level>>,
    /// Shares by field and level among doubles, and among strangers.
    doubles: Vec<[f64; LEVELS]>,
    strangers: Vec<[f64; LEVELS]>,
    /// Shares by field and level among pairs drawn at random, doubles among them.
    drawn: Vec<[f64; LEVELS]>,
    /// Shares among doubles that are believed before anything was seen.
    expected: Vec<[f64; LEVELS]>,
    /// Bits of each pair's exact agreements beyond the usual, since the value is rare, or below, since it is common.
    rare: Vec<f32>,
    /// Probabilities of the pairs.
    probabilities: Vec<f64>,
    /// Those before, by which it was counted how common the values are.
    before: Vec<f64>,
    /// The pairs and their lists, when a record has one counterpart at most in another list.
    rivals: Option<Rivals>,
}

fn expected(kind: Kind) -> [f64; LEVELS] {
    if kind == Kind::Text { EXPECTED_OF_TEXT } else { EXPECTED }
}

/// Learns from the candidates. Once they are compared, what only comparing needs is forgotten.
pub(super) fn fit(prepared: &mut Prepared, candidates: &[(u32, u32)], settings: &Settings) -> Model {
    let drawn = drawn(prepared, settings);
    let levels = compare(prepared, candidates);
    prepared.close();
    let pairs = prepared.all_pairs();
    let expected: Vec<_> = prepared.columns.iter().map(|column| expected(column.kind)).collect();
    let mut model = Model {
        prior: (prepared.doubles_expected() / pairs).clamp(1e-12, 0.5),
        levels,
        doubles: expected.clone(),
        expected,
        strangers: drawn.clone(),
        drawn,
        rare: Vec::new(),
        probabilities: Vec::new(),
        before: Vec::new(),
        rivals: Rivals::new(prepared, candidates),
    };
    for _ in 0..settings.rounds {
        model.count_rare(prepared, candidates);
        model.weigh(candidates.len());
        if model.learn(pairs) < STILL {
            break;
        }
    }
    model.count_rare(prepared, candidates);
    model.before.clone_from(&model.probabilities);
    model.weigh(candidates.len());
    model
}

impl Model {
    /// Counts what each pair's exact agreements say beyond the usual.
    fn count_rare(&mut self, prepared: &Prepared, candidates: &[(u32, u32)]) {
        let mut rare = std::mem::take(&mut self.rare);
        rare.clear();
        rare.resize(candidates.len(), 0.0);
        for (field, column) in prepared.columns.iter().enumerate() {
            let bits = self.beyond_usual(field, column, candidates, &self.probabilities);
            for ((rare, level), pair) in rare.iter_mut().zip(&self.levels[field]).zip(candidates) {
                if *level == Level::Exact {
                    *rare += of_value(&bits, column, pair.0);
                }
            }
        }
        self.rare = rare;
    }

    /// Counts for every value of a field how common it is among strangers: who has it, without the doubles among them. From that, the
    /// bits that agreeing in it says beyond the usual. Nobody agrees in a value that one record has.
    fn beyond_usual(
        &self,
        field: usize,
        column: &Column,
        candidates: &[(u32, u32)],
        probabilities: &[f64],
    ) -> Vec<f32> {
        let mut same: Vec<f32> = vec![0.0; column.counts.len()];
        // Before the first round nothing is taken for a double.
        for ((level, pair), probability) in self.levels[field].iter().zip(candidates).zip(probabilities) {
            if *level == Level::Exact && *probability >= 0.01 {
                let value = column.of[pair.0 as usize];
                if value != NONE {
                    same[value as usize] += *probability as f32;
                }
            }
        }
        let usual = self.strangers[field][Level::Exact as usize];
        for (same, count) in same.iter_mut().zip(&column.counts) {
            if *count < 2 {
                continue;
            }
            let count = f64::from(*count);
            // Others who have it, by each who has it; one at least, since one more file would bring one.
            let others = (count - 1.0 - 2.0 * f64::from(*same) / count).max(1.0);
            *same = (usual * (column.filled as f64 - 1.0).max(1.0) / others).log2() as f32;
        }
        same
    }

    /// The odds of every pair, and from them its probability.
    fn weigh(&mut self, pairs: usize) {
        let start = (self.prior / (1.0 - self.prior)).log2();
        let mut odds = std::mem::take(&mut self.probabilities);
        odds.clear();
        odds.resize(pairs, 0.0);
        for (field, levels) in self.levels.iter().enumerate() {
            let bits = self.bits(field);
            for (odds, level) in odds.iter_mut().zip(levels) {
                *odds += bits[*level as usize];
            }
        }
        for (odds, rare) in odds.iter_mut().zip(&self.rare) {
            *odds += start + f64::from(*rare);
        }
        self.probabilities = match &self.rivals {
            Some(rivals) => rivals.probabilities(&odds),
            None => {
                odds.iter_mut().for_each(|bits| *bits = probability(*bits));
                odds
            }
        };
    }

    fn bits(&self, field: usize) -> [f64; LEVELS] {
        let mut bits = [0.0; LEVELS];
        for level in &Level::ALL[1..] {
            let at = *level as usize;
            bits[at] = (self.doubles[field][at] / self.strangers[field][at]).log2();
        }
        self.in_order(field, &mut bits);
        bits
    }

    /// Less alike never says more: where it would, neighbouring levels are taken together. The same value is left out of this, since
    /// what it says depends on how common the value is.
    fn in_order(&self, field: usize, bits: &mut [f64; LEVELS]) {
        const ORDER: [Level; 4] = [Level::Close, Level::Near, Level::Faint, Level::Different];
        let mut groups: Vec<(f64, f64, usize)> = Vec::with_capacity(ORDER.len());
        for level in ORDER {
            groups.push((
                self.doubles[field][level as usize],
                self.strangers[field][level as usize],
                1,
            ));
            while let [.., (m, u, _), (next_m, next_u, _)] = groups[..]
                && m / u < next_m / next_u
            {
                let last = groups.pop().unwrap_or_default();
                if let Some(group) = groups.last_mut() {
                    *group = (group.0 + last.0, group.1 + last.1, group.2 + last.2);
                }
            }
        }
        let mut levels = ORDER.iter();
        for (m, u, count) in groups {
            for level in levels.by_ref().take(count) {
                bits[*level as usize] = (m / u).log2();
            }
        }
    }

    /// Learns shares and prior from the odds; gives the largest change.
    fn learn(&mut self, pairs: f64) -> f64 {
        let mut counts: Vec<[f64; LEVELS]> = self
            .expected
            .iter()
            .map(|shares| shares.map(|share| share * BELIEF))
            .collect();
        // What is next to impossible is not counted.
        let counted = |probability: &&f64| **probability >= 1e-6;
        let expected: f64 = self.probabilities.iter().filter(counted).sum();
        for (count, levels) in counts.iter_mut().zip(&self.levels) {
            for (level, probability) in levels.iter().zip(&self.probabilities) {
                if counted(&probability) {
                    count[*level as usize] += *probability;
                }
            }
        }
        let mut change: f64 = 0.0;
        for (count, share) in counts.iter_mut().zip(&mut self.doubles) {
            count[Level::Missing as usize] = 0.0;
            let all: f64 = count.iter().sum();
            for (count, share) in count.iter().zip(share.iter_mut()) {
                change = change.max((count / all - *share).abs());
                *share = count / all;
            }
        }
        // Half a double is believed in even when none was seen.
        let prior = ((expected + 0.5) / pairs).clamp(1e-12, 0.5);
        // What is rare among strangers may be mostly the doubles that were drawn with them: they are taken out. The same value is
        // left as it is; what it says is counted by value.
        for ((strangers, drawn), doubles) in self.strangers.iter_mut().zip(&self.drawn).zip(&self.doubles) {
            for level in &Level::ALL[2..] {
                let at = *level as usize;
                strangers[at] = ((drawn[at] - prior * doubles[at]) / (1.0 - prior)).max(OWN * drawn[at]);
            }
        }
        change = change.max((prior / self.prior).ln().abs() * 0.01);
        self.prior = prior;
        change
    }

    /// The pairs from a threshold on with what each field says, the most probable first.
    pub fn found(&self, prepared: &Prepared, candidates: &[(u32, u32)], threshold: f64) -> (Vec<Pair>, Said) {
        let mut places: Vec<u32> = (0..candidates.len() as u32)
            .filter(|at| self.probabilities[*at as usize] >= threshold)
            .collect();
        // Candidates are in ascending order, and so are their places.
        places.sort_unstable_by(|x, y| {
            let (one, other) = (self.probabilities[*x as usize], self.probabilities[*y as usize]);
            other.total_cmp(&one).then(x.cmp(y))
        });
        let pair = |at: &u32| {
            let (a, b) = candidates[*at as usize];
            Pair {
                a,
                b,
                probability: self.probabilities[*at as usize],
            }
        };
        let pairs: Vec<Pair> = places.iter().map(pair).collect();
        let fields = self.levels.len();
        let mut said = Said::new((0..fields).map(|field| self.bits(field)).collect());
        for at in &places {
            said.push(self.levels.iter().map(|levels| levels[*at as usize]));
        }
        for (field, column) in prepared.columns.iter().enumerate() {
            let bits = self.beyond_usual(field, column, candidates, &self.before);
            said.value_bits(field, |at| of_value(&bits, column, pairs[at].a));
        }
        (pairs, said)
    }

    /// What was learned of each field.
    pub fn weights(&self) -> Vec<Weights> {
        (0..self.levels.len())
            .map(|field| {
                let bits = self.bits(field);
                let row = |level: &Level| {
                    let at = *level as usize;
                    (*level, self.doubles[field][at], self.strangers[field][at], bits[at])
                };
                Weights {
                    levels: Level::ALL[1..].iter().map(row).collect(),
                }
            })
            .collect()
    }
}

/// The bits of the value that a record has.
fn of_value(bits: &[f32], column: &Column, record: u32) -> f32 {
    let value = column.of[record as usize] as usize;
    bits.get(value).copied().unwrap_or_default()
}

fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}
