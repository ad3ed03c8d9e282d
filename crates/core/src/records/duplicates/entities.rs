//! What can be merged: the columns of each kind of record, and what follows from what.

use crate::records::identity::Entity;
use leadwell_rules::matching::{Field, Kind as Match};

/// A column that two records can differ in.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the table and in previews.
    pub name: &'static str,
    /// Columns worked out from it, which go where it goes.
    pub followers: &'static [&'static str],
}

/// A kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Mergeable {
    /// Its table.
    pub table: &'static str,
    /// The column by which activities are about it.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// A query of all living records for the matcher: id, name, owner, owner's name, then the values of [`Mergeable::compared`].
    pub compared_sql: &'static str,
    /// What the matcher compares.
    pub compared: &'static [(&'static str, Match)],
}

const fn column(name: &'static str) -> Column {
    Column { name, followers: &[] }
}

const fn with(name: &'static str, followers: &'static [&'static str]) -> Column {
    Column { name, followers }
}

/// A lead's fields that stay with the lead that came first: they are filled in, never replaced.
pub const FIRST_STAYS: [&str; 2] = ["source", "acquisition"];

/// A lead's contact methods: what is not taken is kept beside.
pub const METHODS: [&str; 6] = ["mobile", "phone", "email", "wechat", "qq", "handle"];

static LEADS: Mergeable = Mergeable {
    table: "leads",
    about: "lead_id",
    columns: &[
        column("name"),
        with("company", &["company_key"]),
        column("title"),
        with("mobile", &["province", "city", "carrier"]),
        column("phone"),
        column("email"),
        column("wechat"),
        column("qq"),
        column("handle"),
        column("industry"),
        column("employees"),
        column("website"),
        column("address"),
        column("credit_code"),
        column("source"),
        column("acquisition"),
        column("channel"),
        column("campaign"),
        column("need"),
        column("note"),
        column("budget_minor"),
        with("owner_id", &["owner_since"]),
    ],
    compared_sql: "select l.id, coalesce(l.name, l.company), l.owner_id, u.name, l.name, l.company, l.mobile, l.phone, l.email, l.wechat,
                          l.qq, l.address, l.credit_code, l.title
                   from leads l left join users u on u.id = l.owner_id
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
    table: "contacts",
    about: "contact_id",
    columns: &[
        column("name"),
        column("account_id"),
        column("title"),
        column("mobile"),
        column("phone"),
        column("email"),
        column("wechat"),
        column("owner_id"),
    ],
    compared_sql: "select c.id, c.name, coalesce(c.owner_id, a.owner_id), u.name, c.name, a.name, c.mobile, c.phone, c.email, c.wechat, c.title
                   from contacts c left join accounts a on a.id = c.account_id left join users u on u.id = coalesce(c.owner_id, a.owner_id)
                   where c.deleted_at is null and (?1 is null or true) order by c.id",
    compared: &[
        ("name", Match::Name),
        ("account", Match::Company),
        ("mobile", Match::Digits),
        ("phone", Match::Digits),
        ("email", Match::Email),
        ("wechat", Match::Exact),
        ("title", Match::Text),
    ],
};

static ACCOUNTS: Mergeable = Mergeable {
    table: "accounts",
    about: "account_id",
    columns: &[
        with("name", &["name_key", "company_key"]),
        column("industry"),
        column("region"),
        column("website"),
        column("phone"),
        column("employees"),
        column("revenue_minor"),
        column("founded_year"),
        column("parent_id"),
        column("owner_id"),
        column("note"),
        column("credit_code"),
    ],
    compared_sql: "select a.id, a.name, a.owner_id, u.name, a.name, a.region, a.website, a.phone, a.credit_code
                   from accounts a left join users u on u.id = a.owner_id
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
            Entity::Account => &ACCOUNTS,
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
