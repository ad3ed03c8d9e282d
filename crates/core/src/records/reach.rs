//! Whose records a person sees and changes who does not see everybody's: said here for every kind, and read by the descriptions.
//!
//! A salesperson's are their own, a manager's those of the team.
//!
//! | kind | sees | changes |
//! |---|---|---|
//! | deal | theirs | the same |
//! | lead | theirs, and what nobody has | the same |
//! | customer | theirs, what nobody has, and everybody's where the company shows customers to all; in any case those where they have a deal or know somebody | theirs, and what nobody has |
//! | contact | whoever sees the customer | whoever may change the customer, and who has the contact |
//! | note, task, file | whoever sees all that it is about | whoever may change that, and who wrote it |
//!
//! So nobody takes somebody's customer, and whoever has a deal at somebody else's customer works on it: sees the customer, adds notes, files and
//! contacts of their own. Who owns a record is changed by whoever hands out records ([`people::may_give`](super::people::may_give)).

use crate::engine::describe::Reach;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::{CustomerId, LeadId};
use rusqlite::named_params;

/// Deals.
pub const DEALS: Reach = Reach::Owned;

/// Leads.
pub const LEADS: Reach = Reach::OwnedOrFree;

/// Customers.
pub const CUSTOMERS: Reach = Reach::Shared(
    "(select everybody_sees_customers from workspace)
     or exists (select 1 from deals theirs where theirs.customer_id = {}.id and theirs.deleted_at is null
       and theirs.owner_id in (select value from json_each(:scope)))
     or exists (select 1 from contacts theirs where theirs.customer_id = {}.id and theirs.deleted_at is null
       and theirs.owner_id in (select value from json_each(:scope)))",
);

/// Contacts; their customer is joined as `a`.
pub const CONTACTS: Reach = Reach::With("a", &CUSTOMERS);

/// What is about a deal, a lead, a contact or a customer.
pub const ABOUT: Reach = Reach::About(&[
    ("o", DEALS),
    ("l", LEADS),
    ("c", Reach::With("ca", &CUSTOMERS)),
    ("a", CUSTOMERS),
]);

/// What it is about, joined to it.
pub const ABOUT_JOINED: &str = "left join deals o on o.id = t.deal_id left join leads l on l.id = t.lead_id
     left join contacts c on c.id = t.contact_id left join customers ca on ca.id = c.customer_id
     left join customers a on a.id = t.customer_id";

/// Fails unless there is such a lead and the reader sees it: for rooms that leads themselves stand on.
pub fn expect_lead(read: &Read<'_>, id: LeadId) -> Result<(), Failure> {
    expect(read, "leads", &LEADS, id.0)?.ok_or_else(|| Failure::not_found("lead.unknown").arg("id", id))
}

/// The same for a customer.
pub fn expect_customer(read: &Read<'_>, id: CustomerId) -> Result<(), Failure> {
    expect(read, "customers", &CUSTOMERS, id.0)?.ok_or_else(|| Failure::not_found("customer.unknown").arg("id", id))
}

fn expect(read: &Read<'_>, table: &str, reach: &Reach, id: i64) -> Result<Option<()>, Failure> {
    read.one(
        &format!(
            "select 1 from {table} t where t.id = :id and t.deleted_at is null and {}",
            reach.sees("t")
        ),
        named_params! { ":id": id, ":scope": read.actor.scope.bound() },
        |_| Ok(()),
    )
}

/// Whether the reader may change a customer, as far as that depends on whose it is.
pub fn changes_customer(read: &Read<'_>, id: CustomerId) -> Result<bool, Failure> {
    let found = read.one(
        &format!(
            "select 1 from customers t where t.id = :id and {}",
            CUSTOMERS.changes("t")
        ),
        named_params! { ":id": id.0, ":scope": read.actor.scope.bound() },
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}
