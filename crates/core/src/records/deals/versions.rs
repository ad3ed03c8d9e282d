//! What was believed about a deal at every moment. A version is written whenever stage, status, amount, close day,
//! category, probability or owner is no longer what the last version says; none is ever edited or taken back.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Read, Write, id_list};
use leadwell_rules::ids::DealId;
use leadwell_rules::time::{Instant, business_day};
use rusqlite::named_params;

/// The columns a version carries besides its deal, instant, author and furthest stage; the same names in `deals`.
const TRACKED: &str = "status, stage_id, category, base_minor, probability_bp, owner_id, close_on, closed_on";

/// The furthest stage of a deal `o`, which keeps its place: the stage in use there, or the last one before it.
const FURTHEST: &str = "coalesce((select f.id from stages f where f.pipeline_id = o.pipeline_id and f.retired = 0
    and f.position <= o.furthest order by f.position desc limit 1), o.stage_id)";

/// The statement that writes one version with explicit values, in the order `deal_id, at, person_id, status, stage_id, furthest`
/// (the place of the furthest stage among those in use), `category, base_minor, probability_bp, owner_id, close_on, closed_on`.
pub fn insert_sql() -> String {
    format!(
        "insert into deal_versions (deal_id, at, person_id, status, stage_id, furthest_stage_id, category, base_minor,
           probability_bp, owner_id, close_on, closed_on)
         select ?1, ?2, ?3, ?4, ?5, {FURTHEST}, ?7, ?8, ?9, ?10, ?11, ?12
         from (select id as stage_id, pipeline_id, ?6 as furthest from stages where id = ?5) o"
    )
}

/// Writes a version of every touched deal that differs from its last one: a reaction, so that no verb, undo or import can forget it.
pub(crate) fn keep_versions(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    // An import dates the versions of its deals by the days in the file, and writes them itself.
    if write.recorded.import.is_some() {
        return Ok(());
    }
    let (now, author) = (write.now().millis(), write.actor.id.0);
    // When stages change places, another stage may be the furthest a deal has reached.
    let mut deals = write.all(
        "select o.id from deals o where o.pipeline_id in (
           select pipeline_id from stages where id in (select value from json_each(?1)))",
        [id_list(touched.of("stages"))],
        |row| row.get::<_, i64>(0),
    )?;
    deals.extend(touched.of("deals"));
    write.run(
        &format!(
            "insert into deal_versions (deal_id, at, person_id, furthest_stage_id, {TRACKED})
             select o.id, :at, :person, {FURTHEST}, {TRACKED} from deals o where o.id in (select value from json_each(:ids)) and not exists (
               select 1 from deal_versions v
               where v.id = (select id from deal_versions where deal_id = o.id order by at desc, id desc limit 1)
                 and v.status = o.status and v.stage_id = o.stage_id and v.furthest_stage_id = {FURTHEST} and v.category = o.category
                 and v.base_minor is o.base_minor and v.probability_bp = o.probability_bp and v.owner_id = o.owner_id
                 and v.close_on is o.close_on and v.closed_on is o.closed_on)"
        ),
        named_params! { ":ids": id_list(&deals), ":at": now, ":person": author },
    )?;
    Ok(())
}

/// When the deal first entered each stage, and the calendar days of the workspace it stood there: (stage, first entered, days).
pub fn stage_times(read: &Read<'_>, id: DealId) -> Result<Vec<(i64, Instant, i64)>, Failure> {
    let versions = read.all(
        "select at, stage_id, status from deal_versions where deal_id = ?1 order by at, id",
        [id.0],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?)),
    )?;
    let mut times: Vec<(i64, Instant, i64)> = Vec::new();
    for (index, (at, stage, status)) in versions.iter().enumerate() {
        if status != "open" {
            continue;
        }
        let until = versions.get(index + 1).map_or(read.now().millis(), |next| next.0);
        let day = |millis| business_day(Instant(millis), &read.settings.time_zone);
        let spent = day(*at).days_until(day(until)).max(0);
        match times.iter_mut().find(|entry| entry.0 == *stage) {
            Some(entry) => entry.2 += spent,
            None => times.push((*stage, Instant(*at), spent)),
        }
    }
    Ok(times)
}
