//! Contacts, a page at a time.

use crate::engine::failure::Failure;
use crate::engine::store::{Read, cursor, text};
use leadwell_rules::ids::{ContactId, CustomerId, PersonId};
use leadwell_rules::time::Instant;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rows in a page when nobody says how many, and at most.
const PAGE: (usize, usize) = (100, 500);

/// Which contacts.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListContacts {
    /// Only those of this customer.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Found in name, title, mobile, phone, e-mail, WeChat id or the customer's name.
    #[serde(default)]
    pub text: Option<String>,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows in the page, 1–500; 100 when not given.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// A page of contacts, by name.
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
}

const CONTACTS: &str =
    "select c.id, c.customer_id, a.name, c.name, c.title, c.mobile, c.phone, c.email, c.wechat, c.owner_id, u.name,
                               c.origin is 'sample', c.created_at, c.updated_at
                        from contacts c
                        left join customers a on a.id = c.customer_id
                        left join people u on u.id = c.owner_id
                        where c.deleted_at is null";

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
    })
}

/// Answers `contacts.list`.
pub fn list(read: &Read<'_>, wanted: ListContacts) -> Result<ContactPage, Failure> {
    let limit = wanted.limit.unwrap_or(PAGE.0).clamp(1, PAGE.1);
    let (after, after_id): (Option<String>, i64) = cursor::decode(wanted.after.as_deref())?.unwrap_or((None, 0));
    let mut rows = read.all(
        &format!(
            "{CONTACTS}
               and (:customer is null or c.customer_id = :customer)
               and (:text is null or c.name like :text escape '\\' or c.title like :text escape '\\' or c.mobile like :text escape '\\'
                    or c.phone like :text escape '\\' or c.email like :text escape '\\' or c.wechat like :text escape '\\'
                    or a.name like :text escape '\\')
               and (:after is null or (c.name, c.id) > (:after, :after_id))
             order by c.name, c.id limit :limit"
        ),
        named_params! {
            ":customer": wanted.customer_id.map(|id| id.0), ":text": text::typed(wanted.text.as_deref()).map(text::pattern),
            ":after": after, ":after_id": after_id, ":limit": i64::try_from(limit + 1).unwrap_or(i64::MAX)
        },
        contact,
    )?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| (Some(last.name.clone()), last.id.0));
    Ok(ContactPage {
        rows,
        next: next.as_ref().map(cursor::encode).transpose()?,
    })
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
        &format!("{CONTACTS} and c.customer_id = ?1 order by c.name, c.id"),
        [customer.0],
        contact,
    )
}

/// One contact.
pub(crate) fn find(read: &Read<'_>, id: ContactId) -> Result<Contact, Failure> {
    read.one(&format!("{CONTACTS} and c.id = ?1"), [id.0], contact)?
        .ok_or_else(|| Failure::not_found("contact.unknown"))
}

/// Refuses a contact nobody knows, naming the field that named them.
pub(crate) fn exists(read: &Read<'_>, id: ContactId, field: &str) -> Result<(), Failure> {
    find(read, id).map(|_| ()).map_err(|failure| failure.at(field))
}
