//! What agreement of each field is worth, learned from the records.

use super::levels::{LEVELS, Level, compare};
use super::rivals::Rivals;
use super::strangers::drawn;
use super::values::{Column, NONE, Prepared, Value};
use super::{Evidence, Kind, Settings};

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
    fields: usize,
    /// The levels of all pairs, one after the other.
    levels: Vec<Level>,
    /// Shares by field and level among doubles, and among strangers.
    doubles: Vec<[f64; LEVELS]>,
    strangers: Vec<[f64; LEVELS]>,
    /// Shares by field and level among pairs drawn at random, doubles among them.
    drawn: Vec<[f64; LEVELS]>,
    /// Shares among doubles that are believed before anything was seen.
    expected: Vec<[f64; LEVELS]>,
    /// Bits of each pair's exact agreements beyond the usual, since the value is rare, or below, since it is common.
    rare: Vec<f32>,
    /// The same by field and value.
    values: Vec<Vec<f32>>,
    /// Bits and probabilities of the pairs.
    odds: Vec<f64>,
    probabilities: Vec<f64>,
    /// The pairs and their lists, when a record has one counterpart at most in another list.
    rivals: Option<Rivals>,
}

fn expected(kind: Kind) -> [f64; LEVELS] {
    if kind == Kind::Text { EXPECTED_OF_TEXT } else { EXPECTED }
}

/// Learns from the candidates.
pub(super) fn fit(prepared: &Prepared, candidates: &[(u32, u32)], settings: &Settings) -> Model {
    let fields = prepared.columns.len();
    let drawn = drawn(prepared, settings);
    let mut levels = Vec::with_capacity(candidates.len() * fields);
    for (a, b) in candidates {
        compare(prepared, *a, *b, &mut levels);
    }
    let pairs = prepared.all_pairs();
    let mut model = Model {
        prior: (prepared.doubles_expected() / pairs).clamp(1e-12, 0.5),
        fields,
        levels,
        doubles: prepared.columns.iter().map(|column| expected(column.kind)).collect(),
        expected: prepared.columns.iter().map(|column| expected(column.kind)).collect(),
        strangers: drawn.clone(),
        drawn,
        rare: Vec::new(),
        values: Vec::new(),
        odds: Vec::new(),
        probabilities: Vec::new(),
        rivals: Rivals::new(prepared, candidates),
    };
    for _ in 0..settings.rounds {
        model.count_rare(prepared, candidates);
        model.weigh();
        if model.learn(pairs) < STILL {
            break;
        }
    }
    model.count_rare(prepared, candidates);
    model.weigh();
    model
}

impl Model {
    /// Counts for every value how common it is among strangers: who has it, without the doubles among them. From that, what each
    /// pair's exact agreements say beyond the usual.
    fn count_rare(&mut self, prepared: &Prepared, candidates: &[(u32, u32)]) {
        let mut same: Vec<Vec<f32>> = prepared
            .columns
            .iter()
            .map(|column| vec![0.0; column.values.len()])
            .collect();
        let levels = self.levels.chunks(self.fields.max(1));
        // Before the first round nothing is taken for a double.
        for ((levels, pair), probability) in levels.clone().zip(candidates).zip(&self.probabilities) {
            if *probability < 0.01 {
                continue;
            }
            for ((level, column), same) in levels.iter().zip(&prepared.columns).zip(&mut same) {
                let value = column.of[pair.0 as usize];
                if *level == Level::Exact && value != NONE {
                    same[value as usize] += *probability as f32;
                }
            }
        }
        self.values = same
            .iter()
            .zip(&prepared.columns)
            .zip(&self.strangers)
            .map(|((same, column), strangers)| {
                let usual = strangers[Level::Exact as usize];
                let bits = |(same, value): (&f32, &Value)| {
                    let count = f64::from(value.count);
                    // Others who have it, by each who has it; one at least, since one more file would bring one.
                    let others = (count - 1.0 - 2.0 * f64::from(*same) / count).max(1.0);
                    (usual * (column.filled as f64 - 1.0).max(1.0) / others).log2() as f32
                };
                same.iter().zip(&column.values).map(bits).collect()
            })
            .collect();
        self.rare = levels
            .zip(candidates)
            .map(|(levels, pair)| {
                let exact = |((level, column), values): ((&Level, &Column), &Vec<f32>)| {
                    let value = column.of[pair.0 as usize] as usize;
                    if *level == Level::Exact {
                        values.get(value).copied().unwrap_or_default()
                    } else {
                        0.0
                    }
                };
                levels.iter().zip(&prepared.columns).zip(&self.values).map(exact).sum()
            })
            .collect();
    }

    /// The odds of every pair.
    fn weigh(&mut self) {
        let start = (self.prior / (1.0 - self.prior)).log2();
        let bits: Vec<[f64; LEVELS]> = (0..self.fields).map(|field| self.bits(field)).collect();
        self.odds = self
            .levels
            .chunks(self.fields.max(1))
            .zip(&self.rare)
            .map(|(levels, rare)| {
                start
                    + f64::from(*rare)
                    + levels
                        .iter()
                        .zip(&bits)
                        .map(|(level, bits)| bits[*level as usize])
                        .sum::<f64>()
            })
            .collect();
        self.probabilities = match &self.rivals {
            Some(rivals) => rivals.probabilities(&self.odds),
            None => self.odds.iter().map(|bits| probability(*bits)).collect(),
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
        let mut expected = 0.0;
        for (levels, probability) in self.levels.chunks(self.fields.max(1)).zip(&self.probabilities) {
            let probability = *probability;
            if probability < 1e-6 {
                continue;
            }
            expected += probability;
            for (count, level) in counts.iter_mut().zip(levels) {
                count[*level as usize] += probability;
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

    /// The probability of a pair by its place among the candidates.
    pub fn probability(&self, at: usize) -> f64 {
        self.probabilities.get(at).copied().unwrap_or_default()
    }

    /// What each field says about a pair.
    pub fn evidence(&self, prepared: &Prepared, at: usize, pair: (u32, u32)) -> Vec<Evidence> {
        (0..self.fields)
            .map(|field| {
                let level = self.levels[at * self.fields + field];
                let value = prepared.columns[field].of[pair.0 as usize] as usize;
                let rare = if level == Level::Exact {
                    self.values[field].get(value).copied().unwrap_or_default()
                } else {
                    0.0
                };
                let bits = self.bits(field)[level as usize] + f64::from(rare);
                Evidence { field, level, bits }
            })
            .collect()
    }

    /// What was learned of each field.
    pub fn weights(&self) -> Vec<Weights> {
        (0..self.fields)
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

fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}
