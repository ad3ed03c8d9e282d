//! Who works on an import: locks beside the workspace file, which the system lets go of when the program ends, however it ends.
//!
//! Two of them, because they answer two questions. `-import.lock` is held by whoever imports into the file, one at a time.
//! `-import-<id>.lock` says which import that is: one that was interrupted earlier still stands as running in the file, and must not be
//! taken for the one somebody works on, or the other way round. What the locks say is who is alive; what an import has come to is said
//! by its row alone, and is asked inside the transaction that writes ([`super::store::standing`]).

use crate::engine::failure::Failure;
use crate::engine::files::named_lock::{NamedLock, beside};
use leadwell_rules::ids::ImportId;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Held while a program imports into a file.
#[derive(Debug)]
pub struct ImportLock {
    /// Of the import; goes before the other.
    _this: Option<NamedLock>,
    _file: NamedLock,
}

impl ImportLock {
    /// Locks the file's imports; refused while another program has it.
    pub fn take(workspace: &Path) -> Result<ImportLock, Failure> {
        Ok(ImportLock {
            _this: None,
            _file: patiently(&beside(workspace, "-import.lock"))?
                .ok_or_else(|| Failure::conflict("import.already_running"))?,
        })
    }

    /// Says which import it is that is worked on.
    pub fn works_on(&mut self, workspace: &Path, id: ImportId) -> Result<(), Failure> {
        self._this = Some(hold(workspace, id)?);
        Ok(())
    }
}

/// Keeps others from working on an import; refused while somebody does.
pub fn hold(workspace: &Path, id: ImportId) -> Result<NamedLock, Failure> {
    patiently(&lock_of(workspace, id))?.ok_or_else(|| Failure::conflict("import.still_running"))
}

/// Whether some program, this one or another, works on the import.
pub fn is_worked_on(workspace: &Path, id: ImportId) -> bool {
    NamedLock::is_taken(&lock_of(workspace, id))
}

fn lock_of(workspace: &Path, id: ImportId) -> PathBuf {
    beside(workspace, &format!("-import-{id}.lock"))
}

/// Somebody may be looking whether it is held, which takes no time.
fn patiently(path: &Path) -> Result<Option<NamedLock>, Failure> {
    for _ in 0..20 {
        if let Some(lock) = NamedLock::take(path)? {
            return Ok(Some(lock));
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    Ok(None)
}
