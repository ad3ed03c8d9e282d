//! Cutting what waits, in the background: a piece at a time, so that whoever writes meanwhile does not notice.

use super::index;
use super::kinds::{KINDS, Searched};
use crate::doors::imports::Jobs;
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::workspace::Workspace;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// Records cut in one transaction.
const PIECE: i64 = 2_000;
/// Between two pieces, for those who want to write.
const BREATH: Duration = Duration::from_millis(2);
/// While somebody else writes for long.
const LATER: Duration = Duration::from_millis(300);

/// Whether a thread of this program is at it.
#[derive(Debug, Default)]
struct Preparation(AtomicBool);

/// Begins to cut what waits in a file, unless that is being done or nothing waits.
pub(crate) fn prepare(workspace: &Arc<Workspace>) -> Result<(), Failure> {
    let preparation = workspace.state::<Preparation>();
    if !waits(workspace)? || preparation.0.swap(true, Ordering::AcqRel) {
        return Ok(());
    }
    let behind = workspace.weak();
    let thread = std::thread::Builder::new().name("search".to_owned());
    if let Err(error) = thread.spawn(move || work(&behind)) {
        tracing::warn!(%error, "search cannot be prepared");
        preparation.0.store(false, Ordering::Release);
    }
    Ok(())
}

/// Works until nothing waits or the file is closed.
fn work(workspace: &Weak<Workspace>) {
    loop {
        // Held for one piece only: a file that is closed meanwhile is let go of.
        let Some(open) = workspace.upgrade() else { return };
        let preparation = open.state::<Preparation>();
        let outcome = if open.state::<Jobs>().busy() {
            Ok(Some(LATER))
        } else {
            open.alone(piece).map(|more| more.then_some(BREATH))
        };
        let pause = match outcome {
            Ok(Some(pause)) => pause,
            Ok(None) => {
                preparation.0.store(false, Ordering::Release);
                // Something may have been left here between the last look and this line.
                if !matches!(waits(&open), Ok(true)) || preparation.0.swap(true, Ordering::AcqRel) {
                    return;
                }
                BREATH
            }
            Err(failure) if failure.kind == FailureKind::Busy => LATER,
            Err(failure) => {
                tracing::error!(code = failure.code, ?failure, "search could not be prepared");
                preparation.0.store(false, Ordering::Release);
                return;
            }
        };
        drop(open);
        std::thread::sleep(pause);
    }
}

/// Whether records wait to be cut.
fn waits(workspace: &Workspace) -> Result<bool, Failure> {
    workspace.with_reader(|connection| {
        Ok(connection
            .prepare_cached("select exists (select 1 from search_waiting)")?
            .query_row([], |row| row.get(0))?)
    })
}

/// Cuts the next records that wait. Whether there were any.
pub fn piece(connection: &mut Connection) -> Result<bool, Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let next = transaction
        .query_row(
            "select id, kind, from_id, to_id from search_waiting order by id limit 1",
            [],
            |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, i64>(3)?,
                ))
            },
        )
        .optional()?;
    let Some((waiting, name, from, to)) = next else {
        return Ok(false);
    };
    // What is not searched is done with.
    let end = match KINDS.iter().find(|spec| spec.table() == name) {
        Some(spec) => cut(&transaction, spec, from, to)?,
        None => to,
    };
    if end < to {
        transaction.execute(
            "update search_waiting set from_id = ?2 where id = ?1",
            [waiting, end + 1],
        )?;
    } else {
        transaction.execute("delete from search_waiting where id = ?1", [waiting])?;
    }
    transaction.commit()?;
    Ok(true)
}

/// Cuts the records from one id to another anew, or as many of them as make a piece; the last id that was dealt with.
fn cut(connection: &Connection, spec: &Searched, from: i64, to: i64) -> Result<i64, Failure> {
    let end = |table: &str| -> Result<i64, Failure> {
        let sql = format!("select id from {table} where id between ?1 and ?2 order by id limit 1 offset ?3");
        let last = connection
            .prepare_cached(&sql)?
            .query_row([from, to, PIECE], |row| row.get(0));
        Ok(last.optional()?.unwrap_or(to))
    };
    // The sizes of indexed records: which records have tokens.
    let known = format!("{}_docsize", spec.index);
    let end = end(spec.table())?.min(end(&known)?);
    let ids = connection
        .prepare_cached(&format!("select id from {known} where id between ?1 and ?2"))?
        .query_map([from, end], |row| row.get::<_, i64>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut forget = connection.prepare_cached(&format!("delete from {} where rowid = ?1", spec.index))?;
    for id in ids {
        forget.execute([id])?;
    }
    let mut records = connection.prepare_cached(&index::selection(spec, "t.id between ?1 and ?2"))?;
    let mut rows = records.query([from, end])?;
    while let Some(row) = rows.next()? {
        index::write(connection, spec, row)?;
    }
    Ok(end)
}
