//! What a person holds: counted before it is handed over, and read when it is.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::people::find;
use leadwell_rules::ids::PersonId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Kinds of records a person holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "HeldKind")]
pub enum Held {
    /// Customers they own.
    Customers,
    /// Contacts they own.
    Contacts,
    /// Leads they own, whatever their state.
    Leads,
    /// Open deals they own.
    Deals,
    /// What is planned for them: tasks, calls, meetings, mails.
    Tasks,
    /// Customers they registered, as long as they are protected.
    Registrations,
}

impl Held {
    /// All kinds. What others follow comes first: the deals and contacts of a customer go with it, tasks with what they are about.
    pub const ALL: [Held; 6] = [
        Held::Customers,
        Held::Contacts,
        Held::Leads,
        Held::Deals,
        Held::Tasks,
        Held::Registrations,
    ];
}

/// Records by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Holdings {
    /// Leads.
    pub leads: i64,
    /// Open deals.
    pub deals: i64,
    /// Won and lost deals.
    pub closed_deals: i64,
    /// Customers.
    pub customers: i64,
    /// Contacts.
    pub contacts: i64,
    /// What is planned.
    pub tasks: i64,
    /// Registered customers that are protected.
    pub registrations: i64,
}

/// Whose.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HoldingsOf {
    /// The person.
    pub id: PersonId,
}

/// A record somebody holds, and what it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub id: i64,
    pub customer: Option<i64>,
    pub contact: Option<i64>,
    pub lead: Option<i64>,
    pub deal: Option<i64>,
}

/// Answers `people.holdings`.
pub fn holdings(read: &Read<'_>, wanted: HoldingsOf) -> Result<Holdings, Failure> {
    find(read, wanted.id)?;
    let count = |kind, closed| Ok::<_, Failure>(pieces(read, wanted.id, kind, closed)?.len() as i64);
    let deals = count(Held::Deals, false)?;
    Ok(Holdings {
        leads: count(Held::Leads, false)?,
        deals,
        closed_deals: count(Held::Deals, true)? - deals,
        customers: count(Held::Customers, false)?,
        contacts: count(Held::Contacts, false)?,
        tasks: count(Held::Tasks, false)?,
        registrations: count(Held::Registrations, false)?,
    })
}

/// The records of a kind a person holds, oldest first; closed deals only when asked for. What lies in the recycle bin stays there.
pub(super) fn pieces(read: &Read<'_>, person: PersonId, kind: Held, closed: bool) -> Result<Vec<Piece>, Failure> {
    let text = match kind {
        Held::Registrations => return super::registered::held_by(read, person),
        Held::Customers => {
            "select id, id, null, null, null from customers where owner_id = ?1 and deleted_at is null order by id"
        }
        Held::Contacts => {
            "select id, customer_id, id, null, null from contacts where owner_id = ?1 and deleted_at is null order by id"
        }
        Held::Leads => {
            "select id, null, null, id, null from leads where owner_id = ?1 and deleted_at is null order by id"
        }
        Held::Deals if closed => {
            "select id, customer_id, null, null, id from deals where owner_id = ?1 and deleted_at is null order by id"
        }
        Held::Deals => {
            "select id, customer_id, null, null, id from deals where owner_id = ?1 and deleted_at is null and status = 'open' order by id"
        }
        Held::Tasks => {
            "select a.id, coalesce(a.customer_id, c.customer_id, o.customer_id), a.contact_id, a.lead_id, a.deal_id from activities a
             left join contacts c on c.id = a.contact_id left join deals o on o.id = a.deal_id
             left join leads l on l.id = a.lead_id left join customers k on k.id = a.customer_id
             where a.person_id = ?1 and a.done_at is null and a.deleted_at is null and o.deleted_at is null and l.deleted_at is null
               and (o.id is not null or l.id is not null or (k.id is not null and k.deleted_at is null) or (c.id is not null and c.deleted_at is null))
             order by a.id"
        }
    };
    read.all(text, [person.0], |row| {
        Ok(Piece {
            id: row.get(0)?,
            customer: row.get(1)?,
            contact: row.get(2)?,
            lead: row.get(3)?,
            deal: row.get(4)?,
        })
    })
}
