//! Verbs for many leads at once, each one change that one undo takes back.

use super::row::{called, find};
use super::selection::{Selection, chosen};
use super::tags;
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::id_list;
use leadwell_rules::ids::LeadId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many leads a verb changed.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[ts(rename = "ChangedLeads")]
pub struct Changed {
    /// Leads that are different now.
    pub leads: i64,
}

/// Names what a change was about: the lead, or how many.
pub(super) fn name_subject(write: &mut Write<'_>, ids: &[i64]) -> Result<(), Failure> {
    match ids {
        [one] => {
            let lead = find(write, LeadId(*one));
            if let Ok(lead) = lead {
                write.subject(called(&lead));
            }
        }
        several => write.subject(several.len().to_string()),
    }
    Ok(())
}

/// Which tags to put on and to take off.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TagLeads {
    /// Which leads.
    pub leads: Selection,
    /// Tags to put on, by name; unknown ones are made.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>")]
    pub add: Vec<String>,
    /// Tags to take off, by name.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>")]
    pub remove: Vec<String>,
}

/// Answers `leads.tag`.
pub fn tag(write: &mut Write<'_>, wanted: TagLeads) -> Result<Changed, Failure> {
    let ids = chosen(write, &wanted.leads)?;
    let all = id_list(&ids);
    let mut changed = 0;
    for name in &wanted.add {
        let tag = tags::find_or_add(write, name)?;
        changed = changed.max(tags::put(write, tag, &all)?);
    }
    for name in &wanted.remove {
        let off = write.run(
            "delete from lead_tags where lead_id in (select value from json_each(?1)) and tag_id = (select id from tags where name = ?2)",
            (&all, name.trim()),
        )?;
        changed = changed.max(off);
    }
    if changed > 0 {
        write.run(
            "update leads set updated_at = ?2 where id in (select value from json_each(?1))",
            (&all, write.now().millis()),
        )?;
    }
    name_subject(write, &ids)?;
    Ok(Changed { leads: changed as i64 })
}

/// Which leads go into the recycle bin, or come back.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RemoveLeads {
    /// Which leads.
    pub leads: Selection,
    /// Take them out of the bin instead.
    #[serde(default)]
    pub restore: Option<bool>,
}

/// Answers `leads.remove`.
pub fn remove(write: &mut Write<'_>, wanted: RemoveLeads) -> Result<Changed, Failure> {
    let restore = wanted.restore == Some(true);
    if wanted.leads.is_everything() {
        return Err(Failure::invalid("lead.selection_missing", "leads"));
    }
    let selection = Selection {
        removed: Some(restore),
        ..wanted.leads
    };
    let ids = chosen(write, &selection)?;
    name_subject(write, &ids)?;
    let now = write.now().millis();
    let changed = write.run(
        "update leads set deleted_at = ?2, updated_at = ?3 where id in (select value from json_each(?1))",
        (id_list(&ids), (!restore).then_some(now), now),
    )?;
    Ok(Changed { leads: changed as i64 })
}
