//! Taking a file away from a record. It stays in the workspace file, so that undo and redo hold.

use super::ATTACHMENTS;
use super::add::may;
use super::store::{Attachment, find};
use crate::engine::failure::Failure;
use crate::engine::store::{Write, changeable};
use leadwell_rules::ids::AttachmentId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// An attachment.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRef {
    /// Which one.
    pub id: AttachmentId,
}

/// Answers `attachments.remove`: what it was.
pub fn remove(write: &mut Write<'_>, wanted: AttachmentRef) -> Result<Attachment, Failure> {
    let found = find(write, wanted.id)?;
    may(write, &found.about(), "attachments.remove")?;
    changeable(write, &ATTACHMENTS, &[wanted.id.0])?;
    let now = write.now().millis();
    write.run(
        "update attachments set deleted_at = ?1 where id = ?2",
        (now, wanted.id.0),
    )?;
    write.subject(found.name.clone());
    Ok(found)
}
