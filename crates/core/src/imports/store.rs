//! The bookkeeping of imports: their rows in `imports` and `import_errors`.

use super::engine::Tally;
use super::model::{KindName, Plan, State, Status};
use super::plan::Prepared;
use crate::failure::{Failure, Kind};
use crate::store::Read;
use leadwell_rules::ids::ImportId;
use leadwell_rules::time::Instant;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

/// The plan and the headings it was made for.
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredPlan {
    /// The plan.
    pub plan: Plan,
    /// The headings.
    pub headers: Vec<String>,
}

/// Writes down that an import begins; its id.
pub fn begin(connection: &Connection, plan: &Plan, prepared: &Prepared, file_name: &str) -> Result<ImportId, Failure> {
    let stored = StoredPlan {
        plan: plan.clone(),
        headers: prepared.headers.clone(),
    };
    let text =
        serde_json::to_string(&stored).map_err(|error| Failure::new(Kind::Internal, "internal").arg("cause", error))?;
    let id = connection
        .prepare_cached("insert into imports (kind, file_name, state, plan, user_id, started_at) values (?1, ?2, 'running', ?3, ?4, ?5)")?
        .insert((plan.kind.as_str(), file_name, text, prepared.user.0, prepared.now.millis()))?;
    Ok(ImportId(id))
}

/// Writes down how far it is.
pub fn progress(connection: &Connection, id: ImportId, tally: &Tally) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "update imports set done = :done, created = :created, updated = :updated, skipped = :skipped, rejected = :rejected, beside = :beside
             where id = :id",
        )?
        .execute(named_params! {
            ":id": id.0, ":done": tally.rows as i64, ":created": tally.created as i64, ":updated": tally.updated as i64,
            ":skipped": (tally.skipped + tally.unchanged) as i64, ":rejected": tally.rejected as i64, ":beside": tally.beside as i64
        })?;
    Ok(())
}

/// Writes down that it ended. `rows` is known when all were gone through.
pub fn end(
    connection: &Connection,
    id: ImportId,
    state: &str,
    rows: Option<u64>,
    at: Instant,
    message: Option<&str>,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "update imports set state = ?2, rows = coalesce(?3, rows), finished_at = ?4, message = ?5 where id = ?1",
        )?
        .execute((id.0, state, rows.map(|rows| rows as i64), at.millis(), message))?;
    Ok(())
}

const COLUMNS: &str = "id, kind, file_name, state, rows, done, created, updated, skipped, rejected, beside, started_at, finished_at, message,
  exists (select 1 from import_errors e where e.import_id = imports.id),
  exists (select 1 from changes c where c.import_id = imports.id and c.undone_by is null and c.changeset is not null)";

fn row(row: &Row<'_>) -> rusqlite::Result<Status> {
    let count = |column: usize| row.get::<_, i64>(column).map(i64::unsigned_abs);
    let file_name: String = row.get(2)?;
    let (has_errors, written): (bool, bool) = (row.get(14)?, row.get(15)?);
    let state = match row.get_ref(3)?.as_str().unwrap_or_default() {
        "running" => State::Running,
        "done" => State::Done,
        "cancelled" => State::Cancelled,
        "undone" => State::Undone,
        _ => State::Failed,
    };
    Ok(Status {
        import_id: ImportId(row.get(0)?),
        kind: KindName::from_stored(row.get_ref(1)?.as_str().unwrap_or_default()).unwrap_or(KindName::Opportunities),
        state,
        rows: row.get::<_, Option<i64>>(4)?.map(i64::unsigned_abs),
        done: count(5)?,
        created: count(6)?,
        updated: count(7)?,
        skipped: count(8)?,
        rejected: count(9)?,
        beside: count(10)?,
        error_file: has_errors.then(|| error_file_name(&file_name)),
        started_at: Instant(row.get(11)?),
        finished_at: row.get::<_, Option<i64>>(12)?.map(Instant),
        message: row.get(13)?,
        can_undo: written && state != State::Undone,
        file_name,
    })
}

/// The name of the file with the rows that could not be taken.
pub fn error_file_name(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    format!("{stem}.errors.csv")
}

/// One import as it is written down. Whether one that runs still does is another question: see `job::alive`.
pub fn find(read: &Read<'_>, id: ImportId) -> Result<Status, Failure> {
    read.one(&format!("select {COLUMNS} from imports where id = ?1"), [id.0], row)?
        .ok_or_else(|| Failure::not_found("import.unknown"))
}

/// The last imports, newest first.
pub fn latest(read: &Read<'_>) -> Result<Vec<Status>, Failure> {
    read.all(
        &format!("select {COLUMNS} from imports order by id desc limit 200"),
        [],
        row,
    )
}

/// The plan of an import.
pub fn plan(read: &Read<'_>, id: ImportId) -> Result<StoredPlan, Failure> {
    let text = read.one("select plan from imports where id = ?1", [id.0], |row| {
        row.get::<_, String>(0)
    })?;
    let text = text.ok_or_else(|| Failure::not_found("import.unknown"))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(Kind::Corrupt, "file.damaged").arg("cause", error))
}
