//! The fields of a kind of record, and which kinds can have some.

use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom::{CustomField, in_use, load};
use crate::records::nouns;
use leadwell_rules::ids::{CustomFieldId, RecordKind};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Fields of what.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ListCustomFields")]
pub struct ListFields {
    /// Of which kind of record.
    pub entity: RecordKind,
}

/// Answers `custom_fields.list`: in their order, archived ones too.
pub fn list(read: &Read<'_>, wanted: ListFields) -> Result<Vec<CustomField>, Failure> {
    load(read, noun(wanted.entity)?)
}

/// Answers `custom_fields.in_use`: what forms, lists and record pages take besides what they know themselves – plain fields of the program,
/// and one's own.
pub fn list_in_use(read: &Read<'_>, wanted: ListFields) -> Result<Vec<CustomField>, Failure> {
    in_use(read, noun(wanted.entity)?)
}

/// A kind of record that takes fields of one's own.
pub(super) fn noun(kind: RecordKind) -> Result<&'static Noun, Failure> {
    nouns::noun(kind, |noun| noun.values.is_some())
}

/// A field and the kind of record that has it.
pub(super) fn find(read: &Read<'_>, id: CustomFieldId) -> Result<(&'static Noun, CustomField), Failure> {
    let unknown = || Failure::not_found("custom.field_unknown").arg("id", id);
    let kind: String = read
        .one("select noun from custom_fields where id = ?1", [id.0], |row| row.get(0))?
        .ok_or_else(unknown)?;
    let noun = noun(kind.parse().map_err(|_| unknown())?)?;
    let field = load(read, noun)?.into_iter().find(|field| field.id == id);
    Ok((noun, field.ok_or_else(unknown)?))
}

/// Values of a field, those of records in the recycle bin among them.
pub(super) fn values(read: &Read<'_>, noun: &Noun, id: i64) -> Result<i64, Failure> {
    let Some(table) = noun.values else { return Ok(0) };
    let text = format!("select count(*) from {table} where field_id = ?1");
    Ok(read.one(&text, [id], |row| row.get(0))?.unwrap_or_default())
}
