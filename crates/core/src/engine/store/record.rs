//! The one transaction wrapper: begin, verb, history, commit. SQLite's session extension records what changed;
//! undo, redo, field history and audit all come from that record.

use super::seen::refuse_overwriting;
use super::touched::{Follow, Touched, Watcher};
use super::{Read, Settings, Write, read::Actor};
use crate::engine::call::Call;
use crate::engine::failure::{Failure, Kind};
use leadwell_rules::ids::{ChangeId, ImportId};
use leadwell_rules::time::Instant;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType, Session};
use rusqlite::{Connection, TransactionBehavior, params};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Histories: nobody takes a row back, an undo adds one. Their rows are no records that a change is about.
pub(super) const APPEND_ONLY: [&str; 2] = ["deal_versions", "stage_versions"];

/// Tables that are the record itself, or the progress of a job: never recorded, never undone.
const UNRECORDED: [&str; 11] = [
    "changes",
    "change_records",
    "imports",
    "import_errors",
    "import_pieces",
    "import_mappings",
    "folder_files",
    // What may have left is not called back.
    "outbox",
    // Never changed: the recorded rows name it.
    "attachment_bytes",
    // Nothing takes it along, so nothing need bring it back.
    "stage_versions",
    "sqlite_sequence",
];
/// What search keeps follows from the records, whichever way they change.
const DERIVED: &str = "search_";

/// What the wrapper notes beside the changeset.
#[derive(Debug, Default)]
pub struct Recorded {
    pub(crate) subject: Option<String>,
    pub(crate) import: Option<ImportId>,
    pub(crate) undoes: Option<ChangeId>,
    pub(crate) redoes: Option<ChangeId>,
    pub(crate) irreversible: bool,
    /// Rows were changed while nothing was recorded.
    pub(crate) unwritten: bool,
    /// When it was made, if not at the instant of the call.
    pub(crate) at: Option<Instant>,
    /// Rows changed, where the recorded ones are not all of them.
    pub(crate) records: Option<i64>,
}

/// What a transaction leaves behind.
pub struct Committed<T> {
    /// The verb's answer.
    pub answer: T,
    /// The change's number, unless nothing changed.
    pub change: Option<ChangeId>,
    /// Rows it changed.
    pub records: i64,
    /// The rows it touched.
    pub touched: Touched,
}

impl<T> Committed<T> {
    /// The same with its answer in another form.
    pub fn map<U>(self, form: impl FnOnce(T) -> Result<U, Failure>) -> Result<Committed<U>, Failure> {
        Ok(Committed {
            answer: form(self.answer)?,
            change: self.change,
            records: self.records,
            touched: self.touched,
        })
    }
}

