//! Taking a field out of forms and lists, and bringing it back; its values stay.

use super::list::find;
use super::save::refuse_taken;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::custom::CustomField;
use leadwell_rules::ids::CustomFieldId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which field.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "CustomFieldRef")]
pub struct FieldRef {
    /// The field.
    pub id: CustomFieldId,
}

/// Answers `custom_fields.archive`. One that is archived already stays as it is.
pub fn archive(write: &mut Write<'_>, wanted: FieldRef) -> Result<CustomField, Failure> {
    let now = write.now().millis();
    put(write, wanted.id, Some(now))
}

/// Answers `custom_fields.restore`: refused while another field in use has its name.
pub fn restore(write: &mut Write<'_>, wanted: FieldRef) -> Result<CustomField, Failure> {
    let (noun, field) = find(write, wanted.id)?;
    refuse_taken(write, noun, Some(field.id), &field.name)?;
    put(write, wanted.id, None)
}

fn put(write: &mut Write<'_>, id: CustomFieldId, archived_at: Option<i64>) -> Result<CustomField, Failure> {
    write.run(
        "update custom_fields set archived_at = ?2, updated_at = ?3 where id = ?1 and (archived_at is null) <> (?2 is null)",
        (id.0, archived_at, write.now().millis()),
    )?;
    let (_, field) = find(write, id)?;
    write.subject(field.name.clone());
    Ok(field)
}
