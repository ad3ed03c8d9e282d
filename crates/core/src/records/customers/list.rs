//! Customers, a page at a time.

use super::description::CUSTOMERS;
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom_values::{CustomValues, of_row};
use crate::engine::store::field::{Field, FieldInfo};
use crate::engine::store::list::{self, ListQuery, Listed, RecordCount, TotalQuery};
use leadwell_rules::condition::Kind;
use leadwell_rules::ids::{CustomerId, PersonId};
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

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
    /// What it says in fields of one's own.
    pub custom: CustomValues,
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
        custom: of_row(row, 10)?,
    })
}

/// A sum over the deals of a customer that the reader may see: never null. One index answers it.
macro_rules! deals {
    ($what:literal, $status:literal) => {
        concat!(
            "(select ",
            $what,
            " from deals d where d.customer_id = a.id and d.status = '",
            $status,
            "' and d.deleted_at is null and (?1 is null or d.owner_id in (select value from json_each(?1))))"
        )
    };
}

pub(super) const OPEN_COUNT: &str = deals!("count(*)", "open");
pub(super) const OPEN: &str = deals!("coalesce(sum(d.base_minor), 0)", "open");
pub(super) const WON: &str = deals!("coalesce(sum(d.base_minor), 0)", "won");

/// The fields of a customer that can be asked about. Sums are over the deals the reader may see.
static FIELDS: [Field; 17] = [
    Field::new("name", Kind::Text, "a.name"),
    Field::new("industry", Kind::Text, "a.industry"),
    Field::new("region", Kind::Text, "a.region"),
    Field::new("owner", Kind::Person, "a.owner_id"),
    Field::new("website", Kind::Text, "a.website"),
    Field::new("phone", Kind::Text, "a.phone"),
    Field::new("employees", Kind::Number, "a.employees"),
    Field::new("revenue", Kind::Money, "a.revenue_minor"),
    Field::new("founded_year", Kind::Number, "a.founded_year"),
    Field::new("credit_code", Kind::Text, "a.credit_code"),
    Field::reference("parent", "a.parent_id", "customers"),
    Field::new("open_count", Kind::Number, OPEN_COUNT),
    Field::new("open", Kind::Money, OPEN),
    Field::new("won", Kind::Money, WON),
    Field::choice("sample", "iif(a.origin is 'sample', 'yes', 'no')", &["yes", "no"]),
    Field::new("created_at", Kind::Instant, "a.created_at"),
    Field::new("updated_at", Kind::Instant, "a.updated_at"),
];

/// What a sort column is in SQL, never null.
fn expression(column: &str) -> Option<&'static str> {
    Some(match column {
        "id" => "a.id",
        "name" => "a.name",
        "industry" => "coalesce(a.industry, '')",
        "region" => "coalesce(a.region, '')",
        "owner" => "coalesce(u.name, '')",
        "employees" => "coalesce(a.employees, -1)",
        "revenue" => "coalesce(a.revenue_minor, -1)",
        "founded_year" => "coalesce(a.founded_year, -1)",
        "open_count" => OPEN_COUNT,
        "open" => OPEN,
        "won" => WON,
        "created_at" => "a.created_at",
        "updated_at" => "a.updated_at",
        _ => return None,
    })
}

/// Customers as a list.
pub(crate) static CUSTOMER_LIST: Listed = Listed {
    noun: &CUSTOMERS,
    table: "customers a",
    id: "a.id",
    columns: concat!(
        "a.id, a.name, a.industry, a.region, a.owner_id, u.name, a.origin is 'sample', ",
        deals!("count(*)", "open"),
        ", ",
        deals!("coalesce(sum(d.base_minor), 0)", "open"),
        ", ",
        deals!("coalesce(sum(d.base_minor), 0)", "won")
    ),
    tables: "customers a left join people u on u.id = a.owner_id",
    joins: &[("u.", "left join people u on u.id = a.owner_id")],
    fields: &FIELDS,
    order: expression,
    usual: Some("name"),
    text: "a.name || ' ' || coalesce(a.industry, '') || ' ' || coalesce(a.region, '')",
    key: Some("a.name_key"),
    alive: "a.deleted_at is null",
    // A merged customer is not in the bin: it is part of another one.
    removed: "a.deleted_at is not null and a.id not in (select gone_id from merges where entity = 'customers')",
    apart: None,
    missing: "customer.selection_missing",
    unknown: "customer.unknown",
};

/// Answers `customers.list`: by name when nobody says otherwise.
pub fn list(read: &Read<'_>, wanted: ListQuery) -> Result<CustomerPage, Failure> {
    let (rows, next) = list::page(read, &CUSTOMER_LIST, &wanted, |_, row| customer_row(row))?;
    Ok(CustomerPage { rows, next })
}

/// Answers `customers.totals`.
pub fn totals(read: &Read<'_>, wanted: TotalQuery) -> Result<RecordCount, Failure> {
    list::count(read, &CUSTOMER_LIST, &wanted)
}

/// Answers `customers.fields`.
pub fn fields(read: &Read<'_>, _: Nothing) -> Result<Vec<FieldInfo>, Failure> {
    list::fields(read, &CUSTOMER_LIST)
}
