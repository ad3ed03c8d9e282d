//! The words of every value by their numbers, packed: of numbers in ascending order only the steps are written, small ones in a byte.

/// Bits of a number in a byte; the eighth says that more follow.
const BITS: u32 = 7;
const MORE: u8 = 1 << BITS;

/// Lists of words, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    bytes: Vec<u8>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl Words {
    /// Adds the list of the next value: each word once, in ascending order. A list that does not go in any more is empty.
    pub(super) fn push(&mut self, words: &[u32]) {
        let start = self.bytes.len();
        let mut before = 0;
        for word in words {
            let mut step = word - before;
            while step >= u32::from(MORE) {
                self.bytes.push(step as u8 | MORE);
                step >>= BITS;
            }
            self.bytes.push(step as u8);
            before = *word;
        }
        if u32::try_from(self.bytes.len()).is_err() {
            self.bytes.truncate(start);
        }
        self.ends.push(self.bytes.len() as u32);
    }

    /// The words of a value; none when the field has no words.
    pub(super) fn of(&self, value: u32) -> Steps<'_> {
        let at = value as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(at).copied().unwrap_or_default();
        Steps {
            left: self.bytes[start.unwrap_or_default().min(end) as usize..end as usize].iter(),
            word: 0,
        }
    }

    /// Whether no value has words.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Gives back room that is not used.
    pub(super) fn seal(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Reads one list.
#[derive(Clone)]
pub(super) struct Steps<'w> {
    left: std::slice::Iter<'w, u8>,
    word: u32,
}

impl Iterator for Steps<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut byte = *self.left.next()?;
        let (mut step, mut shift) = (u32::from(byte & !MORE), 0);
        while byte & MORE != 0 {
            byte = *self.left.next()?;
            shift += BITS;
            step |= u32::from(byte & !MORE) << shift;
        }
        self.word += step;
        Some(self.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn small_steps_are_single_bytes() {
        let mut words = Words::default();
        words.push(&[0, 127, 255]);
        words.push(&[]);
        words.push(&[300, u32::MAX]);
        assert_eq!(words.bytes[..4], [0, 127, 0x80, 0x01]);
        assert_eq!(words.of(0).collect::<Vec<_>>(), [0, 127, 255]);
        assert_eq!(words.of(1).count(), 0);
        assert_eq!(words.of(2).collect::<Vec<_>>(), [300, u32::MAX]);
        assert_eq!(Words::default().of(7).count(), 0);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(lists in prop::collection::vec(prop::collection::btree_set(any::<u32>(), 0..6), 0..20)) {
            let mut words = Words::default();
            for list in &lists {
                words.push(&list.iter().copied().collect::<Vec<_>>());
            }
            words.seal();
            for (value, list) in lists.iter().enumerate() {
                prop_assert_eq!(&words.of(value as u32).collect::<BTreeSet<_>>(), list);
            }
        }
    }
}
