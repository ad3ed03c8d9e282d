//! Undo and redo: the recorded changeset applied backwards or forwards, itself recorded.

use super::list::{COLUMNS, Change, change_row};
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::Role;
use crate::engine::store::Write;
use crate::engine::store::reverse::reverse;
use crate::records::reached::Reached;
use leadwell_rules::ids::ChangeId;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which change to take back.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Undo {
    /// The default is one's own last change that still stands; an import, which may run beside one's work, is never meant by that.
    pub change_id: Option<ChangeId>,
}

/// What was taken back or made again.
#[derive(Debug, Serialize, TS)]
pub struct Reversal {
    /// The change it was about.
    pub change: Change,
}

/// Answers `history.undo`.
pub fn undo(write: &mut Write<'_>, wanted: Undo) -> Result<Reversal, Failure> {
    let change = match wanted.change_id {
        Some(id) => one(write, "c.id = ?1 and c.undone_by is null and c.undoes is null and c.redoes is null and c.changeset is not null", id.0)?
            .ok_or_else(|| Failure::conflict("history.not_undoable"))?,
        None => one(
            write,
            "c.person_id = ?1 and c.undone_by is null and c.undoes is null and c.redoes is null and c.changeset is not null
             and c.import_id is null and c.command not glob 'tick.*' order by c.id desc limit 1",
            write.actor.id.0,
        )?
        .ok_or_else(|| Failure::conflict("history.nothing_to_undo"))?,
    };
    if change.person_id != write.actor.id && write.actor.role != Role::Owner {
        return Err(Failure::new(Kind::Forbidden, "history.not_yours").arg("who", &change.person));
    }
    if let Some(import) = change.import_id {
        // Chunks of an import stand and fall together.
        crate::doors::imports::undo(write, crate::doors::imports::ImportRef { import_id: import })?;
        return Ok(Reversal { change });
    }
    let record = record_of(write, change.id)?.ok_or_else(|| Failure::conflict("history.not_undoable"))?;
    turn(write, &change, &record, true)?;
    // The undo's own number is not known yet: it is the next one, as nothing else can write in this transaction.
    write.run(
        "update changes set undone_by = (select seq + 1 from sqlite_sequence where name = 'changes') where id = ?1",
        [change.id.0],
    )?;
    write.recorded.undoes = Some(change.id);
    write.recorded.subject.clone_from(&change.subject);
    Ok(Reversal { change })
}

/// Which change to make again.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Redo {
    /// The default is the change one took back last.
    pub change_id: Option<ChangeId>,
}

/// Answers `history.redo`: only while nothing else was changed since the undo, so that the order of changes holds.
pub fn redo(write: &mut Write<'_>, wanted: Redo) -> Result<Reversal, Failure> {
    let change = write.one(
        &format!("select {COLUMNS} from changes c join people u on u.id = c.person_id where
         c.person_id = ?1 and c.undone_by is not null and c.import_id is null and (?2 is null or c.id = ?2)
         and not exists (select 1 from changes later where later.person_id = ?1 and later.undoes is null and later.redoes is null
                         and later.command not glob 'tick.*' and later.id > c.undone_by)
         order by c.undone_by desc limit 1"),
        params![write.actor.id.0, wanted.change_id.map(|id| id.0)],
        change_row,
    )?
    .ok_or_else(|| Failure::conflict("history.nothing_to_redo"))?;
    // What the undo took is what comes back: its own record backwards.
    match undo_of(write, change.id)? {
        Some(undo) => turn(write, &change, &undo, true)?,
        // Undone by a version of the program that did not list an undo which had nothing left to do.
        None => {
            let record = record_of(write, change.id)?.ok_or_else(|| Failure::conflict("history.not_undoable"))?;
            turn(write, &change, &record, false)?;
        }
    }
    write.run("update changes set undone_by = null where id = ?1", [change.id.0])?;
    write.recorded.redoes = Some(change.id);
    write.recorded.subject.clone_from(&change.subject);
    Ok(Reversal { change })
}

fn one(write: &Write<'_>, condition: &'static str, value: i64) -> Result<Option<Change>, Failure> {
    write.one(
        &format!("select {COLUMNS} from changes c join people u on u.id = c.person_id where {condition}"),
        [value],
        change_row,
    )
}

/// What was recorded of a change.
fn record_of(write: &Write<'_>, id: ChangeId) -> Result<Option<Vec<u8>>, Failure> {
    let record = write.one("select changeset from changes where id = ?1", [id.0], |row| row.get(0))?;
    Ok(record.flatten())
}

/// What was recorded of the undo that a change was taken back by.
fn undo_of(write: &Write<'_>, id: ChangeId) -> Result<Option<Vec<u8>>, Failure> {
    let record = write.one(
        "select undo.changeset from changes c join changes undo on undo.id = c.undone_by and undo.undoes = c.id where c.id = ?1",
        [id.0],
        |row| row.get(0),
    )?;
    Ok(record.flatten())
}

/// Verbs that are used about records one need not see; so is what takes them back.
const UNSEEN: [&str; 1] = ["duplicates.tell_owner"];

/// Applies a record backwards or forwards, with the rights of whoever asks.
fn turn(write: &Write<'_>, change: &Change, record: &[u8], backwards: bool) -> Result<(), Failure> {
    if UNSEEN.contains(&change.command.as_str()) {
        return reverse(write, record, backwards);
    }
    let reached = Reached::by(write, record, backwards)?;
    reached.before(write)?;
    reverse(write, record, backwards)?;
    reached.after(write)
}
