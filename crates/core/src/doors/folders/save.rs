//! Naming a folder, changing what becomes of its files, and letting go of it.

use super::list::{Folder, folders};
use crate::doors::imports::{OnMatch, permission_of};
use crate::engine::failure::{Failure, Kind};
use crate::engine::store::{Read, Write};
use leadwell_rules::ids::{FolderId, RecordKind};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// A watched folder as it shall be; what is left out stays as it is.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveFolder {
    /// The folder to change; without it a new one is added.
    #[serde(default)]
    pub id: Option<FolderId>,
    /// Where it is on this computer, in full.
    #[serde(default)]
    pub path: Option<String>,
    /// What the rows of its files are; leads when not said.
    #[serde(default)]
    pub kind: Option<RecordKind>,
    /// What happens to a row whose record is there already; it is passed over when not said.
    #[serde(default)]
    pub on_match: Option<OnMatch>,
    /// Whether the rows that could not be taken are also written beside the file.
    #[serde(default)]
    pub beside: Option<bool>,
    /// Whether it is watched.
    #[serde(default)]
    pub active: Option<bool>,
}

/// Which folder.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FolderRef {
    /// Its id.
    pub id: FolderId,
}

/// Answers `folders.save`. Its files are imported for whoever saved it last.
pub fn save(write: &mut Write<'_>, wanted: SaveFolder) -> Result<Vec<Folder>, Failure> {
    let path = wanted.path.as_deref().map(absolute).transpose()?;
    if let Some(kind) = wanted.kind {
        // People who work here are let in by a person.
        if kind == RecordKind::People || !write.actor.may(permission_of(kind)?) {
            return Err(Failure::invalid("folder.kind", "kind"));
        }
    }
    // Which of two sayings counts where gaps are filled is for a person to look at.
    if wanted.on_match == Some(OnMatch::Merge) {
        return Err(Failure::invalid("folder.policy", "on_match"));
    }
    if let Some(path) = &path {
        let other = write.one(
            "select 1 from folders where path = ?1 and deleted_at is null and id is not ?2",
            (text(path), wanted.id.map(|id| id.0)),
            |_| Ok(()),
        )?;
        if other.is_some() {
            return Err(Failure::conflict("folder.twice").at("path"));
        }
    }
    let id = match (wanted.id, &path) {
        (Some(id), _) => known(write, id)?,
        (None, None) => return Err(Failure::invalid("folder.path_missing", "path")),
        (None, Some(path)) => placed(write, path)?,
    };
    write.sql(
        "update folders set path = coalesce(:path, path), kind = coalesce(:kind, kind), on_match = coalesce(:on_match, on_match),
           beside = coalesce(:beside, beside), active = coalesce(:active, active), person_id = :person, updated_at = :now where id = :id",
    )?
    .execute(named_params! {
        ":id": id.0, ":path": path.as_deref().map(text), ":kind": wanted.kind.map(RecordKind::as_str),
        ":on_match": wanted.on_match.map(OnMatch::as_str), ":beside": wanted.beside, ":active": wanted.active,
        ":person": write.actor.id.0, ":now": write.now().millis()
    })?;
    name(write, id)?;
    folders(write)
}

/// Answers `folders.remove`. The files stay where they are, and are not taken again should the folder come back.
pub fn remove(write: &mut Write<'_>, wanted: FolderRef) -> Result<Vec<Folder>, Failure> {
    let id = known(write, wanted.id)?;
    name(write, id)?;
    write.run(
        "update folders set deleted_at = ?2, updated_at = ?2 where id = ?1",
        (id.0, write.now().millis()),
    )?;
    folders(write)
}

fn known(read: &Read<'_>, id: FolderId) -> Result<FolderId, Failure> {
    let found = read.one(
        "select 1 from folders where id = ?1 and deleted_at is null",
        [id.0],
        |_| Ok(id),
    )?;
    found.ok_or_else(|| Failure::not_found("folder.unknown"))
}

/// The folder's row: the one it had before it was removed, or a new one.
fn placed(write: &mut Write<'_>, path: &Path) -> Result<FolderId, Failure> {
    let gone = write.one("select id from folders where path = ?1", [text(path)], |row| row.get(0))?;
    let id = match gone {
        Some(id) => {
            write.run(
                "update folders set deleted_at = null, kind = 'leads', on_match = 'skip', beside = 0, active = 1 where id = ?1",
                [id],
            )?;
            id
        }
        None => write.insert(
            "insert into folders (path, kind, on_match, person_id, created_at, updated_at) values (?1, 'leads', 'skip', ?2, ?3, ?3)",
            (text(path), write.actor.id.0, write.now().millis()),
        )?,
    };
    Ok(FolderId(id))
}

/// The folder's name, for the list of changes.
fn name(write: &mut Write<'_>, id: FolderId) -> Result<(), Failure> {
    let path: Option<String> = write.one("select path from folders where id = ?1", [id.0], |row| row.get(0))?;
    write.subject(path.unwrap_or_default());
    Ok(())
}

/// The place in full. Only a folder that is there and can be looked into is watched.
fn absolute(path: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(path.trim());
    if path.as_os_str().is_empty() {
        return Err(Failure::invalid("folder.path_missing", "path"));
    }
    if !path.is_absolute() {
        return Err(Failure::invalid("folder.path_relative", "path"));
    }
    let refused = |code| Failure::invalid(code, "path").arg("path", path.display());
    let about = std::fs::metadata(path).map_err(|_| refused("folder.not_there"))?;
    if !about.is_dir() {
        return Err(refused("folder.no_folder"));
    }
    std::fs::read_dir(path).map_err(|_| refused("folder.unreadable"))?;
    // Without `.`, doubled and trailing separators, so that one folder has one spelling.
    let path: PathBuf = path.components().collect();
    if path.to_str().is_none() {
        return Err(Failure::new(Kind::Invalid, "folder.no_folder")
            .arg("path", path.display())
            .at("path"));
    }
    Ok(path)
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