/// Runs `verb` in one immediate transaction, then what follows from the rows it touched, and records what changed. An error rolls
/// everything back.
pub fn transact<T>(
    connection: &mut Connection,
    path: &Path,
    follow: &'static Follow,
    call: &Call,
    command: &str,
    verb: impl FnOnce(&mut Write<'_>) -> Result<T, Failure>,
) -> Result<Committed<T>, Failure> {
    let watcher = Watcher::begin(connection, follow.reactions)?;
    let outcome = watched(connection, &watcher, path, follow, call, command, verb);
    Watcher::end(connection)?;
    outcome
}

fn watched<T>(
    connection: &mut Connection,
    watcher: &Watcher,
    path: &Path,
    follow: &'static Follow,
    call: &Call,
    command: &str,
    verb: impl FnOnce(&mut Write<'_>) -> Result<T, Failure>,
) -> Result<Committed<T>, Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (answer, kept, touched) = {
        let mut session = Session::new(&transaction)?;
        session.table_filter(Some(|table: &str| {
            !UNRECORDED.contains(&table) && !table.starts_with(DERIVED)
        }));
        session.attach(None::<&str>)?;
        let read = Read {
            connection: &transaction,
            call,
            path,
            memo: None,
            settings: Settings::load(&transaction)?,
            actor: Actor::load(&transaction, call.person)?,
        };
        let session = RefCell::new(session);
        let recording = |on| session.borrow_mut().set_enabled(on);
        let so_far = || {
            let mut bytes = Vec::new();
            session.borrow_mut().changeset_strm(&mut bytes)?;
            Ok(bytes)
        };
        let mut write = Write {
            read,
            recorded: Recorded::default(),
            recording: &recording,
            so_far: &so_far,
            follow,
            watcher,
            touched: Touched::default(),
        };
        let answer = verb(&mut write)?;
        write.settle()?;
        let touched = std::mem::take(&mut write.touched);
        let recorded = write.recorded;
        let session = &mut *session.borrow_mut();
        let mut bytes = Vec::new();
        if !recorded.irreversible {
            session.changeset_strm(&mut bytes)?;
        }
        if let Some(seen) = call.seen {
            refuse_overwriting(&transaction, follow, call.person, seen, &bytes)?;
        }
        // Asked of the changeset itself: to the session, a row written as it was is one that was written. An undo or a redo is listed even
        // when there was nothing left to do: the change it is about names it.
        let turned = recorded.undoes.or(recorded.redoes).is_some();
        let silent = bytes.is_empty() && recorded.records.is_none() && !recorded.irreversible && !turned;
        let kept = if silent {
            None
        } else {
            Some(keep(&transaction, bytes, follow, call, command, &recorded)?)
        };
        (answer, kept, touched)
    };
    transaction.commit()?;
    Ok(Committed {
        answer,
        change: kept.map(|(id, _)| id),
        records: kept.map_or(0, |(_, records)| records),
        touched,
    })
}

fn keep(
    connection: &Connection,
    bytes: Vec<u8>,
    follow: &Follow,
    call: &Call,
    command: &str,
    recorded: &Recorded,
) -> Result<(ChangeId, i64), Failure> {
    let mut touched: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut note = |table: &str, id: i64| match touched.get_mut(table) {
        Some(ids) => ids.push(id),
        None => drop(touched.insert(table.to_owned(), vec![id])),
    };
    let mut records = 0_i64;
    for_each(&bytes, |table, action, item| {
        if APPEND_ONLY.contains(&table) {
            return Ok(());
        }
        records += 1;
        // What an import created is found by its import; what it changed is listed like any other change.
        let created_by_import = recorded.import.is_some() && action == Action::SQLITE_INSERT;
        if !created_by_import {
            note(table, key_of(action, item)?);
            if let Some(whole) = (follow.part_of)(table) {
                owners(connection, table, action, item, |id| note(whole, id))?;
            }
        }
        Ok(())
    })?;
    let records = recorded.records.unwrap_or(records);
    let id = connection
        .prepare_cached(
            "insert into changes (at, person_id, command, subject, records, import_id, undoes, redoes, changeset)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .insert(params![
            recorded.at.unwrap_or(call.now).millis(),
            call.person.0,
            command,
            recorded.subject,
            records,
            recorded.import.map(|id| id.0),
            recorded.undoes.map(|id| id.0),
            recorded.redoes.map(|id| id.0),
            (!recorded.irreversible).then_some(bytes)
        ])?;
    let mut touch = connection
        .prepare_cached("insert or ignore into change_records (entity, record_id, change_id) values (?1, ?2, ?3)")?;
    for (table, records) in touched {
        for record in records {
            touch.execute(params![table, record, id])?;
        }
    }
    Ok((ChangeId(id), records))
}

/// The records that a row is part of, as its second column says: before the change and after. A change of the row that left this column as
/// it was does not tell; then the row does.
fn owners(
    connection: &Connection,
    table: &str,
    action: Action,
    item: &ChangesetItem,
    mut each: impl FnMut(i64),
) -> Result<(), Failure> {
    let told = [value_in(item, 1, false), value_in(item, 1, true)];
    if told.iter().all(Option::is_none) {
        let column = columns(connection, table)?.remove(&1).unwrap_or_default();
        let owner: Option<i64> = connection
            .prepare_cached(&format!("select {column} from {table} where id = ?1"))?
            .query_map([key_of(action, item)?], |row| row.get(0))?
            .next()
            .transpose()?;
        owner.into_iter().for_each(&mut each);
    }
    told.into_iter().flatten().for_each(each);
    Ok(())
}

/// Walks a recorded changeset row by row.
pub fn for_each(
    bytes: &[u8],
    mut visit: impl FnMut(&str, Action, &ChangesetItem) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut source: &[u8] = bytes;
    let input: &mut dyn std::io::Read = &mut source;
    let reference = &input;
    let mut rows = rusqlite::session::ChangesetIter::start_strm(reference)?;
    while let Some(item) = rows.next()? {
        let operation = item.op()?;
        visit(operation.table_name(), operation.code(), item)?;
    }
    Ok(())
}

/// The row id of a changeset row: every recorded table has its integer id in the first column.
pub fn key_of(action: Action, item: &ChangesetItem) -> Result<i64, Failure> {
    let value = if action == Action::SQLITE_INSERT {
        item.new_value(0)?
    } else {
        item.old_value(0)?
    };
    Ok(value.as_i64().unwrap_or_default())
}

