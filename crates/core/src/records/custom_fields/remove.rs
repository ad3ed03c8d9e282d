//! Removing a field with its values.

use super::archive::FieldRef;
use super::list::{find, values};
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use serde::Serialize;
use ts_rs::TS;

/// What went.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "RemovedCustomField")]
pub struct RemovedField {
    /// Values that went with the field.
    pub values: i64,
}

/// Answers `custom_fields.remove`. Only a field that is out of use goes, so that nobody loses what is at work by one click.
pub fn remove(write: &mut Write<'_>, wanted: FieldRef) -> Result<RemovedField, Failure> {
    let (noun, field) = find(write, wanted.id)?;
    if field.archived_at.is_none() {
        return Err(Failure::conflict("custom.archive_first").arg("field", &field.name));
    }
    let values = values(write, noun, wanted.id.0)?;
    write.run("delete from custom_fields where id = ?1", [wanted.id.0])?;
    write.subject(field.name);
    Ok(RemovedField { values })
}
