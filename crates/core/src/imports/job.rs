//! An import in the background: pieces of some thousand rows, each one recorded transaction, with progress and cancel.

use super::dry_run::reading;
use super::engine::Engine;
use super::kinds::{Kind, accounts::Accounts, contacts::Contacts, deals::Deals, people::People, products::Products};
use super::model::{ImportRef, KindName, Plan, Started, State, Status};
use super::outcome::Problem;
use super::plan::{Prepared, prepare, remember};
use super::table::{self, LONGEST_CELL, Layout, Row, Visitor};
use super::undo::take_back;
use super::upload::{OpenFile, Uploads, locate};
use super::{engine, store};
use crate::call::Call;
use crate::failure::{Failure, Kind as FailureKind};
use crate::store::{Read, Write};
use crate::workspace::{Workspace, lock};
use leadwell_rules::ids::ImportId;
use rusqlite::CachedStatement;
use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Rows of one piece: large enough to be quick, small enough that somebody else's change need not wait.
const PIECE_ROWS: usize = 20_000;
/// Bytes of one piece, for rows with long texts.
const PIECE_BYTES: usize = 16 << 20;
/// Pages of the log before it is worked into the file: rarely while an import runs, because every piece touches most index pages.
const CHECKPOINT_MEANWHILE: i64 = 50_000;
/// The same at all other times.
const CHECKPOINT: i64 = 1_000;
/// Attempts to get hold of a file that another program writes to, each with the connection's own patience.
const ATTEMPTS: u32 = 24;
/// How long `imports.cancel` waits for the end.
const PATIENCE: Duration = Duration::from_secs(8);
/// The signal that the import was stopped.
const CANCELLED: &str = "import.cancelled";

/// What this process is importing, and what it was sent to import.
#[derive(Debug, Default)]
pub struct Jobs {
    running: Mutex<HashMap<ImportId, Arc<Progress>>>,
    pub(super) uploads: Uploads,
}

#[derive(Debug, Default)]
struct Progress {
    done: AtomicU64,
    /// Rows in the file, by the share of it read so far.
    rows: AtomicU64,
    cancel: AtomicBool,
    ended: Mutex<bool>,
    bell: Condvar,
}

/// Answers `imports.start`. What can be refused at once is refused at once.
pub fn start(workspace: &Arc<Workspace>, call: &Call, plan: Plan) -> Result<Started, Failure> {
    let file = locate(workspace, call, &plan.source)?;
    let prepared = look(workspace, call, &plan, &file)?;
    let hold = Hold::take(workspace.path())?;
    let id = workspace.unrecorded(|connection| {
        remember(connection, &prepared, plan.save_mapping_as.as_deref(), &[])?;
        store::begin(connection, &plan, &prepared, &file.name)
    })?;
    let progress = Arc::new(Progress::default());
    lock(&workspace.jobs.running).insert(id, Arc::clone(&progress));
    let job = Job { workspace: Arc::clone(workspace), call: call.clone(), plan, file, id, progress };
    let thread = std::thread::Builder::new().name(format!("import-{id}"));
    let spawned = thread.spawn(move || job.run(hold));
    if let Err(error) = spawned {
        lock(&workspace.jobs.running).remove(&id);
        workspace.unrecorded(|connection| store::end(connection, id, "failed", None, call.now, None))?;
        return Err(error.into());
    }
    Ok(Started { import_id: id })
}

/// Answers `imports.status`.
pub fn status(workspace: &Arc<Workspace>, call: &Call, wanted: ImportRef) -> Result<Status, Failure> {
    let progress = lock(&workspace.jobs.running).get(&wanted.import_id).cloned();
    let mut status = workspace.read(call, |read| current(read, store::find(read, wanted.import_id)?))?;
    // Until it has let go of the file it runs: only then can the next one begin.
    if let Some(progress) = progress {
        status.state = State::Running;
        status.done = status.done.max(progress.done.load(Ordering::Relaxed));
        let rows = progress.rows.load(Ordering::Relaxed);
        status.rows = status.rows.or((rows > 0).then_some(rows.max(status.done)));
        if progress.cancel.load(Ordering::Relaxed) {
            status.state = State::Cancelling;
        }
    }
    Ok(status)
}

