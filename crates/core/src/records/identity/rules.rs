//! The rules: which keys make a duplicate, how far back, and what becomes of a new record that is one.

use super::known::DuplicateHit;
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::store::{Read, Write, text};
use chrono_tz::Tz;
use leadwell_rules::Language;
use leadwell_rules::cleaning::window::{Window, since};
use leadwell_rules::time::{Day, business_day};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What two records can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateKey {
    /// The mobile number.
    Mobile,
    /// The WeChat id.
    Wechat,
    /// The e-mail address.
    Email,
    /// The core of the company's name.
    Company,
    /// The credit code.
    CreditCode,
}

impl DuplicateKey {
    /// The key of a stored name.
    pub(super) fn from_stored(name: &str) -> DuplicateKey {
        match name {
            "wechat" => DuplicateKey::Wechat,
            "email" => DuplicateKey::Email,
            "company" => DuplicateKey::Company,
            "credit_code" => DuplicateKey::CreditCode,
            _ => DuplicateKey::Mobile,
        }
    }
}

/// What becomes of a new lead that is a duplicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateAction {
    /// It goes to the owner of the known record.
    ToOwner,
    /// It goes the usual way of assignment.
    Assign,
    /// It is collected under the known lead, which counts it.
    Collect,
    /// The known lead takes its key fields, and goes to the owner of the customer; the former owner is told.
    Update,
    /// It gets a label, nothing else.
    Label,
}

/// A rule. The first active one that hits decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DuplicateRule {
    /// What people call it.
    pub name: String,
    /// Whether it is used.
    pub active: bool,
    /// Every group needs a hit; any key of a group gives it. One group is the rule of consumer business, several (company, and mobile
    /// or WeChat) that of business with companies.
    pub keys: Vec<Vec<DuplicateKey>>,
    /// How far back a known record counts.
    pub window: Window,
    /// What becomes of the new lead.
    pub action: DuplicateAction,
    /// The label, where one is put on; the default is the rule's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What the rules say of a new lead.
#[derive(Debug, Clone)]
pub struct Decided {
    /// What becomes of it.
    pub action: DuplicateAction,
    /// The rule's name.
    pub rule: String,
    /// The label to put on.
    pub label: String,
    /// The record it repeats: a lead before a contact before a customer, the oldest first.
    pub hit: DuplicateHit,
    /// All hits the rule counted.
    pub hits: Vec<DuplicateHit>,
}

/// The rules in their order, inactive ones too.
pub fn load(read: &Read<'_>) -> Result<Vec<DuplicateRule>, Failure> {
    let rows = read.all(
        "select name, active, keys, window, action, label from duplicate_rules order by position, id",
        [],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, bool>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
                row.get::<_, String>(4)?,
                row.get::<_, Option<String>>(5)?,
            ))
        },
    )?;
    let damaged =
        || Failure::new(crate::engine::failure::Kind::Corrupt, "file.damaged").arg("cause", "duplicate_rules");
    rows.into_iter()
        .map(|(name, active, keys, window, action, label)| {
            Ok(DuplicateRule {
                name,
                active,
                keys: serde_json::from_str(&keys).map_err(|_| damaged())?,
                window: serde_json::from_value(window.into()).map_err(|_| damaged())?,
                action: serde_json::from_value(action.into()).map_err(|_| damaged())?,
                label,
            })
        })
        .collect()
}

/// What the first rule that hits says of a lead with these hits.
pub fn decide(read: &Read<'_>, rules: &[DuplicateRule], hits: &[DuplicateHit]) -> Option<Decided> {
    decide_on(rules, hits, read.today(), read.settings.time_zone)
}

/// The same on a day, in a time zone.
pub fn decide_on(rules: &[DuplicateRule], hits: &[DuplicateHit], today: Day, zone: Tz) -> Option<Decided> {
    for rule in rules.iter().filter(|rule| rule.active && !rule.keys.is_empty()) {
        let first: Option<Day> = since(today, rule.window);
        let in_window = |hit: &&DuplicateHit| first.is_none_or(|first| business_day(hit.created_at, &zone) >= first);
        let counted: Vec<&DuplicateHit> = hits.iter().filter(in_window).collect();
        let met = |group: &Vec<DuplicateKey>| counted.iter().any(|hit| group.contains(&hit.key));
        if !rule.keys.iter().all(met) {
            continue;
        }
        let counted: Vec<DuplicateHit> = counted
            .into_iter()
            .filter(|hit| rule.keys.iter().flatten().any(|key| *key == hit.key))
            .cloned()
            .collect();
        let Some(hit) = counted.first().cloned() else { continue };
        return Some(Decided {
            action: rule.action,
            rule: rule.name.clone(),
            label: rule.label.clone().unwrap_or_else(|| rule.name.clone()),
            hit,
            hits: counted,
        });
    }
    None
}

/// Answers `duplicates.rules`.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<DuplicateRule>, Failure> {
    load(read)
}

/// The rules as they shall be, in their order.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SaveDuplicateRules")]
pub struct SaveRules {
    /// All of them.
    pub rules: Vec<DuplicateRule>,
}

/// Answers `duplicates.save_rules`.
pub fn save(write: &mut Write<'_>, wanted: SaveRules) -> Result<Vec<DuplicateRule>, Failure> {
    for rule in &wanted.rules {
        if text::typed(Some(&rule.name)).is_none() {
            return Err(Failure::invalid("duplicate_rule.name_missing", "name"));
        }
        if rule.keys.is_empty() || rule.keys.iter().any(Vec::is_empty) {
            return Err(Failure::invalid("duplicate_rule.keys_missing", "keys").arg("name", &rule.name));
        }
    }
    write.run("delete from duplicate_rules", [])?;
    for (position, rule) in wanted.rules.iter().enumerate() {
        write.insert(
            "insert into duplicate_rules (position, name, active, keys, window, action, label) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                position as i64 + 1,
                rule.name.trim(),
                rule.active,
                serde_json::to_string(&rule.keys).unwrap_or_default(),
                stored(&rule.window),
                stored(&rule.action),
                text::typed(rule.label.as_deref()),
            ),
        )?;
    }
    load(write)
}

/// Names the rule that comes with the program in the language of the file; a rule somebody has named stays as it is called.
pub(crate) fn name_shipped(connection: &Connection, language: Language) -> Result<(), Failure> {
    let name = crate::engine::messages::sentence(language, "duplicate_rule.shipped", &[]);
    connection.execute("update duplicate_rules set name = ?1 where name = 'contact'", [name])?;
    Ok(())
}

/// The name an enum is stored under: the same as in JSON.
fn stored<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
