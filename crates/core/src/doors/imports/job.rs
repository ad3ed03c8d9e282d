//! An import in the background: pieces of some thousand rows, each one recorded transaction, with progress and cancel.

use super::dry_run::reading;
use super::engine::Tally;
use super::file_hash;
use super::import_lock::{ImportLock, hold, is_worked_on};
use super::kinds::{self, Kind};
use super::model::{State, Status};
use super::pieces::Committed;
use super::plan::{Prepared, prepare};
use super::rights;
use super::store::{self, Settled, Standing};
use super::table::Layout;
use super::undo::take_back;
use super::upload::{OpenFile, Uploads};
use super::wanted::{ImportRef, Plan};
use crate::engine::call::Call;
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::Read;
use crate::engine::workspace::{Workspace, lock};
use crate::records::leads::Door;
use leadwell_rules::ids::{ImportId, RecordKind};
use leadwell_rules::time::Instant;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Pages of the log before it is worked into the file: rarely while an import runs, because every piece touches most index pages.
const CHECKPOINT_MEANWHILE: i64 = 50_000;
/// The same at all other times.
const CHECKPOINT: i64 = 1_000;
/// Attempts to get hold of a file that another program writes to, each with the connection's own patience.
const ATTEMPTS: u32 = 24;
/// How long `imports.cancel` waits for the end.
const PATIENCE: Duration = Duration::from_secs(8);
/// Between two looks at what another program does.
const GLANCE: Duration = Duration::from_millis(50);
/// The signal that the import was stopped.
pub(super) const CANCELLED: &str = "import.cancelled";

/// What this process is importing, and what it was sent to import.
#[derive(Debug, Default)]
pub struct Jobs {
    running: Mutex<HashMap<ImportId, Arc<Progress>>>,
    pub(super) uploads: Uploads,
}

impl Jobs {
    /// Whether an import runs.
    pub(crate) fn busy(&self) -> bool {
        !lock(&self.running).is_empty()
    }

    /// Whether this import runs in this process.
    pub(crate) fn runs(&self, id: ImportId) -> bool {
        lock(&self.running).contains_key(&id)
    }

