//! Distinct texts one after the other in one piece of memory, each known by its number.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Bytes kept at most. A text that does not go in any more has no number.
const MOST: usize = 1 << 30;
/// A free place of the index.
const FREE: u32 = u32::MAX;

/// Texts, each once, numbered in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each text ends.
    ends: Vec<u32>,
    /// Numbers of the texts, each at the first free place from its hash on; a power of two long, never full.
    index: Vec<u32>,
}

impl Texts {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text by its number.
    pub(super) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.all[start..self.ends[at] as usize]
    }

    /// The number of a text, a new one when it is met for the first time; none when there is no room for it.
    pub(super) fn number(&mut self, text: &str) -> Option<u32> {
        if (self.len() + 1) * 4 > self.index.len() * 3 {
            self.widen();
        }
        let place = self.place(text);
        if self.index[place] == FREE {
            if self.all.len() + text.len() > MOST {
                return None;
            }
            self.index[place] = self.ends.len() as u32;
            self.all.push_str(text);
            self.ends.push(self.all.len() as u32);
        }
        Some(self.index[place])
    }

    /// Gives back what is only needed for taking up more.
    pub(super) fn seal(&mut self) {
        self.index = Vec::new();
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Where in the index a text stands, or would stand.
    fn place(&self, text: &str) -> usize {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let last = self.index.len() - 1;
        let mut place = hasher.finish() as usize & last;
        while self.index[place] != FREE && self.get(self.index[place]) != text {
            place = (place + 1) & last;
        }
        place
    }

    fn widen(&mut self) {
        self.index = vec![FREE; (self.index.len() * 2).max(16)];
        for number in 0..self.len() as u32 {
            let place = self.place(self.get(number));
            self.index[place] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn texts_are_numbered_as_by_a_map(all in prop::collection::vec("[ab中]{0,4}", 0..200)) {
            let (mut texts, mut known) = (Texts::default(), HashMap::new());
            for text in &all {
                let next = known.len() as u32;
                let number = *known.entry(text.clone()).or_insert(next);
                prop_assert_eq!(texts.number(text), Some(number));
            }
            texts.seal();
            prop_assert_eq!(texts.len(), known.len());
            for (text, number) in &known {
                prop_assert_eq!(texts.get(*number), text);
            }
        }
    }
}
