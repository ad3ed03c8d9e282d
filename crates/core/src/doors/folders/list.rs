//! The folders that are watched, how each stands, and what came in last.

use super::{seen, watch};
use crate::doors::imports::{OnMatch, Status, permission_of, status_of};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::messages;
use crate::engine::permission::{Permission, Role};
use crate::engine::store::Read;
use leadwell_rules::ids::{FolderId, ImportId, RecordKind};
use leadwell_rules::time::Instant;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// Files tried to be opened, to say which cannot be read.
const TRIED: usize = 50;
/// Files shown of each folder.
const SHOWN: i64 = 20;

/// A watched folder.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Folder {
    /// Its id.
    pub id: FolderId,
    /// Where it is on the computer that holds the file.
    pub path: String,
    /// What the rows of its files are.
    pub kind: RecordKind,
    /// What happens to a row whose record is there already.
    pub on_match: OnMatch,
    /// Whether the rows that could not be taken are also written beside the file.
    pub beside: bool,
    /// Whether it is watched.
    pub active: bool,
    /// For whom its files are imported.
    pub person: String,
    /// Why nothing, or not everything, can be taken from it now.
    pub trouble: Option<String>,
    /// Files that came in so far.
    pub taken: i64,
    /// The last files found, newest first.
    pub files: Vec<FolderFile>,
}

/// A file found in a folder.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FolderFile {
    /// Its name.
    pub name: String,
    /// When it was taken, or found not to be one.
    pub seen_at: Instant,
    /// What became of it.
    pub import: Option<Status>,
    /// Why it was not taken.
    pub message: Option<String>,
    /// The stable name of that reason.
    pub code: Option<String>,
}

/// Answers `folders.list`.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<Folder>, Failure> {
    folders(read)
}

/// All of them, in the order in which they were named.
pub fn folders(read: &Read<'_>) -> Result<Vec<Folder>, Failure> {
    let named = read.all(
        "select f.id, f.path, f.kind, f.on_match, f.beside, f.active, u.name,
           (select count(distinct import_id) from folder_files s where s.folder_id = f.id), u.active, u.role
         from folders f join people u on u.id = f.person_id where f.deleted_at is null order by f.id",
        [],
        |row| {
            let kind = row.get_ref(2)?.as_str()?.parse().unwrap_or(RecordKind::Leads);
            let role = Role::from_stored(row.get_ref(9)?.as_str().unwrap_or_default());
            let allowed = row.get(8)?
                && role.may(Permission::ImportRun)
                && permission_of(kind).is_ok_and(|permission| role.may(permission));
            let folder = Folder {
                id: FolderId(row.get(0)?),
                path: row.get(1)?,
                kind,
                on_match: OnMatch::from_stored(row.get_ref(3)?.as_str().unwrap_or_default()),
                beside: row.get(4)?,
                active: row.get(5)?,
                person: row.get(6)?,
                trouble: None,
                taken: row.get(7)?,
                files: Vec::new(),
            };
            Ok((folder, allowed))
        },
    )?;
    let mut folders = Vec::with_capacity(named.len());
    for (mut folder, allowed) in named {
        folder.trouble = trouble(read, &folder, allowed)?;
        folders.push(folder);
    }
    let found = read.all(
        "select folder_id, name, seen_at, import_id, message, code from
           (select *, row_number() over (partition by folder_id order by id desc) as nth from folder_files)
         where nth <= ?1 order by id desc",
        [SHOWN],
        |row| {
            let file = FolderFile {
                name: row.get(1)?,
                seen_at: Instant(row.get(2)?),
                import: None,
                message: row.get(4)?,
                code: row.get(5)?,
            };
            Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(3)?, file))
        },
    )?;
    let ids: Vec<i64> = found.iter().filter_map(|(_, import, _)| *import).collect();
    let imports = status_of(read, &ids)?;
    for (folder, import, mut file) in found {
        file.import = import.and_then(|id| imports.iter().find(|status| status.import_id == ImportId(id)).cloned());
        // What came in for somebody one does not answer for is theirs to know.
        if import.is_some() && file.import.is_none() {
            continue;
        }
        if let Some(folder) = folders.iter_mut().find(|known| known.id.0 == folder) {
            folder.files.push(file);
        }
    }
    Ok(folders)
}

/// What stands in the way, found out at the moment it is asked: a drive that is plugged in again is no trouble any more.
fn trouble(read: &Read<'_>, folder: &Folder, allowed: bool) -> Result<Option<String>, Failure> {
    let say = |code, args: &[(&'static str, String)]| Ok(Some(messages::sentence(read.call.language, code, args)));
    if !folder.active {
        return Ok(None);
    }
    if !allowed {
        return say("folder.person", &[("name", folder.person.clone())]);
    }
    let files = match watch::files(Path::new(&folder.path)) {
        Ok(files) => files,
        Err(code) => return say(code, &[("path", folder.path.clone())]),
    };
    for file in files.iter().take(TRIED) {
        if std::fs::File::open(&file.path).is_err() && !seen::known(read, folder.id, file)? {
            return say("folder.file_unreadable", &[("name", file.name.clone())]);
        }
    }
    Ok(None)
}
