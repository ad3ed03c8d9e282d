//! What the program does by itself. A host calls [`Workspace::tick`] every few seconds while a file is open; a job is one row of [`JOBS`].
//!
//! A job says by one cheap read whether something is due, and then does it by the verbs a person would use. What it does must follow from
//! the file, the instant and what it watches alone: a second tick finds nothing left to do, and one late tick does what many would have.
//! Its changes are listed under a command that begins with `tick.`: they are not what Ctrl-Z takes back as one's own last change.
//!
//! Ticks rest, and commands do not, when the clock cannot be right: when it stands before the last change, or more than
//! `LONGEST_SILENCE` after it. Any change a person makes confirms the clock, because it becomes the last change; who has none to make
//! says so with `workspace.confirm_clock`. Looking confirms nothing: pages ask by themselves.

use crate::engine::call::{Call, Origin};
use crate::engine::failure::Failure;
use crate::engine::jobs::{Job, resting_since};
use crate::engine::workspace::Workspace;
use leadwell_rules::time::Instant;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, TryLockError};

/// All jobs, in the order in which they are done.
const JOBS: &[Job] = &[crate::doors::folders::JOB, crate::views::health::JOB];

/// What a tick came to.
#[derive(Debug, Default)]
pub struct Ticked {
    /// Whether it did nothing because the clock has to be confirmed first.
    pub resting: bool,
    /// The jobs that had something to do.
    pub ran: Vec<&'static str>,
    /// Those that failed; they are tried again at the next tick.
    pub failed: Vec<(&'static str, Failure)>,
}

/// What the ticks of this process remember: one at a time, and what was complained about already.
#[derive(Debug, Default)]
struct Ticker(Mutex<HashMap<&'static str, &'static str>>);

impl Workspace {
    /// Does what is due. Costs one read when nothing is.
    pub fn tick(self: &Arc<Self>, now: Instant) -> Result<Ticked, Failure> {
        let ticker = self.state::<Ticker>();
        let mut complained = match ticker.0.try_lock() {
            Ok(complained) => complained,
            // The tick before this one is still at work.
            Err(TryLockError::WouldBlock) => return Ok(Ticked::default()),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        };
        let call = Call {
            now,
            person: self.owner()?,
            language: self.language()?,
            origin: Origin::Local,
            seen: None,
        };
        let mut ticked = Ticked::default();
        let mut due = Vec::new();
        self.read(&call, |read| {
            ticked.resting = resting_since(read)?.is_some();
            for job in JOBS.iter().filter(|_| !ticked.resting) {
                if (job.due)(read)? {
                    due.push(job);
                }
            }
            Ok(())
        })?;
        for job in due {
            ticked.ran.push(job.name);
            let outcome = catch_unwind(AssertUnwindSafe(|| (job.run)(self, &call)));
            match outcome.unwrap_or_else(|cause| Err(Failure::panicked(&*cause))) {
                Ok(()) => {
                    complained.remove(job.name);
                }
                Err(failure) => {
                    // Said once, not every few seconds.
                    if complained.insert(job.name, failure.code) != Some(failure.code) {
                        tracing::warn!(job = job.name, code = failure.code, ?failure, "a job failed");
                    }
                    ticked.failed.push((job.name, failure));
                }
            }
        }
        Ok(ticked)
    }
}
