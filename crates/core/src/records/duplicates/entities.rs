//! What can be merged, and what the matcher compares of it.

use crate::engine::describe::Noun;
use crate::records::identity::Entity;
use crate::records::{contacts, customers, leads};
use leadwell_rules::matching::{Field, Kind as Match};

/// A kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Mergeable {
    /// What it is made of.
    pub noun: &'static Noun,
    /// A query of all living records for the matcher: id, name, owner, owner's name, then the values of [`Mergeable::compared`].
    pub compared_sql: &'static str,
    /// What the matcher compares.
    pub compared: &'static [(&'static str, Match)],
}

static LEADS: Mergeable = Mergeable {
    noun: &leads::LEADS,
    compared_sql: "select l.id, coalesce(l.name, l.company), l.owner_id, u.name, l.name, l.company, l.mobile, l.phone, l.email, l.wechat,
                          l.qq, l.address, l.credit_code, l.title
                   from leads l left join people u on u.id = l.owner_id
                   where l.deleted_at is null and l.source_lead_id is null
                     and (?1 is null or l.owner_id is null or l.owner_id in (select value from json_each(?1))) order by l.id",
    compared: &[
        ("name", Match::Name),
        ("company", Match::Company),
        ("mobile", Match::Digits),
        ("phone", Match::Digits),
        ("email", Match::Email),
        ("wechat", Match::Exact),
        ("qq", Match::Exact),
        ("address", Match::Address),
        ("credit_code", Match::Exact),
        ("title", Match::Text),
    ],
};

static CONTACTS: Mergeable = Mergeable {
    noun: &contacts::CONTACTS,
    compared_sql: "select c.id, c.name, coalesce(c.owner_id, a.owner_id), u.name, c.name, a.name, c.mobile, c.phone, c.email, c.wechat, c.title
                   from contacts c left join customers a on a.id = c.customer_id left join people u on u.id = coalesce(c.owner_id, a.owner_id)
                   where c.deleted_at is null and (?1 is null or true) order by c.id",
    compared: &[
        ("name", Match::Name),
        ("customer", Match::Company),
        ("mobile", Match::Digits),
        ("phone", Match::Digits),
        ("email", Match::Email),
        ("wechat", Match::Exact),
        ("title", Match::Text),
    ],
};

static CUSTOMERS: Mergeable = Mergeable {
    noun: &customers::CUSTOMERS,
    compared_sql: "select a.id, a.name, a.owner_id, u.name, a.name, a.region, a.website, a.phone, a.credit_code
                   from customers a left join people u on u.id = a.owner_id
                   where a.deleted_at is null and (?1 is null or true) order by a.id",
    compared: &[
        ("name", Match::Company),
        ("region", Match::Address),
        ("website", Match::Exact),
        ("phone", Match::Digits),
        ("credit_code", Match::Exact),
    ],
};

impl Entity {
    /// What it is made of.
    pub fn mergeable(self) -> &'static Mergeable {
        match self {
            Entity::Lead => &LEADS,
            Entity::Contact => &CONTACTS,
            Entity::Customer => &CUSTOMERS,
        }
    }
}

impl Mergeable {
    /// The fields for the matcher.
    pub fn fields(&self) -> Vec<Field> {
        self.compared
            .iter()
            .map(|(name, kind)| Field::new(name, *kind))
            .collect()
    }
}
