//! The board: one column per stage, its totals over all its deals, and its first cards.

mod cards;

pub use cards::{Card, MoreCards, more};

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::Selection;
use crate::records::deals::conditions;
use crate::records::pipelines;
use crate::records::pipelines::Stage;
use cards::{BoardSort, fetch};
use leadwell_rules::condition::Condition;
use leadwell_rules::ids::PipelineId;
use leadwell_rules::money::{Minor, div_round, narrow, times_bp};
use leadwell_rules::time::{Instant, start_of_day};
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// Which board.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct GetBoard {
    /// The default is the first pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// Which open deals.
    pub filter: Option<Selection>,
    /// Cards sent per column, at most 1000; the default is 200.
    pub per_stage: Option<u32>,
    /// Order of the cards; the default is the next activity.
    pub sort: Option<BoardSort>,
}

/// A pipeline as columns.
#[derive(Debug, Serialize, TS)]
pub struct Board {
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub pipeline: String,
    /// The instant all figures are as of.
    pub as_of: Instant,
    /// From left to right.
    pub columns: Vec<Column>,
    /// Over all columns.
    pub totals: BoardTotals,
}

/// One column.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "BoardColumn")]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// Its open deals.
    pub count: i64,
    /// Sum of their known amounts, base currency.
    pub sum_minor: Minor,
    /// That sum × the stage's win rate.
    pub weighted_minor: Minor,
    /// Deals whose amount is not known.
    pub unknown_amounts: i64,
    /// The first cards.
    pub cards: Vec<Card>,
    /// Whether there are further cards.
    pub more: bool,
}

/// Sums and signs over the whole board.
#[derive(Debug, Default, Serialize, TS)]
pub struct BoardTotals {
    /// Open deals.
    pub count: i64,
    /// Sum of their known amounts.
    pub sum_minor: Minor,
    /// Σ amount × win rate, rounded once.
    pub weighted_minor: Minor,
    /// Deals whose next activity is late.
    pub overdue: i64,
    /// Deals with an activity today.
    pub today: i64,
    /// Deals without a planned activity.
    pub unplanned: i64,
    /// Deals idle beyond their stage's limit.
    pub rotting: i64,
}

/// Answers `board.get`.
pub fn get(read: &Read<'_>, wanted: GetBoard) -> Result<Board, Failure> {
    let pipeline = match wanted.pipeline_id {
        Some(id) => pipelines::find(read, id)?,
        None => pipelines::first(read)?,
    };
    let filter = open_in(wanted.filter.unwrap_or_default(), pipeline.id);
    let sums = column_sums(read, &filter, &pipeline.stages)?;
    let limit = wanted.per_stage.unwrap_or(200).clamp(1, 1000);
    let mut totals = BoardTotals::default();
    let mut weighted = 0_i128;
    let mut columns = Vec::new();
    for stage in &pipeline.stages {
        let sum = sums.get(&stage.id.0).copied().unwrap_or_default();
        let cards = if sum.count > 0 {
            fetch(read, &filter, stage, wanted.sort.unwrap_or_default(), 0, limit)?
        } else {
            vec![]
        };
        totals.count += sum.count;
        totals.sum_minor += sum.amount;
        totals.overdue += sum.overdue;
        totals.today += sum.today;
        totals.unplanned += sum.unplanned;
        totals.rotting += sum.rotting;
        weighted += i128::from(sum.amount) * i128::from(stage.win_rate_bp);
        columns.push(Column {
            count: sum.count,
            sum_minor: sum.amount,
            weighted_minor: times_bp(sum.amount, stage.win_rate_bp),
            unknown_amounts: sum.unknown,
            more: sum.count > cards.len() as i64,
            cards,
            stage: stage.clone(),
        });
    }
    totals.weighted_minor = narrow(div_round(weighted, 10_000));
    Ok(Board {
        pipeline_id: pipeline.id,
        pipeline: pipeline.name,
        as_of: read.now(),
        columns,
        totals,
    })
}

/// The selection, narrowed to what a board shows.
fn open_in(filter: Selection, pipeline: PipelineId) -> Selection {
    filter
        .and(Condition::any_of("pipeline", [pipeline.0]))
        .and(Condition::any_of("status", ["open"]))
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: i64,
    amount: Minor,
    unknown: i64,
    overdue: i64,
    today: i64,
    unplanned: i64,
    rotting: i64,
}

/// One stage after the other: each is one stretch of the index, and its limit is a value instead of a join for every deal.
fn column_sums(read: &Read<'_>, filter: &Selection, stages: &[Stage]) -> Result<HashMap<i64, Sums>, Failure> {
    let (mut all, joins) = conditions(read, filter)?;
    all.plain("o.stage_id = ?");
    // Idle days count calendar days of the workspace: a deal rots when its last touch lies before today − limit days.
    let zone = &read.settings.time_zone;
    let today = read.today();
    let text = format!(
        "select count(*), coalesce(sum(o.base_minor), 0), count(o.base_minor), count(*) filter (where o.next_due_on < ?),
                count(*) filter (where o.next_due_on = ?), count(o.next_due_on), count(*) filter (where o.touched_at < ?)
         from deals o {joins} where {}",
        all.sql()
    );
    let mut found = HashMap::new();
    for stage in stages {
        let limit = stage
            .rotting_days
            .map(|days| start_of_day(today.plus_days(-days), zone).millis());
        let mut values: Vec<rusqlite::types::Value> =
            vec![today.to_string().into(), today.to_string().into(), limit.into()];
        values.extend(all.values());
        values.push(stage.id.0.into());
        let sums = read.one(&text, params_from_iter(values), |row| {
            let count: i64 = row.get(0)?;
            Ok(Sums {
                count,
                amount: row.get(1)?,
                unknown: count - row.get::<_, i64>(2)?,
                overdue: row.get(3)?,
                today: row.get(4)?,
                unplanned: count - row.get::<_, i64>(5)?,
                rotting: row.get(6)?,
            })
        })?;
        found.insert(stage.id.0, sums.unwrap_or_default());
    }
    Ok(found)
}
