//! A word to whoever has a record, also for somebody who may not see it: a task for them, on the record.

use super::mergeable;
use crate::engine::failure::Failure;
use crate::engine::messages;
use crate::engine::store::{Write, text};
use crate::records::activities;
use leadwell_rules::ids::{PersonId, RecordKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be said, and about which record.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TellOwner {
    /// What the record is.
    pub entity: RecordKind,
    /// Its id.
    pub id: i64,
    /// What is to be said.
    pub text: String,
}

/// Who was told.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ToldOwner")]
pub struct Told {
    /// The person who has the record.
    pub owner: String,
}

/// Answers `duplicates.tell_owner`.
pub fn tell_owner(write: &mut Write<'_>, wanted: TellOwner) -> Result<Told, Failure> {
    let text = text::typed(Some(&wanted.text)).ok_or_else(|| Failure::invalid("tell.text_missing", "text"))?;
    let noun = mergeable(wanted.entity)?.0;
    let sql = format!(
        "select {}, u.id, u.name from {} t {} and u.active = 1 where t.id = ?1 and {}",
        noun.shown.title,
        noun.table(),
        noun.joined(),
        noun.alive()
    );
    let found: Option<(String, Option<i64>, Option<String>)> =
        write.one(&sql, [wanted.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (name, owner) = match found {
        Some((name, Some(id), Some(owner))) => (name, (PersonId(id), owner)),
        Some((name, ..)) => return Err(Failure::conflict("tell.nobody").arg("name", name)),
        None => return Err(Failure::not_found("tell.unknown")),
    };
    let sender = crate::records::people::find(write, write.actor.id)?.name;
    let said = messages::sentence(
        write.settings.language,
        "tell.message",
        &[("sender", sender), ("text", text.to_owned())],
    );
    activities::task_for(write, noun.about, wanted.id, owner.0, &said)?;
    write.subject(name);
    Ok(Told { owner: owner.1 })
}
