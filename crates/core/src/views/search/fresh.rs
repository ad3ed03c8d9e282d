//! Keeping the index fresh: the rows a transaction touched are noticed as SQLite touches them – by a verb, an import, an undo, a
//! removal that takes others along – and cut anew before it commits.

use super::index;
use super::kinds::{KINDS, Searched};
use crate::engine::failure::Failure;
use crate::engine::store::touched::Touched;
use crate::engine::store::{Write, id_list};
use leadwell_rules::ids::RecordKind;
use rusqlite::Connection;
use std::sync::LazyLock;

/// More records than this are cut in the background, so that nobody waits for them.
const AT_ONCE: usize = 2_000;
/// Records between two noticed ones that are cut along with them, to keep the list of what waits short.
const GAP: i64 = 200;

static TABLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let kinds = KINDS.iter().flat_map(|spec| [Some(spec.table()), spec.values]);
    kinds.flatten().chain(["lead_contacts", "custom_fields"]).collect()
});

/// Tables whose rows are searched, or belong to one that is.
pub(crate) fn tables() -> &'static [&'static str] {
    &TABLES
}

/// Cuts what was touched, inside the transaction that touched it; very many records are left to the background.
pub(crate) fn keep_fresh(write: &mut Write<'_>, touched: &Touched) -> Result<(), Failure> {
    let connection = write.connection;
    let mut records: Vec<(RecordKind, i64)> = Vec::new();
    for spec in KINDS.iter() {
        let ids = touched.of(spec.table()).iter().chain(touched.gone(spec.table()));
        records.extend(ids.map(|id| (spec.kind, *id)));
    }
    for id in touched.of("lead_contacts") {
        let lead = connection
            .prepare_cached("select lead_id from lead_contacts where id = ?1")?
            .query_map([id], |row| row.get(0))?
            .next()
            .transpose()?;
        // One that was taken away leaves tokens that find nothing: what is found is read from the record.
        records.extend(lead.map(|lead| (RecordKind::Leads, lead)));
    }
    let fields = touched.of("custom_fields");
    for spec in KINDS.iter() {
        let Some(values) = spec.values else { continue };
        let about = spec.about;
        let mut own = Vec::new();
        if !touched.of(values).is_empty() || !touched.gone(values).is_empty() {
            own = owners(write, touched, values, about)?;
        }
        if !fields.is_empty() {
            // A field that was archived or brought back: whoever says something in it.
            let text =
                format!("select distinct {about} from {values} where field_id in (select value from json_each(?1))");
            own.extend(write.all(&text, [id_list(fields)], |row| row.get::<_, i64>(0))?);
        }
        records.extend(own.into_iter().map(|id| (spec.kind, id)));
    }
    records.sort_unstable();
    records.dedup();
    if records.len() > AT_ONCE {
        return wait(connection, &records);
    }
    for (kind, id) in records {
        if let Some(spec) = Searched::of(kind) {
            index::refresh(connection, spec, id)?;
        }
    }
    Ok(())
}

/// Whose values were touched. Of very many, as an import brings them, those between the first and the last are taken along.
fn owners(write: &Write<'_>, touched: &Touched, values: &str, about: &str) -> Result<Vec<i64>, Failure> {
    match touched.of(values) {
        [first, .., last] if touched.gone(values).is_empty() && touched.of(values).len() > AT_ONCE => {
            let text = format!("select distinct {about} from {values} where id between ?1 and ?2");
            write.all(&text, [first, last], |row| row.get(0))
        }
        _ => Ok(touched
            .parents(write, values, about)?
            .unwrap_or_default()
            .into_iter()
            .collect()),
    }
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
fn wait(connection: &Connection, records: &[(RecordKind, i64)]) -> Result<(), Failure> {
    let mut note =
        connection.prepare_cached("insert into search_waiting (kind, from_id, to_id) values (?1, ?2, ?3)")?;
    for row in records.chunk_by(|(kind, id), (next_kind, next)| kind == next_kind && next - id <= GAP) {
        if let ([(kind, from), ..], [.., (_, to)]) = (row, row) {
            note.execute((kind.as_str(), from, to))?;
        }
    }
    Ok(())
}
