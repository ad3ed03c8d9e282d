//! Adding a pipeline or changing its stages. A changed win rate does not rewrite the probability of existing deals.

use super::past::as_of;
use super::store::{Pipeline, find};
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use leadwell_rules::ids::{PipelineId, StageId};
use rusqlite::params;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// A pipeline as it shall be.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePipeline {
    /// The pipeline to change; without it a new one is made.
    #[serde(default)]
    pub id: Option<PipelineId>,
    /// Its name, unlike any other's.
    pub name: String,
    /// Its stages from left to right. A stage left out is retired, if no open deal stands in it.
    pub stages: Vec<SaveStage>,
}

/// A stage as it shall be.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveStage {
    /// The stage to change; without it a new one is made.
    #[serde(default)]
    pub id: Option<StageId>,
    /// Its name, unlike any other's in the pipeline.
    pub name: String,
    /// Win rate, basis points, 0–10000.
    pub win_rate_bp: i64,
    /// pipeline, best_case or commit; the default follows the win rate.
    #[serde(default)]
    pub category: Option<String>,
    /// Days without a touch after which a deal rots.
    #[serde(default)]
    pub rotting_days: Option<i64>,
}

/// Answers `pipelines.save`.
pub fn save(write: &mut Write<'_>, wanted: SavePipeline) -> Result<Pipeline, Failure> {
    let name = wanted.name.trim();
    if name.is_empty() {
        return Err(Failure::invalid("pipeline.name_missing", "name"));
    }
    if wanted.stages.is_empty() {
        return Err(Failure::invalid("pipeline.no_stages", "stages"));
    }
    let mut names = BTreeSet::new();
    for stage in &wanted.stages {
        check(stage)?;
        if !names.insert(stage.name.trim()) {
            return Err(Failure::invalid("stage.name_taken", "stages").arg("name", stage.name.trim()));
        }
    }
    let taken = write.one("select id from pipelines where name = ?1", [name], |row| {
        row.get::<_, i64>(0)
    })?;
    if taken.is_some_and(|id| wanted.id.is_none_or(|own| own.0 != id)) {
        return Err(Failure::invalid("pipeline.name_taken", "name").arg("name", name));
    }
    let id = match wanted.id {
        Some(id) => {
            find(write, id)?;
            write.run("update pipelines set name = ?1 where id = ?2", params![name, id.0])?;
            id
        }
        None => PipelineId(write.insert(
            "insert into pipelines (name, position, created_at) values (?1, (select count(*) from pipelines), ?2)",
            params![name, write.now().millis()],
        )?),
    };
    let before = positions(write, id)?;
    retire_left_out(write, id, &wanted.stages)?;
    // Two stages may swap names: free all names before giving them out.
    write.run(
        "update stages set name = '#' || id where pipeline_id = ?1 and retired = 0",
        [id.0],
    )?;
    for (position, stage) in wanted.stages.iter().enumerate() {
        put(write, id, position as i64, stage)?;
    }
    follow(write, id, &before)?;
    write.subject(name);
    find(write, id)
}

fn check(stage: &SaveStage) -> Result<(), Failure> {
    if stage.name.trim().is_empty() {
        return Err(Failure::invalid("stage.name_missing", "stages"));
    }
    if !(0..=10_000).contains(&stage.win_rate_bp) {
        return Err(Failure::invalid("stage.win_rate", "stages").arg("name", stage.name.trim()));
    }
    if stage
        .category
        .as_deref()
        .is_some_and(|category| !["pipeline", "best_case", "commit"].contains(&category))
    {
        return Err(Failure::invalid("stage.category", "stages").arg("name", stage.name.trim()));
    }
    if stage.rotting_days.is_some_and(|days| days < 1) {
        return Err(Failure::invalid("stage.rotting_days", "stages").arg("name", stage.name.trim()));
    }
    Ok(())
}

fn retire_left_out(write: &mut Write<'_>, pipeline: PipelineId, stages: &[SaveStage]) -> Result<(), Failure> {
    let kept: Vec<i64> = stages.iter().filter_map(|stage| stage.id.map(|id| id.0)).collect();
    let left_out = write.all(
        "select s.id, s.name, (select count(*) from deals o where o.stage_id = s.id and o.status = 'open' and o.deleted_at is null)
         from stages s where s.pipeline_id = ?1 and s.retired = 0",
        [pipeline.0],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?)),
    )?;
    for (id, name, open) in left_out.into_iter().filter(|(id, ..)| !kept.contains(id)) {
        if open > 0 {
            return Err(Failure::conflict("stage.in_use").arg("name", name).arg("count", open));
        }
        // A new stage of the same name takes its place; the old one steps aside.
        write.run(
            "update stages set retired = 1, name = name || ' · ' || id where id = ?1",
            [id],
        )?;
    }
    Ok(())
}

fn put(write: &mut Write<'_>, pipeline: PipelineId, position: i64, stage: &SaveStage) -> Result<(), Failure> {
    let category = stage.category.as_deref().unwrap_or(match stage.win_rate_bp {
        7_000.. => "commit",
        4_000.. => "best_case",
        _ => "pipeline",
    });
    let values = params![
        stage.name.trim(),
        position,
        stage.win_rate_bp,
        category,
        stage.rotting_days,
        pipeline.0,
        stage.id.map(|id| id.0)
    ];
    if stage.id.is_none() {
        write.run(
            "insert into stages (name, position, win_rate_bp, category, rotting_days, pipeline_id, id) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            values,
        )?;
        return Ok(());
    }
    let changed = write.run(
        "update stages set name = ?1, position = ?2, win_rate_bp = ?3, category = ?4, rotting_days = ?5, retired = 0
         where pipeline_id = ?6 and id = ?7",
        values,
    )?;
    if changed == 0 {
        Err(Failure::not_found("stage.unknown"))
    } else {
        Ok(())
    }
}

/// Where each stage stands.
fn positions(write: &Write<'_>, pipeline: PipelineId) -> Result<Vec<(i64, i64)>, Failure> {
    write.all(
        "select id, position from stages where pipeline_id = ?1 and retired = 0 order by position",
        [pipeline.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Deals remember the furthest stage they reached by its place. When stages change places, it is the furthest, in the new order, of all
/// they are known to have reached; a stage that was retired gives its place to the one now standing there.
fn follow(write: &mut Write<'_>, pipeline: PipelineId, before: &[(i64, i64)]) -> Result<(), Failure> {
    if positions(write, pipeline)? == before {
        return Ok(());
    }
    let order = as_of(write, None)?;
    let places: BTreeMap<i64, u16> = order
        .places(&[order.find(pipeline)?])
        .into_iter()
        .map(|(id, place)| (id, place.own))
        .collect();
    write.run(
        "with places as materialized (select cast(key as integer) as stage, value as place from json_each(?1)),
              reached as materialized (
                select v.deal_id as id, max(max(s.place, f.place)) as place
                from deal_versions v join deals o on o.id = v.deal_id
                join places s on s.stage = v.stage_id join places f on f.stage = v.furthest_stage_id
                where o.pipeline_id = ?2 group by v.deal_id)
         update deals set furthest = r.place from reached r where r.id = deals.id and furthest <> r.place",
        params![serde_json::json!(places).to_string(), pipeline.0],
    )?;
    Ok(())
}
