//! A noun's table of fields: what can be asked of its records, and what each question is in SQL.

use super::Read;
use super::custom::CustomField;
use crate::engine::failure::Failure;
use leadwell_rules::condition::{Kind, Op};
use rusqlite::types::Value;
use serde::Serialize;
use std::borrow::Cow;
use ts_rs::TS;

/// A condition that holds for the records of which a word is true: its text, and the values of its `?`.
pub type Holds = (String, Vec<Value>);

/// The condition under which a field holds a word.
pub type Word = fn(&Read<'_>, &str) -> Result<Holds, Failure>;

/// A field that can be asked about.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its stable name.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// Its SQL: an expression; of a field that holds many, a `select` that ends with its own condition; empty when only `word` answers.
    pub sql: Cow<'static, str>,
    /// The words it can hold, when they are known.
    pub choices: &'static [&'static str],
    /// The records it refers to, by the first half of their commands.
    pub refers: Option<&'static str>,
    /// How its texts are stored.
    pub stored: Stored,
    /// Of a field that holds many: what the values are held against inside its `select`.
    pub member: Option<&'static str>,
    /// When a word is more than a value in a column: the condition under which the field holds it.
    pub word: Option<Word>,
    /// Of a value that stands in a row of its own, `cv.value`: the beginning of a condition on the record that is finished by a condition on
    /// the value and a bracket, so that the index of the values answers.
    pub within: Option<String>,
}

/// How the texts of a field are stored: decides how "is" is asked without a difference of case and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// As somebody wrote it.
    AsWritten,
    /// In one form, whose letters are either all small or all capital; its index answers.
    Normal,
    /// As somebody wrote it, few different ones, with an index that begins with them: table and column. The index tells the spellings, and
    /// answers.
    Spelt(&'static str, &'static str),
}

impl Field {
    /// A field without a list of words.
    pub const fn new(name: &'static str, kind: Kind, sql: &'static str) -> Field {
        Field {
            name: Cow::Borrowed(name),
            kind,
            sql: Cow::Borrowed(sql),
            choices: &[],
            refers: None,
            stored: Stored::AsWritten,
            member: None,
            word: None,
            within: None,
        }
    }

    /// A field whose name and SQL are known only when the file is open.
    pub fn owned(name: String, kind: Kind, sql: String) -> Field {
        Field {
            name: Cow::Owned(name),
            sql: Cow::Owned(sql),
            ..Field::new("", kind, "")
        }
    }

    /// A field that holds one of these words.
    pub const fn choice(name: &'static str, sql: &'static str, choices: &'static [&'static str]) -> Field {
        let mut field = Field::new(name, Kind::Choice, sql);
        field.choices = choices;
        field
    }

    /// A field that holds the id of another record.
    pub const fn reference(name: &'static str, sql: &'static str, refers: &'static str) -> Field {
        let mut field = Field::new(name, Kind::Reference, sql);
        field.refers = Some(refers);
        field
    }

    /// A field that holds many: `sql` is a `select` that ends with its own condition, `member` what is held against the values.
    pub const fn holding(mut self, member: &'static str) -> Field {
        self.member = Some(member);
        self
    }

    /// The same, stored in one form.
    pub const fn normal(mut self) -> Field {
        self.stored = Stored::Normal;
        self
    }

    /// The same, with an index that tells the spellings.
    pub const fn spelt(mut self, table: &'static str, column: &'static str) -> Field {
        self.stored = Stored::Spelt(table, column);
        self
    }

    /// The same, its words told by conditions.
    pub const fn told(mut self, word: Word) -> Field {
        self.word = Some(word);
        self
    }
}

/// A field of a list, for the screens that put conditions together.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ConditionField")]
pub struct FieldInfo {
    /// Its stable name.
    pub name: Cow<'static, str>,
    /// What it holds.
    pub kind: Kind,
    /// What can be asked of it, the usual question first.
    pub ops: Vec<Op>,
    /// The words it can hold, when they are known.
    pub choices: Vec<&'static str>,
    /// The records it refers to, by the first half of their commands; null when it refers to none.
    pub refers: Option<&'static str>,
    /// Whether a list can be sorted by it.
    pub sorts: bool,
    /// The field of one's own that it is; null when it is one of the program's.
    pub custom: Option<CustomField>,
}

impl FieldInfo {
    /// A field as it is described; `sorts` says whether a list can be sorted by it.
    pub fn of(field: &Field, sorts: bool) -> FieldInfo {
        FieldInfo {
            name: field.name.clone(),
            kind: field.kind,
            ops: field.kind.ops().to_vec(),
            choices: field.choices.to_vec(),
            refers: field.refers,
            sorts,
            custom: None,
        }
    }
}
