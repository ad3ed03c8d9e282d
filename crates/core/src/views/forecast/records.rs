//! The deals behind one number of a forecast: the same conditions the number was made with.

use super::load::people;
use super::{ForecastQuery, chosen, day_asked, past, period};
use crate::engine::failure::Failure;
use crate::engine::store::list::{ListQuery, Selection};
use crate::engine::store::{Read, SortBy, cursor};
use crate::records::deals;
use crate::records::deals::DEAL_LIST;
use crate::records::deals::row::{TABLES, read_row};
use crate::records::deals::{DealPage, DealRow};
use crate::records::pipelines::Stage;
use leadwell_rules::calendar::{Period, month_of};
use leadwell_rules::condition::{Condition, Op};
use leadwell_rules::forecast::history::{DealInterval, State, number};
use leadwell_rules::forecast::waterfall::{Known, known};
use leadwell_rules::forecast::{Category, Place, place};
use leadwell_rules::ids::{DealId, PersonId, StageId};
use leadwell_rules::money::{Minor, times_bp};
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
    pub owner_id: Option<PersonId>,
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
    let day = day_asked(read, &wanted.query)?;
    if day < read.today() {
        return then(read, &wanted, &span, day);
    }
    let filter = filter(read, &wanted, &span);
    let sort = vec![SortBy {
        column: "amount".to_owned(),
        descending: Some(true),
    }];
    deals::list(
        read,
        ListQuery {
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
pub(crate) fn filter(read: &Read<'_>, wanted: &RecordsQuery, span: &Period) -> Selection {
    let today = read.today();
    let counted = match &wanted.category {
        Some(category) => Condition::any_of("category", [category.as_str()]),
        None => Condition::any_of("category", ["pipeline", "best_case", "commit"]),
    };
    let part = match wanted.part {
        Part::Won => Condition::within("closed_on", Some(span.start), Some(span.end)),
        Part::Open => {
            let from = (!span.contains(today)).then(|| span.start.max(today));
            [counted, Condition::within("close_on", from, Some(span.end))].into()
        }
        Part::Overdue => {
            // Overdue deals count in today's span alone.
            let from = (!span.contains(today)).then_some(today);
            [counted, Condition::within("close_on", from, Some(today.plus_days(-1)))].into()
        }
        Part::Undated => [counted, Condition::test::<i64>("close_on", Op::Empty, [])].into(),
        Part::Omitted => Condition::any_of("category", ["omitted"]),
    };
    let status = if wanted.part == Part::Won { "won" } else { "open" };
    Selection::of([
        Condition::any_of("pipeline", wanted.query.pipeline_id.map(|id| id.0)),
        Condition::any_of("owner", wanted.owner_id.or(wanted.query.owner_id).map(|id| id.0)),
        Condition::any_of("product", wanted.query.product_id.map(|id| id.0)),
        Condition::any_of("stage", wanted.stage_id.map(|id| id.0)),
        Condition::any_of("status", [status]),
        part,
    ])
}

/// A deal of a past day: what it was then.
struct Then<'h> {
    /// For the order: the largest amount first, unknown ones last.
    amount: Minor,
    interval: &'h DealInterval,
    known: Known,
}

/// The deals that made the number as of the end of a past day, as they were then.
fn then(read: &Read<'_>, wanted: &RecordsQuery, span: &Period, day: Day) -> Result<DealPage, Failure> {
    let pipelines = chosen(read, &wanted.query)?;
    let stages: Vec<&Stage> = pipelines.iter().flat_map(|pipeline| &pipeline.stages).collect();
    let history = past::history(read, &wanted.query, &pipelines)?;
    let start = number(day) + 1;
    let whose = wanted.owner_id.or(wanted.query.owner_id);
    let in_stage = |state: &State| {
        let stage = stages.get(usize::from(state.stage)).map(|stage| stage.id);
        wanted.stage_id.is_none_or(|id| stage == Some(id))
    };
    let intervals = history
        .last_known(start)
        .filter(|interval| in_stage(interval.state_at(start)));
    let mut found: Vec<Then<'_>> = intervals
        .filter_map(|interval| {
            let known = known(interval, start, whose);
            let amount = counted(&known, wanted, span, day)?.unwrap_or(-1);
            Some(Then {
                amount,
                interval,
                known,
            })
        })
        .collect();
    found.sort_by_key(|deal| std::cmp::Reverse((deal.amount, deal.interval.id)));
    let after: Option<(Minor, i64)> = cursor::decode(wanted.after.as_deref())?;
    let from = after.map_or(0, |after| {
        found.partition_point(|deal| (deal.amount, deal.interval.id.0) >= after)
    });
    let limit = wanted.limit.unwrap_or(100).clamp(1, 1000) as usize;
    let page = &found[from..found.len().min(from + limit)];
    let next = page.last().filter(|_| from + limit < found.len());
    Ok(DealPage {
        rows: rows(read, page, &stages, start, day)?,
        next: next
            .map(|deal| cursor::encode(&(deal.amount, deal.interval.id.0)))
            .transpose()?,
    })
}

/// The amount of a deal that belongs to the part asked for.
fn counted(known: &Known, wanted: &RecordsQuery, span: &Period, day: Day) -> Option<Option<Minor>> {
    match (known, wanted.part) {
        (Known::Won(amount, on), Part::Won) => span.contains(*on).then_some(Some(*amount)),
        (Known::Open(deal), part) => {
            let category = |wanted: &String| wanted == name(deal.category);
            let fits = match place(deal.category, deal.close_on, span, day) {
                Place::Counted { overdue, .. } => part == Part::Open || (part == Part::Overdue && overdue),
                Place::Undated => part == Part::Undated,
                Place::Omitted => return (part == Part::Omitted).then_some(deal.amount_minor),
                Place::Elsewhere => false,
            };
            (fits && wanted.category.as_ref().is_none_or(category)).then_some(deal.amount_minor)
        }
        _ => None,
    }
}

fn name(category: Category) -> &'static str {
    match category {
        Category::Pipeline => "pipeline",
        Category::BestCase => "best_case",
        Category::Commit => "commit",
        Category::Omitted => "omitted",
    }
}

