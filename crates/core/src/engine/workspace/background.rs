//! Questions that take long: worked out in the background, told when asked again, kept until something in the file changes.

use super::{Workspace, lock};
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// What is being worked out in this process: how far each question is, in basis points.
#[derive(Debug, Default)]
pub struct Background(Mutex<HashMap<String, Arc<AtomicI64>>>);

/// Where a question stands.
pub enum Asked<T> {
    /// Being worked out; so far, in basis points.
    Running(i64),
    /// Answered.
    Known(Arc<T>),
}

impl Background {
    /// The answer, if nothing has changed since it was worked out; else begins, or says how far it is. `work` keeps its answer by
    /// [`Read::memo`] under the same key, and is told how to say how far it is (0 to 1).
    pub fn ask<T: Send + Sync + 'static>(
        workspace: &Arc<Workspace>,
        call: &Call,
        key: impl FnOnce(&Read<'_>) -> Result<String, Failure>,
        work: impl FnOnce(&Read<'_>, &dyn Fn(f64)) -> Result<Arc<T>, Failure> + Send + 'static,
    ) -> Result<Asked<T>, Failure> {
        let (key, known) = workspace.read(call, |read| {
            let key = key(read)?;
            let known = read.known::<T>(&key)?;
            Ok((key, known))
        })?;
        if let Some(known) = known {
            return Ok(Asked::Known(known));
        }
        let background = workspace.state::<Background>();
        let mut running = lock(&background.0);
        if let Some(done) = running.get(&key) {
            return Ok(Asked::Running(done.load(Ordering::Relaxed)));
        }
        let done = Arc::new(AtomicI64::new(0));
        running.insert(key.clone(), Arc::clone(&done));
        drop(running);
        let (beside, call, job_key) = (Arc::clone(workspace), call.clone(), key.clone());
        let job = move || {
            let on_progress = |share: f64| done.store((share * 10_000.0) as i64, Ordering::Relaxed);
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                beside.read(&call, |read| work(read, &on_progress).map(drop))
            }));
            if !matches!(outcome, Ok(Ok(()))) {
                tracing::error!(?outcome, "work in the background failed");
            }
            lock(&beside.state::<Background>().0).remove(&job_key);
        };
        if let Err(error) = std::thread::Builder::new().name("background".to_owned()).spawn(job) {
            lock(&background.0).remove(&key);
            return Err(error.into());
        }
        Ok(Asked::Running(0))
    }
}
