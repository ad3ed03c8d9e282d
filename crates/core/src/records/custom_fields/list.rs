//! The fields of a kind of record, and which kinds can have some.

use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom::{CustomField, in_use, load};
use crate::records::contacts::CONTACTS;
use crate::records::customers::CUSTOMERS;
use crate::records::deals::DEALS;
use crate::records::leads::LEADS;
use leadwell_rules::ids::CustomFieldId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Fields of what.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ListCustomFields")]
pub struct ListFields {
    /// leads, customers, contacts or deals.
    pub entity: String,
}

/// Answers `custom_fields.list`: in their order, archived ones too.
pub fn list(read: &Read<'_>, wanted: ListFields) -> Result<Vec<CustomField>, Failure> {
    load(read, noun(&wanted.entity)?)
}

/// Answers `custom_fields.in_use`: what forms, lists and record pages take besides what they know themselves – plain fields of the program,
/// and one's own.
pub fn list_in_use(read: &Read<'_>, wanted: ListFields) -> Result<Vec<CustomField>, Failure> {
    in_use(read, noun(&wanted.entity)?)
}

/// The kind of record of a name.
pub(super) fn noun(entity: &str) -> Result<&'static Noun, Failure> {
    [&LEADS, &CUSTOMERS, &CONTACTS, &DEALS]
        .into_iter()
        .find(|noun| noun.table == entity)
        .ok_or_else(|| Failure::invalid("custom.unknown_noun", "entity").arg("value", entity))
}

/// A field and the kind of record that has it.
pub(super) fn find(read: &Read<'_>, id: CustomFieldId) -> Result<(&'static Noun, CustomField), Failure> {
    let unknown = || Failure::not_found("custom.field_unknown").arg("id", id);
    let entity: String = read
        .one("select noun from custom_fields where id = ?1", [id.0], |row| row.get(0))?
        .ok_or_else(unknown)?;
    let noun = noun(&entity)?;
    let field = load(read, noun)?.into_iter().find(|field| field.id == id);
    Ok((noun, field.ok_or_else(unknown)?))
}

/// Values of a field, those of records in the recycle bin among them.
pub(super) fn values(read: &Read<'_>, noun: &Noun, id: i64) -> Result<i64, Failure> {
    let Some(table) = noun.values else { return Ok(0) };
    let text = format!("select count(*) from {table} where field_id = ?1");
    Ok(read.one(&text, [id], |row| row.get(0))?.unwrap_or_default())
}
