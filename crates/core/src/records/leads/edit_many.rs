//! The same word in a field of many leads: one change, one undo.

use super::LEADS;
use super::bulk::{Changed, name_subject};
use super::row::Answer;
use super::selection::{Selection, chosen};
use crate::engine::command::given;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::custom_values::{GivenValues, sound};
use crate::engine::store::id_list;
use crate::engine::store::text::typed;
use leadwell_rules::money::Minor;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Fields that many leads can share; absent leaves, null clears. What tells one from another (names, numbers, addresses) is edited one by
/// one, state, owner and tags have verbs of their own.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditLeads {
    /// Which leads.
    pub leads: Selection,
    /// What the person is there.
    #[serde(default, deserialize_with = "given")]
    pub title: Option<Option<String>>,
    /// The industry.
    #[serde(default, deserialize_with = "given")]
    pub industry: Option<Option<String>>,
    /// How many work there.
    #[serde(default, deserialize_with = "given")]
    pub employees: Option<Option<i64>>,
    /// Through which channel.
    #[serde(default, deserialize_with = "given")]
    pub channel: Option<Option<String>>,
    /// The campaign's code.
    #[serde(default, deserialize_with = "given")]
    pub campaign: Option<Option<String>>,
    /// What they want.
    #[serde(default, deserialize_with = "given")]
    pub need: Option<Option<String>>,
    /// What else is worth knowing.
    #[serde(default, deserialize_with = "given")]
    pub note: Option<Option<String>>,
    /// What they can spend, minor units of the base currency.
    #[serde(default, deserialize_with = "given")]
    pub budget_minor: Option<Option<Minor>>,
    /// Where they came from; only for those of which nobody has said.
    #[serde(default)]
    pub source: Option<String>,
    /// How they were acquired; only for those of which nobody has said.
    #[serde(default)]
    pub acquisition: Option<String>,
    /// Is there money for it?
    #[serde(default)]
    pub bant_budget: Option<Answer>,
    /// Do these people decide?
    #[serde(default)]
    pub bant_authority: Option<Answer>,
    /// Do they need it?
    #[serde(default)]
    pub bant_need: Option<Answer>,
    /// Is there a date?
    #[serde(default)]
    pub bant_timeline: Option<Answer>,
    /// What is to stand in fields of one's own; absent leaves, null clears.
    #[serde(default)]
    #[ts(as = "Option<GivenValues>")]
    pub custom: GivenValues,
}

/// Answers `leads.edit_many`: how many leads are different now. One that says the same already, or whose first source is known, stays.
pub fn edit_many(write: &mut Write<'_>, wanted: EditLeads) -> Result<Changed, Failure> {
    let ids = chosen(write, &wanted.leads)?;
    let custom = sound(write, &LEADS, &wanted.custom, false)?.put(write, &LEADS, &ids)?;
    let given = !wanted.custom.is_empty();
    let sets = sets(wanted)?;
    if sets.is_empty() && !given {
        return Err(Failure::invalid("lead.field_missing", "leads"));
    }
    let changed = overwrite(write, &ids, sets, custom)?;
    name_subject(write, &ids)?;
    Ok(Changed { leads: changed as i64 })
}

/// Writes the columns of the leads in which they differ; how many leads are different now, those of `already` among them.
fn overwrite(write: &mut Write<'_>, ids: &[i64], sets: Vec<Set>, already: BTreeSet<i64>) -> Result<usize, Failure> {
    let mut assign: Vec<String> = sets.iter().map(Set::assignment).collect();
    assign.push("updated_at = ?".to_owned());
    let mut differs: Vec<String> = sets.iter().map(Set::differs).collect();
    differs.push("id in (select value from json_each(?))".to_owned());
    let already: Vec<i64> = already.into_iter().collect();
    let mut values: Vec<Value> = sets.into_iter().map(|set| set.value).collect();
    let differing = values.clone();
    values.push(Value::Integer(write.now().millis()));
    values.extend(differing);
    values.extend([Value::Text(id_list(&already)), Value::Text(id_list(ids))]);
    let text = format!(
        "update leads set {} where ({}) and id in (select value from json_each(?))",
        assign.join(", "),
        differs.join(" or ")
    );
    write.run(&text, params_from_iter(values))
}

/// A column and what is to stand in it.
struct Set {
    column: &'static str,
    value: Value,
    /// Told once, and never changed.
    first: bool,
}

impl Set {
    fn assignment(&self) -> String {
        let column = self.column;
        if self.first {
            format!("{column} = coalesce({column}, ?)")
        } else {
            format!("{column} = ?")
        }
    }

    fn differs(&self) -> String {
        let column = self.column;
        if self.first {
            format!("{column} is null and ? is not null")
        } else {
            format!("{column} is not ?")
        }
    }
}

/// What is given, cleaned as one lead's field would be.
fn sets(wanted: EditLeads) -> Result<Vec<Set>, Failure> {
    let set = |column, value| Set {
        column,
        value,
        first: false,
    };
    let mut sets = Vec::new();
    for (column, text) in [
        ("title", wanted.title),
        ("industry", wanted.industry),
        ("channel", wanted.channel),
        ("campaign", wanted.campaign),
        ("need", wanted.need),
        ("note", wanted.note),
    ] {
        if let Some(text) = text {
            let value = typed(text.as_deref()).map_or(Value::Null, |text| Value::Text(text.to_owned()));
            sets.push(set(column, value));
        }
    }
    for (column, number) in [("employees", wanted.employees), ("budget_minor", wanted.budget_minor)] {
        if let Some(number) = number {
            if let Some(negative) = number.filter(|number| *number < 0) {
                return Err(Failure::invalid("lead.negative", column).arg("value", negative));
            }
            sets.push(set(column, number.map_or(Value::Null, Value::Integer)));
        }
    }
    for (column, text) in [("source", wanted.source), ("acquisition", wanted.acquisition)] {
        if let Some(text) = typed(text.as_deref()) {
            let value = Value::Text(text.to_owned());
            sets.push(Set {
                column,
                value,
                first: true,
            });
        }
    }
    for (column, answer) in [
        ("bant_budget", wanted.bant_budget),
        ("bant_authority", wanted.bant_authority),
        ("bant_need", wanted.bant_need),
        ("bant_timeline", wanted.bant_timeline),
    ] {
        if let Some(answer) = answer {
            sets.push(set(column, Value::Text(answer.as_str().to_owned())));
        }
    }
    Ok(sets)
}
