//! Two people at one field: whoever saves second is told what came between, instead of writing over it without a word.

use super::id_list;
use super::record::{columns, for_each, key_of};
use super::touched::Follow;
use crate::engine::failure::Failure;
use leadwell_rules::ids::{ChangeId, PersonId};
use rusqlite::hooks::Action;
use rusqlite::session::ChangesetItem;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Columns of rows, by table, id and place.
type Cells<T> = BTreeMap<(String, i64), BTreeMap<usize, T>>;

/// What became of a column since somebody looked at it.
struct Since {
    /// What they saw.
    was: Value,
    /// Who changed it last.
    by: PersonId,
}

/// Refuses a change (its changeset) that writes over what somebody else changed after the change `seen`. What is as it was again, and what is
/// worked out or says when, is nobody's loss.
pub(super) fn refuse_overwriting(
    connection: &Connection,
    follow: &Follow,
    person: PersonId,
    seen: ChangeId,
    bytes: &[u8],
) -> Result<(), Failure> {
    let others = "select exists (select 1 from changes where id > ?1 and person_id <> ?2 and changeset is not null)";
    if !connection
        .prepare_cached(others)?
        .query_row(params![seen.0, person.0], |row| row.get(0))?
    {
        return Ok(());
    }
    let mut written: Cells<Value> = Cells::new();
    for_each(bytes, |table, action, item| {
        if action != Action::SQLITE_INSERT {
            written.insert((table.to_owned(), key_of(action, item)?), before(action, item)?);
        }
        Ok(())
    })?;
    let since = changed_since(connection, seen, &written)?;
    for ((table, id), cells) in &written {
        let Some(changed) = since.get(&(table.clone(), *id)) else {
            continue;
        };
        let names = columns(connection, table)?;
        for (place, now) in cells {
            let (Some(since), Some(name)) = (changed.get(place), names.get(place)) else {
                continue;
            };
            if since.by == person || since.was == *now || follow.is_derived(table, name) {
                continue;
            }
            let who: String =
                connection.query_row("select name from people where id = ?1", [since.by.0], |row| row.get(0))?;
            return Err(Failure::conflict("record.changed_meanwhile").at(name).arg("who", who));
        }
    }
    Ok(())
}

/// What the later changes did to these rows: of every column, its first value and its last author.
fn changed_since(connection: &Connection, seen: ChangeId, rows: &Cells<Value>) -> Result<Cells<Since>, Failure> {
    let mut changes: BTreeMap<i64, PersonId> = BTreeMap::new();
    let mut ids: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (table, id) in rows.keys() {
        ids.entry(table).or_default().push(*id);
    }
    let mut find = connection.prepare_cached(
        "select distinct c.id, c.person_id from json_each(?2) i join change_records r on r.entity = ?1 and r.record_id = i.value and r.change_id > ?3
         join changes c on c.id = r.change_id",
    )?;
    for (table, ids) in ids {
        let mut found = find.query(params![table, id_list(&ids), seen.0])?;
        while let Some(row) = found.next()? {
            changes.insert(row.get(0)?, PersonId(row.get(1)?));
        }
    }
    let mut since: Cells<Since> = Cells::new();
    for (change, by) in changes {
        let record: Option<Vec<u8>> =
            connection.query_row("select changeset from changes where id = ?1", [change], |row| {
                row.get(0)
            })?;
        for_each(&record.unwrap_or_default(), |table, action, item| {
            let key = (table.to_owned(), key_of(action, item)?);
            if !rows.contains_key(&key) {
                return Ok(());
            }
            let cells = since.entry(key).or_default();
            for (place, was) in before(action, item)? {
                cells.entry(place).or_insert(Since { was, by }).by = by;
            }
            Ok(())
        })?;
    }
    Ok(since)
}

/// The columns that a row of a changeset is about, with their values before it; of a new row, all of them with nothing.
fn before(action: Action, item: &ChangesetItem) -> Result<BTreeMap<usize, Value>, Failure> {
    let places = usize::try_from(item.op()?.number_of_columns()).unwrap_or_default();
    let mut cells = BTreeMap::new();
    for place in 0..places {
        let value = match action {
            Action::SQLITE_INSERT => Some(ValueRef::Null),
            Action::SQLITE_UPDATE if item.new_value(place).is_err() => None,
            _ => item.old_value(place).ok(),
        };
        if let Some(value) = value {
            cells.insert(place, Value::try_from(value).map_err(rusqlite::Error::from)?);
        }
    }
    Ok(cells)
}
