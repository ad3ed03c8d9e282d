//! Taking back a whole import, one recorded piece at a time, so that its size does not matter.

use super::job;
use super::kinds;
use super::model::{ImportRef, State, Status};
use super::store;
use crate::failure::{Failure, Kind};
use crate::opportunities::versions;
use crate::store::Write;
use crate::store::record::{apply, for_each, key_of};
use leadwell_rules::ids::{ImportId, OpportunityId};
use rusqlite::hooks::Action;

/// Answers `imports.undo`. Refused, with the reason, when a record was changed since.
pub fn undo(write: &mut Write<'_>, wanted: ImportRef) -> Result<Status, Failure> {
    let id = wanted.import_id;
    let status = store::find(write, id)?;
    let spec = kinds::spec(status.kind);
    if !write.actor.may(spec.permission) {
        return Err(Failure::new(Kind::Forbidden, "import.kind_forbidden").arg("kind", spec.label(write.call.language)));
    }
    if status.state == State::Running && job::alive(write.path, write, id)? {
        return Err(Failure::conflict("import.still_running"));
    }
    if status.state == State::Undone || !status.can_undo {
        return Err(Failure::conflict("import.nothing_to_undo"));
    }
    take_back(write, id, "undone")?;
    write.subject(status.file_name);
    store::find(write, id)
}

/// Applies the inverse of every piece, the newest first, and forgets the pieces. What takes an import back is listed, but
/// cannot itself be taken back: its record would be as large as the import.
pub fn take_back(write: &mut Write<'_>, id: ImportId, state: &str) -> Result<(), Failure> {
    let pieces: Vec<(i64, i64)> = write.all(
        "select id, records from changes where import_id = ?1 and undone_by is null and changeset is not null order by id desc",
        [id.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if pieces.is_empty() {
        return store::end(write.connection, id, state, None, write.now(), None);
    }
    write.stands();
    for (piece, _) in &pieces {
        let bytes = write.one("select changeset from changes where id = ?1", [piece], |row| row.get::<_, Vec<u8>>(0))?.unwrap_or_default();
        apply(write.connection, &bytes, true).map_err(|failure| match failure.code {
            "history.changed_since" => Failure::conflict("import.changed_since"),
            _ => failure,
        })?;
        // Deals the import had changed stand again as they stood before: that, too, is history.
        let mut restored = Vec::new();
        for_each(&bytes, |table, action, item| {
            if table == "opportunities" && action == Action::SQLITE_UPDATE {
                restored.push(key_of(action, item)?);
            }
            Ok(())
        })?;
        for deal in restored {
            versions::keep(write, OpportunityId(deal))?;
        }
        write.run(
            "update changes set changeset = null, undone_by = (select seq + 1 from sqlite_sequence where name = 'changes') where id = ?1",
            [piece],
        )?;
    }
    write.recorded.records = Some(pieces.iter().map(|(_, records)| records).sum());
    store::end(write.connection, id, state, None, write.now(), None)
}
