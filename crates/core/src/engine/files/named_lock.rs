//! A lock that every program finds: a file beside what it guards, locked by the system for as long as its holder lives.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Attempts to get hold of a lock file that its last holder is just removing.
const ATTEMPTS: u32 = 100;

/// A lock that is held. It says by itself whether somebody works, because it lies where the work is – programs with different temporary
/// folders see the same one – and because the system lets go of it when its holder ends, by a kill or a power cut too: nothing has to be
/// renewed, and no clock has to be trusted, as with a row that says until when somebody works. The file is gone with the lock; one left by
/// a kill is locked by nobody and means nothing.
#[derive(Debug)]
pub struct NamedLock {
    /// Present until it is let go of.
    file: Option<File>,
    path: PathBuf,
}

impl NamedLock {
    /// Takes the lock; none while somebody else has it.
    pub fn take(path: &Path) -> io::Result<Option<NamedLock>> {
        for _ in 0..ATTEMPTS {
            let file = open(path, true)?;
            match file.try_lock() {
                Ok(()) if is_named(&file, path) => {
                    return Ok(Some(NamedLock {
                        file: Some(file),
                        path: path.to_owned(),
                    }));
                }
                // Its last holder removed the file between our two steps: nobody else would meet us at it.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Whether somebody has the lock. One that may not be looked at counts as held: what is not known to be left over is left alone.
    pub fn is_taken(path: &Path) -> bool {
        match open(path, false) {
            Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
            Err(error) => error.kind() != ErrorKind::NotFound,
        }
    }
}

impl Drop for NamedLock {
    fn drop(&mut self) {
        // Where open files can be removed this is done while the lock is held, and whoever takes the next one looks whether it still has
        // its name. On Windows a file that anybody has open stays: it is let go of first, and goes unless somebody has taken it since.
        if cfg!(windows) {
            self.file = None;
        }
        if self.file.as_ref().is_none_or(|file| is_named(file, &self.path)) {
            let _ = fs::remove_file(&self.path);
        }
        self.file = None;
    }
}

#[cfg(windows)]
fn open(path: &Path, create: bool) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    /// Others may read and write, not remove.
    const SHARED: u32 = 1 | 2;
    OpenOptions::new()
        .read(true)
        .write(create)
        .create(create)
        .truncate(false)
        .share_mode(SHARED)
        .open(path)
}

#[cfg(not(windows))]
fn open(path: &Path, create: bool) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(create)
        .create(create)
        .truncate(false)
        .open(path)
}

/// Whether the name still leads to the file we have.
#[cfg(unix)]
fn is_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(named)) => (ours.dev(), ours.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// An open file cannot have been removed.
#[cfg(not(unix))]
fn is_named(_file: &File, _path: &Path) -> bool {
    true
}

/// A name beside the file `path` leads to: `company.leadwell` and `-wal` are `company.leadwell-wal`. Two ways to one file have one name.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.canonicalize().unwrap_or_else(|_| path.to_owned()).into_os_string();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn of_many_who_take_it_one_has_it_and_nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let (inside, had) = (AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    for _ in 0..2_000 {
                        if let Some(lock) = NamedLock::take(&path).unwrap() {
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two have it");
                            assert!(NamedLock::is_taken(&path));
                            had.fetch_add(1, Ordering::SeqCst);
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(had.load(Ordering::SeqCst) > 0);
        assert!(!NamedLock::is_taken(&path) && !path.exists());
    }

    #[test]
    fn what_a_kill_left_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        fs::write(&path, "").unwrap();
        assert!(!NamedLock::is_taken(&path));
        let lock = NamedLock::take(&path).unwrap();
        assert!(lock.is_some() && NamedLock::take(&path).unwrap().is_none());
        drop(lock);
        assert!(!path.exists());
    }
}
