//! The open file and the door to it: `dispatch` is the only way in, and authorisation stands at it.

mod background;
mod clear;
mod info;
mod presets;
mod setup;
pub(crate) mod tick;

pub(crate) use background::{Asked, Background};
pub use clear::{Clear, Cleared, clear};
pub use info::{Check, Info, Pulse, check, info, pulse};
pub use setup::{Save, Setup, save, setup};
pub use tick::{Ticked, confirm_clock};

use crate::call::{Call, Origin};
use crate::command::{CommandInfo, Kind, Reach, Run, RunChange, RunQuery};
use crate::failure::{Failure, Kind as FailureKind};
use crate::folders::Watch;
use crate::imports::Jobs;
use crate::registry::COMMANDS;
use crate::search::Preparation;
use crate::store::memo::Memo;
use crate::store::read::Actor;
use crate::store::record::{Committed, transact};
use crate::store::{House, Read, Write, connection, migrate};
use leadwell_rules::ids::UserId;
use leadwell_rules::time::Instant;
use rusqlite::{Connection, params};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// An open workspace file. Share it behind an `Arc`.
pub struct Workspace {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    pub(crate) jobs: Jobs,
    pub(crate) memo: Memo,
    pub(crate) background: Background,
    pub(crate) preparation: Preparation,
    ticker: tick::Ticker,
    pub(crate) watch: Watch,
    /// Itself, for work in the background that must not keep a closed file open.
    me: Weak<Workspace>,
}

