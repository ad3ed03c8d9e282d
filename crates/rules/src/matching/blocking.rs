//! Which pairs are worth comparing: those that share something rare, in any field, or stand side by side when sorted.

use super::values::{NONE, Prepared};
use super::{Kind, Settings};

/// Neighbours in a sorted list that are compared.
const WINDOW: usize = 3;
/// A block larger than this many times the allowed size is not even divided: its key says nothing.
const HOPELESS: usize = 400;

/// The pairs, the smaller record first, in ascending order; and whether some were left out for their number.
pub(super) fn candidates(prepared: &Prepared, settings: &Settings) -> (Vec<(u32, u32)>, bool) {
    let mut pairs = Pairs {
        found: Vec::new(),
        limit: settings.pairs.max(1),
        limited: false,
    };
    shared_keys(prepared, settings, &mut pairs);
    neighbours(prepared, &mut pairs);
    pairs.tidy();
    if pairs.found.len() > pairs.limit {
        pairs.found.truncate(pairs.limit);
        pairs.limited = true;
    }
    (pairs.found, pairs.limited)
}

struct Pairs {
    found: Vec<(u32, u32)>,
    limit: usize,
    limited: bool,
}

impl Pairs {
    fn push(&mut self, prepared: &Prepared, a: u32, b: u32) {
        if prepared.comparable(a, b) {
            self.found.push((a.min(b), a.max(b)));
            // Most pairs are met several times; only when the distinct ones are too many is anything left out.
            if self.found.len() >= 4 * self.limit {
                self.tidy();
                if self.found.len() > self.limit {
                    self.found.truncate(self.limit);
                    self.limited = true;
                }
            }
        }
    }

    fn all(&mut self, prepared: &Prepared, records: impl Iterator<Item = u32> + Clone) {
        let mut rest = records;
        while let Some(a) = rest.next() {
            for b in rest.clone() {
                self.push(prepared, a, b);
            }
        }
    }

    fn tidy(&mut self) {
        self.found.sort_unstable();
        self.found.dedup();
    }
}

/// Keys of a record: whole values, the sounds of names, words. A key carries its field, so that `12` the house is not `12` the floor.
fn keys(prepared: &Prepared) -> Vec<(u64, u32)> {
    let mut keys = Vec::new();
    for (field, column) in prepared.columns.iter().enumerate() {
        let key = |what: u64, number: u32| (field as u64) << 40 | what << 36 | u64::from(number);
        for (record, value) in column.of.iter().enumerate().filter(|(_, value)| **value != NONE) {
            let record = record as u32;
            let known = &column.values[*value as usize];
            keys.push((key(0, *value), record));
            if column.kind == Kind::Name {
                keys.push((key(1, known.sound), record));
            }
            if known.words.len() > 1 {
                keys.extend(known.words.iter().map(|word| (key(2, *word), record)));
            }
        }
    }
    keys.sort_unstable();
    keys
}

fn shared_keys(prepared: &Prepared, settings: &Settings, pairs: &mut Pairs) {
    let keys = keys(prepared);
    for block in keys.chunk_by(|a, b| a.0 == b.0) {
        if block.len() <= settings.block {
            pairs.all(prepared, block.iter().map(|(_, record)| *record));
        } else if block.len() <= settings.block * HOPELESS {
            divide(prepared, settings, block, pairs);
        }
    }
}

/// Divides a large block by the values of every other field.
fn divide(prepared: &Prepared, settings: &Settings, block: &[(u64, u32)], pairs: &mut Pairs) {
    let field = (block[0].0 >> 40) as usize;
    let mut parts: Vec<(u32, u32)> = Vec::with_capacity(block.len());
    // Each two fields meet once: the other one's large blocks are divided by the fields behind it.
    for column in prepared.columns.iter().skip(field + 1) {
        parts.clear();
        parts.extend(
            block
                .iter()
                .map(|(_, record)| (column.of[*record as usize], *record))
                .filter(|(value, _)| *value != NONE),
        );
        parts.sort_unstable();
        for part in parts.chunk_by(|a, b| a.0 == b.0) {
            if part.len() > 1 && part.len() <= settings.block {
                pairs.all(prepared, part.iter().map(|(_, record)| *record));
            }
        }
    }
}

/// Sorts the records by each telling field, then by the next fields, so that a slip late in a value leaves the two side by side.
fn neighbours(prepared: &Prepared, pairs: &mut Pairs) {
    let count = prepared.columns.len();
    for first in 0..count {
        let telling = &prepared.columns[first];
        // A field with few values sorts nothing.
        if telling.values.len() * 20 < telling.filled {
            continue;
        }
        // Values in the order of their texts, so that records are sorted by numbers.
        let ranks: Vec<Vec<u32>> = (0..count.min(3))
            .map(|next| ranks(&prepared.columns[(first + next) % count]))
            .collect();
        let place = |record: u32| -> [u32; 3] {
            let mut place = [0; 3];
            for (next, rank) in ranks.iter().enumerate() {
                let value = prepared.columns[(first + next) % count].of[record as usize];
                place[next] = rank.get(value as usize).map_or(0, |rank| rank + 1);
            }
            place
        };
        let mut sorted: Vec<([u32; 3], u32)> = (0..prepared.records as u32)
            .filter(|record| telling.of[*record as usize] != NONE)
            .map(|record| (place(record), record))
            .collect();
        sorted.sort_unstable();
        for (at, (_, a)) in sorted.iter().enumerate() {
            for (_, b) in sorted.iter().skip(at + 1).take(WINDOW) {
                pairs.push(prepared, *a, *b);
            }
        }
    }
}

fn ranks(column: &super::values::Column) -> Vec<u32> {
    let mut order: Vec<u32> = (0..column.values.len() as u32).collect();
    order.sort_by(|a, b| column.values[*a as usize].chars.cmp(&column.values[*b as usize].chars));
    let mut ranks = vec![0; order.len()];
    for (rank, value) in order.into_iter().enumerate() {
        ranks[value as usize] = rank as u32;
    }
    ranks
}
