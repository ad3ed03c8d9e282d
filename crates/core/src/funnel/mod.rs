//! The funnel of a pipeline: how many deals reached each stage and how many went on, by count and by value.

use crate::failure::Failure;
use crate::opportunities::{DealFilter, conditions};
use crate::pipelines;
use crate::store::Read;
use leadwell_rules::funnel::{FunnelStage, funnel};
use leadwell_rules::ids::{PipelineId, ProductId, StageId, UserId};
use leadwell_rules::rates::{StageCounts, Tally};
use leadwell_rules::ratio::Ratio;
use leadwell_rules::time::{Day, Instant};
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which funnel.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct FunnelQuery {
    /// The default is the first pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// One person's deals.
    pub owner_id: Option<UserId>,
    /// Deals of one product.
    pub product_id: Option<ProductId>,
    /// The cohort: deals created on or after this day.
    pub from: Option<Day>,
    /// The cohort: deals created on or before this day.
    pub to: Option<Day>,
}

/// A funnel over one cohort of deals. Amounts are minor units of the base currency.
#[derive(Debug, Serialize, TS)]
pub struct Funnel {
    /// The instant all figures are as of.
    pub as_of: Instant,
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub pipeline: String,
    /// From wide to narrow.
    pub stages: Vec<FunnelColumn>,
    /// All deals of the cohort.
    pub all: Tally,
    /// Won.
    pub won: Tally,
    /// Lost.
    pub lost: Tally,
    /// Still open.
    pub open: Tally,
    /// Won of won + lost.
    pub win_rate: Ratio,
    /// The same by value.
    pub win_rate_by_value: Ratio,
    /// Won of all that entered, whatever became of them.
    pub total_rate: Ratio,
    /// Resolved deals needed before a rate is more than an anecdote.
    pub rate_floor: i64,
}

/// One stage of a funnel.
#[derive(Debug, Serialize, TS)]
pub struct FunnelColumn {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub stage: String,
    /// Deals standing here now.
    pub standing: Tally,
    /// How many came this far, and how many went on.
    pub figures: FunnelStage,
}

/// Answers `funnel.get`.
pub fn get(read: &Read<'_>, query: FunnelQuery) -> Result<Funnel, Failure> {
    let pipeline = match query.pipeline_id {
        Some(id) => pipelines::find(read, id)?,
        None => pipelines::first(read)?,
    };
    let filter = DealFilter {
        pipeline_id: Some(pipeline.id),
        owner_ids: query.owner_id.into_iter().collect(),
        product_ids: query.product_id.into_iter().collect(),
        created_from: query.from,
        created_to: query.to,
        ..DealFilter::default()
    };
    let all = conditions(read, &filter)?;
    let text = format!(
        "select o.status, o.furthest, o.stage_id, count(*), coalesce(sum(o.base_minor), 0) from opportunities o where {}
         group by o.status, o.furthest, o.stage_id",
        all.sql()
    );
    let rows = read.all(&text, params_from_iter(all.values()), |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?,
            Tally::new(row.get(3)?, row.get(4)?),
        ))
    })?;
    let mut counts: Vec<StageCounts> = pipeline
        .stages
        .iter()
        .map(|stage| StageCounts {
            win_rate_bp: stage.win_rate_bp,
            ..StageCounts::default()
        })
        .collect();
    let mut standing = vec![Tally::default(); counts.len()];
    for (status, furthest, stage, tally) in rows {
        let Some(last) = counts.len().checked_sub(1) else { break };
        let index = usize::try_from(furthest).unwrap_or(0).min(last);
        match status.as_str() {
            "won" => counts[index].won += tally,
            "lost" => counts[index].lost += tally,
            _ => {
                counts[index].open += tally;
                if let Some(here) = pipeline.stages.iter().position(|known| known.id.0 == stage) {
                    standing[here] += tally;
                }
            }
        }
    }
    let found = funnel(&counts);
    let stages = pipeline
        .stages
        .iter()
        .zip(found.stages)
        .zip(standing)
        .map(|((stage, figures), standing)| FunnelColumn {
            stage_id: stage.id,
            stage: stage.name.clone(),
            standing,
            figures,
        });
    Ok(Funnel {
        as_of: read.now(),
        pipeline_id: pipeline.id,
        pipeline: pipeline.name.clone(),
        stages: stages.collect(),
        all: found.won + found.lost + found.open,
        won: found.won,
        lost: found.lost,
        open: found.open,
        win_rate: found.win_rate,
        win_rate_by_value: found.win_rate_by_value,
        total_rate: found.total,
        rate_floor: read.house.rate_floor,
    })
}
