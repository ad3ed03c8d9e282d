//! Keeping the index fresh: the rows a transaction touched are noticed as SQLite touches them – by a verb, an import, an undo, a
//! removal that takes others along – and cut anew before it commits.

use super::index;
use super::kinds::SearchKind;
use crate::failure::Failure;
use rusqlite::Connection;
use rusqlite::hooks::Action;
use std::sync::{Arc, Mutex, PoisonError};

/// More records than this are cut in the background, so that nobody waits for them.
const AT_ONCE: usize = 2_000;
/// Records between two noticed ones that are cut along with them, to keep the list of what waits short.
const GAP: i64 = 200;

/// A row that was touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Touched {
    Record(SearchKind, i64),
    /// A further contact method of a lead.
    Further(i64),
}

/// The rows a transaction touched.
#[derive(Clone, Default)]
pub struct Noticed(Arc<Mutex<Vec<Touched>>>);

impl Noticed {
    /// Notices from now on what is written through a connection, until [`Noticed::end`].
    pub(crate) fn begin(connection: &mut Connection) -> Result<Noticed, Failure> {
        let noticed = Noticed::default();
        let rows = Arc::clone(&noticed.0);
        let hook = move |_: Action, _: &str, table: &str, id: i64| {
            let touched = match SearchKind::of_table(table) {
                Some(kind) => Touched::Record(kind, id),
                None if table == "lead_contacts" => Touched::Further(id),
                None => return,
            };
            let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
            if rows.last() != Some(&touched) {
                rows.push(touched);
            }
        };
        connection.update_hook(Some(hook))?;
        Ok(noticed)
    }

    /// Stops noticing.
    pub(crate) fn end(connection: &mut Connection) -> Result<(), Failure> {
        Ok(connection.update_hook(None::<fn(Action, &str, &str, i64)>)?)
    }

    fn take(&self) -> Vec<Touched> {
        let mut rows = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// Cuts what was touched, inside the transaction that touched it. Whether some of it is left to the background.
pub fn keep_fresh(connection: &Connection, noticed: &Noticed) -> Result<bool, Failure> {
    let mut records: Vec<(SearchKind, i64)> = Vec::new();
    for touched in noticed.take() {
        match touched {
            Touched::Record(kind, id) => records.push((kind, id)),
            Touched::Further(id) => {
                let lead = connection
                    .prepare_cached("select lead_id from lead_contacts where id = ?1")?
                    .query_map([id], |row| row.get(0))?
                    .next()
                    .transpose()?;
                // One that was taken away leaves tokens that find nothing: what is found is read from the record.
                records.extend(lead.map(|lead| (SearchKind::Lead, lead)));
            }
        }
    }
    records.sort_unstable();
    records.dedup();
    if records.len() > AT_ONCE {
        wait(connection, &records)?;
        return Ok(true);
    }
    for (kind, id) in records {
        index::refresh(connection, kind, id)?;
    }
    Ok(false)
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
