//! What a deal and a lead keep about their activities, because lists sort by it: what is planned next, and the last touch. Worked out
//! anew whenever an activity, its parent or a version is touched, and by nothing else.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Write, id_list};
use rusqlite::named_params;
use std::collections::BTreeSet;

/// Keeps `next_due_on`, `next_kind` and `touched_at` of deals: a reaction.
pub(crate) fn of_deals(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let mut deals = match touched.parents(write, "activities", "deal_id")? {
        Some(deals) => deals,
        None => all(
            write,
            "select id from deals where next_due_on is not null or touched_at > created_at",
        )?,
    };
    // An import works these out row by row, from what the row says; a place that moved changes what counts as forward.
    if write.recorded.import.is_none() {
        deals.extend(touched.of("deals"));
        let stages = id_list(touched.of("stages"));
        deals.extend(write.all(
            "select o.id from deals o where o.pipeline_id in (
               select pipeline_id from stages where id in (select value from json_each(?1)))",
            [stages],
            |row| row.get::<_, i64>(0),
        )?);
    }
    if deals.is_empty() {
        return Ok(());
    }
    let ids = id_list(&deals.into_iter().collect::<Vec<_>>());
    write.run(include_str!("deals.sql"), named_params! { ":ids": ids })?;
    Ok(())
}

/// Keeps `next_due_on`, `next_kind` and `followed_at` of leads: a reaction. Whoever has followed a lead up is at it: what was to be
/// handled is being followed then.
pub(crate) fn of_leads(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let mut leads = match touched.parents(write, "activities", "lead_id")? {
        Some(leads) => leads,
        None => all(
            write,
            "select id from leads where next_due_on is not null or followed_at is not null",
        )?,
    };
    let reversal = write.recorded.undoes.is_some() || write.recorded.redoes.is_some();
    if !reversal && !leads.is_empty() {
        write.run(
            "update leads set state = 'following', state_at = :now, updated_at = :now
             where state = 'to_handle' and id in (select value from json_each(:ids)) and exists (
               select 1 from activities a where a.lead_id = leads.id and a.deleted_at is null and a.done_at is not null and a.origin is not 'program')",
            named_params! { ":ids": id_list(&leads.iter().copied().collect::<Vec<_>>()), ":now": write.now().millis() },
        )?;
    }
    if write.recorded.import.is_none() {
        leads.extend(touched.of("leads"));
    }
    if leads.is_empty() {
        return Ok(());
    }
    let ids = id_list(&leads.into_iter().collect::<Vec<_>>());
    write.run(include_str!("leads.sql"), named_params! { ":ids": ids })?;
    Ok(())
}

fn all(write: &Write<'_>, text: &str) -> Result<BTreeSet<i64>, Failure> {
    Ok(write.all(text, [], |row| row.get(0))?.into_iter().collect())
}
