//! Files on their way in: pieces put together in a private folder beside the workspace file, or a path on this machine.

use super::job::Jobs;
use super::wanted::Source;
use crate::engine::call::{Call, Origin};
use crate::engine::failure::{Failure, Kind};
use crate::engine::files::draft_folder::{DraftFolder, unguessable};
use crate::engine::workspace::{Workspace, lock};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_rules::ids::PersonId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use ts_rs::TS;

/// Largest upload.
const LARGEST: u64 = 2 << 30;
/// Uploads of one person kept at a time; the oldest nobody works with makes room.
const KEPT: usize = 8;
/// Largest piece, as text.
const LARGEST_PIECE: usize = 24 << 20;

/// A piece of a file.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields, rename = "UploadPiece")]
pub struct Upload {
    /// The upload it continues; the first piece names none.
    #[serde(default)]
    pub upload: Option<String>,
    /// The file's name, with the first piece.
    #[serde(default)]
    pub name: Option<String>,
    /// The bytes.
    pub chunk_base64: String,
    /// Whether this is the last piece.
    pub last: bool,
}

/// What has arrived.
#[derive(Debug, Serialize, TS)]
pub struct Uploaded {
    /// The name to use for it.
    pub upload: String,
    /// Bytes so far.
    pub bytes: u64,
}

/// A file that may be read.
#[derive(Debug, Clone)]
pub struct OpenFile {
    /// What people call it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Of an upload: that somebody works with it.
    #[allow(dead_code, reason = "it is held, and counted by whoever makes room")]
    pub in_use: Option<Arc<()>>,
}

impl OpenFile {
    /// Opens it from its beginning.
    pub fn open(&self) -> Result<File, Failure> {
        super::detect::open(&self.path)
    }
}

#[derive(Debug)]
struct Held {
    upload: String,
    owner: PersonId,
    name: String,
    path: PathBuf,
    bytes: u64,
    complete: bool,
    /// Shared with everybody who works with it.
    in_use: Arc<()>,
}

/// The uploads of this process.
#[derive(Debug, Default)]
pub struct Uploads {
    /// Made with the first of them.
    folder: Mutex<Option<DraftFolder>>,
    /// The oldest first.
    held: Mutex<Vec<Held>>,
}

impl Uploads {
    /// An empty file for a new upload.
    fn new_file(&self, workspace: &Path, upload: &str) -> Result<PathBuf, Failure> {
        let mut slot = lock(&self.folder);
        if slot.is_none() {
            *slot = Some(DraftFolder::beside(workspace)?);
        }
        match slot.as_ref() {
            Some(folder) => folder.private_file(upload),
            None => Err(Failure::not_found("import.no_such_upload")),
        }
    }

    fn find(&self, upload: &str, owner: PersonId) -> Result<OpenFile, Failure> {
        let held = lock(&self.held);
        let found = held
            .iter()
            .find(|held| held.upload == upload && held.owner == owner && held.complete);
        let found = found.ok_or_else(|| Failure::not_found("import.no_such_upload"))?;
        Ok(OpenFile {
            name: found.name.clone(),
            path: found.path.clone(),
            bytes: found.bytes,
            in_use: Some(Arc::clone(&found.in_use)),
        })
    }

    /// Lets go of an upload that is needed no longer.
    pub fn forget(&self, source: &Source) {
        if let Source::Upload { upload } = source {
            let mut held = lock(&self.held);
            if let Some(index) = held.iter().position(|held| held.upload == *upload) {
                let _ = fs::remove_file(held.remove(index).path);
            }
        }
    }
}

/// Answers `imports.upload`.
pub fn upload(workspace: &Arc<Workspace>, call: &Call, piece: Upload) -> Result<Uploaded, Failure> {
    let uploads = &workspace.state::<Jobs>().uploads;
    if piece.chunk_base64.len() > LARGEST_PIECE {
        return Err(Failure::invalid("import.piece_too_large", "chunk_base64").arg("limit", LARGEST_PIECE >> 20));
    }
    let bytes = STANDARD
        .decode(piece.chunk_base64.as_bytes())
        .map_err(|_| Failure::invalid("import.piece_unreadable", "chunk_base64"))?;
    let mut held = lock(&uploads.held);
    let index = match &piece.upload {
        Some(upload) => held
            .iter()
            .position(|held| held.upload == *upload && held.owner == call.person && !held.complete)
            .ok_or_else(|| Failure::not_found("import.no_such_upload"))?,
        None => {
            make_room(&mut held, call.person)?;
            let upload = unguessable();
            let name = piece
                .name
                .as_deref()
                .map(base_name)
                .filter(|name| !name.is_empty())
                .unwrap_or("file")
                .to_owned();
            held.push(Held {
                path: uploads.new_file(workspace.path(), &upload)?,
                upload,
                owner: call.person,
                name,
                bytes: 0,
                complete: false,
                in_use: Arc::default(),
            });
            held.len() - 1
        }
    };
    let total = held[index].bytes + bytes.len() as u64;
    if total > LARGEST {
        let _ = fs::remove_file(held.remove(index).path);
        return Err(Failure::invalid("import.too_large", "chunk_base64")
            .arg("size", total >> 20)
            .arg("limit", LARGEST >> 20));
    }
    let this = &mut held[index];
    OpenOptions::new().append(true).open(&this.path)?.write_all(&bytes)?;
    this.bytes = total;
    this.complete = piece.last;
    Ok(Uploaded {
        upload: this.upload.clone(),
        bytes: total,
    })
}

/// Removes the oldest upload of a person who has as many as are kept; never one of somebody else, or one somebody works with.
fn make_room(held: &mut Vec<Held>, person: PersonId) -> Result<(), Failure> {
    while held.iter().filter(|held| held.owner == person).count() >= KEPT {
        let idle = held
            .iter()
            .position(|held| held.owner == person && Arc::strong_count(&held.in_use) == 1);
        let Some(oldest) = idle else {
            return Err(Failure::conflict("import.too_many_uploads"));
        };
        let _ = fs::remove_file(held.remove(oldest).path);
    }
    Ok(())
}

fn base_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name).trim()
}

/// The file of a source. A path may only be named on the machine that holds the workspace.
pub fn locate(workspace: &Workspace, call: &Call, source: &Source) -> Result<OpenFile, Failure> {
    match source {
        Source::Upload { upload } => workspace.state::<Jobs>().uploads.find(upload, call.person),
        Source::Path { path } => {
            if call.origin == Origin::Lan {
                return Err(Failure::new(Kind::Forbidden, "import.path_not_allowed").at("source"));
            }
            let path = PathBuf::from(path);
            // Asked before it is opened: a pipe would wait for somebody to write into it.
            let about = match std::fs::metadata(&path) {
                Ok(about) => about,
                Err(_) => super::detect::open(&path)?.metadata()?,
            };
            if !about.is_file() {
                return Err(Failure::invalid("import.no_file", "source").arg("path", path.display()));
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok(OpenFile {
                name,
                bytes: about.len(),
                path,
                in_use: None,
            })
        }
    }
}