/// The rows of a page, one query, with what was known then in the place of what is known now.
fn rows(read: &Read<'_>, page: &[Then<'_>], stages: &[&Stage], start: i32, day: Day) -> Result<Vec<DealRow>, Failure> {
    let ids: Vec<i64> = page.iter().map(|deal| deal.interval.id.0).collect();
    let text = format!(
        "select {} from {TABLES} where o.id in (select value from json_each(?1))",
        DEAL_LIST.row()
    );
    let found = read.all(&text, [serde_json::json!(ids).to_string()], |row| read_row(read, row))?;
    let mut found: std::collections::HashMap<DealId, DealRow> = found.into_iter().map(|row| (row.id, row)).collect();
    let people = people(read)?;
    let as_then = |deal: &Then<'_>| {
        let mut row = found.remove(&deal.interval.id)?;
        let state = deal.interval.state_at(start);
        let closing = deal.interval.closing_at(start);
        let (base, owner) = match deal.known {
            Known::Won(amount, _) => (Some(amount), closing.map_or(state.owner, |closing| closing.owner)),
            _ => (state.amount_minor, state.owner),
        };
        if row.base_minor != base {
            // What it was in its own currency was not kept.
            (row.amount_minor, row.base_minor) = (base, base);
            row.currency = read.settings.currency.code().to_owned();
        }
        row.status = if closing.is_some() { "won" } else { "open" }.to_owned();
        row.owner_id = owner;
        row.owner = people.get(&owner.0).map(|(name, _)| name.clone()).unwrap_or_default();
        row.category = name(state.category).to_owned();
        row.probability_bp = if closing.is_some() {
            10_000
        } else {
            i64::from(state.probability_bp)
        };
        let stage = stages.get(usize::from(state.stage));
        if let Some(stage) = stage {
            row.stage_id = stage.id;
            row.stage = stage.name.clone();
        }
        let rate = stage.map_or(0, |stage| stage.win_rate_bp);
        row.weighted_minor = base.filter(|_| closing.is_none()).map(|base| times_bp(base, rate));
        row.close_on = state.close_on.map(leadwell_rules::forecast::history::day);
        row.closed_on = closing.map(|closing| leadwell_rules::forecast::history::day(closing.counts_on));
        row.overdue = closing.is_none() && row.close_on.is_some_and(|close| close < day);
        // What was planned and touched then is not told by the deal as it stands.
        (row.idle_days, row.next_activity, row.rotting, row.lost_reason) = (None, None, false, None);
        Some(row)
    };
    Ok(page.iter().filter_map(as_then).collect())
}
