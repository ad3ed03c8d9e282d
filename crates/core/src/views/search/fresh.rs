//! Keeping the index fresh: the rows a transaction touched are noticed as SQLite touches them – by a verb, an import, an undo, a
//! removal that takes others along – and cut anew before it commits.

use super::index;
use super::kinds::{SPECS, SearchKind};
use crate::engine::failure::Failure;
use crate::engine::store::Write;
use crate::engine::store::touched::Touched;
use rusqlite::Connection;

/// More records than this are cut in the background, so that nobody waits for them.
const AT_ONCE: usize = 2_000;
/// Records between two noticed ones that are cut along with them, to keep the list of what waits short.
const GAP: i64 = 200;

/// Tables whose rows are searched, or belong to one that is.
pub(crate) const TABLES: [&str; 6] = ["leads", "contacts", "customers", "deals", "activities", "lead_contacts"];

/// Cuts what was touched, inside the transaction that touched it; very many records are left to the background.
pub(crate) fn keep_fresh(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let connection = write.connection;
    let mut records: Vec<(SearchKind, i64)> = Vec::new();
    for spec in &SPECS {
        let ids = touched.of(spec.table).iter().chain(touched.gone(spec.table));
        records.extend(ids.map(|id| (spec.kind, *id)));
    }
    for id in touched.of("lead_contacts") {
        let lead = connection
            .prepare_cached("select lead_id from lead_contacts where id = ?1")?
            .query_map([id], |row| row.get(0))?
            .next()
            .transpose()?;
        // One that was taken away leaves tokens that find nothing: what is found is read from the record.
        records.extend(lead.map(|lead| (SearchKind::Lead, lead)));
    }
    records.sort_unstable();
    records.dedup();
    if records.len() > AT_ONCE {
        return wait(connection, &records);
    }
    for (kind, id) in records {
        index::refresh(connection, kind, id)?;
    }
    Ok(())
}

/// Whether so many records were touched that the background has to cut some.
pub(crate) fn leaves_to_the_background(touched: &Touched) -> bool {
    TABLES
        .iter()
        .map(|table| touched.of(table).len() + touched.gone(table).len())
        .sum::<usize>()
        > AT_ONCE
}

/// Notes records to be cut in the background.
fn wait(connection: &Connection, records: &[(SearchKind, i64)]) -> Result<(), Failure> {
    let mut note =
        connection.prepare_cached("insert into search_waiting (kind, from_id, to_id) values (?1, ?2, ?3)")?;
    for row in records.chunk_by(|(kind, id), (next_kind, next)| kind == next_kind && next - id <= GAP) {
        if let ([(kind, from), ..], [.., (_, to)]) = (row, row) {
            note.execute((kind.spec().name, from, to))?;
        }
    }
    Ok(())
}
