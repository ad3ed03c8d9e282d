//! Who works on an import: a lock the system lets go of when the program ends, however it ends.

use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::ImportId;
use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Held while a program imports into a file.
#[derive(Debug)]
pub struct ImportLock(#[allow(dead_code)] File);

impl ImportLock {
    /// Locks the file's imports; refused while another program has it.
    pub fn take(workspace: &Path) -> Result<ImportLock, Failure> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(lock_path(workspace))?;
        // Somebody may be looking whether it is held, which takes no time.
        for _ in 0..20 {
            match file.try_lock() {
                Ok(()) => return Ok(ImportLock(file)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(25)),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(Failure::conflict("import.already_running"))
    }
}

fn lock_path(workspace: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    workspace
        .canonicalize()
        .unwrap_or_else(|_| workspace.to_owned())
        .hash(&mut hasher);
    std::env::temp_dir().join(format!("leadwell-import-{:016x}.lock", hasher.finish()))
}

/// Whether some program, this one or another, works on the import.
pub fn is_locked(workspace: &Path, read: &Read<'_>, id: ImportId) -> Result<bool, Failure> {
    let held = match File::open(lock_path(workspace)) {
        Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
        Err(_) => false,
    };
    // One import at a time: the one that runs is the last one begun.
    let newest = read
        .one("select max(id) from imports where state = 'running'", [], |row| {
            row.get::<_, Option<i64>>(0)
        })?
        .flatten();
    Ok(held && newest == Some(id.0))
}
