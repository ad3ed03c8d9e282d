//! Pinning an activity to the top of its timeline.

use super::add::subject_of;
use super::allowed::{about, allowed};
use super::description::ACTIVITIES;
use super::store::{Activity, find};
use crate::engine::failure::Failure;
use crate::engine::store::{Write, changeable};
use leadwell_rules::ids::ActivityId;
use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Pins an activity, or takes the pin out.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PinActivity {
    /// Which one.
    pub id: ActivityId,
    /// Whether it stands at the top.
    pub pinned: bool,
}

/// Answers `activities.pin`. What is pinned already keeps the instant at which it was.
pub fn pin(write: &mut Write<'_>, wanted: PinActivity) -> Result<Activity, Failure> {
    let before = find(write, wanted.id)?;
    allowed(write, &about(&before))?;
    changeable(write, &ACTIVITIES, &[wanted.id.0])?;
    write.run(
        "update activities set pinned_at = iif(?2, coalesce(pinned_at, ?3), null) where id = ?1",
        params![wanted.id.0, wanted.pinned, write.now().millis()],
    )?;
    let after = find(write, wanted.id)?;
    let subject = subject_of(write, &after)?;
    write.subject(subject);
    Ok(after)
}
