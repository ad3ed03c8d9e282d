//! The deals behind one number of a funnel: the very ones that were counted.

use super::past;
use super::query::{Asked, FunnelQuery, View};
use crate::engine::failure::Failure;
use crate::engine::store::list::{ListQuery, Selection};
use crate::engine::store::{Read, SortBy};
use crate::records::deals;
use crate::records::deals::DealPage;
use leadwell_rules::ids::StageId;
use leadwell_rules::velocity::stage_path::{End, StagePath};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "FunnelPart")]
pub enum Part {
    /// Made in the time.
    All,
    /// Came to the stage.
    Entered,
    /// Stands in the stage; without a stage, is open.
    Standing,
    /// Lost, with the stage as the furthest.
    Lost,
    /// Won.
    Won,
    /// Left the stage in the time: those whose days there were counted.
    Left,
}

/// A number of a funnel.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields, rename = "FunnelRecordsQuery")]
pub struct RecordsQuery {
    /// The funnel.
    pub query: FunnelQuery,
    /// Which of its numbers.
    pub part: Part,
    /// At this stage.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows in a page.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Answers `funnel.records`, largest amount first.
pub fn records(read: &Read<'_>, wanted: RecordsQuery) -> Result<DealPage, Failure> {
    let asked = Asked::of(read, wanted.query)?;
    let stage = match wanted.stage_id {
        None => None,
        Some(id) => {
            let place = asked.pipeline.stages.iter().position(|stage| stage.id == id);
            let place = place.ok_or_else(|| Failure::invalid("funnel.stage_elsewhere", "stage_id"))?;
            Some(place)
        }
    };
    let paths = past::paths(read, &asked)?;
    let ids: Vec<i64> = paths
        .iter()
        .filter(|path| counts(&asked, path, wanted.part, stage))
        .map(|path| path.id.0)
        .collect();
    if ids.is_empty() {
        return Ok(DealPage {
            rows: Vec::new(),
            next: None,
        });
    }
    deals::list(
        read,
        ListQuery {
            filter: Some(Selection::ids(ids)),
            sort: vec![SortBy {
                column: "amount".to_owned(),
                descending: Some(true),
            }],
            after: wanted.after,
            limit: wanted.limit,
        },
    )
}

/// Whether a number counts a deal.
fn counts(asked: &Asked, path: &StagePath, part: Part, stage: Option<usize>) -> bool {
    let span = asked.span();
    let within = |on: i32| span.0 <= on && on <= span.1;
    let here = |place: usize| stage.is_none_or(|stage| asked.place(place) == asked.place(stage));
    let ended = |how: End| path.end.is_some_and(|(end, _)| end == how);
    if part == Part::Left {
        let stay = |stay: &leadwell_rules::velocity::stage_path::Stay| {
            stage.is_none_or(|stage| stay.stage == stage) && stay.left_on.is_some_and(within)
        };
        return path.stays.iter().any(stay);
    }
    match asked.query.view {
        View::Cohort => {
            within(path.created)
                && match part {
                    Part::Entered => stage.is_none_or(|stage| path.reached.len() > stage),
                    Part::Standing => path.end.is_none() && here(path.stage),
                    Part::Lost => ended(End::Lost) && here(path.furthest),
                    Part::Won => ended(End::Won),
                    Part::All | Part::Left => true,
                }
        }
        View::Throughput => match part {
            Part::All | Part::Left => within(path.created),
            Part::Entered => path.reached.get(stage.unwrap_or(0)).is_some_and(|on| within(*on)),
            Part::Standing => path.open_after(span.1) && path.furthest_by(span.1).is_some_and(here),
            Part::Lost => path.ended(End::Lost, span) && here(path.furthest),
            Part::Won => path.ended(End::Won, span),
        },
    }
}
