//! One customer with its contacts, its deals and what they sum to.

use super::description::CUSTOMERS;
use crate::engine::failure::Failure;
use crate::engine::permission::Permission;
use crate::engine::store::custom_values::{CustomValues, of_one};
use crate::engine::store::{Read, seen, text};
use crate::records::contacts::{Contact, of_customer};
use leadwell_rules::ids::{CustomerId, DealId, PersonId, StageId};
use leadwell_rules::time::{Day, Instant};
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Deals shown on a customer's page: open ones first, then the latest closed.
const DEALS_SHOWN: i64 = 200;

/// Which customer.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GetCustomer {
    /// Its id.
    pub id: CustomerId,
}

/// A customer. Money is minor units of the base currency; sums are over the deals the person may see.
#[derive(Debug, Serialize, TS)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Its industry.
    pub industry: Option<String>,
    /// Where it is.
    pub region: Option<String>,
    /// Its site.
    pub website: Option<String>,
    /// Its switchboard.
    pub phone: Option<String>,
    /// How many work there.
    pub employees: Option<i64>,
    /// Its yearly revenue.
    pub revenue_minor: Option<i64>,
    /// When it was founded.
    pub founded_year: Option<i64>,
    /// The company it belongs to.
    pub parent_id: Option<CustomerId>,
    /// That company's name.
    pub parent: Option<String>,
    /// Who looks after it.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
    /// What else is worth knowing.
    pub note: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// What it says in fields of one's own.
    pub custom: CustomValues,
    /// Whether the person may change it: it is theirs, their team's, or nobody's.
    pub may_change: bool,
    /// Part of the sample company.
    pub sample: bool,
    /// When it was added.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Number of open deals.
    pub open_count: i64,
    /// Their sum.
    pub open_minor: i64,
    /// Their sum weighted by the win rates of their stages.
    pub weighted_minor: i64,
    /// Number of deals won.
    pub won_count: i64,
    /// What it bought so far.
    pub won_minor: i64,
    /// Number of deals lost.
    pub lost_count: i64,
    /// Its people, by name.
    pub contacts: Vec<Contact>,
    /// Its deals: open ones by close date, then the latest closed; at most 200.
    pub deals: Vec<CustomerDeal>,
}

/// A deal on its customer's page.
#[derive(Debug, Serialize, TS)]
pub struct CustomerDeal {
    /// Its id.
    pub id: DealId,
    /// The number people read.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// open, won or lost.
    pub status: String,
    /// The stage it stands in, or was closed from.
    pub stage_id: StageId,
    /// That stage's name.
    pub stage: String,
    /// Its owner.
    pub owner_id: PersonId,
    /// The owner's name.
    pub owner: String,
    /// Its amount in minor units of `currency`; null when not known yet.
    pub amount_minor: Option<i64>,
    /// The currency of its amount.
    pub currency: String,
    /// Its amount in the base currency.
    pub base_minor: Option<i64>,
    /// Its own probability, basis points.
    pub probability_bp: i64,
    /// When it is expected to close.
    pub close_on: Option<Day>,
    /// When it was closed.
    pub closed_on: Option<Day>,
}

/// Answers `customers.get`.
pub fn get(read: &Read<'_>, wanted: GetCustomer) -> Result<Customer, Failure> {
    let scope = read.actor.scope.bound();
    let text = include_str!("get.sql")
        .replace("{seen}", &CUSTOMERS.reach.sees("a"))
        .replace("{changes}", &CUSTOMERS.reach.changes("a"))
        .replace("{parent_seen}", &CUSTOMERS.reach.sees("p"));
    let customer = read.one(&text, named_params! { ":id": wanted.id.0, ":scope": scope }, customer)?;
    let mut customer = match customer {
        Some(customer) => customer,
        // A customer that was merged leads on to the one that is left.
        None => match crate::records::identity::led_to(read, "customers", wanted.id.0)? {
            Some(kept) => return get(read, GetCustomer { id: CustomerId(kept) }),
            None => return Err(Failure::not_found("customer.unknown")),
        },
    };
    customer.may_change &= read.actor.may(Permission::CustomerWrite);
    customer.custom = of_one(read, &CUSTOMERS, wanted.id.0)?;
    customer.contacts = of_customer(read, wanted.id)?;
    customer.deals = read.all(
        "select o.id, o.code, o.name, o.status, o.stage_id, s.name, o.owner_id, u.name, o.amount_minor, o.currency, o.base_minor,
                o.probability_bp, o.close_on, o.closed_on
         from deals o join stages s on s.id = o.stage_id join people u on u.id = o.owner_id
         where o.customer_id = :id and o.deleted_at is null and (:scope is null or o.owner_id in (select value from json_each(:scope)))
         order by o.status <> 'open', o.closed_on desc, o.close_on nulls last, o.id
         limit :limit",
        named_params! { ":id": wanted.id.0, ":scope": scope, ":limit": DEALS_SHOWN },
        deal,
    )?;
    Ok(customer)
}

fn customer(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        id: CustomerId(row.get(0)?),
        name: row.get(1)?,
        industry: row.get(2)?,
        region: row.get(3)?,
        website: row.get(4)?,
        phone: row.get(5)?,
        employees: row.get(6)?,
        revenue_minor: row.get(7)?,
        founded_year: row.get(8)?,
        parent_id: row.get::<_, Option<i64>>(9)?.map(CustomerId),
        parent: row.get(10)?,
        owner_id: row.get::<_, Option<i64>>(11)?.map(PersonId),
        owner: row.get(12)?,
        note: row.get(13)?,
        sample: row.get(14)?,
        created_at: Instant(row.get(15)?),
        updated_at: Instant(row.get(16)?),
        open_count: row.get(17)?,
        open_minor: row.get(18)?,
        weighted_minor: row.get(19)?,
        won_count: row.get(20)?,
        won_minor: row.get(21)?,
        lost_count: row.get(22)?,
        credit_code: row.get(23)?,
        may_change: row.get(24)?,
        custom: CustomValues::new(),
        contacts: Vec::new(),
        deals: Vec::new(),
    })
}

fn deal(row: &Row<'_>) -> rusqlite::Result<CustomerDeal> {
    Ok(CustomerDeal {
        id: DealId(row.get(0)?),
        code: row.get(1)?,
        name: row.get(2)?,
        status: row.get(3)?,
        stage_id: StageId(row.get(4)?),
        stage: row.get(5)?,
        owner_id: PersonId(row.get(6)?),
        owner: row.get(7)?,
        amount_minor: row.get(8)?,
        currency: row.get(9)?,
        base_minor: row.get(10)?,
        probability_bp: row.get(11)?,
        close_on: text::day(row, 12)?,
        closed_on: text::day(row, 13)?,
    })
}

/// The name of a customer; refuses one the reader does not see.
pub(crate) fn name_of(read: &Read<'_>, id: CustomerId) -> Result<String, Failure> {
    Ok(seen(read, &CUSTOMERS, &[id.0])?.concat())
}

/// Refuses a customer the reader does not see, naming the field that named it.
pub(crate) fn exists(read: &Read<'_>, id: CustomerId, field: &str) -> Result<(), Failure> {
    name_of(read, id).map(|_| ()).map_err(|failure| failure.at(field))
}
