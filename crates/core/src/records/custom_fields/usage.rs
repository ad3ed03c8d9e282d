//! How much fields are used: what would be hidden or lost.

use super::list::{ListFields, noun};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom::load;
use leadwell_rules::ids::CustomFieldId;
use serde::Serialize;
use ts_rs::TS;

/// How much one field is used.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "CustomFieldUsage")]
pub struct FieldUsage {
    /// The field.
    pub id: CustomFieldId,
    /// Records that say something in it, outside the recycle bin.
    pub filled: i64,
    /// Records there are.
    pub of: i64,
    /// Values that would go with it, those in the recycle bin among them.
    pub values: i64,
    /// Saved views that ask for it, show it or are sorted by it, by name.
    pub views: Vec<String>,
}

/// Answers `custom_fields.usage`.
pub fn usage(read: &Read<'_>, wanted: ListFields) -> Result<Vec<FieldUsage>, Failure> {
    let noun = noun(wanted.entity)?;
    let (table, about) = (noun.table(), noun.about);
    let values = noun.values.unwrap_or_default();
    let of: i64 = read
        .one(
            &format!("select count(*) from {table} where deleted_at is null"),
            [],
            |row| row.get(0),
        )?
        .unwrap_or_default();
    let counts: Vec<(i64, i64, i64)> = read.all(
        &format!(
            "select cv.field_id, count(distinct iif(r.deleted_at is null, r.id, null)), count(*)
             from {values} cv join {table} r on r.id = cv.{about} group by cv.field_id"
        ),
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let views: Vec<(String, String)> = read.all(
        "select name, definition from views where entity = ?1 order by position, id",
        [table],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let uses = |key: &str| {
        let written = format!("\"{key}\"");
        let using = views.iter().filter(|(_, definition)| definition.contains(&written));
        using.map(|(name, _)| name.clone()).collect()
    };
    Ok(load(read, noun)?
        .into_iter()
        .map(|field| {
            let count = counts.iter().find(|(id, ..)| *id == field.id.0);
            FieldUsage {
                id: field.id,
                filled: count.map_or(0, |count| count.1),
                of,
                values: count.map_or(0, |count| count.2),
                views: uses(&field.key),
            }
        })
        .collect())
}
