//! Who is known by the same keys: one index look-up per key and kind of record.

use super::aliases::all_names;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, text};
use leadwell_rules::cleaning::phone::Phone;
use leadwell_rules::cleaning::{Email, Mobile};
use leadwell_rules::ids::PersonId;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::names::company::core_key;
use leadwell_rules::time::Instant;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rules::DuplicateKey;

/// Hits told of one key; more of the same would say nothing new.
const TOLD: i64 = 20;

/// The keys of one record, in the form in which they are compared. An absent key finds nobody.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// Mobile number, as intake stores it.
    pub mobile: Option<String>,
    /// E-mail address, lower case.
    pub email: Option<String>,
    /// WeChat id.
    pub wechat: Option<String>,
    /// Core of the company's name.
    pub company: Option<String>,
    /// Credit code.
    pub credit_code: Option<String>,
    /// The lead itself, which is no duplicate of its own.
    pub but_lead: Option<i64>,
}

impl Keys {
    /// The keys of what was typed so far.
    pub fn typed(typed: &CheckDuplicates) -> Keys {
        Keys {
            mobile: text::typed(typed.mobile.as_deref()).and_then(mobile_key),
            email: text::typed(typed.email.as_deref())
                .and_then(|text| Email::read(text).ok())
                .map(|email| email.key),
            wechat: text::typed(typed.wechat.as_deref()).map(wechat_key),
            company: text::typed(typed.company.as_deref()).and_then(company_key),
            credit_code: text::typed(typed.credit_code.as_deref()).map(str::to_uppercase),
            but_lead: typed.lead_id.map(|id| id.0),
        }
    }

    /// The keys of a lead that is there.
    pub fn of_lead(read: &Read<'_>, lead: i64) -> Result<Keys, Failure> {
        let found = read.one(
            "select mobile, email, wechat, company_key, credit_code from leads where id = ?1",
            [lead],
            |row| {
                Ok(Keys {
                    mobile: row.get(0)?,
                    email: row.get(1)?,
                    wechat: row.get(2)?,
                    company: row.get(3)?,
                    credit_code: row.get(4)?,
                    but_lead: Some(lead),
                })
            },
        )?;
        Ok(found.unwrap_or_default())
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.mobile.is_none()
            && self.email.is_none()
            && self.wechat.is_none()
            && self.company.is_none()
            && self.credit_code.is_none()
    }
}

/// One record known by one of the keys. Names it and its owner whoever asks: that is what the check is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DuplicateHit {
    /// What it is.
    pub entity: RecordKind,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// Its company.
    pub company: Option<String>,
    /// Who has it.
    pub owner_id: Option<PersonId>,
    /// That person's name.
    pub owner: Option<String>,
    /// Which key hit.
    pub key: DuplicateKey,
    /// What both say.
    pub value: String,
    /// When it came.
    pub created_at: Instant,
}

/// Everybody known by one of the keys, leads first, the oldest first of each.
pub fn hits(read: &Read<'_>, keys: &Keys) -> Result<Vec<DuplicateHit>, Failure> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let companies = keys.company.as_deref().map(|key| all_names(read, key)).transpose()?;
    let mut found = read.all(
        include_str!("hits.sql"),
        named_params! {
            ":mobile": keys.mobile, ":email": keys.email, ":wechat": keys.wechat, ":companies": companies,
            ":credit": keys.credit_code, ":but": keys.but_lead, ":most": TOLD
        },
        |row| {
            Ok(DuplicateHit {
                entity: row.get_ref(0)?.as_str()?.parse().unwrap_or(RecordKind::Leads),
                id: row.get(1)?,
                name: row.get(2)?,
                company: row.get(3)?,
                owner_id: row.get::<_, Option<i64>>(4)?.map(PersonId),
                owner: row.get(5)?,
                key: DuplicateKey::from_stored(row.get_ref(6)?.as_str().unwrap_or_default()),
                value: row.get(7)?,
                created_at: Instant(row.get(8)?),
            })
        },
    )?;
    found.sort_by_key(|hit| (hit.entity, hit.created_at, hit.id, hit.key));
    Ok(found)
}

/// What was typed so far.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CheckDuplicates {
    /// A mobile number.
    pub mobile: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A WeChat id.
    pub wechat: Option<String>,
    /// A company's name.
    pub company: Option<String>,
    /// A credit code.
    pub credit_code: Option<String>,
    /// The lead itself, when it is there already.
    pub lead_id: Option<leadwell_rules::ids::LeadId>,
}

/// Answers `duplicates.check`: while somebody types, what cannot be read yet finds nobody. A lead without anything typed is looked for
/// by what it says itself.
pub fn check(read: &Read<'_>, typed: CheckDuplicates) -> Result<Vec<DuplicateHit>, Failure> {
    if let Some(lead) = typed.lead_id {
        crate::records::reach::expect_lead(read, lead)?;
    }
    let keys = Keys::typed(&typed);
    match (keys.is_empty(), keys.but_lead) {
        (true, Some(lead)) => hits(read, &Keys::of_lead(read, lead)?),
        _ => hits(read, &keys),
    }
}

/// A mobile number as it is stored: eleven digits at home, `+` and digits abroad.
pub(crate) fn mobile_key(text: &str) -> Option<String> {
    if let Ok(mobile) = Mobile::shape(text) {
        return Some(mobile.digits);
    }
    Phone::read(text).ok().map(|phone| phone.text)
}

/// A WeChat id as it is compared.
pub(crate) fn wechat_key(text: &str) -> String {
    leadwell_rules::text::fold(text)
}

/// The core of a company's name; nothing when only generic words are left.
pub(crate) fn company_key(name: &str) -> Option<String> {
    Some(core_key(name)).filter(|key| !key.is_empty())
}
