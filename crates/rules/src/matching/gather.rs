//! Takes records up one after the other, so that nobody need hold all of them as texts.

use super::normal::normal;
use super::parts::{Companies, People};
use super::texts::Texts;
use super::values::{Column, NONE};
use super::words::Words;
use super::{Field, Found, Kind, Records, Settings};
use crate::names::CompanyName;
use crate::names::person::PersonName;
use std::collections::HashMap;

/// Texts as written that are remembered for each field: choices and titles are brought to their form once.
const REMEMBERED: usize = 4096;

/// Records for the matcher, taken up one after the other. Only distinct values are kept, in the form in which they are compared.
pub struct Gathered {
    fields: Vec<Taken>,
    records: usize,
    lists: Option<Vec<u32>>,
}

/// A field, so far.
struct Taken {
    column: Column,
    met: HashMap<String, u32>,
}

impl Gathered {
    /// None yet, with these fields.
    pub fn new(fields: &[Field]) -> Self {
        let taken = |field: &Field| Taken {
            column: Column {
                kind: field.kind,
                of: Vec::new(),
                texts: Texts::default(),
                counts: Vec::new(),
                filled: 0,
                words: Words::default(),
                sounds: Vec::new(),
                people: People::default(),
                companies: Companies::default(),
            },
            met: HashMap::new(),
        };
        Self {
            fields: fields.iter().map(taken).collect(),
            records: 0,
            lists: None,
        }
    }

    /// Takes the next record: a value per field; fewer miss the last ones.
    pub fn add<'t>(&mut self, values: impl IntoIterator<Item = Option<&'t str>>) {
        let mut values = values.into_iter();
        for field in &mut self.fields {
            field.take(values.next().flatten());
        }
        self.records += 1;
    }

    /// Says which list each record is from: records of the same list are never compared. One number per record, or it is not heeded.
    pub fn in_lists(&mut self, lists: Vec<u32>) {
        self.lists = Some(lists);
    }

    /// Records taken so far.
    pub fn records(&self) -> usize {
        self.records
    }

    /// Finds the pairs. The same records give the same answer.
    pub fn find(self, settings: &Settings) -> Found {
        super::search(self, settings)
    }

    /// The fields, the number of records, and their lists.
    pub(super) fn into_columns(self) -> (Vec<Column>, usize, Option<Vec<u32>>) {
        let sealed = |field: Taken| {
            let mut column = field.column;
            column.of.shrink_to_fit();
            column.texts.seal();
            column.counts.shrink_to_fit();
            column.people.seal();
            column.companies.seal();
            column
        };
        (self.fields.into_iter().map(sealed).collect(), self.records, self.lists)
    }
}

impl From<&Records> for Gathered {
    fn from(records: &Records) -> Self {
        let mut gathered = Self::new(&records.fields);
        for row in &records.rows {
            gathered.add(row.iter().map(Option::as_deref));
        }
        gathered.lists.clone_from(&records.lists);
        gathered
    }
}

impl Taken {
    fn take(&mut self, text: Option<&str>) {
        let value = text.map_or(NONE, |text| self.number(text));
        self.column.of.push(value);
        if value != NONE {
            self.column.filled += 1;
            self.column.counts[value as usize] += 1;
        }
    }

    /// The number of a text's value.
    fn number(&mut self, text: &str) -> u32 {
        if let Some(value) = self.met.get(text) {
            return *value;
        }
        let value = self.column.number(text);
        if self.met.len() < REMEMBERED {
            self.met.insert(text.to_owned(), value);
        }
        value
    }
}

impl Column {
    /// The number of the value that a text is, a new one when it is met for the first time; none when there is nothing to compare.
    fn number(&mut self, text: &str) -> u32 {
        let person = (self.kind == Kind::Name).then(|| PersonName::read(text));
        let normal = match &person {
            Some(person) => person.in_order(),
            None => normal(self.kind, text),
        };
        if normal.is_empty() {
            return NONE;
        }
        let Some(value) = self.texts.number(&normal) else {
            return NONE;
        };
        if value as usize == self.counts.len() {
            self.counts.push(0);
            if let Some(person) = &person {
                self.people.push(person);
            }
            if self.kind == Kind::Company {
                self.companies.push(CompanyName::read(text));
            }
        }
        value
    }
}