/// An import that runs on paper, but that no program works on, was interrupted.
pub fn current(read: &Read<'_>, mut status: Status) -> Result<Status, Failure> {
    if status.state == State::Running && !alive(read.path, read, status.import_id)? {
        status.state = State::Interrupted;
    }
    Ok(status)
}

/// Answers `imports.cancel`. An interrupted import is taken back as well.
pub fn cancel(workspace: &Arc<Workspace>, call: &Call, wanted: ImportRef) -> Result<Status, Failure> {
    let id = wanted.import_id;
    let progress = lock(&workspace.jobs.running).get(&id).cloned();
    let before = status(workspace, call, wanted)?;
    match (progress, before.state) {
        (Some(progress), State::Running | State::Cancelling) => {
            progress.cancel.store(true, Ordering::Relaxed);
            let ended = lock(&progress.ended);
            let _ = progress.bell.wait_timeout_while(ended, PATIENCE, |ended| !*ended);
        }
        // Another program works on it: it looks at the state before each piece.
        (None, State::Running | State::Cancelling) => {
            workspace.unrecorded(|connection| store::end(connection, id, "cancelled", None, call.now, None))?;
        }
        (_, State::Interrupted) => {
            workspace.write(call, "imports.cancel", |write| {
                write.subject(before.file_name.clone());
                take_back(write, id, "cancelled")
            })?;
        }
        _ => return Err(Failure::conflict("import.not_running")),
    }
    status(workspace, call, wanted)
}

/// Reads the headings and makes sure that there is a row.
fn look(workspace: &Workspace, call: &Call, plan: &Plan, file: &OpenFile) -> Result<Prepared, Failure> {
    struct Peek<'p, 'r> {
        read: &'p Read<'r>,
        plan: &'p Plan,
        prepared: Option<Prepared>,
        rows: bool,
    }
    impl Visitor for Peek<'_, '_> {
        fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
            self.prepared = Some(prepare(self.read, self.read.call, self.plan, layout)?);
            Ok(())
        }
        fn row(&mut self, _: &mut Row, _: f64) -> Result<bool, Failure> {
            self.rows = true;
            Ok(false)
        }
    }
    workspace.read(call, |read| {
        let mut peek = Peek { read, plan, prepared: None, rows: false };
        table::read(file, &reading(plan, read.house.language), &mut peek)?;
        match peek.prepared {
            Some(prepared) if peek.rows => Ok(prepared),
            _ => Err(Failure::invalid("import.no_rows", "source")),
        }
    })
}

struct Job {
    workspace: Arc<Workspace>,
    call: Call,
    plan: Plan,
    file: OpenFile,
    id: ImportId,
    progress: Arc<Progress>,
}

impl Job {
    fn run(self, hold: Hold) {
        self.checkpoint_every(CHECKPOINT_MEANWHILE);
        let outcome = catch_unwind(AssertUnwindSafe(|| match self.plan.kind {
            KindName::Accounts => self.import::<Accounts>(),
            KindName::Contacts => self.import::<Contacts>(),
            KindName::Products => self.import::<Products>(),
            KindName::People => self.import::<People>(),
            KindName::Opportunities => self.import::<Deals>(),
        }));
        let outcome = outcome.unwrap_or_else(|_| Err(Failure::new(FailureKind::Internal, "internal").arg("cause", "import")));
        if let Err(failure) = outcome {
            self.give_up(failure);
        } else {
            self.workspace.jobs.uploads.forget(&self.plan.source);
        }
        drop(hold);
        lock(&self.workspace.jobs.running).remove(&self.id);
        *lock(&self.progress.ended) = true;
        self.progress.bell.notify_all();
        self.checkpoint_every(CHECKPOINT);
    }

