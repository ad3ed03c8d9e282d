//! Which pairs are worth comparing: those that share something rare, in any field, or stand side by side when sorted.

use super::values::{Column, NONE, Prepared};
use super::{Kind, Settings};

/// Neighbours in a sorted list that are compared.
const WINDOW: usize = 3;
/// A block larger than this many times the allowed size is not even divided: its key says nothing.
const HOPELESS: usize = 400;
/// Records of blocks that are laid out at a time; few in tests, so that these go through several rounds.
const AT_A_TIME: usize = if cfg!(test) { 7 } else { 4_000_000 };
/// Fields by which neighbours are sorted.
const DEEP: usize = 3;

/// The pairs, the smaller record first, in ascending order; and whether some were left out for their number: the last ones.
pub(super) fn candidates(prepared: &Prepared, settings: &Settings) -> (Vec<(u32, u32)>, bool) {
    let mut pairs = Pairs {
        found: Vec::new(),
        limit: settings.pairs.max(1),
        beyond: None,
    };
    for field in 0..prepared.columns.len() {
        shared_keys(prepared, settings, field, &mut pairs);
    }
    neighbours(prepared, &mut pairs);
    pairs.tidy();
    pairs.found.shrink_to_fit();
    (pairs.found, pairs.beyond.is_some())
}

struct Pairs {
    found: Vec<(u32, u32)>,
    limit: usize,
    /// The last pair that is kept, once there were too many.
    beyond: Option<(u32, u32)>,
}

impl Pairs {
    fn push(&mut self, prepared: &Prepared, a: u32, b: u32) {
        let pair = (a.min(b), a.max(b));
        if self.beyond.is_some_and(|last| pair > last) || !prepared.comparable(a, b) {
            return;
        }
        self.found.push(pair);
        // Most pairs are met several times; only when the distinct ones are too many is anything left out.
        if self.found.len() >= self.limit.saturating_mul(2) {
            self.tidy();
        }
    }

    /// All pairs of records in ascending order.
    fn all(&mut self, prepared: &Prepared, records: impl Iterator<Item = u32> + Clone) {
        let mut rest = records;
        while let Some(a) = rest.next() {
            if self.beyond.is_some_and(|last| a > last.0) {
                return;
            }
            for b in rest.clone() {
                self.push(prepared, a, b);
            }
        }
    }

    fn tidy(&mut self) {
        self.found.sort_unstable();
        self.found.dedup();
        if self.found.len() > self.limit {
            self.found.truncate(self.limit);
            self.beyond = self.found.last().copied();
        }
    }
}

/// Records that share a whole value of a field, the sound of a name, a word of several. A word counts within its field, so that `12` the
/// house is not `12` the floor.
fn shared_keys(prepared: &Prepared, settings: &Settings, field: usize, pairs: &mut Pairs) {
    let column = &prepared.columns[field];
    let most = settings.block.saturating_mul(HOPELESS);
    let mut take = |block: &[u32]| {
        if block.len() <= settings.block {
            pairs.all(prepared, block.iter().copied());
        } else {
            divide(prepared, settings, field, block, pairs);
        }
    };
    let value = |record: usize| Some(column.of[record]).filter(|value| *value != NONE);
    blocks(prepared.records, column.texts.len(), most, value, &mut take);
    if column.kind == Kind::Name {
        let sound = |record| value(record).map(|value| column.sounds[value as usize]);
        blocks(prepared.records, prepared.sounds, most, sound, &mut take);
    }
    if !column.words.is_empty() {
        let words = |record| {
            let words = value(record).map(|value| column.words.of(value));
            words
                .filter(|words| words.clone().nth(1).is_some())
                .into_iter()
                .flatten()
        };
        blocks(prepared.records, prepared.rarity.len(), most, words, &mut take);
    }
}

/// Gives every block of records that have a key in common, two at least and not more than `most`, in ascending order.
fn blocks<K: IntoIterator<Item = u32>>(
    records: usize,
    keys: usize,
    most: usize,
    of: impl Fn(usize) -> K,
    mut take: impl FnMut(&[u32]),
) {
    let mut sizes = vec![0u32; keys];
    for record in 0..records {
        for key in of(record) {
            if let Some(size) = sizes.get_mut(key as usize) {
                *size += 1;
            }
        }
    }
    for size in &mut sizes {
        if *size < 2 || *size as usize > most {
            *size = 0;
        }
    }
    let (mut first, mut laid, mut ends) = (0, Vec::new(), Vec::new());
    while first < keys {
        // As many keys as go at a time; of each, where its block begins.
        ends.clear();
        let mut sum = 0;
        for size in &sizes[first..] {
            if sum >= AT_A_TIME {
                break;
            }
            ends.push(sum);
            sum += *size as usize;
        }
        laid.clear();
        laid.resize(sum, 0);
        for record in 0..records {
            for key in of(record) {
                let key = key as usize;
                if let Some(end) = key.checked_sub(first).and_then(|at| ends.get_mut(at))
                    && sizes[key] > 0
                {
                    laid[*end] = record as u32;
                    *end += 1;
                }
            }
        }
        for (end, size) in ends.iter().zip(&sizes[first..]) {
            if *size > 0 {
                take(&laid[end - *size as usize..*end]);
            }
        }
        first += ends.len();
    }
}

/// Divides a large block by the values of every other field.
fn divide(prepared: &Prepared, settings: &Settings, field: usize, block: &[u32], pairs: &mut Pairs) {
    let mut parts: Vec<(u32, u32)> = Vec::with_capacity(block.len());
    // Each two fields meet once: the other one's large blocks are divided by the fields behind it.
    for column in prepared.columns.iter().skip(field + 1) {
        parts.clear();
        parts.extend(
            block
                .iter()
                .map(|record| (column.of[*record as usize], *record))
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
    // Values in the order of their texts, so that records are sorted by numbers; of the fields needed just now.
    let mut known: Vec<Option<Vec<u32>>> = vec![None; count];
    for first in 0..count {
        let telling = &prepared.columns[first];
        // A field with few values sorts nothing.
        if telling.texts.len() * 20 < telling.filled {
            continue;
        }
        let fields: Vec<usize> = (0..count.min(DEEP)).map(|next| (first + next) % count).collect();
        for (field, ranks) in known.iter_mut().enumerate() {
            *ranks = match ranks.take() {
                _ if !fields.contains(&field) => None,
                Some(ranks) => Some(ranks),
                None => Some(in_order(&prepared.columns[field])),
            };
        }
        let place = |record: u32| -> [u32; DEEP] {
            let mut place = [0; DEEP];
            for (place, field) in place.iter_mut().zip(&fields) {
                let value = prepared.columns[*field].of[record as usize];
                let rank = known[*field].as_ref().and_then(|ranks| ranks.get(value as usize));
                *place = rank.map_or(0, |rank| rank + 1);
            }
            place
        };
        let mut sorted: Vec<([u32; DEEP], u32)> = (0..prepared.records as u32)
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

/// The place of each value among all of its field, sorted by their texts.
fn in_order(column: &Column) -> Vec<u32> {
    let mut order: Vec<u32> = (0..column.texts.len() as u32).collect();
    order.sort_unstable_by(|a, b| column.texts.get(*a).cmp(column.texts.get(*b)));
    let mut ranks = vec![0; order.len()];
    for (rank, value) in order.into_iter().enumerate() {
        ranks[value as usize] = rank as u32;
    }
    ranks
}
