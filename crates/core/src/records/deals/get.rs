//! One deal with everything its page shows.

use super::row::{DealRow, find};
use super::versions;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::pipelines;
use crate::records::pipelines::Stage;
use leadwell_rules::ids::{DealId, StageId};
use leadwell_rules::time::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which deal.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GetDeal {
    /// Its id.
    pub id: DealId,
}

/// A deal with the facts of its page.
#[derive(Debug, Serialize, TS)]
pub struct Deal {
    /// What lists show.
    #[serde(flatten)]
    #[ts(flatten)]
    pub row: DealRow,
    /// Its note.
    pub note: Option<String>,
    /// Who won instead.
    pub competitor: Option<String>,
    /// Base currency per unit of its currency, in millionths; null in the base currency.
    pub rate_micro: Option<i64>,
    /// The stages of its pipeline and the days it stood in each.
    pub stages: Vec<StageDays>,
    /// When it was entered.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A stage and the days the deal stood in it.
#[derive(Debug, Serialize, TS)]
pub struct StageDays {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub name: String,
    /// Calendar days of the workspace spent in it; null when the deal never stood there.
    pub days: Option<i64>,
    /// When it first entered.
    pub entered_at: Option<Instant>,
    /// Where it stands now.
    pub current: bool,
}

/// Answers `deals.get`.
pub fn get(read: &Read<'_>, wanted: GetDeal) -> Result<Deal, Failure> {
    let row = find(read, wanted.id)?;
    let (note, competitor, rate_micro, created, updated) = read
        .one(
            "select note, competitor, rate_micro, created_at, updated_at from deals where id = ?1",
            [wanted.id.0],
            |found| {
                Ok((
                    found.get(0)?,
                    found.get(1)?,
                    found.get(2)?,
                    found.get(3)?,
                    found.get(4)?,
                ))
            },
        )?
        .ok_or_else(|| Failure::not_found("deal.unknown").arg("id", wanted.id))?;
    let times = versions::stage_times(read, wanted.id)?;
    let days = |stage: &Stage| {
        let spent = times.iter().find(|entry| entry.0 == stage.id.0);
        StageDays {
            stage_id: stage.id,
            name: stage.name.clone(),
            days: spent.map(|entry| entry.2),
            entered_at: spent.map(|entry| entry.1),
            current: stage.id == row.stage_id,
        }
    };
    let stages = pipelines::find(read, row.pipeline_id)?
        .stages
        .iter()
        .map(days)
        .collect();
    Ok(Deal {
        row,
        note,
        competitor,
        rate_micro,
        stages,
        created_at: Instant(created),
        updated_at: Instant(updated),
    })
}
