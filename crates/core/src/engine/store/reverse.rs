//! A recorded change taken back or made again, never at the cost of what is not part of it: SQLite would let the rows that refer to a deleted
//! one go with it, or leave them naming nothing.

use super::record::{APPEND_ONLY, apply, columns, for_each, key_of};
use super::references::{Reference, all_references};
use super::{Read, Write, id_list};
use crate::engine::failure::Failure;
use rusqlite::hooks::Action;
use rusqlite::session::ChangesetItem;
use rusqlite::types::{Value, ValueRef};
use std::collections::{BTreeMap, BTreeSet};

/// Applies a recorded changeset (`inverse`: backwards) like [`apply`], but first refuses it when a row that it takes out of the file is
/// referred to by another one that is not part of it, or takes a part along that was changed since.
pub(crate) fn reverse(write: &Write<'_>, bytes: &[u8], inverse: bool) -> Result<(), Failure> {
    if bytes.is_empty() {
        return Ok(());
    }
    let taken = Taken::by(bytes, inverse)?;
    let all = all_references(write)?;
    let mut parts = Vec::new();
    for (table, ids) in &taken.rows {
        for reference in standing(write, &all, table) {
            taken.refuse_used(write, &all, &reference, ids)?;
            if reference.goes_along && taken.rows.contains_key(&reference.child) {
                parts.push(reference);
            }
        }
    }
    taken.refuse_changed(write, &parts)?;
    apply(write, bytes, inverse)
}

/// Whether the rows of a foreign key are nobody's work.
fn goes_unasked(write: &Write<'_>, reference: &Reference) -> bool {
    let place = (reference.child.as_str(), reference.column.as_str());
    write.follow.goes_unasked.contains(&place)
}

/// What refers to records of a table and is somebody's work: foreign keys, and what names records without one.
fn standing(write: &Write<'_>, all: &[Reference], table: &str) -> Vec<Reference> {
    let keys = all.iter().filter(|reference| reference.parent == table);
    let mut standing: Vec<Reference> = keys
        .filter(|reference| !goes_unasked(write, reference))
        .cloned()
        .collect();
    standing.extend((write.follow.named_loosely)(table));
    standing
}

/// The rows that a changeset takes out of the file.
struct Taken<'a> {
    bytes: &'a [u8],
    /// What the record says of such a row: that it came, or that it went.
    action: Action,
    /// Their ids by table.
    rows: BTreeMap<String, Vec<i64>>,
}

