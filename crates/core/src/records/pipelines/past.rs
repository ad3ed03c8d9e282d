//! The stages as they stood at an instant: the one door to their past order, chances and use.

use super::store::{Pipeline, Stage, list, stages};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::{PipelineId, StageId};
use leadwell_rules::time::Instant;
use std::collections::{BTreeMap, HashMap};

/// All pipelines with their stages as they stood at one instant.
#[derive(Debug)]
pub(crate) struct Order {
    /// The pipelines in their present order, each with the stages in use then, from left to right.
    pub pipelines: Vec<Pipeline>,
    /// Every stage there has ever been; those not in use then are retired, at the place they had last or were to have first.
    stages: Vec<Stage>,
}

/// Where the deals of a stage are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Index among the stages of all pipelines asked for.
    pub index: u16,
    /// Index among the stages of its own pipeline.
    pub own: u16,
}

/// The stages as they stood at an instant; without one, as they stand. Before a pipeline's first known arrangement, that one holds: deals
/// may be older than the file.
pub(crate) fn as_of(read: &Read<'_>, instant: Option<Instant>) -> Result<Order, Failure> {
    let mut pipelines = list(read, Nothing {})?;
    let mut all = stages(read)?;
    if let Some(instant) = instant {
        let mut kept: BTreeMap<i64, Vec<(i64, Stage)>> = BTreeMap::new();
        for (at, stage) in versions(read)? {
            kept.entry(stage.pipeline_id.0).or_default().push((at, stage));
        }
        for (pipeline, versions) in kept {
            all.retain(|stage| stage.pipeline_id.0 != pipeline);
            all.extend(then(&versions, instant.millis()));
        }
        for pipeline in &mut pipelines {
            pipeline.stages = all
                .iter()
                .filter(|stage| stage.pipeline_id == pipeline.id && !stage.retired)
                .cloned()
                .collect();
            pipeline.stages.sort_by_key(|stage| (stage.position, stage.id));
        }
    }
    Ok(Order { pipelines, stages: all })
}

/// Every version of every stage with its instant, the oldest first.
fn versions(read: &Read<'_>) -> Result<Vec<(i64, Stage)>, Failure> {
    read.all(
        "select stage_id, pipeline_id, name, position, win_rate_bp, category, rotting_days, retired, at from stage_versions order by at, id",
        [],
        |row| Ok((row.get(8)?, super::store::stage_row(row)?)),
    )
}

/// The stages of one pipeline at an instant, out of its versions, the oldest first.
fn then(versions: &[(i64, Stage)], at: i64) -> Vec<Stage> {
    let until = versions.first().map_or(at, |(first, _)| at.max(*first));
    let mut found: BTreeMap<i64, Stage> = BTreeMap::new();
    for (at, stage) in versions {
        if *at <= until {
            found.insert(stage.id.0, stage.clone());
        } else {
            // Not made yet.
            found.entry(stage.id.0).or_insert_with(|| Stage {
                retired: true,
                ..stage.clone()
            });
        }
    }
    found.into_values().collect()
}

impl Order {
    /// One pipeline as it stood.
    pub fn find(&self, id: PipelineId) -> Result<Pipeline, Failure> {
        let mut pipelines = self.pipelines.iter();
        pipelines
            .find(|pipeline| pipeline.id == id)
            .cloned()
            .ok_or_else(|| Failure::not_found("pipeline.unknown"))
    }

    /// The pipeline meant when none is named: the first one in use.
    pub fn first(&self) -> Result<Pipeline, Failure> {
        let mut pipelines = self.pipelines.iter();
        pipelines
            .find(|pipeline| !pipeline.archived)
            .cloned()
            .ok_or_else(|| Failure::not_found("pipeline.none"))
    }

    /// The place of every stage – in use then or not – in a list of pipelines as they stood. A stage not in use stands for the one that
    /// has its place: the nearest before it.
    pub fn places(&self, pipelines: &[Pipeline]) -> HashMap<i64, Place> {
        let mut places = HashMap::new();
        let mut first = 0_u16;
        for pipeline in pipelines {
            for (own, stage) in (0_u16..).zip(&pipeline.stages) {
                places.insert(
                    stage.id.0,
                    Place {
                        index: first + own,
                        own,
                    },
                );
            }
            for stage in self.stages.iter().filter(|stage| stage.pipeline_id == pipeline.id) {
                let before = pipeline.stages.iter().rposition(|used| used.position <= stage.position);
                let Some(own) = before.and_then(|own| u16::try_from(own).ok()) else {
                    continue;
                };
                places.entry(stage.id.0).or_insert(Place {
                    index: first + own,
                    own,
                });
            }
            first += u16::try_from(pipeline.stages.len()).unwrap_or(u16::MAX);
        }
        places
    }

    /// The position of every stage, in use then or not.
    pub fn positions(&self) -> impl Iterator<Item = (StageId, i64)> {
        self.stages.iter().map(|stage| (stage.id, stage.position))
    }

    /// Whether a stage is one of a pipeline's, in use then or not.
    pub fn knows(&self, pipeline: PipelineId, stage: StageId) -> bool {
        self.stages
            .iter()
            .any(|known| known.id == stage && known.pipeline_id == pipeline)
    }
}
