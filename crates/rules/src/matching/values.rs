//! Values brought to the form in which they are compared, each distinct one once.

use super::{Kind, Records};
use crate::names::CompanyName;
use crate::names::person::PersonName;
use crate::names::script::{is_han, plain};
use std::collections::HashMap;

/// A missing value.
pub(super) const NONE: u32 = u32::MAX;

/// Bins of a bag of characters.
pub(super) const BAG: usize = 32;

/// A distinct value of a field.
pub(super) struct Value {
    /// The value in one way of writing.
    pub chars: Vec<char>,
    /// How often its characters occur, by their number modulo the size: a quick look at what cannot be alike.
    pub bag: [u8; BAG],
    /// The number of the text among all texts, so that values of different fields can be held against each other.
    pub text: u32,
    /// Its words by their numbers, in ascending order.
    pub words: Vec<u32>,
    /// What its words say in all.
    pub weight: f64,
    /// Records that have it in this field.
    pub count: u32,
    /// Its sound, for names.
    pub sound: u32,
    /// Read as a company's or a person's name.
    pub company: Option<CompanyName>,
    /// Read as a person's name of several parts.
    pub person: Option<PersonName>,
}

/// One field of all records.
pub(super) struct Column {
    /// What its values are.
    pub kind: Kind,
    /// The value of each record, or [`NONE`].
    pub of: Vec<u32>,
    /// The distinct values.
    pub values: Vec<Value>,
    /// Records that have a value.
    pub filled: usize,
}

/// All records, prepared.
pub(super) struct Prepared {
    /// The fields.
    pub columns: Vec<Column>,
    /// Records.
    pub records: usize,
    /// How much a shared word says, by its number: the rarer, the more.
    pub rarity: Vec<f64>,
    /// Whether a word stands in two records at most: who shares it has it from nobody else.
    pub ours: Vec<bool>,
    /// Which list a record belongs to, when lists are not compared within.
    pub lists: Option<Vec<u32>>,
}

