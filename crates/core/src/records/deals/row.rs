//! One deal as lists show it: the columns, read in one place.

use super::description::DEALS;
use super::fields::DEAL_LIST;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom_values::{CustomValues, of_row};
use crate::engine::store::text::parsed_day as day;
use crate::records::next_activity::{NextActivity, due_state};
use leadwell_rules::ids::{CustomerId, DealId, PersonId, PipelineId, ProductId, StageId};
use leadwell_rules::money::{Minor, times_bp};
use leadwell_rules::time::{Day, Instant, business_day};
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

/// A deal in a list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DealRow {
    /// Its id.
    pub id: DealId,
    /// The number people read.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The product.
    pub product_id: Option<ProductId>,
    /// The product's name.
    pub product: Option<String>,
    /// Who owns it.
    pub owner_id: PersonId,
    /// The owner's name.
    pub owner: String,
    /// Its pipeline.
    pub pipeline_id: PipelineId,
    /// The stage it stands in, or left from.
    pub stage_id: StageId,
    /// The stage's name.
    pub stage: String,
    /// open, won or lost.
    pub status: String,
    /// pipeline, best_case, commit or omitted.
    pub category: String,
    /// Amount in its own currency, minor units; null = not known.
    pub amount_minor: Option<Minor>,
    /// Its currency.
    pub currency: String,
    /// Amount in the base currency, minor units.
    pub base_minor: Option<Minor>,
    /// Its own probability, basis points.
    pub probability_bp: i64,
    /// Base amount × the stage's win rate.
    pub weighted_minor: Option<Minor>,
    /// The day it began.
    pub created_on: Option<Day>,
    /// The day it is expected to close.
    pub close_on: Option<Day>,
    /// The day it closed.
    pub closed_on: Option<Day>,
    /// Business days of the calendar since the last real touch; null for closed deals.
    pub idle_days: Option<i64>,
    /// The earliest planned activity.
    pub next_activity: Option<NextActivity>,
    /// Open, and its expected day has passed.
    pub overdue: bool,
    /// Open, and idle beyond the stage's limit.
    pub rotting: bool,
    /// Why it was lost.
    pub lost_reason: Option<String>,
    /// What it says in fields of one's own.
    pub custom: CustomValues,
}

/// Columns of a [`DealRow`], but for those of [`Listed::row`](crate::engine::store::list::Listed::row); the query names its tables `o`, `a`, `p`, `u`, `s`.
pub const COLUMNS: &str =
    "o.id, o.code, o.name, o.customer_id, a.name, o.product_id, p.name, o.owner_id, u.name, o.pipeline_id,
  o.stage_id, s.name, o.status, o.category, o.amount_minor, o.currency, o.base_minor, o.probability_bp, s.win_rate_bp, o.created_on,
  o.close_on, o.closed_on, o.touched_at, o.next_due_on, o.next_kind, s.rotting_days, o.lost_reason";

/// The tables those columns come from.
pub const TABLES: &str = "deals o join stages s on s.id = o.stage_id join people u on u.id = o.owner_id
  left join customers a on a.id = o.customer_id left join products p on p.id = o.product_id";

/// Reads a row of the list.
pub fn read_row(read: &Read<'_>, row: &Row<'_>) -> rusqlite::Result<DealRow> {
    let today = read.today();
    let id: i64 = row.get(0)?;
    let status: String = row.get(12)?;
    let open = status == "open";
    let base: Option<Minor> = row.get(16)?;
    let rate: i64 = row.get(18)?;
    let close_on = day(row.get(20)?);
    let touched = Instant(row.get(22)?);
    let idle = business_day(touched, &read.settings.time_zone).days_until(today).max(0);
    let limit: Option<i64> = row.get(25)?;
    let next = match (day(row.get(23)?), row.get::<_, Option<String>>(24)?) {
        (Some(due_on), Some(kind)) if open => Some(NextActivity {
            kind,
            due_on,
            state: due_state(due_on, today),
        }),
        _ => None,
    };
    Ok(DealRow {
        id: DealId(id),
        code: row.get(1)?,
        name: row.get(2)?,
        customer_id: row.get::<_, Option<i64>>(3)?.map(CustomerId),
        customer: row.get(4)?,
        product_id: row.get::<_, Option<i64>>(5)?.map(ProductId),
        product: row.get(6)?,
        owner_id: PersonId(row.get(7)?),
        owner: row.get(8)?,
        pipeline_id: PipelineId(row.get(9)?),
        stage_id: StageId(row.get(10)?),
        stage: row.get(11)?,
        category: row.get(13)?,
        amount_minor: row.get(14)?,
        currency: row.get(15)?,
        base_minor: base,
        probability_bp: row.get(17)?,
        weighted_minor: base.filter(|_| open).map(|base| times_bp(base, rate)),
        created_on: day(row.get(19)?),
        close_on,
        closed_on: day(row.get(21)?),
        idle_days: open.then_some(idle),
        next_activity: next,
        overdue: open && close_on.is_some_and(|day| day < today),
        rotting: open && limit.is_some_and(|limit| idle > limit),
        lost_reason: row.get(26)?,
        custom: of_row(row, 27)?,
        status,
    })
}

/// One deal the reader may see.
pub(crate) fn find(read: &Read<'_>, id: DealId) -> Result<DealRow, Failure> {
    read.one(
        &format!(
            "select {} from {TABLES} where o.id = :id and o.deleted_at is null and {}",
            DEAL_LIST.row(),
            DEALS.reach.sees("o")
        ),
        rusqlite::named_params! { ":id": id.0, ":scope": read.actor.scope.bound() },
        |row| read_row(read, row),
    )?
    .ok_or_else(|| Failure::not_found("deal.unknown").arg("id", id))
}
