//! Handing leads to people, and taking what nobody has.

use super::bulk::{Changed, name_subject};
use super::selection::{Selection, chosen};
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::id_list;
use crate::engine::store::{Read, Write};
use crate::records::people::may_own;
use leadwell_rules::ids::PersonId;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Who gets which leads.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AssignLeads {
    /// Which leads.
    pub leads: Selection,
    /// Who gets them; null = nobody has them any more. Must be said: what was forgotten must not take leads off everybody.
    #[serde(default, deserialize_with = "crate::engine::command::given")]
    pub owner_id: Option<Option<PersonId>>,
}

/// Answers `leads.assign`. Whoever may not hand out leads may still take for themselves what nobody has.
pub fn assign(write: &mut Write<'_>, wanted: AssignLeads) -> Result<Changed, Failure> {
    let Some(person) = wanted.owner_id else {
        return Err(Failure::invalid("lead.owner_missing", "owner_id"));
    };
    if let Some(owner) = person {
        may_own(write, owner)?;
    }
    let ids = chosen(write, &wanted.leads)?;
    if !write.actor.may(Permission::LeadAssign) {
        let taken = write.one(
            "select 1 from leads where id in (select value from json_each(?1)) and owner_id is not null limit 1",
            [id_list(&ids)],
            |_| Ok(()),
        )?;
        if person != Some(write.actor.id) || taken.is_some() {
            return Err(Failure::new(Kind::Forbidden, "lead.may_only_claim"));
        }
    }
    refuse_quarantined(write, &ids)?;
    if let Some(owner) = person {
        crate::records::registrations::guard_leads(write, &id_list(&ids), owner)?;
    }
    let changed = give(write, &ids, person)?;
    name_subject(write, &ids)?;
    Ok(Changed { leads: changed as i64 })
}

/// Makes leads somebody's, or nobody's; how many were not already. A new owner begins anew: what was given back or handed on is to be
/// handled again.
pub(crate) fn give(write: &mut Write<'_>, ids: &[i64], owner: Option<PersonId>) -> Result<usize, Failure> {
    let now = write.now().millis();
    write.run(
        "update leads set owner_id = ?2, owner_since = iif(?2 is null, null, ?3), updated_at = ?3,
                state = iif(state = 'returned' or state = 'transferred', 'to_handle', state),
                state_reason = iif(state = 'returned' or state = 'transferred', null, state_reason),
                state_at = iif(state = 'returned' or state = 'transferred', ?3, state_at)
         where id in (select value from json_each(?1)) and owner_id is not ?2",
        (id_list(ids), owner.map(|id| id.0), now),
    )
}

/// What is kept apart is not handed out.
pub(super) fn refuse_quarantined(read: &Read<'_>, ids: &[i64]) -> Result<(), Failure> {
    let count = read
        .one(
            "select count(*) from leads where id in (select value from json_each(?1)) and quarantine is not null",
            [id_list(ids)],
            |row| row.get::<_, i64>(0),
        )?
        .unwrap_or_default();
    if count > 0 {
        return Err(Failure::conflict("lead.quarantined").arg("count", count));
    }
    Ok(())
}