/// Applies a recorded changeset (`inverse`: backwards) inside the running transaction. Refuses with the table's name
/// when one of the very fields is no longer as the record left it; the caller's transaction then rolls back.
///
/// Conflicts in a table of [`APPEND_ONLY`] are passed over: its rows stay while what they tell of exists.
pub fn apply(write: &Write<'_>, bytes: &[u8], inverse: bool) -> Result<(), Failure> {
    let mut turned = Vec::new();
    let mut source: &[u8] = bytes;
    if inverse {
        rusqlite::session::invert_strm(&mut source, &mut turned)?;
        source = &turned;
    }
    let connection = write.connection;
    let clocks = clocks(connection, write.follow)?;
    let refusal: Arc<Mutex<Option<String>>> = Arc::default();
    let noted = Arc::clone(&refusal);
    let outcome = connection.apply_strm(&mut source, None::<fn(&str) -> bool>, move |kind, item| {
        // A broken reference is reported at the end, for no row in particular: asking for its row would read nowhere.
        if kind == ConflictType::SQLITE_CHANGESET_FOREIGN_KEY {
            if let Ok(mut slot) = noted.lock() {
                slot.get_or_insert("reference".to_owned());
            }
            return ConflictAction::SQLITE_CHANGESET_ABORT;
        }
        let (table, action) = item.op().map_or((String::new(), None), |row| {
            (row.table_name().to_owned(), Some(row.code()))
        });
        // Gone already: a deal takes its activities with it, and they stand in the record one by one.
        if kind == ConflictType::SQLITE_CHANGESET_NOTFOUND && action == Some(Action::SQLITE_DELETE) {
            return ConflictAction::SQLITE_CHANGESET_OMIT;
        }
        if APPEND_ONLY.contains(&table.as_str()) {
            return ConflictAction::SQLITE_CHANGESET_OMIT;
        }
        if kind == ConflictType::SQLITE_CHANGESET_DATA
            && clocks
                .get(&table)
                .is_some_and(|clocks| only_clocks_differ(&item, clocks))
        {
            return ConflictAction::SQLITE_CHANGESET_REPLACE;
        }
        if let Ok(mut slot) = noted.lock() {
            slot.get_or_insert(if table.is_empty() {
                "reference".to_owned()
            } else {
                table
            });
        }
        ConflictAction::SQLITE_CHANGESET_ABORT
    });
    match (outcome, refusal.lock().ok().and_then(|mut slot| slot.take())) {
        (_, Some(table)) => Err(Failure::new(Kind::Conflict, "history.changed_since").arg("what", table)),
        (Err(error), None) => Err(error.into()),
        (Ok(()), None) => Ok(()),
    }
}

/// For each table, its number of columns and which of them are worked out or say when.
type Clocks = BTreeMap<String, (usize, BTreeSet<usize>)>;

fn clocks(connection: &Connection, follow: &Follow) -> Result<Clocks, Failure> {
    let mut statement = connection.prepare_cached(
        "select s.name, c.cid, c.name from sqlite_schema s join pragma_table_info(s.name) c where s.type = 'table' and s.name not like 'sqlite_%'",
    )?;
    let mut rows = statement.query([])?;
    let mut clocks = Clocks::new();
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        let derived = follow.is_derived(&table, row.get_ref(2)?.as_str().unwrap_or_default());
        let entry = clocks.entry(table).or_default();
        entry.0 += 1;
        if derived {
            entry
                .1
                .insert(usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default());
        }
    }
    Ok(clocks)
}

/// Whether the row in the file differs from what the record expects in clock columns alone.
fn only_clocks_differ(item: &ChangesetItem, (columns, clocks): &(usize, BTreeSet<usize>)) -> bool {
    (0..*columns).filter(|column| !clocks.contains(column)).all(|column| {
        match (item.old_value(column), item.conflict(column)) {
            (Ok(expected), Ok(found)) => expected == found,
            // A column that the change did not touch has no expected value.
            (Err(_), _) => true,
            (Ok(_), Err(_)) => false,
        }
    })
}

/// The id in a column of a changeset row, before (`after` = false) or after; nothing when there is none, or it did not change.
pub(crate) fn value_in(item: &ChangesetItem, column: usize, after: bool) -> Option<i64> {
    let value = if after {
        item.new_value(column)
    } else {
        item.old_value(column)
    };
    value.ok()?.as_i64().ok()
}

/// Column names of a table, in changeset order.
pub fn columns(connection: &Connection, table: &str) -> Result<BTreeMap<usize, String>, Failure> {
    let mut statement = connection.prepare_cached("select cid, name from pragma_table_info(?1)")?;
    let rows = statement.query_map([table], |row| {
        Ok((
            usize::try_from(row.get::<_, i64>(0)?).unwrap_or_default(),
            row.get::<_, String>(1)?,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
