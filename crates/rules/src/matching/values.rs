//! Records prepared for the matcher: of each field the distinct values in the form in which they are compared, packed; what a comparison
//! needs of a value is worked out when it is compared.

use super::Kind;
use super::gather::Gathered;
use super::normal::{pieces, sound};
use super::parts::{Companies, People};
use super::texts::Texts;
use super::words::Words;
use crate::names::CompanyName;
use crate::names::person::PersonName;
use std::collections::HashMap;

/// A missing value.
pub(super) const NONE: u32 = u32::MAX;

/// Bins of a bag of characters.
pub(super) const BAG: usize = 32;

/// A distinct value of a field, opened for comparing.
pub(super) struct Value {
    /// Its number in its field.
    pub id: u32,
    /// The value in one way of writing.
    pub chars: Vec<char>,
    /// How often its characters occur, by their number modulo the size: a quick look at what cannot be alike.
    pub bag: [u8; BAG],
    /// Its words by their numbers, in ascending order.
    pub words: Vec<u32>,
    /// What its words say in all.
    pub weight: f64,
    /// Its sound, for names.
    pub sound: u32,
    /// Read as a company's or a person's name.
    pub company: Option<CompanyName>,
    /// Read as a person's name of several parts.
    pub person: Option<PersonName>,
}

impl Value {
    /// None yet.
    pub fn closed() -> Self {
        Self {
            id: NONE,
            chars: Vec::new(),
            bag: [0; BAG],
            words: Vec::new(),
            weight: 0.0,
            sound: 0,
            company: None,
            person: None,
        }
    }
}

/// One field of all records.
pub(super) struct Column {
    /// What its values are.
    pub kind: Kind,
    /// The value of each record, or [`NONE`].
    pub of: Vec<u32>,
    /// The distinct values in one way of writing.
    pub texts: Texts,
    /// Records that have each value.
    pub counts: Vec<u32>,
    /// Records that have a value.
    pub filled: usize,
    /// The words of each value.
    pub words: Words,
    /// The sound of each value, for names.
    pub sounds: Vec<u32>,
    /// The parts of each value, for names of people.
    pub people: People,
    /// The parts of each value, for names of companies.
    pub companies: Companies,
}

impl Column {
    /// Opens a value, unless it is the one that is open.
    pub fn open(&self, id: u32, rarity: &[f64], value: &mut Value) {
        if value.id == id {
            return;
        }
        let text = self.texts.get(id);
        value.id = id;
        value.chars.clear();
        value.chars.extend(text.chars());
        if matches!(self.kind, Kind::Name | Kind::Address | Kind::Digits) {
            value.bag = bag(&value.chars);
        }
        value.words.clear();
        value.words.extend(self.words.of(id));
        value.weight = value.words.iter().map(|word| rarity[*word as usize]).sum();
        value.sound = self.sounds.get(id as usize).copied().unwrap_or_default();
        value.company = self.companies.read(id, text);
        value.person = self.people.read(id, text);
    }

    /// Forgets what only comparing needs.
    fn close(&mut self) {
        self.texts = Texts::default();
        self.words = Words::default();
        self.sounds = Vec::new();
        self.people = People::default();
        self.companies = Companies::default();
    }

    /// Numbers the words of its values.
    fn cut(&mut self, known: &mut Texts) {
        let mut words = Vec::new();
        for value in 0..self.texts.len() as u32 {
            words.clear();
            pieces(self.texts.get(value), |piece| words.extend(known.number(piece)));
            words.sort_unstable();
            words.dedup();
            self.words.push(&words);
        }
        self.words.seal();
    }

    /// Numbers the sounds of its values.
    fn listen(&mut self, known: &mut Texts) {
        self.sounds = (0..self.texts.len() as u32)
            .map(|value| known.number(&sound(self.texts.get(value))).unwrap_or(NONE))
            .collect();
    }
}

