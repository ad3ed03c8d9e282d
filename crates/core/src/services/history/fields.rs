//! The history of one record, field by field, read from the recorded changesets.

use crate::engine::describe::{Kind, Noun};
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::custom::{CustomField, key_of as key_of_field, load, values_of};
use crate::engine::store::custom_values::shown;
use crate::engine::store::record::{columns, for_each, key_of, value_in};
use crate::engine::store::{Read, seen};
use crate::records::nouns::{called_if_seen, noun};
use leadwell_rules::ids::{ChangeId, RecordKind};
use leadwell_rules::time::Instant;
use rusqlite::hooks::Action;
use rusqlite::named_params;
use rusqlite::types::Value as Stored;
use rusqlite::types::ValueRef;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FieldsOf {
    /// Of which kind.
    pub entity: RecordKind,
    /// The record's id.
    pub id: i64,
}

/// One field changed once.
#[derive(Debug, Serialize, TS)]
pub struct FieldChange {
    /// The change it was part of.
    pub change_id: ChangeId,
    /// When.
    pub at: Instant,
    /// Who.
    pub person: String,
    /// With which command.
    pub command: String,
    /// Which field.
    pub field: String,
    /// What it is called, of a field without code of its own; null of the others, and of one that is gone.
    pub label: Option<String>,
    /// Before; null when there was nothing.
    #[ts(type = "string | number | null")]
    pub old: Value,
    /// After.
    #[ts(type = "string | number | null")]
    pub new: Value,
    /// The name behind an id, before; of a field of one's own, what people read.
    pub old_name: Option<String>,
    /// The same, after.
    pub new_name: Option<String>,
}