    /// A matter of speed alone: that it fails does no harm.
    fn checkpoint_every(&self, pages: i64) {
        let set = self.workspace.unrecorded(|connection| {
            connection.pragma_update(None, "wal_autocheckpoint", pages)?;
            if pages == CHECKPOINT {
                connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?;
            }
            Ok(())
        });
        if let Err(failure) = set {
            tracing::warn!(code = failure.code, "checkpoints");
        }
    }

    fn import<K: Kind>(&self) -> Result<(), Failure> {
        let mut writing: Writing<'_, K> = Writing { job: self, engine: None, buffer: Vec::new(), used: 0, bytes: 0, last_change: 0 };
        let chinese = self.workspace.language()?;
        table::read(&self.file, &reading(&self.plan, chinese), &mut writing)?;
        writing.finish()
    }

    /// Stopped or failed: nothing stays half-written. If not even that succeeds, the import stays and can be taken back later.
    fn give_up(&self, failure: Failure) {
        let cancelled = failure.code == CANCELLED;
        let failure = failure.in_language(self.call.language);
        let state = if cancelled { "cancelled" } else { "failed" };
        let message = (!cancelled).then_some(failure.message.as_str());
        if !cancelled {
            tracing::error!(import = self.id.0, code = failure.code, %failure, "import failed");
        }
        let taken = self.patiently(|| {
            self.workspace.write(&self.call, "imports.cancel", |write| {
                write.subject(self.file.name.clone());
                take_back(write, self.id, state)?;
                store::end(write.connection, self.id, state, None, self.call.now, message)
            })
        });
        if let Err(error) = taken {
            tracing::error!(import = self.id.0, code = error.code, "import could not be taken back");
            let _ = self.workspace.unrecorded(|connection| store::end(connection, self.id, "failed", None, self.call.now, message));
        }
    }

    /// Waits for another program to finish writing, again and again for a while. Busy is said before anything was done.
    fn patiently<T>(&self, mut work: impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
        for _ in 1..ATTEMPTS {
            match work() {
                Err(failure) if failure.kind == FailureKind::Busy => std::thread::sleep(Duration::from_millis(200)),
                outcome => return outcome,
            }
        }
        work()
    }
}

struct Writing<'j, K> {
    job: &'j Job,
    engine: Option<Engine<K>>,
    buffer: Vec<Row>,
    used: usize,
    bytes: usize,
    last_change: i64,
}

fn newest_change(read: &Read<'_>) -> Result<i64, Failure> {
    Ok(read.one("select coalesce(max(id), 0) from changes", [], |row| row.get(0))?.unwrap_or_default())
}

impl<K: Kind> Visitor for Writing<'_, K> {
    fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
        let (engine, newest) = self.job.workspace.read(&self.job.call, |read| {
            let prepared = prepare(read, &self.job.call, &self.job.plan, layout)?;
            let prepared = Prepared { import: Some(self.job.id), ..prepared };
            Ok((Engine::new(read, prepared)?, newest_change(read)?))
        })?;
        self.engine = Some(engine);
        self.last_change = newest;
        Ok(())
    }

    fn row(&mut self, row: &mut Row, done: f64) -> Result<bool, Failure> {
        if self.used == self.buffer.len() {
            self.buffer.push(Row::default());
        }
        self.bytes += row.cells.as_slice().len();
        std::mem::swap(&mut self.buffer[self.used], row);
        self.used += 1;
        if self.used >= PIECE_ROWS || self.bytes >= PIECE_BYTES {
            self.flush(false)?;
            let gone = self.engine.as_ref().map_or(0, |engine| engine.tally.rows);
            self.job.progress.done.store(gone, Ordering::Relaxed);
            if done > 0.0 {
                self.job.progress.rows.store((gone as f64 / done) as u64, Ordering::Relaxed);
            }
        }
        Ok(true)
    }
}

