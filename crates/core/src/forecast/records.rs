//! The deals behind one number of a forecast: the same conditions the number was made with.

use super::{ForecastQuery, period};
use crate::failure::Failure;
use crate::opportunities::{self, DealFilter, DealPage, ListDeals, SortBy};
use crate::store::Read;
use leadwell_rules::calendar::{Period, month_of};
use leadwell_rules::ids::{StageId, UserId};
use leadwell_rules::time::Day;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Won in the period.
    Won,
    /// Open and counted in the period.
    Open,
    /// Counted, though the expected day has passed.
    Overdue,
    /// Open without a close date.
    Undated,
    /// Left out by hand.
    Omitted,
}

/// A number of a forecast, narrowed further.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RecordsQuery {
    /// The forecast.
    pub query: ForecastQuery,
    /// Which of its numbers.
    pub part: Part,
    /// pipeline, best_case or commit.
    #[serde(default)]
    pub category: Option<String>,
    /// One person's.
    #[serde(default)]
    pub owner_id: Option<UserId>,
    /// One stage's.
    #[serde(default)]
    pub stage_id: Option<StageId>,
    /// One month's: any day of it.
    #[serde(default)]
    pub month: Option<Day>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows in a page.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Answers `forecast.records`, largest amount first.
pub fn records(read: &Read<'_>, wanted: RecordsQuery) -> Result<DealPage, Failure> {
    let whole = period(read, &wanted.query)?;
    let span = wanted.month.map_or(whole, |day| cut(month_of(day), &whole));
    let filter = filter(read, &wanted, &span);
    let sort = vec![SortBy {
        column: "amount".to_owned(),
        descending: Some(true),
    }];
    opportunities::list(
        read,
        ListDeals {
            filter: Some(filter),
            sort,
            after: wanted.after,
            limit: wanted.limit,
        },
    )
}

fn cut(month: Period, whole: &Period) -> Period {
    Period {
        kind: month.kind,
        start: month.start.max(whole.start),
        end: month.end.min(whole.end),
    }
}

/// The conditions of a part. Overdue deals count in the span that contains today; a span that has passed holds none.
pub(crate) fn filter(read: &Read<'_>, wanted: &RecordsQuery, span: &Period) -> DealFilter {
    let today = read.today();
    let mut filter = DealFilter {
        pipeline_id: wanted.query.pipeline_id,
        owner_ids: wanted.owner_id.or(wanted.query.owner_id).into_iter().collect(),
        product_ids: wanted.query.product_id.into_iter().collect(),
        stage_ids: wanted.stage_id.into_iter().collect(),
        status: vec![if wanted.part == Part::Won { "won" } else { "open" }.to_owned()],
        ..DealFilter::default()
    };
    let counted = || match &wanted.category {
        Some(category) => vec![category.clone()],
        None => ["pipeline", "best_case", "commit"].map(str::to_owned).to_vec(),
    };
    match wanted.part {
        Part::Won => {
            filter.closed_from = Some(span.start);
            filter.closed_to = Some(span.end);
        }
        Part::Open => {
            filter.category = counted();
            filter.close_from = (!span.contains(today)).then(|| span.start.max(today));
            filter.close_to = Some(span.end);
        }
        Part::Overdue => {
            filter.category = counted();
            filter.close_to = Some(today.plus_days(-1));
            if !span.contains(today) {
                // Overdue deals count in today's span alone.
                filter.close_from = Some(today);
            }
        }
        Part::Undated => {
            filter.category = counted();
            filter.undated = Some(true);
        }
        Part::Omitted => filter.category = vec!["omitted".to_owned()],
    }
    filter
}
