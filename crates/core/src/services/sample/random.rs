//! A small generator of chance (SplitMix64): the same seed gives the same company on every machine.

/// Where the numbers come from.
pub struct Random(u64);

impl Random {
    /// A generator; the same seed, the same numbers.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 to `count` − 1; 0 when `count` is 0.
    pub fn below(&mut self, count: usize) -> usize {
        let count = count.max(1) as u64;
        // The bias of the remainder is below 2^-50 for the counts used here.
        usize::try_from(self.next() % count).unwrap_or(0)
    }

    /// `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low.saturating_add_unsigned(self.next() % width)
    }

    /// True in `basis_points` of 10 000 cases.
    pub fn chance(&mut self, basis_points: i64) -> bool {
        self.between(0, 9_999) < basis_points
    }

    /// One of several; the list is not empty.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// The place of one of several, likelier the heavier its weight.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let sum: u64 = weights.clone().map(u64::from).sum();
        let mut left = self.next() % sum.max(1);
        for (place, weight) in weights.enumerate() {
            if left < u64::from(weight) {
                return place;
            }
            left -= u64::from(weight);
        }
        0
    }

    /// Puts a list in random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_numbers_are_those_of_splitmix() {
        let mut random = Random::new(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn chances_come_out_as_often_as_they_say() {
        let mut random = Random::new(7);
        let hits = (0..10_000).filter(|_| random.chance(2_500)).count();
        assert!((2_300..2_700).contains(&hits), "{hits}");
        let heavy = (0..10_000)
            .filter(|_| random.weighted([3_u32, 1].into_iter()) == 0)
            .count();
        assert!((7_300..7_700).contains(&heavy), "{heavy}");
        let all: std::collections::BTreeSet<i64> = (0..200).map(|_| random.between(-2, 2)).collect();
        assert_eq!(all.into_iter().collect::<Vec<_>>(), [-2, -1, 0, 1, 2]);
    }
}
