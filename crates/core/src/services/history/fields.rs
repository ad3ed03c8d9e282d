//! The history of one record, field by field, read from the recorded changesets.

use crate::engine::describe::{Kind, Noun};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::record::{columns, for_each, key_of};
use crate::records::nouns::NOUNS;
use leadwell_rules::ids::{ActivityId, ChangeId, ContactId, CustomerId};
use leadwell_rules::time::Instant;
use rusqlite::hooks::Action;
use rusqlite::types::ValueRef;
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Which record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FieldsOf {
    /// deals, leads, customers, contacts or activities.
    pub entity: String,
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
    /// Before; null when there was nothing.
    #[ts(type = "string | number | null")]
    pub old: Value,
    /// After.
    #[ts(type = "string | number | null")]
    pub new: Value,
    /// The name behind an id, before.
    pub old_name: Option<String>,
    /// The name behind an id, after.
    pub new_name: Option<String>,
}

/// Answers `history.fields`, newest first.
pub fn fields(read: &Read<'_>, wanted: FieldsOf) -> Result<Vec<FieldChange>, Failure> {
    let Some(noun) = NOUNS.iter().find(|noun| noun.table == wanted.entity) else {
        return Err(Failure::invalid("history.unknown_entity", "entity").arg("value", wanted.entity));
    };
    match noun.table {
        "deals" => drop(crate::records::deals::row::find(read, wanted.id.into())?),
        "leads" => drop(crate::records::leads::row::find(read, wanted.id.into())?),
        "activities" => drop(crate::records::activities::find(read, ActivityId(wanted.id))?),
        "customers" => crate::records::customers::exists(read, CustomerId(wanted.id), "id")?,
        "contacts" => crate::records::contacts::exists(read, ContactId(wanted.id), "id")?,
        _ => {}
    }
    let names = columns(read.connection, &wanted.entity)?;
    let changes = read.all(
        "select c.id, c.at, u.name, c.command, c.changeset from change_records t join changes c on c.id = t.change_id
         join people u on u.id = c.person_id where c.changeset is not null and t.entity = :entity and t.record_id = :id order by c.id desc limit 500",
        named_params! { ":entity": wanted.entity, ":id": wanted.id },
        |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?, row.get::<_, Vec<u8>>(4)?)),
    )?;
    let mut found = Vec::new();
    for (change, at, person, command, bytes) in changes {
        for_each(&bytes, |table, action, item| {
            if table != wanted.entity || action != Action::SQLITE_UPDATE || key_of(action, item)? != wanted.id {
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
                found.push(FieldChange {
                    change_id: ChangeId(change),
                    at: Instant(at),
                    person: person.clone(),
                    command: command.clone(),
                    field: name.clone(),
                    old_name: name_behind(read, noun, name, old)?,
                    new_name: name_behind(read, noun, name, new)?,
                    old: json(old),
                    new: json(new),
                });
            }
            Ok(())
        })?;
    }
    Ok(found)
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
    read.one(&format!("select name from {table} where id = ?1"), params![id], |row| {
        row.get(0)
    })
}
