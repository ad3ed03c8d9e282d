//! Leads in a list: selected, sorted, a page at a time by key, and the totals under it.

use super::fields::expression;
use super::row::{COLUMNS, LeadRow, TABLES, read_row};
use super::selection::{Selection, conditions};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::order::{Order, SortBy};
use leadwell_rules::money::{Minor, div_round, narrow};
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which leads, in which order, how many.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListLeads {
    /// Which leads.
    pub filter: Option<Selection>,
    /// Columns to sort by, first counts most (see `leads.fields`); the default is newest first.
    #[ts(as = "Option<Vec<SortBy>>")]
    pub sort: Vec<SortBy>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows in a page, at most 1000; the default is 100.
    pub limit: Option<u32>,
}

/// A page of leads.
#[derive(Debug, Serialize, TS)]
pub struct LeadPage {
    /// The leads.
    pub rows: Vec<LeadRow>,
    /// Where the next page begins; null after the last.
    pub next: Option<String>,
}

/// Answers `leads.list`.
pub fn list(read: &Read<'_>, wanted: ListLeads) -> Result<LeadPage, Failure> {
    let order = Order::new(&wanted.sort, "l.id", expression)?;
    let limit = wanted.limit.unwrap_or(100).clamp(1, 1000) as usize;
    let all = conditions(read, &wanted.filter.unwrap_or_default())?;
    let mut values = all.values();
    let people = if order.reads("u.") {
        "left join people u on u.id = l.owner_id"
    } else {
        ""
    };
    let mut inner = format!("select l.id from leads l {people} where {}", all.sql());
    if let Some(place) = &wanted.after {
        let (clause, bound) = order.beyond(place)?;
        inner.push_str(&clause);
        values.extend(bound);
    }
    let order_by = order.sql();
    let text = format!(
        "select {COLUMNS}, {} from {TABLES} where l.id in ({inner} order by {order_by} limit {}) order by {order_by}",
        order.keys(),
        limit + 1
    );
    let rows = read.all(&text, params_from_iter(values), |row| {
        Ok((read_row(read, row)?, row.get::<_, String>(40)?))
    })?;
    let (rows, next) = Order::page(rows, limit)?;
    Ok(LeadPage { rows, next })
}

/// Which leads to count.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TotalLeads {
    /// Which leads.
    pub filter: Option<Selection>,
}

/// Counts over a selection.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LeadTotals {
    /// Leads found.
    pub count: i64,
    /// Of those, nobody has followed up.
    pub to_handle: i64,
    /// Of those, somebody is at them.
    pub following: i64,
    /// Of those, without an owner.
    pub unowned: i64,
    /// Sum of known budgets, minor units of the base currency.
    pub budget_minor: Minor,
    /// Leads with a known budget.
    pub budget_count: i64,
    /// The average of the known budgets; null when none is known.
    pub budget_average_minor: Option<Minor>,
}

/// Answers `leads.totals`.
pub fn totals(read: &Read<'_>, wanted: TotalLeads) -> Result<LeadTotals, Failure> {
    let all = conditions(read, &wanted.filter.unwrap_or_default())?;
    let text = format!(
        "select count(*), count(*) filter (where l.state = 'to_handle'), count(*) filter (where l.state = 'following'),
                count(*) - count(l.owner_id), coalesce(sum(l.budget_minor), 0), count(l.budget_minor)
         from leads l where {}",
        all.sql()
    );
    let found = read.one(&text, params_from_iter(all.values()), |row| {
        let (sum, known): (i64, i64) = (row.get(4)?, row.get(5)?);
        Ok(LeadTotals {
            count: row.get(0)?,
            to_handle: row.get(1)?,
            following: row.get(2)?,
            unowned: row.get(3)?,
            budget_minor: sum,
            budget_count: known,
            budget_average_minor: (known > 0).then(|| narrow(div_round(i128::from(sum), i128::from(known)))),
        })
    })?;
    found.ok_or_else(|| Failure::new(crate::engine::failure::Kind::Internal, "internal"))
}
