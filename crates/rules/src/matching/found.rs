//! What was found, packed: what each field says about a pair is put together when somebody asks.

use super::levels::{LEVELS, Level};
use super::{Evidence, Pair, Weights, clusters};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Pairs from the threshold on, the most probable first.
    pub pairs: Vec<Pair>,
    /// Probability that two records drawn at random are one.
    pub prior: f64,
    /// What was learned of each field.
    pub weights: Vec<Weights>,
    /// Pairs that were compared.
    pub compared: usize,
    /// Whether pairs beyond the limit were left out.
    pub limited: bool,
    /// What the fields say about each pair.
    pub(super) said: Said,
}

impl Found {
    /// What each field says about a pair, by its place in the list; in the order of the fields. With the prior's bits they sum to the odds.
    pub fn evidence(&self, at: usize) -> Vec<Evidence> {
        self.said.evidence(at)
    }

    /// Records that are one through any chain of such pairs, two or more; in the order of their first record.
    pub fn clusters(&self) -> Vec<Vec<usize>> {
        clusters::join(&self.pairs)
    }
}

/// What the fields say about pairs: the levels one after the other, and beside them what is of a pair's own: how rare the values are in
/// which it agrees.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// Bits by field and level.
    bits: Vec<[f64; LEVELS]>,
    /// Levels of each pair, field by field.
    levels: Vec<Level>,
    /// Bits of the values that are the same, beyond the usual.
    rare: Vec<f32>,
    /// Where those of each pair begin.
    starts: Vec<u32>,
}

impl Said {
    /// About no pair yet, with the bits of each field by level.
    pub(super) fn new(bits: Vec<[f64; LEVELS]>) -> Self {
        Self {
            bits,
            ..Self::default()
        }
    }

    /// Takes the levels of the next pair.
    pub(super) fn push(&mut self, levels: impl Iterator<Item = Level>) {
        let from = self.levels.len();
        self.levels.extend(levels);
        self.starts.push(self.rare.len() as u32);
        let same = same(&self.levels[from..]);
        self.rare.resize(self.rare.len() + same, 0.0);
    }

    /// Puts in what the values of a field say beyond the usual, of each pair that agrees in it.
    pub(super) fn value_bits(&mut self, field: usize, of: impl Fn(usize) -> f32) {
        for (at, (levels, start)) in self.levels.chunks(self.bits.len()).zip(&self.starts).enumerate() {
            if levels[field] == Level::Exact {
                self.rare[*start as usize + same(&levels[..field])] = of(at);
            }
        }
    }

    fn evidence(&self, at: usize) -> Vec<Evidence> {
        let fields = self.bits.len();
        let Some(levels) = self.levels.get(at * fields..(at + 1) * fields) else {
            return Vec::new();
        };
        let start = self.starts.get(at).copied().unwrap_or_default() as usize;
        let mut rare = self.rare.iter().skip(start);
        let said = |(field, (level, bits)): (usize, (&Level, &[f64; LEVELS]))| {
            let own = (*level == Level::Exact).then(|| rare.next()).flatten();
            Evidence {
                field,
                level: *level,
                bits: bits[*level as usize] + f64::from(own.copied().unwrap_or_default()),
            }
        };
        levels.iter().zip(&self.bits).enumerate().map(said).collect()
    }
}

/// Fields whose values are the same.
fn same(levels: &[Level]) -> usize {
    levels.iter().filter(|level| **level == Level::Exact).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_the_bits_of_the_level_and_of_the_value() {
        let mut said = Said::new(vec![[0.0, 8.0, 4.0, 2.0, 1.0, 3.0, -5.0]; 3]);
        for levels in [
            [Level::Exact, Level::Different, Level::Exact],
            [Level::Missing, Level::Close, Level::Faint],
            [Level::Swapped, Level::Exact, Level::Near],
        ] {
            said.push(levels.into_iter());
        }
        for field in 0..3 {
            said.value_bits(field, |at| (at * 10 + field) as f32 / 2.0);
        }
        let bits = |at| said.evidence(at).iter().map(|one| one.bits).collect::<Vec<_>>();
        assert_eq!(bits(0), [8.0, -5.0, 9.0]);
        assert_eq!(bits(1), [0.0, 4.0, 1.0]);
        assert_eq!(bits(2), [3.0, 18.5, 2.0]);
        assert_eq!(bits(3), [0.0; 0]);
        assert_eq!(said.evidence(2)[1].field, 1);
    }
}
