//! The seven states of a lead, and its way out of quarantine.

use super::bulk::Changed;
use super::get::{GetLead, Lead, get};
use super::row::{State, called, find};
use super::selection::{Selection, chosen};
use crate::engine::failure::Failure;
use crate::engine::store::id_list;
use crate::engine::store::{Write, text};
use leadwell_rules::ids::LeadId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// What became of leads.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetState {
    /// Which leads.
    pub leads: Selection,
    /// Their state from now on; a lead becomes converted by converting it alone.
    pub state: State,
    /// Why; `invalid` and `returned` need a reason.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Answers `leads.set_state`. A returned lead has no owner any more.
pub fn set_state(write: &mut Write<'_>, wanted: SetState) -> Result<Changed, Failure> {
    let reason = text::typed(wanted.reason.as_deref());
    if reason.is_none() && matches!(wanted.state, State::Invalid | State::Returned) {
        return Err(Failure::invalid("lead.reason_missing", "reason"));
    }
    if wanted.state == State::Converted {
        // A word would count as a success nobody had.
        return Err(Failure::invalid("lead.converted_by_word", "state"));
    }
    let ids = chosen(write, &wanted.leads)?;
    if wanted.state != State::Void && wanted.state != State::Invalid {
        // What is kept apart is neither followed up nor handed on.
        super::assign::refuse_quarantined(write, &ids)?;
    }
    let (now, state) = (write.now().millis(), wanted.state);
    let changed = write.run(
        "update leads set state = ?2, state_reason = ?3, state_at = ?4, updated_at = ?4,
                owner_id = iif(?2 = 'returned', null, owner_id), owner_since = iif(?2 = 'returned', null, owner_since)
         where id in (select value from json_each(?1)) and (state <> ?2 or state_reason is not ?3)",
        (id_list(&ids), state.as_str(), reason, now),
    )?;
    super::bulk::name_subject(write, &ids)?;
    Ok(Changed { leads: changed as i64 })
}

/// Which lead to let out.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseLead {
    /// The lead.
    pub id: LeadId,
}

/// Answers `leads.release`: a person has looked at it and finds it good. The history says who.
pub fn release(write: &mut Write<'_>, wanted: ReleaseLead) -> Result<Lead, Failure> {
    let lead = find(write, wanted.id)?;
    if lead.quarantine.is_none() {
        return Err(Failure::conflict("lead.not_quarantined"));
    }
    let now = write.now().millis();
    write.run(
        "update leads set quarantine = null, quarantine_value = null, updated_at = ?2 where id = ?1",
        (wanted.id.0, now),
    )?;
    write.subject(called(&lead));
    write.settle()?;
    get(write, GetLead { id: wanted.id })
}
