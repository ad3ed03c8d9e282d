//! The two facts a deal keeps about its activities, because the board sorts by them: what is planned next, and the last touch.

use crate::failure::Failure;
use crate::store::Write;
use leadwell_rules::ids::OpportunityId;
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
        .map_err(|error| Failure::new(crate::Kind::Internal, "internal").arg("cause", error))?;
    write.run(
        include_str!("next.sql"),
        named_params! { ":ids": ids, ":taken_back": taken_back.map(Instant::millis) },
    )?;
    Ok(())
}
