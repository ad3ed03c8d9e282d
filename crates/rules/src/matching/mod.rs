//! Finds records that are probably one: an unsupervised matcher after Fellegi and Sunter. How much it says when a field agrees is
//! learned from the records themselves – how often it agrees among strangers from pairs drawn at random, how often among
//! doubles by expectation–maximisation – so that no file needs settings of its own.

mod blocking;
mod clusters;
mod found;
mod gather;
mod levels;
mod model;
mod normal;
mod parts;
mod rivals;
mod strangers;
mod texts;
mod values;
mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use found::Found;
pub use gather::Gathered;
pub use levels::Level;
pub use model::Weights;

use values::Prepared;

/// What the values of a field are, and so how they are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person's name or a part of one.
    Name,
    /// A company's name.
    Company,
    /// A street, a town: words and numbers.
    Address,
    /// A day, written in numbers.
    Date,
    /// Digits: a telephone number, a postcode.
    Digits,
    /// An e-mail address.
    Email,
    /// A code or a choice: equal or not.
    Exact,
    /// Running words, such as a product's title.
    Text,
}

/// A field that all records have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is called.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
}

impl Field {
    /// A field by its name and kind.
    pub fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
        }
    }
}

/// Records to be compared. A value that is missing or has nothing to compare says nothing for or against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// The fields.
    pub fields: Vec<Field>,
    /// A row per record with a value per field; a shorter row misses the last ones.
    pub rows: Vec<Vec<Option<String>>>,
    /// When given, one number per record: records with the same number are never compared, as in two lists without doubles.
    pub lists: Option<Vec<u32>>,
}

/// How the search is done. The default serves every file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Pairs at least this probable are given back, and joined to clusters.
    pub threshold: f64,
    /// Records that may share a key to be compared with each other; a larger block is divided by a second key.
    pub block: usize,
    /// Pairs compared at most.
    pub pairs: usize,
    /// Random pairs from which agreement among strangers is measured.
    pub strangers: usize,
    /// Rounds of expectation–maximisation at most.
    pub rounds: usize,
    /// Seed of the random pairs.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            threshold: 0.5,
            block: 20,
            pairs: 3_000_000,
            strangers: 60_000,
            rounds: 25,
            seed: 20,
        }
    }
}

/// What one field says about a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The field's place in the list.
    pub field: usize,
    /// How the two values compare.
    pub level: Level,
    /// Evidence in bits: each doubles the odds of one record, each below zero halves them.
    pub bits: f64,
}

/// Two records that are probably one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The first record, by its place; less than `b`.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// The probability that they are one.
    pub probability: f64,
}

impl Pair {
    /// The places of both records.
    pub fn records(&self) -> (usize, usize) {
        (self.a as usize, self.b as usize)
    }
}

/// Finds the pairs. The same records give the same answer. Who has many records hands them over one by one, by [`Gathered`].
pub fn find(records: &Records, settings: &Settings) -> Found {
    search(Gathered::from(records), settings)
}

fn search(gathered: Gathered, settings: &Settings) -> Found {
    let mut prepared = Prepared::new(gathered);
    let (candidates, limited) = blocking::candidates(&prepared, settings);
    let model = model::fit(&mut prepared, &candidates, settings);
    let (pairs, said) = model.found(&prepared, &candidates, settings.threshold);
    Found {
        pairs,
        prior: model.prior,
        weights: model.weights(),
        compared: candidates.len(),
        limited,
        said,
    }
}
