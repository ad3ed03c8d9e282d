//! Numbers that people read, no two of them alike. Every record that has one gets it here, whichever door it came through, unless a file brought it
//! along; it is written into the record and stays.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Settings, Write};
use crate::engine::workspace::Workspace;
use chrono_tz::Tz;
use leadwell_rules::time::{Day, Instant, business_day, start_of_day};
use rusqlite::{Connection, TransactionBehavior};
use std::borrow::Cow;

/// Gives a number to whatever has none.
pub(crate) fn give(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    if !touched.of("leads").is_empty() {
        give_leads(write.connection, &write.settings.time_zone)?;
    }
    if !touched.of("deals").is_empty() {
        give_deals(write.connection)?;
    }
    Ok(())
}

/// Gives one to records of a file that was begun by a program which only showed numbers.
pub(crate) fn complete(workspace: &Workspace) -> Result<(), Failure> {
    workspace.alone(|connection| {
        let lacking = |connection: &Connection| {
            connection.query_row(
                "select exists (select 1 from leads where number is null) or exists (select 1 from deals where code is null)",
                [],
                |row| row.get::<_, bool>(0),
            )
        };
        if !lacking(connection)? {
            return Ok(());
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // What search knows of them does not follow by itself here.
        transaction.execute_batch(
            "insert into search_waiting (kind, from_id, to_id) select 'leads', min(id), max(id) from leads where number is null having count(*) > 0;
             insert into search_waiting (kind, from_id, to_id) select 'deals', min(id), max(id) from deals where code is null having count(*) > 0;",
        )?;
        let zone = Settings::load(&transaction)?.time_zone;
        give_leads(&transaction, &zone)?;
        give_deals(&transaction)?;
        Ok(transaction.commit()?)
    })
}

/// The year a lead came, and its own number: L-2026-0007.
fn give_leads(connection: &Connection, zone: &Tz) -> Result<(), Failure> {
    let mut earliest = connection.prepare_cached("select min(created_at) from leads where number is null")?;
    let mut number = connection.prepare_cached(
        "update leads set number = printf('L-%d-%04d', ?1, id) where number is null and created_at < ?2",
    )?;
    // A year at a time, the earliest first.
    while let Some(first) = earliest.query_row([], |row| row.get::<_, Option<i64>>(0))? {
        let year = business_day(Instant(first), zone).year();
        let over = Day::new(year + 1, 1, 1).map(|day| start_of_day(day, zone).millis());
        number.execute((year, over.unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

/// D-00007, unless a file has brought that along for another deal.
fn give_deals(connection: &Connection) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "update deals set code = printf('D-%05d', id) where code is null
             and not exists (select 1 from deals other where other.code = printf('D-%05d', deals.id))",
        )?
        .execute([])?;
    let left: Vec<i64> = connection
        .prepare_cached("select id from deals where code is null")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut taken = connection.prepare_cached("select 1 from deals where code = ?1")?;
    for id in left {
        let number = format!("D-{id:05}");
        let number = free(&number, |number| Ok(taken.exists([number])?))?;
        connection
            .prepare_cached("update deals set code = ?2 where id = ?1")?
            .execute((id, number))?;
    }
    Ok(())
}

/// A number, or, where somebody has it, the same with the first mark that is free: `D-00007`, `D-00007-2`, `D-00007-3`.
pub(crate) fn free<'n>(
    number: &'n str,
    mut taken: impl FnMut(&str) -> Result<bool, Failure>,
) -> Result<Cow<'n, str>, Failure> {
    if !taken(number)? {
        return Ok(Cow::Borrowed(number));
    }
    let mut mark = 2_u64;
    loop {
        let marked = format!("{number}-{mark}");
        if !taken(&marked)? {
            return Ok(Cow::Owned(marked));
        }
        mark += 1;
    }
}

/// A number without its mark, if it has one.
pub(crate) fn unmarked(number: &str) -> Option<&str> {
    let (bare, mark) = number.rsplit_once('-')?;
    let marks = mark.parse::<u64>().is_ok_and(|mark| mark >= 2) && !mark.starts_with(['0', '+']);
    marks.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::{free, unmarked};

    #[test]
    fn a_mark_is_put_on_and_taken_off() {
        let taken = ["D-1", "D-1-2", "D-3"];
        for (number, is_free) in [("D-1", "D-1-3"), ("D-2", "D-2"), ("D-3", "D-3-2")] {
            assert_eq!(free(number, |one| Ok(taken.contains(&one))).unwrap(), is_free);
        }
        assert_eq!(unmarked("D-1-2"), Some("D-1"));
        for whole in ["D-00012", "D-1", "D", "D-1-x", "D-1-+2"] {
            assert_eq!(unmarked(whole), None, "{whole}");
        }
    }
}