impl<'a> Taken<'a> {
    fn by(bytes: &'a [u8], inverse: bool) -> Result<Taken<'a>, Failure> {
        let action = if inverse {
            Action::SQLITE_INSERT
        } else {
            Action::SQLITE_DELETE
        };
        let mut rows: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for_each(bytes, |table, did, item| {
            if did == action && !APPEND_ONLY.contains(&table) {
                match rows.get_mut(table) {
                    Some(ids) => ids.push(key_of(did, item)?),
                    None => drop(rows.insert(table.to_owned(), vec![key_of(did, item)?])),
                }
            }
            Ok(())
        })?;
        Ok(Taken { bytes, action, rows })
    }

    /// Refuses when a row that the change neither takes along nor turns elsewhere refers to one of these records.
    fn refuse_used(
        &self,
        write: &Write<'_>,
        all: &[Reference],
        reference: &Reference,
        ids: &[i64],
    ) -> Result<(), Failure> {
        let Reference {
            child,
            column,
            parent,
            only,
            ..
        } = reference;
        let found = format!("from {child} child where child.{column} in (select value from json_each(?1)) and {only}");
        let list = id_list(ids);
        let any = format!("select 1 {found} limit 1");
        if write.one(&any, [&list], |_| Ok(()))?.is_none() {
            return Ok(());
        }
        let mut own = self.own(write, child, column)?;
        for key in all.iter().filter(|key| key.child == *child && goes_unasked(write, key)) {
            let text = format!(
                "select rowid from {child} where {} in (select value from json_each(?1))",
                key.column
            );
            let with = self.rows.get(&key.parent).map_or(&[][..], Vec::as_slice);
            own.extend(write.all(&text, [id_list(with)], |row| row.get::<_, i64>(0))?);
        }
        let used: Option<(Option<i64>, i64)> = write.one(
            &format!(
                "select min(child.{column}), count(*) {found} and child.rowid not in (select value from json_each(?2))"
            ),
            (&list, id_list(&own)),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let Some((Some(id), count)) = used else { return Ok(()) };
        let name = (write.follow.called)(write, parent, id)?;
        Err(Failure::conflict("history.used_since")
            .arg("name", name.unwrap_or_else(|| id.to_string()))
            .arg("what", child)
            .arg("count", count))
    }

    /// Rows of a table that the change takes as well, or turns to something else.
    fn own(&self, read: &Read<'_>, table: &str, column: &str) -> Result<Vec<i64>, Failure> {
        let mut own = self.rows.get(table).cloned().unwrap_or_default();
        let at = place_of(read, table, column)?;
        for_each(self.bytes, |of, action, item| {
            if of == table && action == Action::SQLITE_UPDATE && item.new_value(at).is_ok() {
                own.push(key_of(action, item)?);
            }
            Ok(())
        })?;
        Ok(own)
    }

    /// Refuses when a row that SQLite would take along unseen is no longer as the change left it.
    fn refuse_changed(&self, write: &Write<'_>, parts: &[Reference]) -> Result<(), Failure> {
        let tables: BTreeSet<&str> = parts.iter().map(|part| part.child.as_str()).collect();
        for table in tables {
            let said = self.said(write, table)?;
            for part in parts.iter().filter(|part| part.child == table) {
                let text = format!(
                    "select * from {table} where {} in (select value from json_each(?1)) and rowid in (select value from json_each(?2))",
                    part.column
                );
                let lists = [&part.parent, &part.child].map(|of| id_list(self.rows.get(of).map_or(&[], Vec::as_slice)));
                let mut statement = write.sql(&text)?;
                let mut rows = statement.query(lists)?;
                while let Some(row) = rows.next()? {
                    let Some(said) = said.get(&row.get::<_, i64>(0)?) else {
                        continue;
                    };
                    for (at, value) in said {
                        if row.get_ref(*at)? != ValueRef::from(value) {
                            return Err(Failure::conflict("history.changed_since").arg("what", table));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// What the record says of the rows it takes out of a table: id → column and value, without what is worked out or says when.
    fn said(&self, write: &Write<'_>, table: &str) -> Result<BTreeMap<i64, Vec<(usize, Value)>>, Failure> {
        let names = columns(write.connection, table)?;
        let told: Vec<usize> = names
            .iter()
            .filter(|(_, name)| !write.follow.is_derived(table, name))
            .map(|(at, _)| *at)
            .collect();
        let mut said = BTreeMap::new();
        for_each(self.bytes, |of, action, item| {
            if of == table && action == self.action {
                let row = told.iter().filter_map(|at| Some((*at, whole(action, item, *at)?)));
                said.insert(key_of(action, item)?, row.collect());
            }
            Ok(())
        })?;
        Ok(said)
    }
}

/// A value of a row that came or went.
fn whole(action: Action, item: &ChangesetItem, column: usize) -> Option<Value> {
    let value = if action == Action::SQLITE_INSERT {
        item.new_value(column)
    } else {
        item.old_value(column)
    };
    Value::try_from(value.ok()?).ok()
}

/// The place of a column in its table.
fn place_of(read: &Read<'_>, table: &str, column: &str) -> Result<usize, Failure> {
    let names = columns(read.connection, table)?;
    Ok(names
        .into_iter()
        .find(|(_, name)| name == column)
        .map_or(0, |(at, _)| at))
}
