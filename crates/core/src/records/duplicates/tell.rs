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

/// Words a person sends in a day at most; and a day in milliseconds.
const MOST_A_DAY: i64 = 50;
const DAY: i64 = 86_400_000;

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
        "select u.id, u.name from {} t {} and u.active = 1 where t.id = ?1 and {}",
        noun.table(),
        noun.joined(),
        noun.alive()
    );
    let found: Option<(Option<i64>, Option<String>)> =
        write.one(&sql, [wanted.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let owner = match found {
        Some((Some(id), Some(owner))) => (PersonId(id), owner),
        Some(_) => return Err(Failure::conflict("tell.nobody")),
        None => return Err(Failure::not_found("tell.unknown")),
    };
    refuse_flood(write)?;
    let sender = crate::records::people::find(write, write.actor.id)?.name;
    let said = messages::sentence(
        write.settings.language,
        "tell.message",
        &[("sender", sender), ("text", text.to_owned())],
    );
    activities::task_for(write, noun.about, wanted.id, owner.0, &said)?;
    // What the record is called may be what the sender does not see.
    write.subject(owner.1.clone());
    Ok(Told { owner: owner.1 })
}

/// Refuses more words in a day than a person has to say: each is a task in somebody's list.
fn refuse_flood(write: &Write<'_>) -> Result<(), Failure> {
    let said = write.one(
        "select count(*) from changes where person_id = ?1 and command = 'duplicates.tell_owner' and at > ?2",
        (write.actor.id.0, write.now().millis() - DAY),
        |row| row.get::<_, i64>(0),
    )?;
    match said {
        Some(said) if said >= MOST_A_DAY => Err(Failure::conflict("tell.too_many").arg("most", MOST_A_DAY)),
        _ => Ok(()),
    }
}
