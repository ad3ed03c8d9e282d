//! Deals in a list: filtered, sorted, a page at a time by key, and the totals under it.

use super::fields::DEAL_LIST;
use super::row::{DealRow, read_row};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::{self, ListQuery, TotalQuery};
use leadwell_rules::money::{Minor, div_round, narrow};
use rusqlite::params_from_iter;
use serde::Serialize;
use ts_rs::TS;

/// A page of deals.
#[derive(Debug, Serialize, TS)]
pub struct DealPage {
    /// The deals.
    pub rows: Vec<DealRow>,
    /// Where the next page begins; null after the last.
    pub next: Option<String>,
}

/// Answers `deals.list`.
pub fn list(read: &Read<'_>, wanted: ListQuery) -> Result<DealPage, Failure> {
    let (rows, next) = list::page(read, &DEAL_LIST, &wanted, read_row)?;
    Ok(DealPage { rows, next })
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
pub fn totals(read: &Read<'_>, wanted: TotalQuery) -> Result<Totals, Failure> {
    let all = list::conditions(read, &DEAL_LIST, &wanted.filter.unwrap_or_default())?;
    let (columns, clause) = ("s.win_rate_bp, o.status = 'open'", all.sql());
    let text = format!(
        "select {columns}, count(*), count(o.base_minor), coalesce(sum(o.base_minor), 0)
         from deals o {} where {clause} group by o.stage_id, o.status",
        list::joins(&DEAL_LIST, &[columns, &clause])
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
