//! What an import in pieces must not forget when the program ends between two of them: written down with each piece, in its own
//! transaction, and taken up by whoever goes on.

use super::engine::{Engine, Tally};
use super::kinds::Kind;
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::Read;
use leadwell_rules::ids::ImportId;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::HashSet;

/// What stands in the file of an import that was interrupted.
#[derive(Debug)]
pub struct Committed {
    /// The counts after the last piece; its rows are the ones to pass over.
    pub tally: Tally,
    /// What each piece noted.
    pub carried: Vec<Value>,
    /// The lines of rows that could not be taken.
    pub rejected: HashSet<u64>,
}

/// Notes a piece.
pub fn note<K: Kind>(connection: &Connection, id: ImportId, engine: &mut Engine<K>) -> Result<(), Failure> {
    let text = |value: Result<String, serde_json::Error>| value.map_err(Failure::internal);
    let tally = text(serde_json::to_string(&engine.tally))?;
    let carry = text(serde_json::to_string(&engine.carry()))?;
    connection
        .prepare_cached("insert into import_pieces (import_id, rows, tally, carry) values (?1, ?2, ?3, ?4)")?
        .execute((id.0, engine.tally.rows as i64, tally, carry))?;
    Ok(())
}

/// What the committed pieces left; none when no piece was.
pub fn committed(read: &Read<'_>, id: ImportId) -> Result<Option<Committed>, Failure> {
    let pieces = read.all(
        "select tally, carry from import_pieces where import_id = ?1 order by id",
        [id.0],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
    )?;
    let damaged = |error| Failure::new(FailureKind::Corrupt, "file.damaged").arg("cause", error);
    let Some((tally, _)) = pieces.last() else {
        return Ok(None);
    };
    let tally = serde_json::from_str(tally).map_err(damaged)?;
    let carried = pieces
        .iter()
        .map(|(_, carry)| serde_json::from_str(carry).map_err(damaged));
    let rejected = read.all("select line from import_errors where import_id = ?1", [id.0], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(Some(Committed {
        tally,
        carried: carried.collect::<Result<_, _>>()?,
        rejected: rejected.into_iter().map(i64::unsigned_abs).collect(),
    }))
}
