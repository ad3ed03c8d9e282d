//! Changing an activity and ticking it off.

use super::add::subject_of;
use super::allowed::{about, allowed};
use super::description::ACTIVITIES;
use super::store::{Activity, find};
use crate::engine::failure::Failure;
use crate::engine::store::{Write, changeable, text};
use leadwell_rules::ids::ActivityId;
use leadwell_rules::time::{Day, business_day};
use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Changes of an activity; only given fields.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditActivity {
    /// Which one.
    pub id: ActivityId,
    /// What was said, or is to be done.
    #[serde(default)]
    pub text: Option<String>,
    /// The day it is planned for.
    #[serde(default)]
    pub due_on: Option<Day>,
}

/// Answers `activities.edit`.
pub fn edit(write: &mut Write<'_>, wanted: EditActivity) -> Result<Activity, Failure> {
    let before = find(write, wanted.id)?;
    allowed(write, &about(&before))?;
    changeable(write, &ACTIVITIES, &[wanted.id.0])?;
    let text = wanted.text.as_deref().map(str::trim);
    if before.kind.needs_text() && text.is_some_and(str::is_empty) {
        return Err(Failure::invalid("activity.text_missing", "text"));
    }
    if wanted.due_on.is_some() && before.kind.is_written() {
        return Err(Failure::invalid("activity.note_is_done", "due_on"));
    }
    write.run(
        "update activities set text = coalesce(?1, text), due_on = coalesce(?2, due_on), updated_at = ?3 where id = ?4",
        params![
            text,
            wanted.due_on.map(|day| day.to_string()),
            write.now().millis(),
            wanted.id.0
        ],
    )?;
    let after = find(write, wanted.id)?;
    let subject = subject_of(write, &after)?;
    write.subject(subject);
    Ok(after)
}

/// Ticks an activity off, or takes the tick back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TickActivity {
    /// Which one.
    pub id: ActivityId,
    /// Whether it is done.
    pub done: bool,
}

/// Answers `activities.done`. What is done keeps the instant at which it was first ticked off; what is open again keeps its
/// day, or gets the one it was done on.
pub fn done(write: &mut Write<'_>, wanted: TickActivity) -> Result<Activity, Failure> {
    let before = find(write, wanted.id)?;
    allowed(write, &about(&before))?;
    changeable(write, &ACTIVITIES, &[wanted.id.0])?;
    if before.kind.is_written() && !wanted.done {
        return Err(Failure::invalid("activity.note_is_done", "done"));
    }
    let now = write.now();
    match (before.done_at, wanted.done) {
        (None, true) => {
            write.run(
                "update activities set done_at = ?1, updated_at = ?1 where id = ?2",
                params![now.millis(), wanted.id.0],
            )?;
        }
        (Some(at), false) => {
            let day = before
                .due_on
                .unwrap_or_else(|| business_day(at, &write.settings.time_zone));
            write.run(
                "update activities set done_at = null, due_on = ?1, updated_at = ?2 where id = ?3",
                params![day.to_string(), now.millis(), wanted.id.0],
            )?;
        }
        _ => {}
    }
    let after = find(write, wanted.id)?;
    let subject = subject_of(write, &after)?;
    write.subject(text::typed(Some(&subject)).unwrap_or(after.kind.as_str()));
    Ok(after)
}
