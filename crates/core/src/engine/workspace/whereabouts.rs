//! Whether the file that is open is still the one its name leads to. A synchroniser replaces files under their names, a person moves
//! them away: SQLite notices neither, writes on into what nobody will find, and its log, which keeps its name, would be played into
//! whatever lies there next.

use super::lock;
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::identity::FileIdentity;
use crate::engine::files::named_lock::beside;
use crate::engine::store::connection;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

/// The files that are open in this process.
static OPEN: Mutex<Vec<FileIdentity>> = Mutex::new(Vec::new());

/// What was opened.
pub struct Whereabouts {
    path: PathBuf,
    file: FileIdentity,
    log: PathBuf,
    /// Of the log: known once it has been made.
    log_file: OnceLock<FileIdentity>,
}

impl Whereabouts {
    /// Opens the file under its name: `open` may take no connection but to it. One that this process has open already is known to be
    /// sound, and its head is not read: see [`FileIdentity`].
    pub fn opened(
        path: &Path,
        open: impl FnOnce() -> Result<Connection, Failure>,
    ) -> Result<(Whereabouts, Connection), Failure> {
        let mut known = lock(&OPEN);
        connection::refuse_network_drive(path)?;
        let file = FileIdentity::of(path)?;
        if cfg!(not(unix)) || !known.contains(&file) {
            connection::inspect(path)?;
        }
        let connection = open()?;
        let opened = Whereabouts {
            path: path.to_path_buf(),
            file,
            // SQLite follows a link, and keeps the log beside what it leads to.
            log: beside(&std::fs::canonicalize(path)?, "-wal"),
            log_file: OnceLock::new(),
        };
        known.push(file);
        opened.check()?;
        Ok((opened, connection))
    }

    /// Refuses to go on when the name, or that of the log, leads to another file, or to none.
    pub fn check(&self) -> Result<(), Failure> {
        if FileIdentity::of(&self.path).ok() != Some(self.file) {
            return Err(self.moved(&self.path));
        }
        let log = FileIdentity::of(&self.log).ok();
        match (self.log_file.get(), log) {
            (None, Some(log)) => drop(self.log_file.set(log)),
            (known, log) if known.copied() == log => {}
            _ => return Err(self.moved(&self.log)),
        }
        Ok(())
    }

    /// Works what was acknowledged into the file that was opened, wherever it is now, and empties the log, so that it is in nobody's
    /// way. Not when somebody else's log has its name.
    pub fn rescue(&self, writer: &Connection) {
        let log = FileIdentity::of(&self.log).ok();
        if log.is_some() && log != self.log_file.get().copied() {
            return;
        }
        let worked_in = writer.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get::<_, i64>(0));
        tracing::warn!(path = %self.path.display(), ?worked_in, "the file was moved, removed or replaced");
    }

    fn moved(&self, what: &Path) -> Failure {
        Failure::new(Kind::Io, "file.moved").arg("path", what.display())
    }
}

impl Drop for Whereabouts {
    fn drop(&mut self) {
        let mut known = lock(&OPEN);
        if let Some(at) = known.iter().position(|file| *file == self.file) {
            known.swap_remove(at);
        }
    }
}
