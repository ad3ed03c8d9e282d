//! Reading pipelines and stages.

use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::{PipelineId, StageId};
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

/// A pipeline with its stages from left to right.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Pipeline {
    /// Its id.
    pub id: PipelineId,
    /// Its name.
    pub name: String,
    /// Order among pipelines.
    pub position: i64,
    /// Kept for its history, offered no longer.
    pub archived: bool,
    /// Stages in use, from left to right.
    pub stages: Vec<Stage>,
}

/// One stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// The pipeline it belongs to.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub name: String,
    /// 0 is leftmost.
    pub position: i64,
    /// Configured win rate, basis points.
    pub win_rate_bp: i64,
    /// Forecast category a deal gets on entering: pipeline, best_case or commit.
    pub category: String,
    /// Days without a touch after which a deal rots.
    pub rotting_days: Option<i64>,
    /// Taken out of the pipeline; old versions of deals still point at it.
    pub retired: bool,
}

const STAGE: &str = "id, pipeline_id, name, position, win_rate_bp, category, rotting_days, retired";

pub(super) fn stage_row(row: &Row<'_>) -> rusqlite::Result<Stage> {
    Ok(Stage {
        id: StageId(row.get(0)?),
        pipeline_id: PipelineId(row.get(1)?),
        name: row.get(2)?,
        position: row.get(3)?,
        win_rate_bp: row.get(4)?,
        category: row.get(5)?,
        rotting_days: row.get(6)?,
        retired: row.get(7)?,
    })
}

/// Answers `pipelines.list`.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Pipeline>, Failure> {
    let mut pipelines = read.all(
        "select id, name, position, archived from pipelines order by archived, position, id",
        [],
        |row| {
            Ok(Pipeline {
                id: PipelineId(row.get(0)?),
                name: row.get(1)?,
                position: row.get(2)?,
                archived: row.get(3)?,
                stages: vec![],
            })
        },
    )?;
    let stages = read.all(
        &format!("select {STAGE} from stages where retired = 0 order by pipeline_id, position"),
        [],
        stage_row,
    )?;
    for stage in stages {
        if let Some(pipeline) = pipelines.iter_mut().find(|pipeline| pipeline.id == stage.pipeline_id) {
            pipeline.stages.push(stage);
        }
    }
    Ok(pipelines)
}

/// Every stage, retired or not.
pub(super) fn stages(read: &Read<'_>) -> Result<Vec<Stage>, Failure> {
    read.all(&format!("select {STAGE} from stages order by id"), [], stage_row)
}

/// One pipeline.
pub(crate) fn find(read: &Read<'_>, id: PipelineId) -> Result<Pipeline, Failure> {
    list(read, Nothing {})?
        .into_iter()
        .find(|pipeline| pipeline.id == id)
        .ok_or_else(|| Failure::not_found("pipeline.unknown"))
}

/// The pipeline meant when none is named: the first one in use.
pub(crate) fn first(read: &Read<'_>) -> Result<Pipeline, Failure> {
    list(read, Nothing {})?
        .into_iter()
        .find(|pipeline| !pipeline.archived)
        .ok_or_else(|| Failure::not_found("pipeline.none"))
}

/// One stage, retired or not.
pub(crate) fn stage(read: &Read<'_>, id: StageId) -> Result<Stage, Failure> {
    read.one(&format!("select {STAGE} from stages where id = ?1"), [id.0], stage_row)?
        .ok_or_else(|| Failure::not_found("stage.unknown"))
}
