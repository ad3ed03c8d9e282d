//! Beginning an import, and going on with one that was interrupted. What can be refused at once is refused at once.

use super::dry_run::reading;
use super::file_hash;
use super::import_lock::ImportLock;
use super::indexes;
use super::job::{self, Order, current};
use super::model::{Started, State};
use super::pieces;
use super::plan::{Prepared, prepare, remember};
use super::rights;
use super::store;
use super::table::{self, Layout, Row, Visitor};
use super::upload::{OpenFile, locate};
use super::wanted::{Plan, ResumeImport, Source};
use crate::engine::call::{Call, Origin};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::workspace::Workspace;
use crate::records::leads::Door;
use leadwell_rules::ids::ImportId;
use rusqlite::Connection;
use std::sync::Arc;

/// Rows read for the estimate of their number.
const PEEK: u64 = 2_000;

/// Answers `imports.start`.
pub fn start(workspace: &Arc<Workspace>, call: &Call, plan: Plan) -> Result<Started, Failure> {
    let file = locate(workspace, call, &plan.source)?;
    begin(workspace, call, plan, file, Door::Import, |_, _| Ok(()))
}

/// Begins an import through a door; `beside` is written down in the same transaction.
pub(crate) fn begin(
    workspace: &Arc<Workspace>,
    call: &Call,
    plan: Plan,
    file: OpenFile,
    door: Door,
    beside: impl FnOnce(&Connection, ImportId) -> Result<(), Failure>,
) -> Result<Started, Failure> {
    let (prepared, single_transaction) = look(workspace, call, &plan, &file)?;
    let mut import_lock = ImportLock::take(workspace.path())?;
    let id = workspace.unrecorded(|connection| {
        let transaction = connection.unchecked_transaction()?;
        remember(&transaction, &prepared, plan.save_mapping_as.as_deref(), &[])?;
        let id = store::begin(&transaction, &plan, &prepared, &file, door)?;
        beside(&transaction, id)?;
        // Before anybody can see that it runs.
        import_lock.works_on(workspace.path(), id)?;
        transaction.commit()?;
        Ok(id)
    })?;
    let order = Order {
        call: call.clone(),
        plan,
        file,
        id,
        door,
        settled: None,
        committed: None,
        single_transaction,
        since: call.now,
    };
    job::launch(workspace, order, import_lock)?;
    Ok(Started { import_id: id })
}

/// Answers `imports.resume`: goes on behind the last row that was committed, as if nothing had happened. Only with the same file.
pub fn resume(workspace: &Arc<Workspace>, call: &Call, wanted: ResumeImport) -> Result<Started, Failure> {
    let id = wanted.import_id;
    let begun = workspace.read(call, |read| {
        let status = current(read, rights::find(read, id)?)?;
        let begun = store::begun(read, id)?;
        if status.state != State::Interrupted {
            return Err(Failure::conflict("import.not_interrupted"));
        }
        // One of an older program, which noted nothing.
        let noted = begun.stored.settled.is_some() && (!status.can_undo || pieces::committed(read, id)?.is_some());
        if !noted {
            return Err(Failure::conflict("import.cannot_go_on"));
        }
        Ok(begun)
    })?;
    let mut plan = begun.stored.plan;
    let file = match (&plan.source, wanted.upload) {
        (Source::Path { .. }, None) => {
            // The path was named by somebody who could, when the import began.
            let local = Call {
                origin: Origin::Local,
                ..call.clone()
            };
            locate(workspace, &local, &plan.source)?
        }
        (Source::Upload { .. }, None) => return Err(Failure::invalid("import.file_needed", "upload")),
        (_, Some(upload)) => {
            plan.source = Source::Upload { upload };
            locate(workspace, call, &plan.source)?
        }
    };
    let other_size = begun.bytes.is_some_and(|bytes| bytes != file.bytes);
    if other_size || begun.file_hash.is_some() && begun.file_hash != Some(file_hash::file_hash(file.open()?)?) {
        return Err(Failure::conflict("import.file_changed").arg("name", &file.name));
    }
    let mut import_lock = ImportLock::take(workspace.path())?;
    import_lock.works_on(workspace.path(), id)?;
    // Somebody else may have gone on with it, or taken it back, while the file was read.
    let (begun, committed) = workspace.read(call, |read| match rights::find(read, id)?.state {
        State::Running | State::Cancelling => Ok((store::begun(read, id)?, pieces::committed(read, id)?)),
        _ => Err(Failure::conflict("import.not_interrupted")),
    })?;
    workspace.unrecorded(|connection| store::go_on(connection, id))?;
    let Some(settled) = begun.stored.settled else {
        return Err(Failure::conflict("import.cannot_go_on"));
    };
    plan.mapping.clone_from(&settled.mapping);
    let since = call.now;
    let call = Call {
        now: begun.started_at,
        person: begun.person,
        language: settled.language,
        origin: call.origin,
        seen: None,
    };
    let single_transaction = committed.is_none() && look(workspace, &call, &plan, &file)?.1;
    let order = Order {
        call,
        plan,
        file,
        id,
        door: begun.door,
        settled: Some(settled),
        committed,
        single_transaction,
        since,
    };
    job::launch(workspace, order, import_lock)?;
    Ok(Started { import_id: id })
}

/// Reads the headings, makes sure that there is a row, and estimates from the first ones whether the import is one to be made
/// in a single transaction.
fn look(workspace: &Workspace, call: &Call, plan: &Plan, file: &OpenFile) -> Result<(Prepared, bool), Failure> {
    struct Peek<'p, 'r> {
        read: &'p Read<'r>,
        plan: &'p Plan,
        prepared: Option<Prepared>,
        rows: u64,
        done: f64,
    }
    impl Visitor for Peek<'_, '_> {
        fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
            self.prepared = Some(prepare(self.read, self.read.call, self.plan, layout)?);
            Ok(())
        }
        fn row(&mut self, _: &mut Row, done: f64) -> Result<bool, Failure> {
            (self.rows, self.done) = (self.rows + 1, done);
            Ok(self.rows < PEEK)
        }
    }
    workspace.read(call, |read| {
        let mut peek = Peek {
            read,
            plan,
            prepared: None,
            rows: 0,
            done: 0.0,
        };
        table::read(file, &reading(plan, read.settings.language), &mut peek)?;
        let Some(prepared) = peek.prepared.filter(|_| peek.rows > 0) else {
            return Err(Failure::invalid("import.no_rows", "source"));
        };
        if !plan.values.is_empty() {
            (prepared.spec.passes.check)(read, &prepared)?;
        }
        let rows = if peek.rows < PEEK || peek.done <= 0.0 {
            peek.rows
        } else {
            (peek.rows as f64 / peek.done) as u64
        };
        // What changes records is recorded, and a record of that size is better kept in pieces.
        let single_transaction = !plan.on_match.changes() && indexes::worth_it(read, &prepared.spec, rows)?;
        Ok((prepared, single_transaction))
    })
}
