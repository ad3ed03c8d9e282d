//! The history of one record, field by field, read from the recorded changesets.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::record::{columns, for_each, key_of};
use leadwell_rules::ids::ChangeId;
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
    /// opportunities, leads, accounts, contacts or activities.
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
    pub user: String,
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

/// Fields that say when, not what.
const SILENT: [&str; 13] = [
    "id",
    "updated_at",
    "touched_at",
    "created_at",
    "next_due_on",
    "next_kind",
    "furthest",
    "rate_on",
    "name_key",
    "company_key",
    "state_at",
    "owner_since",
    "followed_at",
];

/// Answers `history.fields`, newest first.
pub fn fields(read: &Read<'_>, wanted: FieldsOf) -> Result<Vec<FieldChange>, Failure> {
    match wanted.entity.as_str() {
        "opportunities" => drop(crate::records::opportunities::row::find(read, wanted.id.into())?),
        "leads" => drop(crate::records::leads::row::find(read, wanted.id.into())?),
        "accounts" | "contacts" | "activities" => {}
        other => return Err(Failure::invalid("history.unknown_entity", "entity").arg("value", other)),
    }
    let names = columns(read.connection, &wanted.entity)?;
    let changes = read.all(
        "select c.id, c.at, u.name, c.command, c.changeset from touches t join changes c on c.id = t.change_id
         join users u on u.id = c.user_id where c.changeset is not null and t.entity = :entity and t.record_id = :id order by c.id desc limit 500",
        named_params! { ":entity": wanted.entity, ":id": wanted.id },
        |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?, row.get::<_, Vec<u8>>(4)?)),
    )?;
    let mut found = Vec::new();
    for (change, at, user, command, bytes) in changes {
        for_each(&bytes, |table, action, item| {
            if table != wanted.entity || action != Action::SQLITE_UPDATE || key_of(action, item)? != wanted.id {
                return Ok(());
            }
            for (index, name) in &names {
                if SILENT.contains(&name.as_str()) {
                    continue;
                }
                // A column an update did not change has no value in the record.
                let (Ok(old), Ok(new)) = (item.old_value(*index), item.new_value(*index)) else {
                    continue;
                };
                found.push(FieldChange {
                    change_id: ChangeId(change),
                    at: Instant(at),
                    user: user.clone(),
                    command: command.clone(),
                    field: name.clone(),
                    old_name: name_behind(read, name, old)?,
                    new_name: name_behind(read, name, new)?,
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

fn name_behind(read: &Read<'_>, field: &str, value: ValueRef<'_>) -> Result<Option<String>, Failure> {
    let ValueRef::Integer(id) = value else { return Ok(None) };
    let text = match field {
        "owner_id" | "manager_id" | "user_id" => "select name from users where id = ?1",
        "account_id" | "parent_id" => "select name from accounts where id = ?1",
        "product_id" => "select name from products where id = ?1",
        "stage_id" => "select name from stages where id = ?1",
        "pipeline_id" => "select name from pipelines where id = ?1",
        "contact_id" => "select name from contacts where id = ?1",
        _ => return Ok(None),
    };
    read.one(text, params![id], |row| row.get(0))
}
