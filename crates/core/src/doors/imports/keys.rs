//! Which keys are taken, by records and by earlier rows of the file. Keys are held as fingerprints.

use super::fingerprint::{BuildSpread, Salts};
use super::plan::Prepared;
use super::table::Row;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::{OtherNames, other_names};
use crate::records::identity::{company_key, mobile_key};
use crate::records::numbers;
use leadwell_rules::text::fold;
use rusqlite::named_params;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Who has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// One record.
    Record(i64),
    /// A record in the recycle bin.
    Binned,
    /// More than one record.
    Several,
    /// An earlier row of the file, in this line.
    Row(u64),
}

/// How the values of a key are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A code is a spelling.
    Spelling,
    /// A name is what one means.
    Folded,
    /// A number is its digits.
    Number,
    /// A company is the core of its name.
    Company,
}

impl Form {
    fn of(column: &str) -> Form {
        match column {
            "code" => Form::Spelling,
            "mobile" => Form::Number,
            "company_key" => Form::Company,
            _ => Form::Folded,
        }
    }
}

/// The keys of one kind.
#[derive(Debug)]
pub struct Keys {
    field: usize,
    form: Form,
    query: String,
    /// The keys of merged records, each with the record it was merged into.
    merged: String,
    /// Of keys that no two records may share: whether one is taken by anybody.
    marked: Option<String>,
    import: Option<i64>,
    salts: Salts,
    /// Other names of companies; none where companies are no key.
    names: OtherNames,
    holders: HashMap<u128, Holder, BuildSpread>,
}

impl Keys {
    /// The keys of the plan's key field; none when it has no key.
    pub fn load(read: &Read<'_>, prepared: &Prepared) -> Result<Option<Keys>, Failure> {
        let Some(field) = prepared.key else { return Ok(None) };
        let Some(column) = prepared.spec.fields[field].key else {
            return Ok(None);
        };
        let noun = prepared.spec.noun;
        let (table, alive, joined) = (noun.table(), noun.alive(), noun.joined());
        // What the person does not see is nobody's to them, whatever lies in the bin.
        let (seen, _) = noun.reach.with_bin("t");
        let number = prepared.spec.fields[field].number;
        let texts = |of: &dyn Fn(&str) -> String| {
            let texts: Vec<String> = std::iter::once(column).chain(number).map(of).collect();
            texts.join(" union all ")
        };
        let mut keys = Keys {
            field,
            form: Form::of(column),
            // What this import made is known by its rows, also when it goes on after having been interrupted.
            query: texts(&|column| {
                format!(
                    "select t.id, t.{column}, not ({alive}) from {table} t {joined}
                     where t.{column} is not null and (:import is null or t.import_id is not :import) and {seen}"
                )
            }) + " order by 1",
            merged: texts(&|column| {
                format!(
                    "select t.id, gone.{column}, m.id from merges m join {table} gone on gone.id = m.gone_id join {table} t on t.id = m.kept_id {joined}
                     where m.entity = '{table}' and gone.{column} is not null and {alive} and {seen}"
                )
            }) + " order by 3",
            marked: prepared
                .spec
                .unique
                .contains(&column)
                .then(|| format!("select 1 from {table} where {column} = ?1")),
            import: prepared.import.map(|id| id.0),
            salts: Salts::default(),
            names: OtherNames::default(),
            holders: HashMap::default(),
        };
        keys.reload(read)?;
        Ok(Some(keys))
    }

    /// Reads the records again; what rows of the file took stays taken.
    pub fn reload(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        if self.form == Form::Company {
            self.names = other_names(read)?;
        }
        self.holders.retain(|_, holder| matches!(holder, Holder::Row(_)));
        let mut statement = read.connection.prepare(&self.query)?;
        let scope = read.actor.scope.bound();
        let mut rows = statement.query(named_params! { ":import": self.import, ":scope": scope })?;
        let mut marked = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, binned): (i64, bool) = (row.get(0)?, row.get(2)?);
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            if let Some(bare) = scope.and_then(|_| numbers::unmarked(text)).filter(|_| !binned) {
                marked.push((bare.to_owned(), id));
            }
            let hash = self.hash(text);
            match self.holders.entry(hash) {
                Entry::Vacant(place) => {
                    place.insert(if binned { Holder::Binned } else { Holder::Record(id) });
                }
                Entry::Occupied(mut place) => match (*place.get(), binned) {
                    (Holder::Row(_) | Holder::Several, _) | (Holder::Record(_), true) => {}
                    (Holder::Binned, false) => *place.get_mut() = Holder::Record(id),
                    (Holder::Binned, true) => {}
                    // Its number and its key of another system may be the same.
                    (Holder::Record(known), false) if known == id => {}
                    (Holder::Record(_), false) => *place.get_mut() = Holder::Several,
                },
            }
        }
        drop(rows);
        // A merged record's key leads to the one it went into, unless somebody living has it.
        let mut statement = read.connection.prepare(&self.merged)?;
        let mut rows = statement.query(named_params! { ":scope": scope })?;
        while let Some(row) = rows.next()? {
            let hash = self.hash(row.get_ref(1)?.as_str().unwrap_or_default());
            let holder = self.holders.entry(hash).or_insert(Holder::Binned);
            if *holder == Holder::Binned {
                *holder = Holder::Record(row.get(0)?);
            }
        }
        // Where the key itself is taken by a record they do not see, what came in with a mark is the person's record of that key.
        if let Some(taken) = &self.marked {
            let mut taken = read.sql(taken)?;
            for (bare, id) in marked {
                let hash = self.hash(&bare);
                if !self.holders.contains_key(&hash) && taken.exists([bare])? {
                    self.holders.insert(hash, Holder::Record(id));
                }
            }
        }
        Ok(())
    }

    fn hash(&self, text: &str) -> u128 {
        match self.form {
            Form::Spelling => self.salts.of(text.trim()),
            Form::Folded => self.salts.of(&fold(text)),
            Form::Number => self.salts.of(&mobile_key(text).unwrap_or_else(|| fold(text))),
            Form::Company => {
                let key = company_key(text).unwrap_or_else(|| fold(text));
                self.salts.of(self.names.root(&key))
            }
        }
    }

    /// The key of a row, and who has it already.
    pub fn of(&self, prepared: &Prepared, row: &Row) -> Option<(u128, Option<Holder>)> {
        let hash = self.hash(prepared.text(self.field, row)?);
        Some((hash, self.holders.get(&hash).copied()))
    }

    /// The place of the key field.
    pub fn field(&self) -> usize {
        self.field
    }

    /// Notes that a row has the key.
    pub fn take(&mut self, key: u128, line: u64) {
        self.holders.insert(key, Holder::Row(line));
    }
}
