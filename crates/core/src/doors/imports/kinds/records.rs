//! Plain records: a table, its columns, and a row's values for them. An empty cell leaves what a record has.

use crate::doors::imports::outcome::{Outcome, Problem, Refusal};
use crate::doors::imports::plan::Prepared;
use crate::doors::imports::wanted::OnMatch;
use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::ImportId;
use leadwell_rules::time::Instant;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, named_params, params_from_iter};
use std::collections::HashSet;

/// A table rows go into.
#[derive(Debug)]
pub struct Records {
    noun: &'static Noun,
    columns: &'static [&'static str],
    stamped: bool,
    import: Option<ImportId>,
    now: Instant,
    /// Whether a record keeps what it has, and only what is empty is filled.
    fill: bool,
    /// Columns of the key: a record another one was merged into keeps its own.
    key: Vec<usize>,
    imagined: i64,
}

/// Its statements.
pub struct RecordWriter<'c> {
    insert: CachedStatement<'c>,
    select: CachedStatement<'c>,
    update: CachedStatement<'c>,
    /// Whether the person may change a record, as far as that depends on whose it is; none where they may change everybody's.
    theirs: Option<(CachedStatement<'c>, String)>,
    /// Records another one was merged into.
    merged_into: HashSet<i64>,
}

/// The text of a cell as a value.
pub fn text(cell: Option<&str>) -> Option<Value> {
    cell.map(|text| Value::Text(text.to_owned()))
}

/// A number as a value.
pub fn number(number: Option<i64>) -> Option<Value> {
    number.map(Value::Integer)
}

/// Whether a record says already what a cell says, which has no spaces at its ends.
fn says_already(old: &Value, new: &Value) -> bool {
    matches!((old, new), (Value::Text(old), Value::Text(new)) if old.trim() == new)
}

impl Records {
    /// The records of a table; `stamped` tables say when a record was changed last.
    pub fn new(prepared: &Prepared, columns: &'static [&'static str], stamped: bool) -> Records {
        let key = prepared.key.and_then(|field| prepared.spec.fields[field].key);
        let of_key = |column: &str| match key {
            // A company is known by its name, and both go with it in their other forms.
            Some(key @ ("name" | "company_key")) => {
                column == key || matches!(column, "name" | "name_key" | "company" | "company_key")
            }
            Some(key) => column == key,
            None => false,
        };
        Records {
            key: (0..columns.len()).filter(|at| of_key(columns[*at])).collect(),
            noun: prepared.spec.noun,
            columns,
            stamped,
            import: prepared.import,
            now: prepared.now,
            fill: prepared.on_match == OnMatch::Merge,
            imagined: 0,
        }
    }

    /// Compiles the statements.
    pub fn writer<'c>(&self, read: &Read<'c>) -> Result<RecordWriter<'c>, Failure> {
        let (table, columns) = (self.noun.table(), self.columns.join(", "));
        let marks = vec!["?"; self.columns.len()].join(", ");
        let sets: Vec<String> = self.columns.iter().map(|column| format!("{column} = ?")).collect();
        let (stamp, mark, set) = if self.stamped {
            (", updated_at", ", ?", ", updated_at = ?")
        } else {
            ("", "", "")
        };
        let theirs = read.actor.scope.bound().map(|scope| {
            let (noun, joined) = (self.noun, self.noun.joined());
            let text = format!(
                "select 1 from {table} t {joined} where t.id = :id and {}",
                noun.changed()
            );
            Ok::<_, Failure>((read.sql(&text)?, scope.to_owned()))
        });
        Ok(RecordWriter {
            theirs: theirs.transpose()?,
            insert: read.sql(&format!(
                "insert into {table} ({columns}, import_id, created_at{stamp}) values ({marks}, ?, ?{mark})"
            ))?,
            select: read.sql(&format!("select {columns} from {table} where id = ?"))?,
            merged_into: read
                .all("select kept_id from merges where entity = ?1", [table], |row| {
                    row.get(0)
                })?
                .into_iter()
                .collect(),
            update: read.sql(&format!("update {table} set {}{set} where id = ?", sets.join(", ")))?,
        })
    }

    /// A new record; its id. In a dry run the id is a negative number nobody else has.
    pub fn insert(&mut self, writer: &mut RecordWriter<'_>, given: &[Option<Value>]) -> Result<i64, Refusal> {
        self.insert_made(writer, given, None)
    }

    /// The same for a record that was made at another instant than now.
    pub fn insert_made(
        &mut self,
        writer: &mut RecordWriter<'_>,
        given: &[Option<Value>],
        made: Option<Instant>,
    ) -> Result<i64, Refusal> {
        let Some(import) = self.import else {
            self.imagined -= 1;
            return Ok(self.imagined);
        };
        let (now, import, nothing) = (self.now.millis(), import.0, Value::Null);
        let made = made.map_or(now, Instant::millis);
        let (now, import, made) = (Value::Integer(now), Value::Integer(import), Value::Integer(made));
        let values = given.iter().map(|value| value.as_ref().unwrap_or(&nothing));
        let stamps = [&import, &made].into_iter().chain(self.stamped.then_some(&now));
        Ok(writer.insert.insert(params_from_iter(values.chain(stamps)))?)
    }

    /// What a record has in its columns.
    pub fn existing(&self, writer: &mut RecordWriter<'_>, id: i64) -> Result<Vec<Value>, Failure> {
        let count = self.columns.len();
        Ok(writer
            .select
            .query_row([id], |row| (0..count).map(|column| row.get(column)).collect())?)
    }

    /// Lays what is given over what a record has, and writes it if that changes anything.
    pub fn change(
        &self,
        writer: &mut RecordWriter<'_>,
        id: i64,
        existing: &[Value],
        given: &[Option<Value>],
    ) -> Result<Outcome, Refusal> {
        let led = writer.merged_into.contains(&id);
        let wanted: Vec<&Value> = existing
            .iter()
            .zip(given)
            .enumerate()
            .map(|(at, (old, new))| match new {
                Some(new) if says_already(old, new) => old,
                Some(new) if *old == Value::Null || !(self.fill || led && self.key.contains(&at)) => new,
                _ => old,
            })
            .collect();
        if wanted.iter().zip(existing).all(|(new, old)| *new == old) {
            return Ok(Outcome::Unchanged);
        }
        if let Some((theirs, scope)) = &mut writer.theirs
            && !theirs.exists(named_params! { ":id": id, ":scope": *scope })?
        {
            return Err(Problem::row("row.not_yours").into());
        }
        if self.import.is_some() {
            let mut values: Vec<Value> = wanted.into_iter().cloned().collect();
            if self.stamped {
                values.push(Value::Integer(self.now.millis()));
            }
            values.push(Value::Integer(id));
            writer.update.execute(params_from_iter(values))?;
        }
        Ok(Outcome::Updated)
    }

    /// Both in one: a change of the record found, or a new one with its id.
    pub fn put(
        &mut self,
        writer: &mut RecordWriter<'_>,
        found: Option<i64>,
        given: &[Option<Value>],
    ) -> Result<(Outcome, i64), Refusal> {
        match found {
            Some(id) => {
                let existing = self.existing(writer, id)?;
                Ok((self.change(writer, id, &existing, given)?, id))
            }
            None => Ok((Outcome::Created, self.insert(writer, given)?)),
        }
    }
}
