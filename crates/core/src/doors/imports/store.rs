//! The bookkeeping of imports: their rows in `imports` and `import_errors`.

use super::engine::Tally;
use super::model::{State, Status};
use super::plan::{Choices, Prepared};
use super::upload::OpenFile;
use super::wanted::Plan;
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Scope;
use crate::engine::store::Read;
use crate::records::leads::Door;
use leadwell_rules::Language;
use leadwell_rules::ids::{ImportId, PersonId, RecordKind};
use leadwell_rules::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The plan and the headings it was made for.
#[derive(Debug, Serialize, Deserialize)]
pub struct StoredPlan {
    /// The plan.
    pub plan: Plan,
    /// The headings.
    pub headers: Vec<String>,
    /// What was settled when it began, for whoever goes on with it; what is remembered may have changed since.
    #[serde(default)]
    pub settled: Option<Settled>,
}

/// The plan as it was fitted to the headings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settled {
    /// Heading → field, in full.
    pub mapping: BTreeMap<String, Option<String>>,
    /// What values stand for.
    pub choices: Choices,
    /// The language of sentences.
    pub language: Language,
}

/// An import as it is to be gone on with.
#[derive(Debug)]
pub struct Begun {
    /// The plan.
    pub stored: StoredPlan,
    /// Who began it, and when.
    pub person: PersonId,
    /// The instant everything it does happens at.
    pub started_at: Instant,
    /// Its size.
    pub bytes: Option<u64>,
    /// What it said; none when the import was interrupted before that was known.
    pub file_hash: Option<String>,
    /// The door.
    pub door: Door,
}

/// Writes down that an import begins; its id.
pub fn begin(
    connection: &Connection,
    plan: &Plan,
    prepared: &Prepared,
    file: &OpenFile,
    door: Door,
) -> Result<ImportId, Failure> {
    let stored = StoredPlan {
        plan: plan.clone(),
        headers: prepared.headers.clone(),
        settled: Some(Settled {
            mapping: prepared.mapping(),
            choices: prepared.choices.clone(),
            language: prepared.language,
        }),
    };
    let text = serde_json::to_string(&stored).map_err(Failure::internal)?;
    let id = connection
        .prepare_cached(
            "insert into imports (kind, file_name, state, plan, person_id, started_at, bytes, door) values (?1, ?2, 'running', ?3, ?4, ?5, ?6, ?7)",
        )?
        .insert((
            plan.kind.as_str(),
            &file.name,
            text,
            prepared.person.0,
            prepared.now.millis(),
            i64::try_from(file.bytes).unwrap_or(i64::MAX),
            door.as_str(),
        ))?;
    Ok(ImportId(id))
}

/// Writes down what the file says, before anything of it is.
pub fn note_file_hash(connection: &Connection, id: ImportId, file_hash: &str) -> Result<(), Failure> {
    connection
        .prepare_cached("update imports set file_hash = ?2 where id = ?1")?
        .execute((id.0, file_hash))?;
    Ok(())
}

/// Who began an import.
pub fn importer(read: &Read<'_>, id: ImportId) -> Result<PersonId, Failure> {
    read.one("select person_id from imports where id = ?1", [id.0], |row| {
        row.get(0).map(PersonId)
    })?
    .ok_or_else(|| Failure::not_found("import.unknown"))
}

/// An import that is to be gone on with.
pub fn begun(read: &Read<'_>, id: ImportId) -> Result<Begun, Failure> {
    let (person, started_at, bytes, file_hash, door) = read
        .one(
            "select person_id, started_at, bytes, file_hash, door from imports where id = ?1",
            [id.0],
            |row| {
                let bytes: Option<i64> = row.get(2)?;
                Ok((row.get(0)?, row.get(1)?, bytes, row.get(3)?, row.get::<_, String>(4)?))
            },
        )?
        .ok_or_else(|| Failure::not_found("import.unknown"))?;
    Ok(Begun {
        stored: plan(read, id)?,
        person: PersonId(person),
        started_at: Instant(started_at),
        bytes: bytes.map(i64::unsigned_abs),
        file_hash,
        door: door_of(&door),
    })
}

fn door_of(stored: &str) -> Door {
    if stored == Door::Folder.as_str() {
        Door::Folder
    } else {
        Door::Import
    }
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

/// What an import is to the program that works on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its own: it runs, and every row written is one this program wrote or took over.
    Ours,
    /// The same, but somebody wants it stopped.
    ToBeStopped,
    /// It has ended, or somebody else writes it: nothing of it may be written or taken back by us.
    NotOurs,
}

