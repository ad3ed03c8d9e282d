//! The cards of a column.

use super::open_in;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::Selection;
use crate::records::deals::{DealRow, conditions};
use crate::records::pipelines;
use crate::records::pipelines::Stage;
use leadwell_rules::ids::StageId;
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A card is a deal as lists show it.
pub type Card = DealRow;

/// Order of the cards in a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoardSort {
    /// What is due first stands first; without a plan last.
    #[default]
    NextActivity,
    /// Largest first.
    Amount,
    /// Expected to close first.
    CloseOn,
    /// By name.
    Name,
    /// Longest without a touch first.
    Idle,
}

impl BoardSort {
    fn sql(self) -> &'static str {
        match self {
            BoardSort::NextActivity => "coalesce(o.next_due_on, '9999-12-31'), o.id",
            BoardSort::Amount => "o.base_minor desc nulls last, o.id",
            BoardSort::CloseOn => "o.close_on nulls last, o.id",
            BoardSort::Name => "o.name, o.id",
            BoardSort::Idle => "o.touched_at, o.id",
        }
    }
}

/// Further cards of one column.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MoreCards {
    /// The column.
    pub stage_id: StageId,
    /// The board's filter.
    #[serde(default)]
    pub filter: Option<Selection>,
    /// The board's order.
    #[serde(default)]
    pub sort: Option<BoardSort>,
    /// Cards already there.
    pub offset: u32,
    /// Cards wanted, at most 1000; the default is 200.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Answers `board.more`.
pub fn more(read: &Read<'_>, wanted: MoreCards) -> Result<Vec<Card>, Failure> {
    let stage = pipelines::stage(read, wanted.stage_id)?;
    let filter = open_in(wanted.filter.unwrap_or_default(), stage.pipeline_id);
    let limit = wanted.limit.unwrap_or(200).clamp(1, 1000);
    fetch(
        read,
        &filter,
        &stage,
        wanted.sort.unwrap_or_default(),
        wanted.offset,
        limit,
    )
}

/// Cards of one stage in order, from `offset`.
pub(super) fn fetch(
    read: &Read<'_>,
    filter: &Selection,
    stage: &Stage,
    sort: BoardSort,
    offset: u32,
    limit: u32,
) -> Result<Vec<Card>, Failure> {
    use crate::records::deals::DEAL_LIST;
    use crate::records::deals::row::{TABLES, read_row};
    let (mut all, joins) = conditions(read, filter)?;
    all.with("o.stage_id = ?", stage.id.0);
    // The column's keys first, the wide rows only for the cards that are shown.
    let text = format!(
        "select {row} from {TABLES} where o.id in
           (select o.id from deals o {joins} where {} order by {order} limit {limit} offset {offset}) order by {order}",
        all.sql(),
        row = DEAL_LIST.row(),
        order = sort.sql()
    );
    read.all(&text, params_from_iter(all.values()), |row| read_row(read, row))
}
