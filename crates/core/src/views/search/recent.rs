//! What a person worked on lately, for an empty search.

use super::answer::Recent;
use super::kinds::Searched;
use super::walk::show;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::record::{for_each, key_of};
use leadwell_rules::ids::RecordKind;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Records shown when nobody says how many, and at most.
const SHOWN: (usize, usize) = (8, 30);
/// Changes that are looked through.
const CHANGES: i64 = 60;
/// Bytes of a change that is one of a record or two, not of a whole list.
const SMALL: i64 = 32_768;

/// How many records.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListRecent {
    /// 1–30; 8 when not given.
    pub limit: Option<usize>,
}

/// Answers `search.recent`: the records of one's own last changes that are still there, the last one first.
pub fn recent(read: &Read<'_>, wanted: ListRecent) -> Result<Recent, Failure> {
    let limit = wanted.limit.unwrap_or(SHOWN.0).clamp(1, SHOWN.1);
    let mut hits = Vec::new();
    let mut known = Vec::new();
    let mut changes = read.sql(
        "select changeset from changes where person_id = ?1 and changeset is not null and length(changeset) < ?2 and undone_by is null
         and undoes is null order by id desc limit ?3",
    )?;
    let mut rows = changes.query((read.actor.id.0, SMALL, CHANGES))?;
    while hits.len() < limit
        && let Some(row) = rows.next()?
    {
        let bytes: Vec<u8> = row.get(0)?;
        let mut touched = Vec::new();
        for_each(&bytes, |table, action, item| {
            let kind = table.parse().ok().and_then(Searched::of);
            // What was written about a record is not one to go to.
            if let Some(kind) = kind.filter(|kind| kind.kind != RecordKind::Activities) {
                touched.push((kind, key_of(action, item)?));
            }
            Ok(())
        })?;
        for (kind, id) in touched {
            if known.contains(&(kind.kind, id)) || hits.len() >= limit || !read.actor.may(kind.permissions.0) {
                continue;
            }
            known.push((kind.kind, id));
            hits.extend(show(read, kind, id)?);
        }
    }
    Ok(Recent { hits })
}
