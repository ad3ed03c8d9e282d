//! Fingerprints of 128 bits: whether something was seen before, without keeping it. A million cost some 50 MB.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// Makes fingerprints that nobody outside of this process can foresee.
#[derive(Debug, Default)]
pub struct Salts(RandomState, RandomState);

impl Salts {
    /// The fingerprint.
    pub fn of<T: Hash + ?Sized>(&self, what: &T) -> u128 {
        (u128::from(self.0.hash_one(what)) << 64) | u128::from(self.1.hash_one(what))
    }
}

/// Fingerprints are spread already.
#[derive(Debug, Default, Clone, Copy)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, value: u128) {
        self.0 = value as u64;
    }
}

/// For maps whose keys are fingerprints.
#[derive(Debug, Default, Clone)]
pub struct BuildSpread;

impl BuildHasher for BuildSpread {
    type Hasher = Spread;

    fn build_hasher(&self) -> Spread {
        Spread::default()
    }
}

/// What was seen.
#[derive(Debug, Default)]
pub struct Seen {
    salts: Salts,
    fingerprints: HashSet<u128, BuildSpread>,
}

impl Seen {
    /// Takes note of something; whether it was seen before.
    pub fn again<T: Hash + ?Sized>(&mut self, what: &T) -> bool {
        !self.fingerprints.insert(self.salts.of(what))
    }

    /// Whether it was seen.
    pub fn has<T: Hash + ?Sized>(&self, what: &T) -> bool {
        self.fingerprints.contains(&self.salts.of(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_seen_again_when_all_its_cells_are() {
        let mut seen = Seen::default();
        assert!(!seen.again(&[Some("a"), None]));
        assert!(!seen.again(&[None, Some("a")]));
        assert!(seen.again(&[Some("a"), None]));
        assert!(!seen.again(&(Some("a".to_owned()), 1_i64)));
        assert!(seen.has(&(Some("a"), 1_i64)), "owned or borrowed");
    }
}