    /// Waits until an import of this process has ended.
    pub(crate) fn wait(&self, id: ImportId) {
        let progress = lock(&self.running).get(&id).cloned();
        if let Some(progress) = progress {
            let mut ended = lock(&progress.ended);
            while !*ended {
                ended = progress.bell.wait(ended).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
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

/// Answers `imports.status`.
pub fn status(workspace: &Arc<Workspace>, call: &Call, wanted: ImportRef) -> Result<Status, Failure> {
    let progress = lock(&workspace.state::<Jobs>().running).get(&wanted.import_id).cloned();
    let look = || workspace.read(call, |read| current(read, rights::find(read, wanted.import_id)?));
    let mut status = look()?;
    if status.state == State::Interrupted {
        // Another program may have ended it between the look at its row and the look at its lock.
        status = look()?;
    }
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
    if matches!(status.state, State::Running | State::Cancelling) && !is_worked_on(read.path, status.import_id) {
        status.state = State::Interrupted;
    }
    Ok(status)
}

/// Answers `imports.cancel`. An interrupted import is taken back as well.
pub fn cancel(workspace: &Arc<Workspace>, call: &Call, wanted: ImportRef) -> Result<Status, Failure> {
    let id = wanted.import_id;
    let progress = lock(&workspace.state::<Jobs>().running).get(&id).cloned();
    let before = status(workspace, call, wanted)?;
    match (progress, before.state) {
        (Some(progress), State::Running | State::Cancelling) => {
            progress.cancel.store(true, Ordering::Relaxed);
            let ended = lock(&progress.ended);
            let _ = progress.bell.wait_timeout_while(ended, PATIENCE, |ended| !*ended);
        }
        // Another program works on it: it looks before each piece, and takes back what it wrote.
        (None, State::Running | State::Cancelling) => {
            workspace.unrecorded(|connection| store::ask_to_stop(connection, id, call.now))?;
            let asked = stopwatch();
            while asked.elapsed() < PATIENCE
                && matches!(
                    status(workspace, call, wanted)?.state,
                    State::Running | State::Cancelling
                )
            {
                std::thread::sleep(GLANCE);
            }
        }
        (_, State::Interrupted) => {
            let _nobody = hold(workspace.path(), id)?;
            workspace.write(call, "imports.cancel", |write| {
                // Somebody may have gone on with it, or taken it back, before we held it.
                if !matches!(rights::find(write, id)?.state, State::Running | State::Cancelling) {
                    return Err(Failure::conflict("import.not_running"));
                }
                rights::may_take_back(write, id)?;
                write.subject(before.file_name.clone());
                take_back(write, id, "cancelled")
            })?;
        }
        _ => return Err(Failure::conflict("import.not_running")),
    }
    status(workspace, call, wanted)
}

pub(super) fn import<K: Kind>(job: &Job) -> Result<(), Failure> {
    let reading = reading(&job.plan, job.workspace.language()?);
    if job.single_transaction {
        job.at_a_stroke::<K>(&reading)
    } else {
        job.in_pieces::<K>(&reading)
    }
}

/// One import, on its own thread.
pub(super) struct Job {
    pub(super) workspace: Arc<Workspace>,
    pub(super) call: Call,
    pub(super) plan: Plan,
    pub(super) file: OpenFile,
    pub(super) id: ImportId,
    /// The door the rows come through.
    pub(super) door: Door,
    /// What was settled when it began, and the pieces committed since, of an import that goes on.
    pub(super) settled: Option<Settled>,
    /// See `settled`.
    pub(super) committed: Option<Committed>,
    pub(super) single_transaction: bool,
    /// The instant of the command that set it to work: with an import that goes on, later than that of its call.
    pub(super) since: Instant,
    /// Rows in the file when this program last committed: those it may take back.
    pub(super) written: AtomicU64,
    progress: Arc<Progress>,
    began: std::time::Instant,
}

/// What is to be imported.
pub(super) struct Order {
    pub(super) call: Call,
    pub(super) plan: Plan,
    pub(super) file: OpenFile,
    pub(super) id: ImportId,
    pub(super) door: Door,
    pub(super) settled: Option<Settled>,
    pub(super) committed: Option<Committed>,
    pub(super) single_transaction: bool,
    pub(super) since: Instant,
}

/// Sets a job to work on a thread of its own.
pub(super) fn launch(workspace: &Arc<Workspace>, order: Order, import_lock: ImportLock) -> Result<(), Failure> {
    let (id, now) = (order.id, order.since);
    let written = order.committed.as_ref().map_or(0, |committed| committed.tally.rows);
    let progress = Arc::new(Progress {
        done: AtomicU64::new(written),
        ..Progress::default()
    });
    lock(&workspace.state::<Jobs>().running).insert(id, Arc::clone(&progress));
    let job = Job {
        workspace: Arc::clone(workspace),
        call: order.call,
        plan: order.plan,
        file: order.file,
        id,
        door: order.door,
        settled: order.settled,
        committed: order.committed,
        single_transaction: order.single_transaction,
        since: order.since,
        written: AtomicU64::new(written),
        progress,
        began: stopwatch(),
    };
    let going_on = job.committed.is_some();
    let thread = std::thread::Builder::new().name(format!("import-{id}"));
    if let Err(error) = thread.spawn(move || job.run(import_lock)) {
        lock(&workspace.state::<Jobs>().running).remove(&id);
        // What was written before can still be gone on with.
        if !going_on {
            workspace.unrecorded(|connection| store::end(connection, id, "failed", None, now, None))?;
        }
        return Err(error.into());
    }
    Ok(())
}

/// Starts measuring how long an import takes.
#[allow(
    clippy::disallowed_methods,
    reason = "the length of a job, added to the instant of its call; no result depends on it"
)]
fn stopwatch() -> std::time::Instant {
    std::time::Instant::now()
}

impl Job {
    /// The instant at which it began or went on, and the time the work has taken since.
    pub(super) fn at(&self) -> Instant {
        self.since
            .plus_millis(i64::try_from(self.began.elapsed().as_millis()).unwrap_or(0))
    }

    /// The command its pieces are listed under. What came by itself is not what Ctrl-Z takes back.
    pub(super) fn command(&self) -> &'static str {
        match self.door {
            Door::Folder => "tick.folders",
            _ => "imports.start",
        }
    }

    /// The plan fitted to the headings. Whoever goes on takes what was settled at the beginning.
    pub(super) fn fit(&self, read: &Read<'_>, layout: &Layout) -> Result<Prepared, Failure> {
        let prepared = prepare(read, &self.call, &self.plan, layout)?;
        let choices = self.settled.as_ref().map(|settled| settled.choices.clone());
        Ok(Prepared {
            import: Some(self.id),
            door: self.door,
            choices: choices.unwrap_or(prepared.choices),
            ..prepared
        })
    }

    /// Writes down what the file says before anything of it is: only the same file may be gone on with.
    fn file_hash(&self) -> Result<(), Failure> {
        if self.committed.is_some() {
            return Ok(());
        }
        let file_hash = file_hash::file_hash(self.file.open()?)?;
        self.workspace.unrecorded(|connection| {
            store::note_file_hash(connection, self.id, &file_hash)?;
            store::taken_by_hand(connection, self.id, self.plan.kind, &file_hash)
        })
    }

    fn run(self, import_lock: ImportLock) {
        self.checkpoint_every(CHECKPOINT_MEANWHILE);
        let work = || {
            self.file_hash()?;
            (kinds::spec(self.plan.kind)?.passes.import)(&self)
        };
        let outcome = catch_unwind(AssertUnwindSafe(work));
        let outcome = outcome.unwrap_or_else(|cause| Err(Failure::panicked(&*cause)));
        if let Err(failure) = outcome {
            self.give_up(failure);
        } else {
            self.workspace.state::<Jobs>().uploads.forget(&self.plan.source);
        }
        drop(import_lock);
        lock(&self.workspace.state::<Jobs>().running).remove(&self.id);
        *lock(&self.progress.ended) = true;
        self.progress.bell.notify_all();
        self.checkpoint_every(CHECKPOINT);
    }

    /// A matter of speed alone: that it fails does no harm.
    fn checkpoint_every(&self, pages: i64) {
        let set = self.workspace.unrecorded(|connection| {
            connection.pragma_update(None, "wal_autocheckpoint", pages)?;
            if pages == CHECKPOINT {
                if self.plan.kind == RecordKind::Leads {
                    // Any field of leads can be asked for together with any other: the planner must know which is the rare one.
                    connection.execute_batch("pragma analysis_limit = 2000; analyze leads")?;
                }
                connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?;
            }
            Ok(())
        });
        if let Err(failure) = set {
            tracing::warn!(code = failure.code, "checkpoints");
        }
    }

    /// Fails when somebody wants the import stopped.
    pub(super) fn stop_if_asked(&self) -> Result<(), Failure> {
        if self.progress.cancel.load(Ordering::Relaxed) {
            Err(Failure::conflict(CANCELLED))
        } else {
            Ok(())
        }
    }

    /// Says how far it is.
    pub(super) fn show(&self, tally: &Tally, done: f64) {
        self.progress.done.store(tally.rows, Ordering::Relaxed);
        if done > 0.0 {
            self.progress
                .rows
                .store((tally.rows as f64 / done) as u64, Ordering::Relaxed);
        }
    }

    /// Stopped or failed: nothing stays half-written. If not even that succeeds, the import stays and can be taken back later. What has
    /// ended meanwhile, or what somebody else wrote, is not ours to take back.
    fn give_up(&self, failure: Failure) {
        let cancelled = failure.code == CANCELLED;
        let failure = failure.in_language(self.call.language);
        let state = if cancelled { "cancelled" } else { "failed" };
        let message = (!cancelled).then_some(failure.message.as_str());
        if !cancelled {
            tracing::error!(import = self.id.0, code = failure.code, %failure, "import failed");
        }
        let ours = |connection: &Connection| {
            let standing = store::standing(connection, self.id, self.written.load(Ordering::Relaxed))?;
            if standing == Standing::NotOurs {
                return Err(Failure::conflict("import.not_running"));
            }
            Ok(())
        };
        let taken = self.patiently(|| {
            self.workspace.write(&self.call, "imports.cancel", |write| {
                ours(write.connection)?;
                write.subject(self.file.name.clone());
                take_back(write, self.id, state)?;
                store::end(write.connection, self.id, state, None, self.at(), message)
            })
        });
        if let Err(error) = taken {
            tracing::error!(import = self.id.0, code = error.code, "import could not be taken back");
            let _ = self.workspace.unrecorded(|connection| {
                let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
                ours(&transaction)?;
                store::end(&transaction, self.id, "failed", None, self.at(), message)?;
                Ok(transaction.commit()?)
            });
        }
    }

    /// Waits for another program to finish writing, again and again for a while. Busy is said before anything was done.
    pub(super) fn patiently<T>(&self, mut work: impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
        for _ in 1..ATTEMPTS {
            match work() {
                Err(failure) if failure.kind == FailureKind::Busy => std::thread::sleep(Duration::from_millis(200)),
                outcome => return outcome,
            }
        }
        work()
    }
}
