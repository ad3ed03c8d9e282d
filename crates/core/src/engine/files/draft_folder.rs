//! A folder beside the workspace file for what is not whole yet: a new file, a copy, files on their way in. Only this account may look into
//! it, it goes with its owner, and what a kill left is cleared when the file is opened or made next.

use super::named_lock::{NamedLock, beside};
use crate::engine::failure::Failure;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Between the file's name and the folder's own.
const MARK: &str = "-draft-";
/// The lock in the folder: whoever made it is alive.
const LOCK: &str = "lock";
/// Attempts to make one, when somebody who clears takes it for a left-over before it is locked.
const ATTEMPTS: u32 = 20;

/// A folder of our own; gone, with everything in it, when it is dropped.
#[derive(Debug)]
pub struct DraftFolder {
    path: PathBuf,
    lock: Option<NamedLock>,
}

impl DraftFolder {
    /// Makes one beside a file, which need not be there yet.
    pub fn beside(file: &Path) -> Result<DraftFolder, Failure> {
        for _ in 0..ATTEMPTS {
            let path = beside(file, &format!("{MARK}{}", unguessable()));
            private().create(&path)?;
            match NamedLock::take(&path.join(LOCK)) {
                Ok(Some(lock)) => return Ok(DraftFolder { path, lock: Some(lock) }),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => {
                    let _ = fs::remove_dir_all(&path);
                    return Err(error.into());
                }
            }
        }
        Err(Failure::conflict("workspace.busy"))
    }

    /// Makes an empty file in it that only this account may read, wherever it is moved to.
    pub fn private_file(&self, name: &str) -> Result<PathBuf, Failure> {
        let path = self.join(name);
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        // On Windows the folder of the user's profile sees to it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path)?;
        Ok(path)
    }

    /// A name in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Moves what is whole to its place beside the file, in one step; false when something – a file, a link that leads nowhere – has that
    /// name already, which stays as it is.
    pub fn publish(&self, name: &str, place: &Path) -> Result<bool, Failure> {
        match tempfile::TempPath::try_from_path(self.join(name))?.persist_noclobber(place) {
            Ok(()) => {
                super::document::settle(place);
                Ok(true)
            }
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(refused) => Err(refused.error.into()),
        }
    }
}

impl Drop for DraftFolder {
    fn drop(&mut self) {
        // While the lock is held nobody else clears; and a folder somebody has locked since is not empty, so it stays.
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if entry.file_name() != LOCK {
                let _ = fs::remove_file(entry.path());
            }
        }
        self.lock = None;
        let _ = fs::remove_dir(&self.path);
    }
}

/// Clears what programs that are gone left beside the file: their folders, and the lock files whose names go on like one of these.
pub fn clear_left_overs(file: &Path, locks: &[&str]) {
    let full = beside(file, "");
    let folder = full.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Some(name) = full.file_name().and_then(|name| name.to_str()) else {
        return;
    };
    for entry in fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten()
        .flatten()
    {
        let entry_name = entry.file_name();
        let Some(rest) = entry_name.to_str().and_then(|found| found.strip_prefix(name)) else {
            continue;
        };
        let path = entry.path();
        if rest.ends_with(".lock") && locks.iter().any(|lock| rest.starts_with(lock)) && path.is_file() {
            drop(NamedLock::take(&path));
        } else if rest.strip_prefix(MARK).is_some_and(is_unguessable)
            && fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir())
            && let Ok(Some(lock)) = NamedLock::take(&path.join(LOCK))
        {
            drop(DraftFolder { path, lock: Some(lock) });
        }
    }
}

/// A folder only this account may look into.
fn private() -> fs::DirBuilder {
    #[allow(unused_mut, reason = "elsewhere the folder it lies in decides")]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// 128 bits from the system's source of randomness, by way of the hasher's keys.
pub fn unguessable() -> String {
    format!(
        "{:016x}{:016x}",
        RandomState::new().hash_one(1_u8),
        RandomState::new().hash_one(2_u8)
    )
}

/// Whether a name is one that [`unguessable`] makes.
pub fn is_unguessable(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kill_left_is_cleared_and_what_is_in_use_or_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.leadwell");
        fs::write(&file, "a").unwrap();
        let used = DraftFolder::beside(&file).unwrap();
        fs::write(used.join("x"), "x").unwrap();
        let left = beside(&file, &format!("{MARK}{}", unguessable()));
        fs::create_dir(&left).unwrap();
        fs::write(left.join("x"), "x").unwrap();
        fs::write(beside(&file, "-import-7.lock"), "").unwrap();
        for other in [
            "a.leadwell-draft-of the contract",
            "b.leadwell-draft-0123456789abcdef0123456789abcdef",
        ] {
            fs::create_dir(folder.path().join(other)).unwrap();
        }
        clear_left_overs(&file, &["-import"]);
        assert!(used.join("x").exists() && !left.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
        drop(used);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn what_has_the_name_already_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.leadwell");
        let drafts = DraftFolder::beside(&file).unwrap();
        fs::write(drafts.join("one"), "1").unwrap();
        fs::write(drafts.join("two"), "2").unwrap();
        assert!(drafts.publish("one", &file).unwrap());
        assert!(!drafts.publish("two", &file).unwrap());
        assert_eq!(fs::read_to_string(&file).unwrap(), "1");
    }
}
