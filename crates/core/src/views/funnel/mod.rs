//! The funnel of a pipeline: how many deals reached each stage and how many went on, by count and by value; and how fast they go.

mod past;
mod query;
mod records;
mod velocity;

pub use query::{FunnelQuery, View};
pub use records::{RecordsQuery, records};
pub use velocity::{Velocity, velocity};

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::Selection;
use crate::records::deals::conditions;
use crate::records::pipelines::Pipeline;
use leadwell_rules::condition::Condition;
use leadwell_rules::funnel::{self as rules, FunnelStage, cohort, funnel, narrowed, throughput};
use leadwell_rules::ids::{PipelineId, StageId};
use leadwell_rules::rates::{StageCounts, Tally};
use leadwell_rules::ratio::Ratio;
use leadwell_rules::time::{Day, Instant};
use query::Asked;
use rusqlite::params_from_iter;
use serde::Serialize;
use ts_rs::TS;

/// A funnel over some deals of one pipeline. Amounts are minor units of the base currency.
#[derive(Debug, Serialize, TS)]
pub struct Funnel {
    /// The instant of the answer.
    pub as_of: Instant,
    /// The day up to whose end everything is known.
    pub today: Day,
    /// cohort or throughput.
    pub view: View,
    /// The first day of the time asked for; null from the beginning.
    pub from: Option<Day>,
    /// Its last day, never after `today`.
    pub to: Day,
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub pipeline: String,
    /// From wide to narrow.
    pub stages: Vec<FunnelColumn>,
    /// Deals made in the time.
    pub all: Tally,
    /// Won: of those made (cohort), or in the time (throughput).
    pub won: Tally,
    /// Lost, likewise.
    pub lost: Tally,
    /// Still open; in the throughput view, open at the end of the time.
    pub open: Tally,
    /// Won of won + lost.
    pub win_rate: Ratio,
    /// The same by value.
    pub win_rate_by_value: Ratio,
    /// Won of all that entered the first stage shown, whatever became of them.
    pub total_rate: Ratio,
    /// Resolved deals needed before a rate is more than an anecdote.
    pub rate_floor: i64,
    /// The same over the time before, as it stood then.
    pub previous: Option<Box<Funnel>>,
}

/// One stage of a funnel.
#[derive(Debug, Serialize, TS)]
pub struct FunnelColumn {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub stage: String,
    /// The stages it stands for: itself, and those after it that were not chosen.
    pub stage_ids: Vec<StageId>,
    /// Deals standing here; in the throughput view, open at the end of the time with this as their furthest stage.
    pub standing: Tally,
    /// How many came this far, and how many went on.
    pub figures: FunnelStage,
}

/// Answers `funnel.get`.
pub fn get(read: &Read<'_>, query: FunnelQuery) -> Result<Funnel, Failure> {
    let asked = Asked::of(read, query)?;
    let mut found = of(read, &asked)?;
    if asked.query.compare.unwrap_or(false) {
        let before = asked.before().map(|before| of(read, &before)).transpose()?;
        found.previous = before.map(Box::new);
    }
    Ok(found)
}

/// What a view counts.
struct Counted {
    funnel: rules::Funnel,
    standing: Vec<Tally>,
    all: Tally,
}

fn of(read: &Read<'_>, asked: &Asked) -> Result<Funnel, Failure> {
    let counted = match asked.query.view {
        View::Cohort => made(read, asked)?,
        View::Throughput => passed(read, asked)?,
    };
    let Counted { funnel, standing, all } = counted;
    let stages = &asked.pipeline.stages;
    let column = |(at, (figures, standing)): (usize, (FunnelStage, Tally))| {
        let next = asked.chosen.get(at + 1).copied().unwrap_or(stages.len());
        let stage = &stages[asked.chosen[at]];
        FunnelColumn {
            stage_id: stage.id,
            stage: stage.name.clone(),
            stage_ids: stages[asked.chosen[at]..next].iter().map(|stage| stage.id).collect(),
            standing,
            figures,
        }
    };
    Ok(Funnel {
        as_of: read.now(),
        today: asked.today,
        view: asked.query.view,
        from: asked.query.from,
        to: asked.to,
        pipeline_id: asked.pipeline.id,
        pipeline: asked.pipeline.name.clone(),
        stages: funnel
            .stages
            .into_iter()
            .zip(standing)
            .enumerate()
            .map(column)
            .collect(),
        all,
        won: funnel.won,
        lost: funnel.lost,
        open: funnel.open,
        win_rate: funnel.win_rate,
        win_rate_by_value: funnel.win_rate_by_value,
        total_rate: funnel.total,
        rate_floor: read.settings.rate_floor,
        previous: None,
    })
}

