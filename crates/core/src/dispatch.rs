//! The door to an open file: `dispatch` is the only way in, and authorisation stands at it.

use crate::engine::call::{Call, Origin};
use crate::engine::command::{Answer, CommandInfo, Kind, Reach, Run, RunChange, RunQuery};
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::Settings;
use crate::engine::store::read::Actor;
use crate::engine::store::record::Committed;
use crate::engine::workspace::Workspace;
use crate::reactions::WIRING;
use crate::registry::COMMANDS;
use leadwell_rules::ids::PersonId;
use leadwell_rules::limits::YEARS;
use leadwell_rules::time::Instant;
use rusqlite::params;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

impl Workspace {
    /// Makes a new, empty file in a folder that is there. Never overwrites.
    pub fn create(path: &Path, now: Instant) -> Result<Arc<Workspace>, Failure> {
        Ok(Self::create_arranged(path, now, |_| Ok(()))?.0)
    }

    /// The same with commands that are part of making it: when one of them fails there is no file. `arrange` must not keep it.
    pub fn create_arranged<T>(
        path: &Path,
        now: Instant,
        arrange: impl FnOnce(&Arc<Workspace>) -> Result<T, Failure>,
    ) -> Result<(Arc<Workspace>, T), Failure> {
        Self::create_with(path, now, &WIRING, arrange)
    }

    /// Opens a file, bringing an older one up to date. Refuses what is not ours, is newer, or lies on a network drive.
    pub fn open(path: &Path, _now: Instant) -> Result<Arc<Workspace>, Failure> {
        Self::open_with(path, &WIRING)
    }

    /// Opens the file, or makes it when there is none.
    pub fn open_or_create(path: &Path, now: Instant) -> Result<Arc<Workspace>, Failure> {
        if path.exists() {
            return Self::open(path, now);
        }
        match Self::create(path, now) {
            // Another program has made it meanwhile.
            Err(failure) if failure.code == "file.exists" && path.exists() => Self::open(path, now),
            made => made,
        }
    }

    /// The person at this machine: the first active owner.
    pub fn owner(&self) -> Result<PersonId, Failure> {
        self.with_reader(|connection| {
            Ok(PersonId(connection.query_row(
                "select id from people where role = 'owner' and active = 1 order by id limit 1",
                [],
                |row| row.get(0),
            )?))
        })
    }

    /// The language sentences are in when a host names none.
    pub fn language(&self) -> Result<leadwell_rules::Language, Failure> {
        self.with_reader(|connection| Ok(Settings::load(connection)?.language))
    }

    /// A person by id or by name.
    pub fn person(&self, who: &str) -> Result<PersonId, Failure> {
        self.with_reader(|connection| {
            let found: Option<i64> = connection
                .prepare_cached("select id from people where id = ?1 or name = ?2 order by name = ?2 desc limit 1")?
                .query_map(params![who.parse::<i64>().ok(), who], |row| row.get(0))?
                .next()
                .transpose()?;
            found
                .map(PersonId)
                .ok_or_else(|| Failure::not_found("person.unknown").arg("name", who))
        })
    }

    /// Runs one command for one caller, and says what it changed. Authorisation comes first; a refused call has touched nothing.
    pub fn answer(self: &Arc<Self>, call: &Call, command: &str, input: Value) -> Result<Answer, Failure> {
        self.admit_and_run(call, command, input).map_err(|failure| {
            if failure.kind == FailureKind::Internal {
                tracing::error!(command, ?failure, "internal failure");
            }
            failure.in_language(call.language)
        })
    }

    /// The same for whoever asks on the way to something else: the output alone.
    pub fn dispatch(self: &Arc<Self>, call: &Call, command: &str, input: Value) -> Result<Value, Failure> {
        Ok(self.answer(call, command, input)?.output)
    }

    fn admit_and_run(self: &Arc<Self>, call: &Call, command: &str, input: Value) -> Result<Answer, Failure> {
        let Some(row) = COMMANDS.iter().find(|row| row.name == command) else {
            return Err(Failure::not_found("call.unknown_command").arg("command", command));
        };
        if call.origin == Origin::Lan && row.reach == Reach::Local {
            return Err(Failure::new(FailureKind::Forbidden, "call.local_only").arg("command", command));
        }
        if !call.now.is_near() {
            return Err(Failure::invalid("call.clock", "now")
                .arg("first", YEARS.start())
                .arg("last", YEARS.end()));
        }
        match row.run {
            Run::Query(run) => Ok(Answer::of(self.query(call, row, run, input)?)),
            Run::Change(run) => Ok(Answer::committed(self.change(call, row, run, input)?)),
            Run::Job(run) => {
                self.with_reader(|connection| admit(&Actor::load(connection, call.person)?, row))?;
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
}

/// The one place where a command is allowed or refused.
fn admit(actor: &Actor, row: &CommandInfo) -> Result<(), Failure> {
    if actor.may(row.permission) {
        return Ok(());
    }
    Err(Failure::new(FailureKind::Forbidden, "call.forbidden").arg("command", row.summary.trim().trim_end_matches('.')))
}
