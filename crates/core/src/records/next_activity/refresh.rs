//! The two facts a deal and a lead keep about their activities, because lists sort by them: what is planned next, and the last touch.

use crate::engine::failure::Failure;
use crate::engine::store::Write;
use leadwell_rules::ids::{LeadId, OpportunityId};
use leadwell_rules::time::Instant;
use rusqlite::named_params;

/// Refreshes a deal after one of its activities was added, changed or done.
pub(crate) fn refresh(write: &mut Write<'_>, opportunity: OpportunityId) -> Result<(), Failure> {
    refresh_many(write, &[opportunity])
}

/// Refreshes many deals in one statement, for imports and the sample.
pub(crate) fn refresh_many(write: &mut Write<'_>, opportunities: &[OpportunityId]) -> Result<(), Failure> {
    set(write, opportunities, None)
}

/// Refreshes a deal whose activity, done at `at`, was taken back: when that was the last touch, the one before counts again.
pub(crate) fn refresh_without(write: &mut Write<'_>, opportunity: OpportunityId, at: Instant) -> Result<(), Failure> {
    set(write, &[opportunity], Some(at))
}

fn set(write: &mut Write<'_>, opportunities: &[OpportunityId], taken_back: Option<Instant>) -> Result<(), Failure> {
    let ids = serde_json::to_string(opportunities)
        .map_err(|error| Failure::new(crate::engine::failure::Kind::Internal, "internal").arg("cause", error))?;
    write.run(
        include_str!("deals.sql"),
        named_params! { ":ids": ids, ":taken_back": taken_back.map(Instant::millis) },
    )?;
    Ok(())
}

/// Refreshes a lead after one of its activities was added, changed or done. Whoever has followed it up is at it: what was to be
/// handled is being followed then.
pub(crate) fn refresh_lead(write: &mut Write<'_>, lead: LeadId) -> Result<(), Failure> {
    write.run(
        include_str!("lead.sql"),
        named_params! { ":id": lead.0, ":now": write.now().millis() },
    )?;
    Ok(())
}