impl<K: Kind> Writing<'_, K> {
    fn finish(&mut self) -> Result<(), Failure> {
        self.flush(true)
    }

    /// One piece, as one transaction: rows, the reasons of those that could not be taken, and the count.
    fn flush(&mut self, last: bool) -> Result<(), Failure> {
        let job = self.job;
        if job.progress.cancel.load(Ordering::Relaxed) {
            return Err(Failure::conflict(CANCELLED));
        }
        let Some(engine) = &mut self.engine else { return Err(Failure::invalid("import.empty_file", "source")) };
        let (rows, last_change) = (&self.buffer[..self.used], self.last_change);
        let committed = job.patiently(|| {
            job.workspace.write(&job.call, "imports.start", |write| piece(write, job, engine, rows, last_change, last))
        })?;
        if let Some(change) = committed.change {
            self.last_change = change.0;
        }
        (self.used, self.bytes) = (0, 0);
        Ok(())
    }
}

fn piece<K: Kind>(write: &mut Write<'_>, job: &Job, engine: &mut Engine<K>, rows: &[Row], last_change: i64, last: bool) -> Result<(), Failure> {
    write.recorded.import = Some(job.id);
    write.subject(job.file.name.clone());
    let state = write.one("select state from imports where id = ?1", [job.id.0], |row| row.get::<_, String>(0))?;
    if state.as_deref() != Some("running") {
        return Err(Failure::conflict(CANCELLED));
    }
    if newest_change(write)? != last_change {
        engine.refresh(write)?;
    }
    let mut pen = engine.kind.pen(write)?;
    let mut aside = write.sql("insert into import_errors (import_id, line, cells, code, message, field) values (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for row in rows {
        if let Some(problem) = engine.row(&mut pen, row)? {
            set_aside(&mut aside, job.id, &engine.plan, row, &problem)?;
        }
    }
    if last {
        engine.finish(write, &mut pen)?;
        remember(write.connection, &engine.plan, job.plan.save_mapping_as.as_deref(), &engine.kind.accepted())?;
        store::end(write.connection, job.id, "done", Some(engine.tally.rows), job.call.now, None)?;
    }
    store::progress(write.connection, job.id, &engine.tally)
}

fn set_aside(statement: &mut CachedStatement<'_>, id: ImportId, plan: &Prepared, row: &Row, problem: &Problem) -> Result<(), Failure> {
    // A cell too long to be taken is too long to be kept.
    let cells: Vec<String> =
        row.cells.iter().map(|cell| if cell.len() > LONGEST_CELL { cell.chars().take(1000).chain(['…']).collect() } else { cell.replace('\0', "") }).collect();
    let text = serde_json::to_string(&cells).map_err(|error| Failure::new(FailureKind::Internal, "internal").arg("cause", error))?;
    let (message, _) = engine::explain(plan, problem);
    let field = problem.field.map(|place| plan.spec.fields[place].name);
    statement.execute((id.0, row.line as i64, text, problem.code, message, field))?;
    Ok(())
}

/// Held while a program imports into a file. The system lets go of it when the program ends, however it ends.
struct Hold(#[allow(dead_code)] File);

impl Hold {
    fn take(workspace: &Path) -> Result<Hold, Failure> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(hold_path(workspace))?;
        // Somebody may be looking whether it is held, which takes no time.
        for _ in 0..20 {
            match file.try_lock() {
                Ok(()) => return Ok(Hold(file)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(25)),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(Failure::conflict("import.already_running"))
    }
}

fn hold_path(workspace: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    workspace.canonicalize().unwrap_or_else(|_| workspace.to_owned()).hash(&mut hasher);
    std::env::temp_dir().join(format!("leadwell-import-{:016x}.lock", hasher.finish()))
}

/// Whether some program, this one or another, works on the import.
pub fn alive(workspace: &Path, read: &Read<'_>, id: ImportId) -> Result<bool, Failure> {
    let held = match File::open(hold_path(workspace)) {
        Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
        Err(_) => false,
    };
    // One import at a time: the one that runs is the last one begun.
    let newest = read.one("select max(id) from imports where state = 'running'", [], |row| row.get::<_, Option<i64>>(0))?.flatten();
    Ok(held && newest == Some(id.0))
}
