//! Adding a contact or changing one.

use super::description::CONTACTS;
use super::list::{Contact, find};
use crate::engine::failure::Failure;
use crate::engine::store::custom_values::{GivenValues, sound};
use crate::engine::store::{Write, changeable, text};
use crate::records::identity::{mobile_key, wechat_key};
use crate::records::people::may_give;
use crate::records::reach::{changes_customer, expect_customer};
use leadwell_rules::cleaning::Email;
use leadwell_rules::ids::{ContactId, CustomerId, PersonId};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A contact as they shall be; for somebody known, only the given fields change and null clears them.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveContact {
    /// The contact to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<ContactId>,
    /// Their name. A new contact needs one.
    #[serde(default)]
    pub name: Option<String>,
    /// The customer they work for.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub customer_id: Option<Option<CustomerId>>,
    /// What they are there.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub title: Option<Option<String>>,
    /// Mobile number.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub mobile: Option<Option<String>>,
    /// Other number.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub phone: Option<Option<String>>,
    /// E-mail address.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub email: Option<Option<String>>,
    /// WeChat id.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub wechat: Option<Option<String>>,
    /// Who of us knows them.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub owner_id: Option<Option<PersonId>>,
    /// What is to stand in fields of one's own; absent leaves, null clears.
    #[serde(default)]
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
}

/// Answers `contacts.save`.
pub fn save(write: &mut Write<'_>, wanted: SaveContact) -> Result<Contact, Failure> {
    let before = match wanted.id {
        Some(id) => {
            changeable(write, &CONTACTS, &[id.0])?;
            Some(find(write, id)?)
        }
        None => None,
    };
    let name = text::name(wanted.name.as_deref(), wanted.id.is_some(), "contact.name_missing")?;
    if let Some(customer) = wanted.customer_id.flatten() {
        expect_customer(write, customer).map_err(|failure| failure.at("customer_id"))?;
    }
    // Whoever brings somebody to another person's customer has them, as they could not change them otherwise.
    let owner_id = match (&before, wanted.owner_id, wanted.customer_id.flatten()) {
        (None, None, Some(customer)) if !changes_customer(write, customer)? => Some(Some(write.actor.id)),
        (_, given, _) => given,
    };
    if let Some(owner) = owner_id {
        may_give(write, before.and_then(|before| before.owner_id), owner)?;
    }
    let (title_given, title) = text::given_text(&wanted.title);
    let (mobile_given, mobile) = text::given_text(&wanted.mobile);
    let (phone_given, phone) = text::given_text(&wanted.phone);
    let (email_given, email) = text::given_text(&wanted.email);
    let (wechat_given, wechat) = text::given_text(&wanted.wechat);
    let (mobile, email, wechat) = (mobile.map(tidy_mobile), email.map(tidy_email), wechat.map(tidy_wechat));
    let now = write.now().millis();
    let id = match wanted.id {
        Some(id) => id,
        None => ContactId(write.insert(
            "insert into contacts (name, created_at, updated_at) values (?1, ?2, ?2)",
            (name, now),
        )?),
    };
    write.run(
        "update contacts set name = coalesce(:name, name), customer_id = iif(:customer_given, :customer, customer_id),
                title = iif(:title_given, :title, title), mobile = iif(:mobile_given, :mobile, mobile),
                phone = iif(:phone_given, :phone, phone), email = iif(:email_given, :email, email),
                wechat = iif(:wechat_given, :wechat, wechat), owner_id = iif(:owner_given, :owner, owner_id), updated_at = :now
         where id = :id",
        named_params! {
            ":id": id.0, ":now": now, ":name": name,
            ":customer_given": wanted.customer_id.is_some(), ":customer": wanted.customer_id.flatten().map(|id| id.0),
            ":title_given": title_given, ":title": title, ":mobile_given": mobile_given, ":mobile": mobile,
            ":phone_given": phone_given, ":phone": phone, ":email_given": email_given, ":email": email,
            ":wechat_given": wechat_given, ":wechat": wechat,
            ":owner_given": owner_id.is_some(), ":owner": owner_id.flatten().map(|id| id.0)
        },
    )?;
    sound(write, &CONTACTS, &wanted.custom, wanted.id.is_none())?.put(write, &CONTACTS, &[id.0])?;
    let saved = find(write, id)?;
    write.subject(saved.name.clone());
    Ok(saved)
}

/// A mobile number in the form in which numbers are compared; what is none stays as it was typed.
pub(crate) fn tidy_mobile(text: &str) -> String {
    mobile_key(text).unwrap_or_else(|| text.to_owned())
}

/// An e-mail address in the form in which addresses are compared; what is none stays as it was typed.
pub(crate) fn tidy_email(text: &str) -> String {
    Email::read(text).map_or_else(|_| text.to_owned(), |email| email.key)
}

/// A WeChat id in the form in which ids are compared.
pub(crate) fn tidy_wechat(text: &str) -> String {
    wechat_key(text)
}
