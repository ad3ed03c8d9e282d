//! A text of which no more is held than is taken.

use super::table::LONGEST_CELL;

/// A text that is kept as far as a cell is taken, and counted to its end.
#[derive(Debug, Default)]
pub struct BoundedText {
    kept: String,
    bytes: u64,
}

impl BoundedText {
    /// How long it is.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What is kept of it.
    pub fn as_str(&self) -> &str {
        &self.kept
    }

    /// Goes on with this.
    pub fn push(&mut self, text: &str) {
        self.bytes = self.bytes.saturating_add(text.len() as u64);
        if self.kept.len() <= LONGEST_CELL {
            self.kept.push_str(text);
        }
    }

    /// Goes on with so many spaces.
    pub fn push_spaces(&mut self, count: u64) {
        self.bytes = self.bytes.saturating_add(count);
        let room = (LONGEST_CELL + 1).saturating_sub(self.kept.len());
        let spaces = usize::try_from(count).map_or(room, |count| count.min(room));
        self.kept.extend(std::iter::repeat_n(' ', spaces));
    }

    /// Begins anew.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }
}
