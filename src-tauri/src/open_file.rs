//! The file the window shows: being opened, open, or refused with the reason.

use leadwell_core::location::Places;
use leadwell_core::{Failure, Workspace};
use leadwell_rules::time;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A refused file is not tried again before this.
const PAUSE: Duration = Duration::from_secs(1);
/// Time between two ticks.
const TICK: Duration = Duration::from_secs(2);

/// State of the program besides the window.
pub struct OpenFile {
    places: Places,
    file: Mutex<File>,
    settled: Condvar,
    /// What [`crate::services::save_file`] wrote; only these may be opened with another program.
    saved: Mutex<HashSet<PathBuf>>,
}

enum File {
    Opening,
    Open(Arc<Workspace>),
    Refused {
        failure: Failure,
        path: PathBuf,
        at: Instant,
    },
}

impl OpenFile {
    /// Starts to open the file that was asked for, else the last, else the default one, and returns at once.
    pub fn open(places: Places, asked: Option<PathBuf>) -> Arc<OpenFile> {
        let open_file = Arc::new(OpenFile {
            places,
            file: Mutex::new(File::Opening),
            settled: Condvar::new(),
            saved: Mutex::default(),
        });
        let opener = open_file.clone();
        std::thread::spawn(move || {
            crate::log::start(&opener.places);
            let path = opener.places.file_to_open(asked.as_deref());
            tracing::info!(path = %path.display(), version = env!("CARGO_PKG_VERSION"), "start");
            opener.settle(path);
        });
        open_file
    }

    /// Opens another file instead. The present one stays when the other cannot be opened.
    pub fn switch(&self, path: &Path) -> Result<(), Failure> {
        let workspace = open_or_create(path)?;
        self.put(File::Open(workspace));
        self.remember(path);
        Ok(())
    }

    /// The open file; waits while it is being opened. A refused file is tried again, because its drive may be back by
    /// now or the other program gone; the reason is given when it is refused once more.
    pub fn workspace(&self) -> Result<Arc<Workspace>, Failure> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let again = loop {
            match &*file {
                File::Open(workspace) => return Ok(workspace.clone()),
                File::Refused { failure, at, .. } if at.elapsed() < PAUSE => return Err(failure.clone()),
                File::Refused { path, .. } => break path.clone(),
                File::Opening => file = self.settled.wait(file).unwrap_or_else(PoisonError::into_inner),
            }
        };
        *file = File::Opening;
        drop(file);
        self.settle(again);
        self.workspace()
    }

    /// The path of the file that is open or was refused.
    pub fn path(&self) -> Option<PathBuf> {
        match &*self.file.lock().unwrap_or_else(PoisonError::into_inner) {
            File::Open(workspace) => Some(workspace.path().to_path_buf()),
            File::Refused { path, .. } => Some(path.clone()),
            File::Opening => None,
        }
    }

    /// This person's folders.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Notes a document of ours, so that it may be opened.
    pub fn note_saved(&self, path: PathBuf) {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }

    /// Whether we wrote this document since the program started.
    pub fn has_saved(&self, path: &Path) -> bool {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }

    fn settle(&self, path: PathBuf) {
        // A panic must not leave the window waiting for ever.
        let opened =
            std::panic::catch_unwind(|| open_or_create(&path)).unwrap_or_else(|cause| Err(Failure::panicked(&*cause)));
        match opened {
            Ok(workspace) => {
                self.put(File::Open(workspace));
                self.remember(&path);
            }
            Err(failure) => {
                tracing::error!(%failure, path = %path.display(), "the file was refused");
                self.put(File::Refused {
                    failure,
                    path,
                    at: Instant::now(),
                });
            }
        }
    }

    fn put(&self, file: File) {
        if let File::Open(workspace) = &file {
            keep_time(Arc::downgrade(workspace));
        }
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = file;
        self.settled.notify_all();
    }

    fn remember(&self, path: &Path) {
        if let Err(error) = self.places.remember(path) {
            tracing::warn!(%error, "the last file could not be noted");
        }
    }
}

/// Tells the file the time for as long as it is open: what the program does by itself hangs on it.
fn keep_time(file: Weak<Workspace>) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(TICK);
            let Some(workspace) = file.upgrade() else { return };
            if let Err(failure) = workspace.tick(now()) {
                tracing::debug!(%failure, "tick");
            }
        }
    });
}

fn open_or_create(path: &Path) -> Result<Arc<Workspace>, Failure> {
    if !path.exists()
        && let Some(folder) = path.parent()
    {
        // Only the last folder is made: a whole missing path is a drive that is not there.
        if !folder.exists() && !folder.parent().is_some_and(Path::exists) {
            return Err(Failure::not_found("file.not_found"));
        }
        std::fs::create_dir_all(folder)?;
    }
    Workspace::open_or_create(path, now())
}

/// The clock of this machine. Only hosts read it; everything below takes it as a parameter.
pub fn now() -> time::Instant {
    let millis = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    time::Instant(i64::try_from(millis).unwrap_or(i64::MAX))
}
