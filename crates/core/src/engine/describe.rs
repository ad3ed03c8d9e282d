//! What a kind of record is, said once: its table, its fields, and what a merge, a fill or a list does with each of them. Data only –
//! the verbs read it; it holds no control flow.

use crate::engine::messages;
use leadwell_rules::Language;
use rusqlite::types::Value;

/// A kind of record.
#[derive(Debug)]
pub struct Noun {
    /// Its table, which is also its name in the record of changes.
    pub table: &'static str,
    /// The column by which activities are about it.
    pub about: &'static str,
    /// What it is made of.
    pub fields: &'static [Field],
    /// The table of the values of fields that the owner of the file adds; its column `about` says whose they are. None: it takes none.
    pub values: Option<&'static str>,
    /// Columns that are no fields, each with the reason.
    pub beside: &'static [(&'static str, Beside)],
}

/// Why a column is no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Its number.
    Identity,
    /// Worked out from other columns or rows, by whoever writes them or by a reaction.
    Derived,
    /// How and when this row came in and was changed: true of the row, whatever becomes of its content.
    Origin,
    /// Whether it lies in the bin.
    Life,
    /// What it hangs on; moved or kept by verbs of its own.
    Link,
}

/// A field: a column a person can know something by.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its column.
    pub column: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The word that says nothing, for a column that is never null.
    pub silent: Option<&'static str>,
    /// Columns worked out from it, which go where it goes.
    pub followers: &'static [&'static str],
    /// What a merge does with it.
    pub merge: Merge,
    /// Whether what comes in again fills it where it says nothing.
    pub fills: bool,
    /// Any text, of which nothing follows: it has no place of its own in forms, lists, files and calls, and is taken there by this description,
    /// as fields of one's own are.
    pub plain: bool,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// Minor units of the base currency, or of the record's own.
    Money,
    /// A day of the calendar.
    Day,
    /// An instant.
    Instant,
    /// One word of a list; its sentence is `<list>.<word>`.
    Choice(&'static str),
    /// A person who works here.
    Person,
    /// Another record: its table.
    Record(&'static str),
    /// An object of texts by name, as JSON.
    Notes,
}

/// What becomes of a field when records are made one. What is not taken is written down on the record that is left, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// What the kept record says; where it says nothing, the first of the others that says something. A person may choose otherwise.
    Fill,
    /// The same, but nobody may choose otherwise: the first answer stays.
    FirstStays,
    /// The same as [`Merge::Fill`]; what is not taken stands beside, as a further contact method of this kind.
    FurtherMethod,
    /// What the kept record says, even nothing: it tells how that record stands.
    Keep,
    /// The parts of all, the kept record's first.
    Join,
}

impl Field {
    /// A field that a merge and a second arrival fill.
    pub const fn new(column: &'static str, kind: Kind) -> Field {
        Field {
            column,
            kind,
            silent: None,
            followers: &[],
            merge: Merge::Fill,
            fills: true,
            plain: false,
        }
    }

    /// A text that a merge and a second arrival fill.
    pub const fn text(column: &'static str) -> Field {
        Field::new(column, Kind::Text)
    }

    /// Any text, taken everywhere by its description alone.
    pub const fn plain(column: &'static str) -> Field {
        let mut field = Field::text(column);
        field.plain = true;
        field
    }

    /// With another rule for merging.
    pub const fn merged(self, merge: Merge) -> Field {
        Field { merge, ..self }
    }

    /// With columns that are worked out from it.
    pub const fn followed_by(self, followers: &'static [&'static str]) -> Field {
        Field { followers, ..self }
    }

    /// With a word that says nothing.
    pub const fn silent_as(self, word: &'static str) -> Field {
        Field {
            silent: Some(word),
            ..self
        }
    }

    /// Never filled by a second arrival: a rule or a person decides it.
    pub const fn not_filled(self) -> Field {
        Field { fills: false, ..self }
    }

    /// Whether a value says something.
    pub fn says(&self, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Text(text) => self.silent != Some(text.as_str()),
            _ => true,
        }
    }

    /// What it is called, in a language.
    pub fn label(&self, language: Language) -> String {
        messages::sentence(language, &format!("field.{}", self.column), &[])
    }
}

impl Kind {
    /// A stored word as people read it; numbers and texts as they are.
    pub fn shown(self, text: &str, language: Language) -> String {
        match self {
            Kind::Choice(list) => messages::sentence(language, &format!("{list}.{text}"), &[]),
            _ => text.to_owned(),
        }
    }
}

impl Noun {
    /// Its fields that are taken everywhere by their description alone.
    pub fn plain(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().filter(|field| field.plain)
    }

    /// Its columns that hold fields, in order.
    pub fn columns(&self) -> Vec<&'static str> {
        self.fields.iter().map(|field| field.column).collect()
    }

    /// The field of a column.
    pub fn field(&self, column: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.column == column)
    }

    /// Whether the history of a record shows a change of this column: what somebody wrote, not what follows from it.
    pub fn tells(&self, column: &str) -> bool {
        self.field(column).is_some()
            || self
                .beside
                .iter()
                .any(|(name, why)| *name == column && matches!(why, Beside::Life | Beside::Link))
    }
}