/// Answers `history.fields`, newest first.
pub fn fields(read: &Read<'_>, wanted: FieldsOf) -> Result<Vec<FieldChange>, Failure> {
    let noun = noun(wanted.entity, |_| true)?;
    if !read.actor.may(noun.permissions.0) {
        return Err(Failure::new(FailureKind::Forbidden, "call.forbidden").arg("command", "history.fields"));
    }
    seen(read, noun, &[wanted.id])?;
    let names = columns(read.connection, noun.table())?;
    let changes = read.all(
        "select c.id, c.at, u.name, c.command, c.changeset from change_records t join changes c on c.id = t.change_id
         join people u on u.id = c.person_id where c.changeset is not null and t.entity = :entity and t.record_id = :id order by c.id desc limit 500",
        named_params! { ":entity": noun.table(), ":id": wanted.id },
        |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?, row.get::<_, Vec<u8>>(4)?)),
    )?;
    let mut found = Vec::new();
    let own = OwnValues::load(read, noun, wanted.id, changes.iter().map(|change| change.4.as_slice()))?;
    for (change, at, person, command, bytes) in changes {
        let change_of = |field: String, old: ValueRef<'_>, new: ValueRef<'_>| FieldChange {
            change_id: ChangeId(change),
            at: Instant(at),
            person: person.clone(),
            command: command.clone(),
            field,
            label: None,
            old_name: None,
            new_name: None,
            old: json(old),
            new: json(new),
        };
        own.changes(read, &bytes, change_of, &mut found)?;
        for_each(&bytes, |table, action, item| {
            if table != noun.table() || action != Action::SQLITE_UPDATE || key_of(action, item)? != wanted.id {
                return Ok(());
            }
            for (index, name) in &names {
                if !noun.tells(name) {
                    continue;
                }
                // A column an update did not change has no value in the record.
                let (Ok(old), Ok(new)) = (item.old_value(*index), item.new_value(*index)) else {
                    continue;
                };
                let plain = noun.field(name).filter(|field| field.plain);
                found.push(FieldChange {
                    label: plain.map(|field| field.label(read.call.language)),
                    old_name: name_behind(read, noun, name, old)?,
                    new_name: name_behind(read, noun, name, new)?,
                    ..change_of(name.clone(), old, new)
                });
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// What a record said in fields of one's own, row by row: which rows are its own is known from those that are there, and from those that
/// came or went.
struct OwnValues {
    table: &'static str,
    record: (&'static str, i64),
    fields: Vec<CustomField>,
    /// Row → field.
    rows: BTreeMap<i64, i64>,
}

impl OwnValues {
    fn load<'b>(
        read: &Read<'_>,
        noun: &Noun,
        id: i64,
        changes: impl Iterator<Item = &'b [u8]>,
    ) -> Result<OwnValues, Failure> {
        let mut own = OwnValues {
            table: "",
            record: (noun.table(), id),
            fields: Vec::new(),
            rows: BTreeMap::new(),
        };
        let Some((table, about)) = values_of(noun) else {
            return Ok(own);
        };
        // Where nobody ever said anything in such a field, no change need be looked through for one.
        let ever = read.one(
            "select 1 from change_records where entity = ?1 limit 1",
            [table],
            |_| Ok(()),
        )?;
        let text = format!("select 1 from {table} limit 1");
        if ever.or(read.one(&text, [], |_| Ok(()))?).is_none() {
            return Ok(own);
        }
        own.table = table;
        own.fields = load(read, noun)?;
        let text = format!("select id, field_id from {table} where {about} = ?1");
        own.rows
            .extend(read.all(&text, [id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?);
        for bytes in changes {
            for_each(bytes, |of, action, item| {
                if of == table && action != Action::SQLITE_UPDATE {
                    let after = action == Action::SQLITE_INSERT;
                    if value_in(item, 1, after) == Some(id)
                        && let Some(field) = value_in(item, 2, after)
                    {
                        own.rows.insert(key_of(action, item)?, field);
                    }
                }
                Ok(())
            })?;
        }
        Ok(own)
    }

    /// Adds what one change did to the record's values; what came with the record itself is no change of it.
    fn changes(
        &self,
        read: &Read<'_>,
        bytes: &[u8],
        change_of: impl Fn(String, ValueRef<'_>, ValueRef<'_>) -> FieldChange,
        found: &mut Vec<FieldChange>,
    ) -> Result<(), Failure> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let (mut made, first) = (false, found.len());
        for_each(bytes, |table, action, item| {
            let id = key_of(action, item)?;
            made |= (table, id) == self.record && action == Action::SQLITE_INSERT;
            let Some(field) = self.rows.get(&id).filter(|_| table == self.table) else {
                return Ok(());
            };
            // The value is the fifth column. One that was moved by a merge is what it was.
            let old = item.old_value(4).ok().filter(|_| action != Action::SQLITE_INSERT);
            let new = item.new_value(4).ok().filter(|_| action != Action::SQLITE_DELETE);
            if old.is_none() && new.is_none() {
                return Ok(());
            }
            let known = self.fields.iter().find(|known| known.id.0 == *field);
            let name = |value: Option<ValueRef<'_>>| match (known, value) {
                (Some(known), Some(value)) => {
                    shown(read, known, &Stored::try_from(value).unwrap_or(Stored::Null)).map(Some)
                }
                _ => Ok(None),
            };
            let change = change_of(
                key_of_field(*field),
                old.unwrap_or(ValueRef::Null),
                new.unwrap_or(ValueRef::Null),
            );
            found.push(FieldChange {
                label: known.map(|known| known.name.clone()),
                old_name: name(old)?,
                new_name: name(new)?,
                ..change
            });
            Ok(())
        })?;
        if made {
            found.truncate(first);
        }
        Ok(())
    }
}

fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
    }
}

/// The name of the person or record that a field's value stands for.
fn name_behind(read: &Read<'_>, noun: &Noun, column: &str, value: ValueRef<'_>) -> Result<Option<String>, Failure> {
    let ValueRef::Integer(id) = value else { return Ok(None) };
    let table = match noun.field(column).map(|field| field.kind) {
        Some(Kind::Person) => "people",
        Some(Kind::Record(table)) => table,
        _ => return Ok(None),
    };
    called_if_seen(read, table, id)
}
