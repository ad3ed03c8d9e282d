//! Putting deals into the recycle bin: out of every list and sum, not out of the file.

use super::row::find;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use leadwell_rules::ids::DealId;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which deals.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RemoveDeals {
    /// Their ids.
    pub ids: Vec<DealId>,
}

/// How many.
#[derive(Debug, Serialize, TS)]
pub struct RemovedDeals {
    /// Deals put into the bin.
    pub removed: i64,
}

/// Answers `deals.remove`: all of them, or none when one may not be seen.
pub fn remove(write: &mut Write<'_>, wanted: RemoveDeals) -> Result<RemovedDeals, Failure> {
    let now = write.now().millis();
    let mut removed = 0;
    for id in &wanted.ids {
        let deal = find(write, *id)?;
        write.run(
            "update deals set deleted_at = ?1, updated_at = ?1 where id = ?2",
            params![now, id.0],
        )?;
        write.subject(deal.name);
        removed += 1;
    }
    Ok(RemovedDeals { removed })
}
