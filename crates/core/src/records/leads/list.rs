//! Leads in a list: selected, sorted, a page at a time by key, and the totals under it.

use super::fields::LEAD_LIST;
use super::row::{LeadRow, read_row};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::list::{self, CountQuery, ListQuery, TotalQuery};
use leadwell_rules::money::{Minor, div_round, narrow};
use serde::Serialize;
use ts_rs::TS;

/// A page of leads.
#[derive(Debug, Serialize, TS)]
pub struct LeadPage {
    /// The leads.
    pub rows: Vec<LeadRow>,
    /// Where the next page begins; null after the last.
    pub next: Option<String>,
}

/// Answers `leads.list`.
pub fn list(read: &Read<'_>, wanted: ListQuery) -> Result<LeadPage, Failure> {
    let (rows, next) = list::page(read, &LEAD_LIST, &wanted, read_row)?;
    Ok(LeadPage { rows, next })
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
pub fn totals(read: &Read<'_>, wanted: TotalQuery) -> Result<LeadTotals, Failure> {
    let sums = "count(*), count(*) filter (where l.state = 'to_handle'), count(*) filter (where l.state = 'following'),
                count(*) - count(l.owner_id), coalesce(sum(l.budget_minor), 0), count(l.budget_minor)";
    list::total(read, &LEAD_LIST, &wanted, sums, |row| {
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
    })
}

/// Answers `leads.counts`: how many leads each selection has, in one pass.
pub fn counts(read: &Read<'_>, wanted: CountQuery) -> Result<Vec<i64>, Failure> {
    list::counts(read, &LEAD_LIST, &wanted)
}
