//! What is asked of a file whose last program did not close it: whether the log beside it is its own.
//!
//! A log says nothing about the file it belongs to: SQLite plays in any whose checksums are right, also the one of the file that lay here
//! before a backup was copied back over it, and the two together are damage. So a file beside which a log with content lies, and which
//! nobody has open, is looked at *as it would be with that log* before anything is written: on a connection that has the file to itself
//! and does not work the log in when it closes. What is refused is left as it was, both files, so that putting the log aside is still
//! enough to have the copy.
//!
//! Asked are the structure of every page and row (`quick_check`) and the references between rows, which a log of another day breaks even
//! where every page is sound. It is not asked when another program has the file open – the log is then in use, and was asked about when that
//! program opened the file – nor after a clean end, which leaves no log. It costs about 0.4 seconds for each 100 MB; each of the two questions
//! ends after [`STEPS`], which is reached at some half a gigabyte, and the file is opened without the rest, so that no file waits longer than
//! some three seconds, and others that open it at the same time find it free before they give up. `workspace.check` asks the same of the
//! whole file at any time.

use crate::engine::failure::{Failure, Kind};
use crate::engine::files::named_lock::{NamedLock, beside};
use crate::engine::store::connection;
use rusqlite::config::DbConfig;
use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode};
use std::path::Path;
use std::time::Duration;

/// Steps of SQLite after which a question ends, in thousands.
const STEPS: u32 = 50_000;
/// Attempts to be the one who looks, while another program that opens the same file does.
const ATTEMPTS: u32 = 200;

/// Refuses a file that the log beside it would damage; nothing is written to either.
pub fn refuse_foreign_log(path: &Path) -> Result<(), Failure> {
    let log = beside(path, "-wal");
    let has_content = || std::fs::metadata(&log).is_ok_and(|about| about.len() > 0);
    if !has_content() {
        return Ok(());
    }
    // One after the other: who comes second must not take a look in progress for a file in use.
    let name = beside(path, "-check.lock");
    let mut turn = NamedLock::take(&name)?;
    for _ in 0..ATTEMPTS {
        if turn.is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
        turn = NamedLock::take(&name)?;
    }
    if !has_content() {
        return Ok(());
    }
    let cause = match look(path) {
        Ok(None) => return Ok(()),
        Ok(Some(cause)) => cause,
        Err(error) => match error.sqlite_error_code() {
            // Another program has it open.
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => return Ok(()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => error.to_string(),
            _ => return Err(error.into()),
        },
    };
    Err(Failure::new(Kind::Corrupt, "file.log_does_not_fit")
        .arg("log", log.display())
        .arg("cause", cause))
}

/// What is wrong with the file and its log taken together.
fn look(path: &Path) -> rusqlite::Result<Option<String>> {
    let mut connection = connection::alone(path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let check = ask(&mut connection, "pragma quick_check(1)", String::from("ok"))?;
    if check != "ok" {
        return Ok(Some(check));
    }
    let broken: i64 = ask(&mut connection, "select count(*) from pragma_foreign_key_check", 0)?;
    Ok((broken > 0).then(|| format!("{broken} references")))
}

/// The answer; `fine` when it would take too long.
fn ask<T: FromSql>(connection: &mut Connection, question: &str, fine: T) -> rusqlite::Result<T> {
    let mut left = STEPS;
    connection.progress_handler(
        1_000,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0
        }),
    )?;
    match connection.query_row(question, [], |row| row.get(0)) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => Ok(fine),
        answer => answer,
    }
}
