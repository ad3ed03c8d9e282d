//! How fast deals go: pace, days in each stage, the bottleneck, and the months that stand out.

use super::past;
use super::query::{Asked, FunnelQuery};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::{PipelineId, StageId};
use leadwell_rules::time::{Day, Instant};
use leadwell_rules::velocity::trend::{COMPARED, DEALS, LEAST, Month, trend};
use leadwell_rules::velocity::{self as rules, Pace, StageTime, bottleneck, pace, stage_times};
use serde::Serialize;
use ts_rs::TS;

/// Months the trend shows.
const SHOWN: usize = 12;

/// How fast deals go through a pipeline. Amounts are minor units of the base currency.
#[derive(Debug, Serialize, TS)]
pub struct Velocity {
    /// The instant of the answer.
    pub as_of: Instant,
    /// The day up to whose end everything is known.
    pub today: Day,
    /// The first day of the time asked for; null from the beginning.
    pub from: Option<Day>,
    /// Its last day, never after `today`.
    pub to: Day,
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub pipeline: String,
    /// The pace of the time.
    pub pace: Pace,
    /// The pace of the time before, as it stood then.
    pub previous: Option<PastPace>,
    /// The stages, from left to right.
    pub stages: Vec<StageVelocity>,
    /// The stage that holds the others up; null when nothing can be said.
    pub bottleneck: Option<Bottleneck>,
    /// Month by month up to the end of the time.
    pub trend: Vec<Month>,
    /// A month is compared with at most so many before it …
    pub compared: usize,
    /// … and with no fewer than these.
    pub compared_least: usize,
    /// A month's rate or cycle that rests on fewer deals than these is not marked.
    pub compared_deals: i64,
    /// Deals needed before a rate is more than an anecdote.
    pub rate_floor: i64,
}

/// The pace of another time.
#[derive(Debug, Serialize, TS)]
pub struct PastPace {
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day.
    pub to: Day,
    /// The pace.
    pub pace: Pace,
}

/// One stage's part in the cycle.
#[derive(Debug, Serialize, TS)]
pub struct StageVelocity {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub stage: String,
    /// Days and steps.
    pub time: StageTime,
    /// How far its step rate moved against its own past, basis points; null with too few deals.
    pub change_bp: Option<i64>,
}

/// The stage that holds the others up.
#[derive(Debug, Serialize, TS)]
pub struct Bottleneck {
    /// The stage.
    pub stage_id: StageId,
    /// It has the largest share of cycle time.
    pub slowest: bool,
    /// Its step rate fell most against its own past.
    pub fell_most: bool,
}

/// Answers `funnel.velocity`. View and chosen stages make no difference: every stage has its time.
pub fn velocity(read: &Read<'_>, query: FunnelQuery) -> Result<Velocity, Failure> {
    let asked = Asked::of(read, query)?;
    let paths = past::paths(read, &asked)?;
    let stages = &asked.pipeline.stages;
    let floor = read.settings.rate_floor;
    let times = stage_times(&paths, stages.len(), asked.span());
    let previous = asked.before().map(|before| {
        Ok::<_, Failure>(PastPace {
            pace: pace(past::paths(read, &before)?.as_slice(), before.span()),
            from: before.query.from,
            to: before.to,
        })
    });
    let found = bottleneck(&times, floor).map(|found: rules::Bottleneck| Bottleneck {
        stage_id: stages[found.stage].id,
        slowest: found.slowest,
        fell_most: found.fell_most,
    });
    let stage = |(stage, time): (&crate::records::pipelines::Stage, StageTime)| StageVelocity {
        stage_id: stage.id,
        stage: stage.name.clone(),
        change_bp: time.change_bp(floor),
        time,
    };
    Ok(Velocity {
        as_of: read.now(),
        today: asked.today,
        from: asked.query.from,
        to: asked.to,
        pipeline_id: asked.pipeline.id,
        pipeline: asked.pipeline.name.clone(),
        pace: pace(&paths, asked.span()),
        previous: previous.transpose()?,
        stages: stages.iter().zip(times).map(stage).collect(),
        bottleneck: found,
        trend: trend(&paths, asked.span().1, SHOWN),
        compared: COMPARED,
        compared_least: LEAST,
        compared_deals: DEALS,
        rate_floor: floor,
    })
}