/// A lock whose holder panicked still guards a sound file: SQLite rolled the transaction back.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workspace {
    /// Makes a new, empty file in a folder that is there. Never overwrites.
    pub fn create(path: &Path, now: Instant) -> Result<Arc<Workspace>, Failure> {
        if path.exists() {
            return Err(Failure::conflict("file.exists").arg("path", path.display()));
        }
        // Made beside its place and moved there when whole: a half-made file never has the real name.
        let partial = path.with_extension(format!("{}.partial", std::process::id()));
        let made = Self::make(&partial, now).and_then(|()| Ok(std::fs::rename(&partial, path)?));
        if let Err(failure) = made {
            for leftover in [partial.clone(), beside(&partial, "-wal"), beside(&partial, "-shm")] {
                let _ = std::fs::remove_file(leftover);
            }
            return Err(failure);
        }
        Self::open(path, now)
    }

    fn make(path: &Path, now: Instant) -> Result<(), Failure> {
        let mut connection = connection::writer(path, true)?;
        restrict(path)?;
        migrate::migrate(&mut connection, path)?;
        connection.execute(
            "insert into workspace (id, name, language, base_currency, time_zone, fiscal_start_month, business, created_at)
             values (1, 'Leadwell', 'zh', 'CNY', 'Asia/Shanghai', 1, 'general', ?1)",
            [now.millis()],
        )?;
        connection.execute(
            "insert into users (name, role, created_at) values ('我', 'owner', ?1)",
            [now.millis()],
        )?;
        connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        connection.close().map_err(|(_, error)| error)?;
        Ok(())
    }

    /// Opens a file, bringing an older one up to date. Refuses what is not ours, is newer, or lies on a network drive.
    pub fn open(path: &Path, _now: Instant) -> Result<Arc<Workspace>, Failure> {
        connection::inspect(path)?;
        let mut writer = connection::writer(path, false)?;
        migrate::migrate(&mut writer, path)?;
        let path = std::path::absolute(path)?;
        let workspace = Arc::new_cyclic(|me| Workspace {
            path,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            jobs: Jobs::default(),
            memo: Memo::default(),
            background: Background::default(),
            preparation: Preparation::default(),
            ticker: tick::Ticker::default(),
            watch: Watch::default(),
            me: me.clone(),
        });
        if workspace.search_waits()? {
            workspace.preparation.begin(&workspace.me);
        }
        Ok(workspace)
    }

    /// Opens the file, or makes it when there is none.
    pub fn open_or_create(path: &Path, now: Instant) -> Result<Arc<Workspace>, Failure> {
        if path.exists() {
            Self::open(path, now)
        } else {
            Self::create(path, now)
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The person at this machine: the first active owner.
    pub fn owner(&self) -> Result<UserId, Failure> {
        self.with_reader(|connection| {
            Ok(UserId(connection.query_row(
                "select id from users where role = 'owner' and active = 1 order by id limit 1",
                [],
                |row| row.get(0),
            )?))
        })
    }

    /// The language sentences are in when a host names none.
    pub fn language(&self) -> Result<leadwell_rules::Language, Failure> {
        self.with_reader(|connection| Ok(House::load(connection)?.language))
    }

    /// A person by id or by name.
    pub fn person(&self, who: &str) -> Result<UserId, Failure> {
        self.with_reader(|connection| {
            let found: Option<i64> = connection
                .prepare_cached("select id from users where id = ?1 or name = ?2 order by name = ?2 desc limit 1")?
                .query_map(params![who.parse::<i64>().ok(), who], |row| row.get(0))?
                .next()
                .transpose()?;
            found
                .map(UserId)
                .ok_or_else(|| Failure::not_found("user.unknown").arg("name", who))
        })
    }

    /// Runs one command for one caller. Authorisation comes first; a refused call has touched nothing.
    pub fn dispatch(self: &Arc<Self>, call: &Call, command: &str, input: Value) -> Result<Value, Failure> {
        self.admit_and_run(call, command, input).map_err(|failure| {
            if failure.kind == FailureKind::Internal {
                tracing::error!(command, ?failure, "internal failure");
            }
            failure.in_language(call.language)
        })
    }

    fn admit_and_run(self: &Arc<Self>, call: &Call, command: &str, input: Value) -> Result<Value, Failure> {
        let Some(row) = COMMANDS.iter().find(|row| row.name == command) else {
            return Err(Failure::not_found("call.unknown_command").arg("command", command));
        };
        if call.origin == Origin::Lan && row.reach == Reach::Local {
            return Err(Failure::new(FailureKind::Forbidden, "call.local_only").arg("command", command));
        }
        match row.run {
            Run::Query(run) => self.query(call, row, run, input),
            Run::Change(run) => Ok(self.change(call, row, run, input)?.answer),
            Run::Job(run) => {
                self.with_reader(|connection| admit(&Actor::load(connection, call.user)?, row))?;
                run(self, call, input)
            }
        }
    }

    fn query(&self, call: &Call, row: &CommandInfo, run: RunQuery, input: Value) -> Result<Value, Failure> {
        self.read(call, |read| {
            admit(&read.actor, row)?;
            run(read, input)
        })
    }

    fn change(
        &self,
        call: &Call,
        row: &CommandInfo,
        run: RunChange,
        input: Value,
    ) -> Result<Committed<Value>, Failure> {
        debug_assert_eq!(row.kind, Kind::Change);
        self.write(call, row.name, |write| {
            admit(&write.actor, row)?;
            run(write, input)
        })
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
                house: House::load(&snapshot)?,
                actor: Actor::load(&snapshot, call.user)?,
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
        let committed = transact(&mut lock(&self.writer), &self.path, call, command, verb)?;
        if committed.search_waits {
            self.preparation.begin(&self.me);
        }
        Ok(committed)
    }

    /// The writer for what follows from the records, in a transaction of its own.
    pub(crate) fn alone<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        work(&mut lock(&self.writer))
    }

    /// The writer for job bookkeeping that is not part of the recorded history.
    pub(crate) fn unrecorded<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        work(&lock(&self.writer))
    }

    pub(crate) fn with_reader<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
        let waiting = lock(&self.readers).pop();
        let connection = match waiting {
            Some(connection) => connection,
            None => connection::reader(&self.path)?,
        };
        let outcome = work(&connection);
        lock(&self.readers).push(connection);
        outcome
    }
}

/// The one place where a command is allowed or refused.
fn admit(actor: &Actor, row: &CommandInfo) -> Result<(), Failure> {
    if actor.may(row.permission) {
        return Ok(());
    }
    Err(Failure::new(FailureKind::Forbidden, "call.forbidden").arg("command", row.summary.trim().trim_end_matches('.')))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Only the person whose account made the file may read it.
#[cfg(unix)]
fn restrict(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?)
}

/// On Windows the folder of the user's profile already does.
#[cfg(not(unix))]
fn restrict(_path: &Path) -> Result<(), Failure> {
    Ok(())
}
