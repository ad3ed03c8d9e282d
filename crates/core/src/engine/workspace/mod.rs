//! The open file: its one writer, its readers, and what each room of the program remembers about it while it is open.

mod background;
mod create;
mod readers;
mod unclean_end;
mod whereabouts;

pub(crate) use background::{Asked, Background};

use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::files::draft_folder;
use crate::engine::store::memo::Memo;
use crate::engine::store::read::Actor;
use crate::engine::store::record::{Committed, transact};
use crate::engine::store::touched::{Follow, Touched};
use crate::engine::store::{Read, Settings, Write, connection, migrate};
use leadwell_rules::time::Instant;
use readers::Readers;
use rusqlite::Connection;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use whereabouts::Whereabouts;

/// How the names of lock files beside the file go on: of imports, and of whoever looks at it after an unclean end.
const LOCKS: [&str; 3] = ["-import.lock", "-import-", "-check.lock"];

/// What the files at the top hand down, so that the engine need not know the records.
pub(crate) struct Wiring {
    /// What follows from touched rows, inside every transaction.
    pub follow: Follow,
    /// What a new file holds besides its tables.
    pub found: fn(&Connection, Instant) -> Result<(), Failure>,
    /// What begins when a file has been opened.
    pub opened: fn(&Arc<Workspace>) -> Result<(), Failure>,
    /// What begins when rows have been committed.
    pub committed: fn(&Arc<Workspace>, &Touched),
}

/// An open workspace file. Share it behind an `Arc`.
pub struct Workspace {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Readers,
    /// Behind the connections: they are closed before it is forgotten that the file is open.
    whereabouts: Whereabouts,
    memo: Memo,
    states: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    wiring: &'static Wiring,
    /// Itself, for work in the background that must not keep a closed file open.
    me: Weak<Workspace>,
}

/// A lock whose holder panicked still guards a sound file: SQLite rolled the transaction back.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workspace {
    /// Opens a file, bringing an older one up to date. Refuses what is not ours, is newer, or lies on a network drive.
    pub(crate) fn open_with(path: &Path, wiring: &'static Wiring) -> Result<Arc<Workspace>, Failure> {
        let (whereabouts, mut writer) = Whereabouts::opened(path, || {
            unclean_end::refuse_foreign_log(path)?;
            draft_folder::clear_left_overs(path, &LOCKS);
            connection::writer(path)
        })?;
        migrate::migrate(&mut writer, path)?;
        let path = std::path::absolute(path)?;
        let workspace = Arc::new_cyclic(|me| Self::over(writer, whereabouts, path, wiring, me.clone()));
        (wiring.opened)(&workspace)?;
        Ok(workspace)
    }

    /// A file that is open.
    fn over(
        writer: Connection,
        whereabouts: Whereabouts,
        path: PathBuf,
        wiring: &'static Wiring,
        me: Weak<Workspace>,
    ) -> Workspace {
        Workspace {
            path,
            writer: Mutex::new(writer),
            readers: Readers::default(),
            whereabouts,
            memo: Memo::default(),
            states: Mutex::default(),
            wiring,
            me,
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What one room of the program remembers about the file while it is open: one value of each type, empty at first.
    pub(crate) fn state<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        let mut states = lock(&self.states);
        let state = states
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()));
        Arc::clone(state).downcast().unwrap_or_default()
    }

    /// The file for a thread in the background, which must not keep it open.
    pub(crate) fn weak(&self) -> Weak<Workspace> {
        self.me.clone()
    }

    /// One consistent view of the file, for as long as `view` runs.
    pub(crate) fn read<T>(
        &self,
        call: &Call,
        view: impl FnOnce(&Read<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.with_reader(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let read = Read {
                connection: &snapshot,
                call,
                path: &self.path,
                memo: Some(&self.memo),
                settings: Settings::load(&snapshot)?,
                actor: Actor::load(&snapshot, call.person)?,
            };
            view(&read)
        })
    }

    /// One recorded transaction.
    pub(crate) fn write<T>(
        &self,
        call: &Call,
        command: &str,
        verb: impl FnOnce(&mut Write<'_>) -> Result<T, Failure>,
    ) -> Result<Committed<T>, Failure> {
        let committed = transact(
            &mut *self.writer()?,
            &self.path,
            &self.wiring.follow,
            call,
            command,
            verb,
        )?;
        if let Some(workspace) = self.me.upgrade() {
            (self.wiring.committed)(&workspace, &committed.touched);
        }
        Ok(committed)
    }

    /// The writer for what follows from the records, in a transaction of its own.
    pub(crate) fn alone<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        work(&mut *self.writer()?)
    }

    /// The writer for job bookkeeping that is not part of the recorded history.
    pub(crate) fn unrecorded<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        work(&*self.writer()?)
    }

    /// The one connection that writes, when the file is where it was.
    fn writer(&self) -> Result<MutexGuard<'_, Connection>, Failure> {
        let writer = lock(&self.writer);
        if let Err(moved) = self.whereabouts.check() {
            self.whereabouts.rescue(&writer);
            return Err(moved);
        }
        Ok(writer)
    }

    pub(crate) fn with_reader<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        if self.whereabouts.check().is_err() {
            // Says the same, and keeps safe what was acknowledged.
            drop(self.writer()?);
        }
        self.readers.with(&self.path, work)
    }
}