/// The cohort: from the book as it stands, or, for a past day, from the versions known at its end.
fn made(read: &Read<'_>, asked: &Asked) -> Result<Counted, Failure> {
    let (counts, standing) = if asked.today == read.today() {
        live(read, asked)?
    } else {
        let paths = past::paths(read, asked)?;
        let mut standing = vec![Tally::default(); asked.pipeline.stages.len()];
        let (from, to) = asked.span();
        for path in paths.iter().filter(|path| (from..=to).contains(&path.created)) {
            if let Some(here) = standing.get_mut(path.stage).filter(|_| path.end.is_none()) {
                *here += Tally::new(1, path.amount_minor.unwrap_or(0));
            }
        }
        (cohort(&paths, standing.len(), (from, to)), standing)
    };
    let whole = funnel(&counts);
    let shown = funnel(&narrowed(&counts, &asked.chosen));
    let mut here = vec![Tally::default(); asked.chosen.len()];
    for (stage, standing) in standing.into_iter().enumerate() {
        if let Some(at) = asked.place(stage) {
            here[at] += standing;
        }
    }
    Ok(Counted {
        all: whole.won + whole.lost + whole.open,
        standing: here,
        funnel: rules::Funnel {
            stages: shown.stages,
            total: shown.total,
            ..whole
        },
    })
}

/// What passed each stage in the time, whenever the deals were made.
fn passed(read: &Read<'_>, asked: &Asked) -> Result<Counted, Failure> {
    let paths = past::paths(read, asked)?;
    let funnel = throughput(&paths, &asked.chosen, asked.span());
    Ok(Counted {
        all: leadwell_rules::velocity::pace(&paths, asked.span()).made,
        standing: funnel.stages.iter().map(|stage| stage.open).collect(),
        funnel,
    })
}

/// Counts by furthest stage, and what stands in each, in one grouped query.
fn live(read: &Read<'_>, asked: &Asked) -> Result<(Vec<StageCounts>, Vec<Tally>), Failure> {
    let Pipeline { id, stages, .. } = &asked.pipeline;
    let filter = Selection::of([
        Condition::any_of("pipeline", [id.0]),
        Condition::any_of("owner", asked.query.owner_id.map(|id| id.0)),
        Condition::any_of("product", asked.query.product_id.map(|id| id.0)),
        Condition::within("created_on", asked.query.from, asked.query.to),
    ]);
    let (all, _) = conditions(read, &filter)?;
    let text = format!(
        "select o.status, o.furthest, o.stage_id, count(*), coalesce(sum(o.base_minor), 0) from deals o where {}
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
    let mut counts = vec![StageCounts::default(); stages.len()];
    let mut standing = vec![Tally::default(); stages.len()];
    for (status, furthest, stage, tally) in rows {
        let Some(last) = counts.len().checked_sub(1) else { break };
        let index = usize::try_from(furthest).unwrap_or(0).min(last);
        match status.as_str() {
            "won" => counts[index].won += tally,
            "lost" => counts[index].lost += tally,
            _ => {
                counts[index].open += tally;
                if let Some(here) = stages.iter().position(|known| known.id.0 == stage) {
                    standing[here] += tally;
                }
            }
        }
    }
    Ok((counts, standing))
}
