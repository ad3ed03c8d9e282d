//! What is remembered of files: one row for each content under each name, so that a file comes in once, whatever it is called and
//! however often the program is started.

use super::watch::Found;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::RecordKind;
use leadwell_rules::ids::{FolderId, ImportId};
use leadwell_rules::time::Instant;
use rusqlite::Connection;

/// What became of a content.
#[derive(Debug, Clone, Default)]
pub struct Fate {
    /// The import that took it.
    pub import: Option<i64>,
    /// Why it was not taken, as a code and a sentence.
    pub code: Option<String>,
    /// See `code`.
    pub message: Option<String>,
}

/// Whether this very file – name, size, time – was settled before.
pub fn known(read: &Read<'_>, folder: FolderId, file: &Found) -> Result<bool, Failure> {
    let found = read.one(
        "select 1 from folder_files where folder_id = ?1 and name = ?2 and bytes = ?3 and modified_at = ?4",
        (folder.0, &file.name, bytes(file), file.modified),
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// What became of the same content before, in this folder or in another whose files hold the same kind of records.
pub fn fate(read: &Read<'_>, folder: FolderId, kind: RecordKind, file_hash: &str) -> Result<Option<Fate>, Failure> {
    read.one(
        "select s.import_id, s.code, s.message from folder_files s join folders f on f.id = s.folder_id
         where s.file_hash = ?1 and (s.folder_id = ?2 or (f.kind = ?3 and s.import_id is not null))
         order by s.import_id is null, s.id limit 1",
        (file_hash, folder.0, kind.as_str()),
        |row| {
            Ok(Fate {
                import: row.get(0)?,
                code: row.get(1)?,
                message: row.get(2)?,
            })
        },
    )
}

/// Of a file that is being read. Who finds it later finds one with which the program ended: it is set aside.
pub const SET_ASIDE: &str = "folder.set_aside";

/// Takes the mark of a file that is read off: what became of it is known now, or it is to be tried again.
pub fn unmark(connection: &Connection, folder: FolderId, file: &Found, file_hash: &str) -> Result<(), Failure> {
    connection
        .prepare_cached("delete from folder_files where folder_id = ?1 and name = ?2 and file_hash = ?3 and code = ?4")?
        .execute((folder.0, &file.name, file_hash, SET_ASIDE))?;
    Ok(())
}

/// Remembers a file; whether it was new. The same content under the same name is only brought up to date.
pub fn remember(
    connection: &Connection,
    folder: FolderId,
    file: &Found,
    file_hash: &str,
    fate: &Fate,
    now: Instant,
) -> Result<bool, Failure> {
    let known = connection
        .prepare_cached(
            "update folder_files set bytes = ?4, modified_at = ?5 where folder_id = ?1 and name = ?2 and file_hash = ?3",
        )?
        .execute((folder.0, &file.name, file_hash, bytes(file), file.modified))?;
    if known > 0 {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "insert into folder_files (folder_id, name, bytes, modified_at, file_hash, seen_at, import_id, code, message)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            folder.0,
            &file.name,
            bytes(file),
            file.modified,
            file_hash,
            now.millis(),
            fate.import,
            fate.code.as_deref(),
            fate.message.as_deref(),
        ))?;
    Ok(true)
}

/// Notes that the rows which could not be taken lie beside the file.
pub fn lies_beside(connection: &Connection, id: ImportId) -> Result<(), Failure> {
    connection
        .prepare_cached("update folder_files set beside = 1 where import_id = ?1")?
        .execute([id.0])?;
    Ok(())
}

fn bytes(file: &Found) -> i64 {
    i64::try_from(file.bytes).unwrap_or(i64::MAX)
}