/// Asks the row of an import whose rows so far we believe to be `written`; inside the transaction that acts on the answer. A lock says
/// who is alive; this is right even where a lock was not.
pub fn standing(connection: &Connection, id: ImportId, written: u64) -> Result<Standing, Failure> {
    let row = connection
        .prepare_cached(
            "select finished_at is not null from imports where id = ?1 and state = 'running' and done = ?2",
        )?
        .query_row((id.0, i64::try_from(written).unwrap_or(i64::MAX)), |row| {
            row.get::<_, bool>(0)
        })
        .optional()?;
    Ok(match row {
        Some(false) => Standing::Ours,
        Some(true) => Standing::ToBeStopped,
        None => Standing::NotOurs,
    })
}

/// Asks whoever works on an import to stop: what runs and has an end is to be ended. It looks before each piece.
pub fn ask_to_stop(connection: &Connection, id: ImportId, at: Instant) -> Result<(), Failure> {
    connection
        .prepare_cached("update imports set finished_at = ?2 where id = ?1 and state = 'running'")?
        .execute((id.0, at.millis()))?;
    Ok(())
}

/// What was asked of a program that is gone is not asked of the one that goes on.
pub fn go_on(connection: &Connection, id: ImportId) -> Result<(), Failure> {
    connection
        .prepare_cached("update imports set finished_at = null where id = ?1 and state = 'running'")?
        .execute([id.0])?;
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
    connection
        .prepare_cached("delete from import_pieces where import_id = ?1")?
        .execute([id.0])?;
    Ok(())
}

const COLUMNS: &str = "id, kind, file_name, state, rows, done, created, updated, skipped, rejected, beside, started_at, finished_at, message,
  exists (select 1 from import_errors e where e.import_id = imports.id),
  exists (select 1 from changes c where c.import_id = imports.id and c.undone_by is null and c.changeset is not null),
  door, json_extract(plan, '$.plan.source.upload') is not null";

fn row(row: &Row<'_>) -> rusqlite::Result<Status> {
    let count = |column: usize| row.get::<_, i64>(column).map(i64::unsigned_abs);
    let file_name: String = row.get(2)?;
    let (has_errors, written): (bool, bool) = (row.get(14)?, row.get(15)?);
    let finished_at = row.get::<_, Option<i64>>(12)?.map(Instant);
    let state = match row.get_ref(3)?.as_str().unwrap_or_default() {
        "running" if finished_at.is_some() => State::Cancelling,
        "running" => State::Running,
        "done" => State::Done,
        "cancelled" => State::Cancelled,
        "undone" => State::Undone,
        _ => State::Failed,
    };
    Ok(Status {
        import_id: ImportId(row.get(0)?),
        kind: row.get_ref(1)?.as_str()?.parse().unwrap_or(RecordKind::Deals),
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
        finished_at: finished_at.filter(|_| state != State::Cancelling),
        message: row.get(13)?,
        can_undo: written && state != State::Undone,
        from_folder: door_of(row.get_ref(16)?.as_str().unwrap_or_default()) == Door::Folder,
        uploaded: row.get(17)?,
        file_name,
    })
}

/// The name of the file with the rows that could not be taken.
pub fn error_file_name(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    format!("{stem}.errors.csv")
}

/// Begun by one of the people of a scope, bound to `?1`.
const OF: &str = "(?1 is null or person_id in (select value from json_each(?1)))";

/// One import as it is written down, if one of these people began it. Whether one that runs still does is another question: see
/// `import_lock::is_worked_on`.
pub fn find(read: &Read<'_>, id: ImportId, of: &Scope) -> Result<Status, Failure> {
    let text = format!("select {COLUMNS} from imports where {OF} and id = ?2");
    read.one(&text, (of.bound(), id.0), row)?
        .ok_or_else(|| Failure::not_found("import.unknown"))
}

/// The last imports of these people, newest first.
pub fn latest(read: &Read<'_>, of: &Scope) -> Result<Vec<Status>, Failure> {
    read.all(
        &format!("select {COLUMNS} from imports where {OF} order by id desc limit 200"),
        [of.bound()],
        row,
    )
}

/// The imports of these people with these numbers.
pub fn these(read: &Read<'_>, ids: &[i64], of: &Scope) -> Result<Vec<Status>, Failure> {
    let ids = serde_json::to_string(ids).map_err(Failure::internal)?;
    read.all(
        &format!("select {COLUMNS} from imports where {OF} and id in (select value from json_each(?2))"),
        (of.bound(), ids),
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

/// A file that could not be taken by itself was imported by a person: it has come in.
pub(super) fn taken_by_hand(
    connection: &Connection,
    id: ImportId,
    kind: RecordKind,
    file_hash: &str,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "update folder_files set import_id = ?1, code = null, message = null
             where file_hash = ?2 and import_id is null and folder_id in (select id from folders where kind = ?3)",
        )?
        .execute((id.0, file_hash, kind.as_str()))?;
    Ok(())
}
