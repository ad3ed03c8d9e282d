//! What is known of a lead before anybody has looked at it.

use super::get::ContactMethod;
use crate::engine::store::custom_values::GivenValues;
use leadwell_rules::ids::PersonId;
use leadwell_rules::money::Minor;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The door a lead comes through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LeadDoor")]
pub enum Door {
    /// Typed by a person.
    #[default]
    Typed,
    /// A row of a file.
    Import,
    /// A file in the watched folder.
    Folder,
    /// Pasted rows.
    Paste,
    /// A business card.
    Card,
    /// A vCard.
    Vcard,
    /// A pasted chat.
    Chat,
    /// A web form.
    Form,
    /// Another program.
    Api,
}

impl Door {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        super::fields::DOORS[match self {
            Door::Typed => 0,
            Door::Import => 1,
            Door::Folder => 2,
            Door::Paste => 3,
            Door::Card => 4,
            Door::Vcard => 5,
            Door::Chat => 6,
            Door::Form => 7,
            Door::Api => 8,
        }]
    }

    /// Whether a person brings this one lead in with their own hands: then it is theirs, unless something else is said.
    pub fn by_hand(self) -> bool {
        matches!(self, Door::Typed | Door::Card | Door::Vcard | Door::Chat)
    }

    /// Whether somebody stands there who can mend what is wrong. Where nobody does, a lead with a malformed contact method is kept
    /// apart instead of being refused.
    pub fn attended(self) -> bool {
        !matches!(self, Door::Folder | Door::Form | Door::Api)
    }
}

/// A lead as it was told: any text, not yet looked at.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Draft {
    /// The person.
    pub name: Option<String>,
    /// The company.
    pub company: Option<String>,
    /// What the person is there.
    pub title: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Other number.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// WeChat id.
    pub wechat: Option<String>,
    /// QQ number.
    pub qq: Option<String>,
    /// Any other way to reach them.
    pub handle: Option<String>,
    /// The industry.
    pub industry: Option<String>,
    /// How many work there, not negative.
    pub employees: Option<i64>,
    /// Their site.
    pub website: Option<String>,
    /// Their address.
    pub address: Option<String>,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// Where it came from. Never changes afterwards.
    pub source: Option<String>,
    /// How it was acquired. Never changes afterwards.
    pub acquisition: Option<String>,
    /// Through which channel.
    pub channel: Option<String>,
    /// The campaign's code.
    pub campaign: Option<String>,
    /// What they want.
    pub need: Option<String>,
    /// What else is worth knowing.
    pub note: Option<String>,
    /// What they can spend, minor units of the base currency, not negative.
    pub budget_minor: Option<Minor>,
    /// The key of the file or system it comes from.
    pub code: Option<String>,
    /// Who gets it; left out = the person who typed it or read it from a card or a chat, nobody at any other door.
    pub owner_id: Option<PersonId>,
    /// Tags, by name.
    #[ts(as = "Option<Vec<String>>")]
    pub tags: Vec<String>,
    /// Further ways to reach them.
    #[ts(as = "Option<Vec<ContactMethod>>")]
    pub contacts: Vec<ContactMethod>,
    /// What it says in fields of one's own.
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
}
