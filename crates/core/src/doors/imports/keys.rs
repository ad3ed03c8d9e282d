//! Which keys are taken, by records and by earlier rows of the file. Keys are held as fingerprints.

use super::fingerprint::{BuildSpread, Salts};
use super::plan::Prepared;
use super::table::Row;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::identity::{OtherNames, other_names};
use crate::records::identity::{company_key, mobile_key};
use leadwell_rules::text::fold;
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
        let (table, alive) = (prepared.spec.noun.table(), prepared.spec.alive);
        let mut keys = Keys {
            field,
            form: Form::of(column),
            // What this import made is known by its rows, also when it goes on after having been interrupted.
            query: format!(
                "select id, {column}, not ({alive}) from {table}
                 where {column} is not null and (?1 is null or import_id is not ?1) order by id"
            ),
            merged: format!(
                "select m.kept_id, g.{column} from merges m join {table} g on g.id = m.gone_id
                 where m.entity = '{table}' and g.{column} is not null and m.kept_id in (select id from {table} where {alive})
                 order by m.id"
            ),
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
        let mut rows = statement.query([self.import])?;
        while let Some(row) = rows.next()? {
            let (id, binned): (i64, bool) = (row.get(0)?, row.get(2)?);
            let text = row.get_ref(1)?;
            let hash = self.hash(text.as_str().unwrap_or_default());
            match self.holders.entry(hash) {
                Entry::Vacant(place) => {
                    place.insert(if binned { Holder::Binned } else { Holder::Record(id) });
                }
                Entry::Occupied(mut place) => match (*place.get(), binned) {
                    (Holder::Row(_) | Holder::Several, _) | (Holder::Record(_), true) => {}
                    (Holder::Binned, false) => *place.get_mut() = Holder::Record(id),
                    (Holder::Binned, true) => {}
                    (Holder::Record(_), false) => *place.get_mut() = Holder::Several,
                },
            }
        }
        drop(rows);
        // A merged record's key leads to the one it went into, unless somebody living has it.
        let mut statement = read.connection.prepare(&self.merged)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let hash = self.hash(row.get_ref(1)?.as_str().unwrap_or_default());
            let holder = self.holders.entry(hash).or_insert(Holder::Binned);
            if *holder == Holder::Binned {
                *holder = Holder::Record(row.get(0)?);
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
