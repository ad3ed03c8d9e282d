//! Deals in a list: filtered, sorted, a page at a time by key, and the totals under it.

use super::filter::{DealFilter, conditions};
use super::row::{COLUMNS, DealRow, TABLES, read_row};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::filter::Conditions;
use crate::engine::store::order::{Order, SortBy};
use leadwell_rules::money::{Minor, div_round, narrow};
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which deals, in which order, how many.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListDeals {
    /// Which deals.
    pub filter: Option<DealFilter>,
    /// Columns to sort by, first counts most: code, name, customer, product, owner, stage, status, category, amount, probability,
    /// created_on, close_on, closed_on, idle, next_activity or id. The default is newest first.
    #[ts(as = "Option<Vec<SortBy>>")]
    pub sort: Vec<SortBy>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows in a page, at most 1000; the default is 100.
    pub limit: Option<u32>,
}

/// A page of deals.
#[derive(Debug, Serialize, TS)]
pub struct DealPage {
    /// The deals.
    pub rows: Vec<DealRow>,
    /// Where the next page begins; null after the last.
    pub next: Option<String>,
}

/// What a sort column is in SQL. Never null, so that pages can be continued from any row.
fn expression(column: &str) -> Option<&'static str> {
    Some(match column {
        "id" => "o.id",
        "code" => "coalesce(o.code, '')",
        "name" => "o.name",
        "customer" => "coalesce(a.name, '')",
        "product" => "coalesce(p.name, '')",
        "owner" => "u.name",
        "stage" => "s.position",
        "status" => "o.status",
        "category" => "o.category",
        "amount" => "coalesce(o.base_minor, -1)",
        "probability" => "o.probability_bp",
        "created_on" => "coalesce(o.created_on, '')",
        "close_on" => "coalesce(o.close_on, '9999-12-31')",
        "closed_on" => "coalesce(o.closed_on, '')",
        "idle" => "-o.touched_at",
        "next_activity" => "coalesce(o.next_due_on, '9999-12-31')",
        _ => return None,
    })
}

/// Answers `deals.list`.
pub fn list(read: &Read<'_>, wanted: ListDeals) -> Result<DealPage, Failure> {
    let filter = wanted.filter.unwrap_or_default();
    let order = Order::new(&wanted.sort, "o.id", expression)?;
    let limit = wanted.limit.unwrap_or(100).clamp(1, 1000) as usize;
    let all = conditions(read, &filter)?;
    let mut values = all.values();
    let mut inner = format!(
        "select o.id from deals o {} where {}",
        joins(&order, filter.text.is_some()),
        all.sql()
    );
    if let Some(cursor) = &wanted.after {
        let (clause, bound) = order.beyond(cursor)?;
        inner.push_str(&clause);
        values.extend(bound);
    }
    let order_by = order.sql();
    // The page's keys first, from the narrowest index; the wide rows only for the page itself.
    let text = format!(
        "select {COLUMNS}, {} from {TABLES} where o.id in ({inner} order by {order_by} limit {}) order by {order_by}",
        order.keys(),
        limit + 1
    );
    let rows = read.all(&text, params_from_iter(values), |row| {
        Ok((read_row(read, row)?, row.get::<_, String>(27)?))
    })?;
    let (rows, next) = Order::page(rows, limit)?;
    Ok(DealPage { rows, next })
}

/// The tables that sorting and searching need besides the deals themselves.
fn joins(order: &Order, text: bool) -> String {
    let mut joins = Vec::new();
    if text || order.reads("a.") {
        joins.push("left join customers a on a.id = o.customer_id");
    }
    if order.reads("p.") {
        joins.push("left join products p on p.id = o.product_id");
    }
    if order.reads("u.") {
        joins.push("join people u on u.id = o.owner_id");
    }
    if order.reads("s.") {
        joins.push("join stages s on s.id = o.stage_id");
    }
    joins.join(" ")
}

/// Which deals to add up.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TotalDeals {
    /// Which deals.
    pub filter: Option<DealFilter>,
}

/// Count and sums over a filter, in the base currency.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DealTotals")]
pub struct Totals {
    /// Deals found.
    pub count: i64,
    /// Sum of known amounts.
    pub sum_minor: Minor,
    /// Σ amount × win rate of the stage, open deals only.
    pub weighted_minor: Minor,
    /// Deals whose amount is not known.
    pub unknown_amounts: i64,
    /// Mean of known amounts; null without any.
    pub average_minor: Option<Minor>,
}

/// Answers `deals.totals`.
pub fn totals(read: &Read<'_>, wanted: TotalDeals) -> Result<Totals, Failure> {
    let filter = wanted.filter.unwrap_or_default();
    let all: Conditions = conditions(read, &filter)?;
    // Only a text search needs the customer's name; without it one index answers.
    let customers = if filter.text.is_some() {
        "left join customers a on a.id = o.customer_id"
    } else {
        ""
    };
    let text = format!(
        "select s.win_rate_bp, o.status = 'open', count(*), count(o.base_minor), coalesce(sum(o.base_minor), 0)
         from deals o join stages s on s.id = o.stage_id {customers} where {} group by o.stage_id, o.status",
        all.sql()
    );
    let groups = read.all(&text, params_from_iter(all.values()), |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, bool>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
            row.get::<_, i64>(4)?,
        ))
    })?;
    let (mut count, mut known, mut sum, mut weighted) = (0, 0, 0_i64, 0_i128);
    for (rate, open, rows, with_amount, amount) in groups {
        count += rows;
        known += with_amount;
        sum += amount;
        if open {
            weighted += i128::from(amount) * i128::from(rate);
        }
    }
    Ok(Totals {
        count,
        sum_minor: sum,
        weighted_minor: narrow(div_round(weighted, 10_000)),
        unknown_amounts: count - known,
        average_minor: (known > 0).then(|| narrow(div_round(i128::from(sum), i128::from(known)))),
    })
}
