//! One file out of a folder: known by its content, or refused with the reason, or imported like any other file.

use super::look::Watched;
use super::seen::{self, Fate};
use super::watch::{self, Found};
use crate::doors::imports::{OpenFile, Plan, begin, file_hash, rejected_rows};
use crate::engine::call::Call;
use crate::engine::failure::{Failure, Kind};
use crate::engine::messages;
use crate::engine::store::Read;
use crate::engine::workspace::Workspace;
use crate::records::leads::Door;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::ImportId;
use rusqlite::Connection;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Error files of one name tried before it is left at that.
const NAMES: u32 = 99;

/// What came of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is being imported.
    Begun(ImportId),
    /// It was taken or refused before, or is refused now: nothing to do until it changes.
    Settled,
    /// Not now: it cannot be read, or another import is running. The next look tries again.
    Later,
}

/// Takes a file that is whole.
pub fn take(workspace: &Arc<Workspace>, call: &Call, folder: &Watched, file: &Found) -> Result<Taken, Failure> {
    if workspace.read(call, |read| seen::known(read, folder.id, file))? {
        return Ok(Taken::Settled);
    }
    let Ok(open) = std::fs::File::open(&file.path) else {
        return Ok(Taken::Later);
    };
    let Ok(file_hash) = file_hash(open) else {
        return Ok(Taken::Later);
    };
    let keep = |fate: &Fate| {
        workspace
            .unrecorded(|connection| seen::remember(connection, folder.id, file, &file_hash, fate, call.now).map(drop))
    };
    if let Some(fate) = workspace.read(call, |read| seen::fate(read, folder.id, folder.kind, &file_hash))? {
        keep(&fate)?;
        return Ok(Taken::Settled);
    }
    // Should the program end while it reads the file, this stays, and the file is not what ends it again at every start.
    keep(&Fate {
        import: None,
        code: Some(seen::SET_ASIDE.to_owned()),
        message: Some(messages::sentence(call.language, seen::SET_ASIDE, &[])),
    })?;
    let unmark = |connection: &Connection| seen::unmark(connection, folder.id, file, &file_hash);
    let plan = Plan {
        on_match: folder.on_match,
        ..Plan::of(folder.kind, &file.path)
    };
    let opened = OpenFile {
        name: file.name.clone(),
        path: file.path.clone(),
        bytes: file.bytes,
        in_use: None,
    };
    let begun = begin(workspace, call, plan, opened, Door::Folder, |connection, id| {
        let fate = Fate {
            import: Some(id.0),
            ..Fate::default()
        };
        unmark(connection)?;
        if seen::remember(connection, folder.id, file, &file_hash, &fate, call.now)? {
            return Ok(());
        }
        // Another program was quicker.
        Err(Failure::conflict("import.already_running"))
    });
    if begun.is_err() {
        workspace.unrecorded(unmark)?;
    }
    match begun {
        Ok(started) => Ok(Taken::Begun(started.import_id)),
        Err(failure) if matches!(failure.kind, Kind::Invalid) => {
            let failure = failure.in_language(call.language);
            keep(&Fate {
                import: None,
                code: Some(failure.code.to_owned()),
                message: Some(failure.message),
            })?;
            Ok(Taken::Settled)
        }
        Err(failure) if matches!(failure.kind, Kind::Internal | Kind::Corrupt) => Err(failure),
        Err(_) => Ok(Taken::Later),
    }
}

/// Writes the rows that could not be taken beside their file. A folder that cannot be written to does no harm: the list of imports has them.
pub fn lay_beside(
    workspace: &Arc<Workspace>,
    call: &Call,
    folder: &Path,
    name: &str,
    id: ImportId,
) -> Result<(), Failure> {
    let file = workspace.read(call, |read: &Read<'_>| rejected_rows(read, id, name))?;
    if file.rows == 0 {
        return Ok(());
    }
    let bytes = STANDARD.decode(file.csv_base64).map_err(Failure::internal)?;
    for number in 1..=NAMES {
        let path = folder.join(watch::beside(name, number));
        match std::fs::File::create_new(&path) {
            Ok(mut made) => {
                if made.write_all(&bytes).is_err() {
                    let _ = std::fs::remove_file(&path);
                    return Ok(());
                }
                return workspace.unrecorded(|connection| seen::lies_beside(connection, id));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}
