//! The order of fields in forms and lists.

use super::list::noun;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::custom::{CustomField, load};
use leadwell_rules::ids::{CustomFieldId, RecordKind};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// The fields of a kind of record in their new order.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OrderCustomFields")]
pub struct OrderFields {
    /// leads, customers, contacts or deals.
    pub entity: RecordKind,
    /// The fields; those that are not named follow in the order they have.
    pub ids: Vec<CustomFieldId>,
}

/// Answers `custom_fields.order`; the fields in their order.
pub fn order(write: &mut Write<'_>, wanted: OrderFields) -> Result<Vec<CustomField>, Failure> {
    let noun = noun(wanted.entity)?;
    let before = load(write, noun)?;
    if let Some(unknown) = wanted
        .ids
        .iter()
        .find(|id| !before.iter().any(|field| field.id == **id))
    {
        return Err(Failure::not_found("custom.field_unknown").arg("id", unknown));
    }
    let rest = before
        .iter()
        .map(|field| field.id)
        .filter(|id| !wanted.ids.contains(id));
    for (place, id) in wanted.ids.iter().copied().chain(rest).enumerate() {
        write.run(
            "update custom_fields set position = ?2 where id = ?1 and position <> ?2",
            (id.0, place as i64 + 1),
        )?;
    }
    let moved = load(write, noun)?;
    // The one that was moved went farthest; its neighbours made room.
    let place = |id| before.iter().position(|field| field.id == id).unwrap_or_default();
    let farthest = moved
        .iter()
        .enumerate()
        .max_by_key(|(at, field)| place(field.id).abs_diff(*at));
    if let Some((_, field)) = farthest {
        write.subject(field.name.clone());
    }
    Ok(moved)
}
