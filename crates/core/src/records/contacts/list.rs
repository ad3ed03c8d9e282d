//! Contacts, a page at a time.

use super::description::CONTACTS;
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::custom_values::{CustomValues, of_row};
use crate::engine::store::field::{Field, FieldInfo};
use crate::engine::store::list::{self, ListQuery, Listed, RecordCount, TotalQuery};
use leadwell_rules::condition::Kind;
use leadwell_rules::ids::{ContactId, CustomerId, PersonId};
use leadwell_rules::time::Instant;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of contacts.
#[derive(Debug, Serialize, TS)]
pub struct ContactPage {
    /// The rows.
    pub rows: Vec<Contact>,
    /// Give this as `after` for the next page; null at the end.
    pub next: Option<String>,
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Contact {
    /// Their id.
    pub id: ContactId,
    /// The customer they work for.
    pub customer_id: Option<CustomerId>,
    /// That customer's name.
    pub customer: Option<String>,
    /// Their name.
    pub name: String,
    /// What they are there.
    pub title: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Other number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// WeChat id.
    pub wechat: Option<String>,
    /// Who of us knows them.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
    /// Part of the sample company.
    pub sample: bool,
    /// When they were added.
    pub created_at: Instant,
    /// When they were last changed.
    pub updated_at: Instant,
    /// What they say in fields of one's own.
    pub custom: CustomValues,
}

/// Columns of a [`Contact`]; the query names its tables `c`, `a` and `u`.
const COLUMNS: &str =
    "c.id, c.customer_id, a.name, c.name, c.title, c.mobile, c.phone, c.email, c.wechat, c.owner_id, u.name,
     c.origin is 'sample', c.created_at, c.updated_at";

const CUSTOMERS: &str = "left join customers a on a.id = c.customer_id";
const PEOPLE: &str = "left join people u on u.id = c.owner_id";

/// The fields of a contact that can be asked about.
static FIELDS: [Field; 13] = [
    Field::reference("customer", "c.customer_id", "customers"),
    Field::new("name", Kind::Text, "c.name"),
    Field::new("title", Kind::Text, "c.title"),
    Field::new("mobile", Kind::Text, "c.mobile"),
    Field::new("phone", Kind::Text, "c.phone"),
    Field::new("email", Kind::Text, "c.email"),
    Field::new("wechat", Kind::Text, "c.wechat"),
    Field::new("owner", Kind::Person, "c.owner_id"),
    Field::new("industry", Kind::Text, "a.industry"),
    Field::new("region", Kind::Text, "a.region"),
    Field::choice("sample", "iif(c.origin is 'sample', 'yes', 'no')", &["yes", "no"]),
    Field::new("created_at", Kind::Instant, "c.created_at"),
    Field::new("updated_at", Kind::Instant, "c.updated_at"),
];

/// What a sort column is in SQL, never null.
fn expression(column: &str) -> Option<&'static str> {
    Some(match column {
        "id" => "c.id",
        "name" => "c.name",
        "customer" => "coalesce(a.name, '')",
        "title" => "coalesce(c.title, '')",
        "mobile" => "coalesce(c.mobile, '')",
        "phone" => "coalesce(c.phone, '')",
        "email" => "coalesce(c.email, '')",
        "wechat" => "coalesce(c.wechat, '')",
        "owner" => "coalesce(u.name, '')",
        "created_at" => "c.created_at",
        "updated_at" => "c.updated_at",
        _ => return None,
    })
}

/// Contacts as a list.
pub(crate) static CONTACT_LIST: Listed = Listed {
    noun: &CONTACTS,
    table: "contacts c",
    id: "c.id",
    columns: COLUMNS,
    tables: "contacts c left join customers a on a.id = c.customer_id left join people u on u.id = c.owner_id",
    joins: &[("a.", CUSTOMERS), ("u.", PEOPLE)],
    fields: &FIELDS,
    order: expression,
    usual: Some("name"),
    text:
        "c.name || ' ' || coalesce(c.title, '') || ' ' || coalesce(c.mobile, '') || ' ' || coalesce(c.phone, '') || ' '
           || coalesce(c.email, '') || ' ' || coalesce(c.wechat, '') || ' ' || coalesce(a.name, '')",
    key: None,
    alive: "c.deleted_at is null",
    // A merged person is not in the bin: they are part of another one.
    removed: "c.deleted_at is not null and c.id not in (select gone_id from merges where entity = 'contacts')",
    apart: None,
    missing: "contact.selection_missing",
    unknown: "contact.unknown",
};

fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: ContactId(row.get(0)?),
        customer_id: row.get::<_, Option<i64>>(1)?.map(CustomerId),
        customer: row.get(2)?,
        name: row.get(3)?,
        title: row.get(4)?,
        mobile: row.get(5)?,
        phone: row.get(6)?,
        email: row.get(7)?,
        wechat: row.get(8)?,
        owner_id: row.get::<_, Option<i64>>(9)?.map(PersonId),
        owner: row.get(10)?,
        sample: row.get(11)?,
        created_at: Instant(row.get(12)?),
        updated_at: Instant(row.get(13)?),
        custom: of_row(row, 14)?,
    })
}

/// Answers `contacts.list`: by name when nobody says otherwise.
pub fn list(read: &Read<'_>, wanted: ListQuery) -> Result<ContactPage, Failure> {
    let (rows, next) = list::page(read, &CONTACT_LIST, &wanted, |_, row| contact(row))?;
    Ok(ContactPage { rows, next })
}

/// Answers `contacts.totals`.
pub fn totals(read: &Read<'_>, wanted: TotalQuery) -> Result<RecordCount, Failure> {
    list::count(read, &CONTACT_LIST, &wanted)
}

/// Answers `contacts.fields`.
pub fn fields(read: &Read<'_>, _: Nothing) -> Result<Vec<FieldInfo>, Failure> {
    list::fields(read, &CONTACT_LIST)
}

/// Contacts the reader sees; `:scope` is bound by name.
fn standing() -> String {
    format!(
        "select {} from {} where c.deleted_at is null and {}",
        CONTACT_LIST.row(),
        CONTACT_LIST.tables,
        CONTACTS.reach.sees("c")
    )
}

/// Which contact.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GetContact {
    /// The person.
    pub id: ContactId,
}

/// Answers `contacts.get`.
pub fn get(read: &Read<'_>, wanted: GetContact) -> Result<Contact, Failure> {
    find(read, wanted.id)
}

/// All contacts of one customer, by name.
pub(crate) fn of_customer(read: &Read<'_>, customer: CustomerId) -> Result<Vec<Contact>, Failure> {
    read.all(
        &format!("{} and c.customer_id = :customer order by c.name, c.id", standing()),
        named_params! { ":customer": customer.0, ":scope": read.actor.scope.bound() },
        contact,
    )
}

/// One contact.
pub(crate) fn find(read: &Read<'_>, id: ContactId) -> Result<Contact, Failure> {
    let bound = named_params! { ":id": id.0, ":scope": read.actor.scope.bound() };
    read.one(&format!("{} and c.id = :id", standing()), bound, contact)?
        .ok_or_else(|| Failure::not_found("contact.unknown"))
}

/// Refuses a contact nobody knows, naming the field that named them.
pub(crate) fn exists(read: &Read<'_>, id: ContactId, field: &str) -> Result<(), Failure> {
    find(read, id).map(|_| ()).map_err(|failure| failure.at(field))
}
