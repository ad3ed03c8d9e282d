//! Giving a customer back before its time, ending what somebody else holds, and giving it more time.

use super::active::ActiveRegistrations;
use super::guard::refusal;
use super::store::{Registration, find};
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Permission;
use crate::engine::store::Write;
use leadwell_rules::ids::RegistrationId;
use leadwell_rules::time::Day;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// Which registration.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EndRegistration {
    /// The registration.
    pub id: RegistrationId,
}

/// Answers `registrations.end`. One's own is given back; somebody else's ends only by whoever keeps the rules of leads.
pub fn end(write: &mut Write<'_>, wanted: EndRegistration) -> Result<Registration, Failure> {
    let before = find(write, wanted.id)?;
    if before.person_id != write.actor.id && !write.actor.may(Permission::LeadManage) {
        return Err(Failure::new(Kind::Forbidden, "registration.not_yours").arg("holder", &before.holder));
    }
    let today = write.today();
    if !before.term().protects(today) {
        return Err(over(&before));
    }
    write.run(
        "update registrations set ended_on = ?2, ended_by = ?3, updated_at = ?4 where id = ?1",
        (wanted.id.0, today.to_string(), write.actor.id.0, write.now().millis()),
    )?;
    write.subject(before.company);
    find(write, wanted.id)
}

/// Until when.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExtendRegistration {
    /// The registration.
    pub id: RegistrationId,
    /// The new last day, later than the one so far.
    pub ends_on: Day,
}

/// Answers `registrations.extend`: also for one that has run out, unless somebody else holds the customer by now.
pub fn extend(write: &mut Write<'_>, wanted: ExtendRegistration) -> Result<Registration, Failure> {
    let before = find(write, wanted.id)?;
    if before.ended_on.is_some() {
        return Err(over(&before));
    }
    if wanted.ends_on <= before.ends_on || wanted.ends_on < write.today() {
        return Err(Failure::invalid("registration.not_later", "ends_on")
            .arg("until", before.ends_on)
            .arg("today", write.today()));
    }
    if let Some(other) = ActiveRegistrations::load(write)?
        .beside(&before)
        .into_iter()
        .find(|other| other.person_id != before.person_id)
    {
        return Err(refusal(other));
    }
    write.run(
        "update registrations set ends_on = ?2, updated_at = ?3 where id = ?1",
        (wanted.id.0, wanted.ends_on.to_string(), write.now().millis()),
    )?;
    write.subject(before.company);
    find(write, wanted.id)
}

fn over(registration: &Registration) -> Failure {
    Failure::conflict("registration.over")
        .arg("company", &registration.company)
        .arg("until", registration.ended_on.unwrap_or(registration.ends_on))
}
