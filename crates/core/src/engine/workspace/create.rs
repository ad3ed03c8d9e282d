//! Making a new file: whole before it has its name, and only where nothing has that name yet.

use super::whereabouts::Whereabouts;
use super::{Wiring, Workspace};
use crate::engine::failure::Failure;
use crate::engine::files::draft_folder::DraftFolder;
use crate::engine::files::named_lock::beside;
use crate::engine::store::{connection, migrate};
use leadwell_rules::time::Instant;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

/// What the file is called while it is made.
const DRAFT: &str = "new.leadwell";
/// What SQLite keeps beside a file, by what is added to its name.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

impl Workspace {
    /// Makes a new file in a folder that is there, arranges it, and opens it. It is made in a folder of its own and gets its name in one
    /// step that never replaces anything: of several programs one succeeds, and what fails or is killed on the way was never seen by
    /// anybody. `arrange` works on the file before it has its name; nothing is done in the background for it yet.
    pub(crate) fn create_with<T>(
        path: &Path,
        now: Instant,
        wiring: &'static Wiring,
        arrange: impl FnOnce(&Arc<Workspace>) -> Result<T, Failure>,
    ) -> Result<(Arc<Workspace>, T), Failure> {
        connection::refuse_network_drive(path)?;
        must_be_free(path)?;
        let folder = DraftFolder::beside(path)?;
        let draft = folder.private_file(DRAFT)?;
        make(&draft, now, wiring)?;
        let arranged = in_the_draft(draft, wiring, arrange)?;
        if !folder.publish(DRAFT, path)? {
            return Err(exists(path));
        }
        drop(folder);
        Ok((Self::open_with(path, wiring)?, arranged))
    }
}

fn exists(path: &Path) -> Failure {
    Failure::conflict("file.exists").arg("path", path.display())
}

/// Refuses a name that something has, be it a link that leads nowhere, and one beside which a log lies: SQLite would take it for the log
/// of the new file and play it in.
fn must_be_free(path: &Path) -> Result<(), Failure> {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    // The log first: where it belongs to a file somebody has just made, that file is there before it.
    let left = COMPANIONS
        .map(|suffix| beside(path, suffix))
        .into_iter()
        .find(|companion| is_there(companion));
    if is_there(path) {
        return Err(exists(path));
    }
    match left {
        Some(left) => Err(Failure::conflict("file.log_left").arg("path", left.display())),
        None => Ok(()),
    }
}

/// Works on the file where it is made, and closes it.
fn in_the_draft<T>(
    draft: PathBuf,
    wiring: &'static Wiring,
    arrange: impl FnOnce(&Arc<Workspace>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let log = beside(&draft, "-wal");
    let (whereabouts, writer) = Whereabouts::opened(&draft, || connection::writer(&draft))?;
    let workspace = Arc::new(Workspace::over(
        writer,
        whereabouts,
        draft,
        wiring,
        // Without itself it begins nothing in the background, which would keep it open.
        Weak::new(),
    ));
    let arranged = arrange(&workspace)?;
    // Readers first: the last connection to go works the log into the file.
    workspace.readers.close();
    drop(workspace);
    if log.exists() {
        return Err(Failure::internal("a new file was not closed"));
    }
    Ok(arranged)
}

fn make(path: &Path, now: Instant, wiring: &Wiring) -> Result<(), Failure> {
    let mut connection = connection::writer(path)?;
    migrate::migrate(&mut connection, path)?;
    (wiring.found)(&connection, now)?;
    connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}
