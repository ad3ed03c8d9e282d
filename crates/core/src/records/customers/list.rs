//! Customers, a page at a time.

use crate::engine::failure::Failure;
use crate::engine::store::{Read, cursor, text};
use leadwell_rules::ids::{CustomerId, PersonId};
use leadwell_rules::text::squash;
use rusqlite::types::Value;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in a page when nobody says how many, and at most.
const PAGE: (usize, usize) = (100, 500);

/// What a list of customers is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    /// By name.
    #[default]
    Name,
    /// By the sum of their open deals, largest first.
    Open,
    /// By what they bought, largest first.
    Won,
}

/// Which customers.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListCustomers {
    /// Found in name, industry or region.
    #[serde(default)]
    pub text: Option<String>,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows in the page, 1–500; 100 when not given.
    #[serde(default)]
    pub limit: Option<usize>,
    /// The order; by name when not given.
    #[serde(default)]
    pub sort: Option<CustomerSort>,
}

/// A page of customers.
#[derive(Debug, Serialize, TS)]
pub struct CustomerPage {
    /// The rows.
    pub rows: Vec<CustomerRow>,
    /// Give this as `after` for the next page; null at the end.
    pub next: Option<String>,
}

/// A customer in a list. Sums are minor units of the base currency over the deals the person may see.
#[derive(Debug, Serialize, TS)]
pub struct CustomerRow {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Its industry.
    pub industry: Option<String>,
    /// Where it is.
    pub region: Option<String>,
    /// Who looks after it.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
    /// Part of the sample company.
    pub sample: bool,
    /// Number of open deals.
    pub open_count: i64,
    /// Their sum.
    pub open_minor: i64,
    /// What it bought so far.
    pub won_minor: i64,
}

fn customer_row(row: &Row<'_>) -> rusqlite::Result<CustomerRow> {
    Ok(CustomerRow {
        id: CustomerId(row.get(0)?),
        name: row.get(1)?,
        industry: row.get(2)?,
        region: row.get(3)?,
        owner_id: row.get::<_, Option<i64>>(4)?.map(PersonId),
        owner: row.get(5)?,
        sample: row.get(6)?,
        open_count: row.get(7)?,
        open_minor: row.get(8)?,
        won_minor: row.get(9)?,
    })
}

/// Where a page ended: the name or the sum of its last row, and its id.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Place {
    Sum(i64, i64),
    Name(String, i64),
}

/// Answers `customers.list`.
pub fn list(read: &Read<'_>, wanted: ListCustomers) -> Result<CustomerPage, Failure> {
    let sort = wanted.sort.unwrap_or_default();
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let text = text::typed(wanted.text.as_deref());
    let key = text
        .map(squash)
        .filter(|key| !key.is_empty())
        .map(|key| text::pattern(&key));
    let text = text.map(text::pattern);
    let (after, after_id) = match (sort, cursor::decode(wanted.after.as_deref())?) {
        (_, None) => (Value::Null, 0),
        (CustomerSort::Name, Some(Place::Name(name, id))) => (Value::Text(name), id),
        (CustomerSort::Open | CustomerSort::Won, Some(Place::Sum(sum, id))) => (Value::Integer(sum), id),
        // The order was changed on the way.
        _ => return Err(Failure::invalid("list.bad_cursor", "after")),
    };
    // One row more than shown tells whether there is a next page.
    let fetched = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let scope = read.actor.scope.bound();
    let mut rows = match sort {
        CustomerSort::Name => read.all(
            include_str!("by_name.sql"),
            named_params! { ":text": text, ":key": key, ":after": after, ":after_id": after_id, ":scope": scope, ":limit": fetched },
            customer_row,
        )?,
        CustomerSort::Open | CustomerSort::Won => read.all(
            include_str!("by_value.sql"),
            named_params! {
                ":text": text, ":key": key, ":after": after, ":after_id": after_id, ":scope": scope, ":limit": fetched,
                ":won": sort == CustomerSort::Won
            },
            customer_row,
        )?,
    };
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| match sort {
        CustomerSort::Name => Place::Name(last.name.clone(), last.id.0),
        CustomerSort::Open => Place::Sum(last.open_minor, last.id.0),
        CustomerSort::Won => Place::Sum(last.won_minor, last.id.0),
    });
    Ok(CustomerPage {
        rows,
        next: next.as_ref().map(cursor::encode).transpose()?,
    })
}