fn bag(chars: &[char]) -> [u8; BAG] {
    let mut bag = [0u8; BAG];
    for c in chars {
        let place = &mut bag[u32::from(*c) as usize % BAG];
        *place = place.saturating_add(1);
    }
    bag
}

/// All records, prepared.
pub(super) struct Prepared {
    /// The fields.
    pub columns: Vec<Column>,
    /// Records.
    pub records: usize,
    /// Sounds of names.
    pub sounds: usize,
    /// How much a shared word says, by its number: the rarer, the more.
    pub rarity: Vec<f64>,
    /// Whether a word stands in two records at most: who shares it has it from nobody else.
    pub ours: Vec<bool>,
    /// Which list a record belongs to, when lists are not compared within.
    pub lists: Option<Vec<u32>>,
}

impl Prepared {
    /// Prepares what was gathered. Words and sounds are numbered field after field, in the order of the values.
    pub fn new(gathered: Gathered) -> Self {
        let (mut columns, records, lists) = gathered.into_columns();
        let (mut words, mut sounds) = (Texts::default(), Texts::default());
        for column in &mut columns {
            match column.kind {
                Kind::Company | Kind::Address | Kind::Text => column.cut(&mut words),
                Kind::Name => column.listen(&mut sounds),
                Kind::Date | Kind::Digits | Kind::Email | Kind::Exact => {}
            }
        }
        let count = words.len();
        drop(words);
        let holding = holding(&columns, records, count);
        Self {
            columns,
            records,
            sounds: sounds.len(),
            rarity: holding
                .iter()
                .map(|holding| (1.0 + records as f64 / f64::from((*holding).max(1))).ln().powi(2))
                .collect(),
            ours: holding.iter().map(|holding| *holding <= 2).collect(),
            lists: lists.filter(|lists| lists.len() == records),
        }
    }

    /// Forgets what only comparing needs.
    pub fn close(&mut self) {
        self.columns.iter_mut().for_each(Column::close);
        self.rarity = Vec::new();
        self.ours = Vec::new();
    }

    /// Whether two records may be one at all.
    pub fn comparable(&self, a: u32, b: u32) -> bool {
        a != b
            && self
                .lists
                .as_ref()
                .is_none_or(|lists| lists[a as usize] != lists[b as usize])
    }

    /// Doubles expected before anything was seen: one record in twenty has one; of two lists half the shorter one is in the other.
    pub fn doubles_expected(&self) -> f64 {
        let Some(lists) = &self.lists else {
            return 0.05 * self.records as f64;
        };
        let mut sizes: HashMap<u32, usize> = HashMap::new();
        for list in lists {
            *sizes.entry(*list).or_default() += 1;
        }
        let longest = sizes.values().max().copied().unwrap_or_default();
        0.5 * (self.records - longest) as f64
    }

    /// Pairs of records that may be one.
    pub fn all_pairs(&self) -> f64 {
        let n = self.records as f64;
        let mut sizes: HashMap<u32, f64> = HashMap::new();
        for list in self.lists.iter().flatten() {
            *sizes.entry(*list).or_default() += 1.0;
        }
        let within: f64 = sizes.values().map(|size| size * (size - 1.0)).sum();
        ((n * (n - 1.0) - within) / 2.0).max(1.0)
    }
}

/// In how many records each word stands, in whichever field.
fn holding(columns: &[Column], records: usize, words: usize) -> Vec<u32> {
    let mut holding = vec![0; words];
    let mut last = vec![u32::MAX; words];
    let columns: Vec<&Column> = columns.iter().filter(|column| !column.words.is_empty()).collect();
    for record in 0..records {
        for column in &columns {
            let value = column.of[record];
            if value == NONE {
                continue;
            }
            for word in column.words.of(value) {
                let at = word as usize;
                if last[at] != record as u32 {
                    last[at] = record as u32;
                    holding[at] += 1;
                }
            }
        }
    }
    holding
}
