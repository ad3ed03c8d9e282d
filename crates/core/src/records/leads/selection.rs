//! Which leads a list shows or a verb is meant for: a condition, a text, or the ids themselves.

use super::fields::FIELDS;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::store::condition_sql::condition_to_sql;
use crate::engine::store::filter::{Conditions, containing};
use crate::engine::store::text;
use leadwell_rules::condition::Condition;
use leadwell_rules::ids::LeadId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All given parts must hold.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Selection {
    /// Exactly these leads.
    pub ids: Option<Vec<LeadId>>,
    /// A condition of the condition language.
    pub condition: Option<Condition>,
    /// Part of the name, the company or a contact method.
    pub text: Option<String>,
    /// Those kept apart instead of all others.
    pub quarantined: Option<bool>,
    /// Those in the recycle bin instead of all others.
    pub removed: Option<bool>,
}

impl Selection {
    /// Whether nothing narrows it: not what a verb for many should be given by mistake.
    pub fn is_everything(&self) -> bool {
        self.ids.is_none()
            && self.condition.as_ref().is_none_or(Condition::is_empty)
            && text::typed(self.text.as_deref()).is_none()
            && self.quarantined.is_none()
            && self.removed.is_none()
    }
}

/// The selection as conditions on `l` (leads), with the reader's row scope.
pub(crate) fn conditions(read: &Read<'_>, wanted: &Selection) -> Result<Conditions, Failure> {
    let mut all = Conditions::default();
    if wanted.removed == Some(true) {
        // A merged lead is not in the bin: it is part of another one.
        all.plain("l.deleted_at is not null and l.id not in (select gone_id from merges where entity = 'leads')");
    } else {
        all.plain("l.deleted_at is null");
    }
    all.with_some(
        "(l.owner_id is null or l.owner_id in (select value from json_each(?)))",
        read.actor.scope.bound().map(str::to_owned),
    );
    if let Some(ids) = &wanted.ids {
        all.with(
            "l.id in (select value from json_each(?))",
            serde_json::to_string(ids).unwrap_or_default(),
        );
    }
    match (wanted.quarantined, &wanted.ids) {
        (Some(true), _) => drop(all.plain("l.quarantine is not null")),
        (Some(false), _) | (None, None) if wanted.removed != Some(true) => drop(all.plain("l.quarantine is null")),
        _ => {}
    }
    if let Some(condition) = &wanted.condition {
        condition_to_sql(read, &FIELDS, condition, &mut all)?;
    }
    if let Some(text) = text::typed(wanted.text.as_deref()) {
        all.with(
            "(coalesce(l.name, '') || ' ' || coalesce(l.company, '') || ' ' || coalesce(l.mobile, '') || ' ' || coalesce(l.phone, '')
              || ' ' || coalesce(l.email, '') || ' ' || coalesce(l.wechat, '') || ' ' || coalesce(l.qq, '')) like ? escape '\\'",
            containing(text),
        );
    }
    Ok(all)
}

/// The ids a verb is meant for, oldest first. An unbounded selection is refused: a verb for everything must say so.
pub(crate) fn chosen(read: &Read<'_>, wanted: &Selection) -> Result<Vec<i64>, Failure> {
    if wanted.is_everything() {
        return Err(Failure::invalid("lead.selection_missing", "leads"));
    }
    let all = conditions(read, wanted)?;
    let text = format!("select l.id from leads l where {} order by l.id", all.sql());
    let ids = read.all(&text, rusqlite::params_from_iter(all.values()), |row| row.get(0))?;
    match &wanted.ids {
        Some(named) if named.len() > ids.len() => {
            Err(Failure::not_found("lead.some_unknown").arg("count", named.len() - ids.len()))
        }
        _ => Ok(ids),
    }
}