impl Prepared {
    /// Prepares records.
    pub fn new(records: &Records) -> Self {
        let mut numbers = Numbers::default();
        let mut columns: Vec<Column> = records
            .fields
            .iter()
            .enumerate()
            .map(|(field, of)| {
                let mut column = Column {
                    kind: of.kind,
                    of: Vec::with_capacity(records.rows.len()),
                    values: Vec::new(),
                    filled: 0,
                };
                let mut known: HashMap<String, u32> = HashMap::new();
                let mut raw: HashMap<&str, u32> = HashMap::new();
                for row in &records.rows {
                    let Some(text) = row.get(field).and_then(Option::as_deref) else {
                        column.of.push(NONE);
                        continue;
                    };
                    let id = *raw.entry(text).or_insert_with(|| {
                        let normal = normal(of.kind, text);
                        if normal.is_empty() {
                            return NONE;
                        }
                        *known.entry(normal).or_insert_with_key(|normal| {
                            column.values.push(value(of.kind, text, normal, &mut numbers));
                            column.values.len() as u32 - 1
                        })
                    });
                    if id != NONE {
                        column.filled += 1;
                        column.values[id as usize].count += 1;
                    }
                    column.of.push(id);
                }
                column
            })
            .collect();
        let all = records.rows.len();
        let holding = holding(&columns, all, numbers.words.len());
        let rarity: Vec<f64> = holding
            .iter()
            .map(|holding| (1.0 + all as f64 / f64::from((*holding).max(1))).ln().powi(2))
            .collect();
        for value in columns.iter_mut().flat_map(|column| &mut column.values) {
            value.weight = value.words.iter().map(|word| rarity[*word as usize]).sum();
        }
        let lists = records.lists.clone().filter(|lists| lists.len() == all);
        Self {
            columns,
            records: all,
            ours: holding.iter().map(|holding| *holding <= 2).collect(),
            rarity,
            lists,
        }
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
    for record in 0..records {
        for column in columns {
            let Some(value) = column.values.get(column.of[record] as usize) else {
                continue;
            };
            for word in &value.words {
                let at = *word as usize;
                if last[at] != record as u32 {
                    last[at] = record as u32;
                    holding[at] += 1;
                }
            }
        }
    }
    holding
}

/// Numbers for texts and for words.
#[derive(Default)]
struct Numbers {
    texts: HashMap<String, u32>,
    words: HashMap<String, u32>,
}

impl Numbers {
    fn of(map: &mut HashMap<String, u32>, text: &str) -> u32 {
        let next = map.len() as u32;
        *map.entry(text.to_owned()).or_insert(next)
    }
}

/// Street words that are written short or in full.
const STREETS: &[(&str, &str)] = &[
    ("street", "st"),
    ("str", "st"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("road", "rd"),
    ("boulevard", "blvd"),
    ("drive", "dr"),
    ("place", "pl"),
    ("court", "ct"),
    ("crescent", "cres"),
    ("circuit", "cct"),
    ("close", "cl"),
    ("lane", "ln"),
    ("highway", "hwy"),
    ("parkway", "pkwy"),
    ("square", "sq"),
    ("terrace", "tce"),
    ("north", "n"),
    ("south", "s"),
    ("east", "e"),
    ("west", "w"),
    ("floor", "fl"),
    ("suite", "ste"),
    ("apartment", "apt"),
    ("building", "bldg"),
    ("saint", "st"),
    ("mount", "mt"),
];

/// Words with one blank between; letters and digits only. A Chinese run is one word.
fn spaced(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The form in which equal values are equal. Empty when there is nothing to compare.
fn normal(kind: Kind, text: &str) -> String {
    let folded = plain(text);
    match kind {
        Kind::Name => PersonName::read(&folded).in_order(),
        Kind::Company => spaced(&folded).join(" "),
        Kind::Address => spaced(&folded)
            .into_iter()
            .map(|word| {
                STREETS
                    .iter()
                    .find(|(long, _)| *long == word)
                    .map_or(word, |(_, short)| short)
            })
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Date => day(&folded),
        Kind::Digits => digits(&folded),
        Kind::Email => folded.split_whitespace().collect(),
        Kind::Exact => folded.chars().filter(|c| c.is_alphanumeric()).collect(),
        Kind::Text => spaced(&folded).join(" "),
    }
}

/// Digits without the sign of a country in front of a mainland mobile number.
fn digits(text: &str) -> String {
    let found: String = text.chars().filter(char::is_ascii_digit).collect();
    for prefix in ["0086", "86"] {
        if let Some(rest) = found.strip_prefix(prefix)
            && rest.len() == 11
            && rest.starts_with('1')
        {
            return rest.to_owned();
        }
    }
    if found.is_empty() {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    } else {
        found
    }
}

/// A day as eight digits, the year first; other numbers as they stand.
fn day(text: &str) -> String {
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    match numbers[..] {
        [year, month, day, ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}{month:0>2}{day:0>2}")
        }
        [day, month, year, ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            format!("{year}{month:0>2}{day:0>2}")
        }
        _ => numbers.concat(),
    }
}

fn value(kind: Kind, text: &str, normal: &str, numbers: &mut Numbers) -> Value {
    let chars: Vec<char> = normal.chars().collect();
    let mut bag = [0u8; BAG];
    for c in &chars {
        let place = &mut bag[u32::from(*c) as usize % BAG];
        *place = place.saturating_add(1);
    }
    let mut words: Vec<u32> = match kind {
        Kind::Company | Kind::Address | Kind::Text => pieces(normal)
            .iter()
            .map(|word| Numbers::of(&mut numbers.words, word))
            .collect(),
        _ => Vec::new(),
    };
    words.sort_unstable();
    words.dedup();
    let person = (kind == Kind::Name)
        .then(|| PersonName::read(text))
        .filter(|person| person.chinese || person.family.is_some());
    Value {
        bag,
        text: Numbers::of(&mut numbers.texts, normal),
        words,
        weight: 0.0,
        count: 0,
        sound: if kind == Kind::Name {
            Numbers::of(&mut numbers.texts, &format!("~{}", sound(&chars)))
        } else {
            0
        },
        company: (kind == Kind::Company).then(|| CompanyName::read(text)),
        person,
        chars,
    }
}

/// Words; of a Chinese run, every two neighbouring characters.
fn pieces(normal: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in normal.split(' ') {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() > 2 && chars.iter().copied().any(is_han) {
            found.extend(chars.windows(2).map(|two| two.iter().collect::<String>()));
        } else {
            found.push(word.to_owned());
        }
    }
    found
}

/// The sound of a name, roughly: the first letter, then consonants by their kind, doubles once.
fn sound(chars: &[char]) -> String {
    let mut found = String::new();
    for (at, c) in chars.iter().enumerate() {
        let kind = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' if at > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => 'a',
            'b' | 'f' | 'p' | 'v' => 'b',
            'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => 'c',
            'd' | 't' => 'd',
            'm' | 'n' => 'm',
            other => *other,
        };
        if !found.ends_with(kind) {
            found.push(kind);
        }
    }
    found
}
