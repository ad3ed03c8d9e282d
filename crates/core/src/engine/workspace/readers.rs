//! The connections that read: few, because each holds pages of the file in memory. Whoever finds them all in use waits for the next.

use super::lock;
use crate::engine::failure::Failure;
use crate::engine::store::connection;
use rusqlite::Connection;
use std::cell::Cell;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};

/// Connections that read at the same time. More only take turns at the same processors.
const MOST: usize = 6;
/// Connections kept open while nobody reads.
const KEPT: usize = 2;

thread_local! {
    /// Connections this thread holds: it must not wait for itself.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// The readers of one file.
#[derive(Default)]
pub struct Readers {
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    in_use: usize,
}

impl Readers {
    /// Works on one of them.
    pub fn with<T>(&self, path: &Path, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        let _turn = Turn::wait_for(self);
        let idle = lock(&self.pool).idle.pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connection::reader(path)?,
        };
        let outcome = work(&connection);
        let mut pool = lock(&self.pool);
        if pool.idle.len() < KEPT {
            pool.idle.push(connection);
        }
        outcome
    }

    /// Closes those that nobody uses.
    pub fn close(&self) {
        lock(&self.pool).idle.clear();
    }
}

/// A place among those that read, until it is dropped.
struct Turn<'r>(&'r Readers);

impl<'r> Turn<'r> {
    fn wait_for(readers: &'r Readers) -> Turn<'r> {
        let mut pool = lock(&readers.pool);
        while pool.in_use >= MOST && HELD.get() == 0 {
            pool = readers.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
        pool.in_use += 1;
        HELD.set(HELD.get() + 1);
        Turn(readers)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.0.pool).in_use -= 1;
        HELD.set(HELD.get() - 1);
        self.0.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn many_take_turns_and_few_stay_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.leadwell");
        std::fs::write(&path, b"").unwrap();
        let (readers, begun) = (Readers::default(), Barrier::new(40));
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    begun.wait();
                    for _ in 0..20 {
                        let outer = readers.with(&path, |_| {
                            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                            // Whoever reads may ask something else meanwhile.
                            let inner = readers.with(&path, |connection| Ok(connection.is_autocommit()));
                            now.fetch_sub(1, Ordering::SeqCst);
                            inner
                        });
                        assert!(outer.unwrap());
                    }
                });
            }
        });
        assert!(most.into_inner() <= MOST);
        let pool = lock(&readers.pool);
        assert_eq!(pool.in_use, 0);
        assert!(pool.idle.len() <= KEPT);
    }
}
