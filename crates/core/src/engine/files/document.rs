//! A document on disk: whole or not at all.

use super::draft_folder::{is_unguessable, unguessable};
use crate::engine::failure::{Failure, Kind};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`, or under `name` into it when it is a folder; returns where they are. The file appears
/// complete, in place of an older one, or not at all.
pub fn write(path: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    write_with(path, name, |file| Ok(file.write_all(bytes)?))
}

/// The same for content that is made while it is written.
pub fn write_with(
    path: &Path,
    name: &str,
    fill: impl FnOnce(&mut File) -> Result<(), Failure>,
) -> Result<PathBuf, Failure> {
    let path = if path.is_dir() {
        path.join(name)
    } else {
        path.to_owned()
    };
    let Some(file) = path.file_name() else {
        return Err(Failure::new(Kind::NotFound, "file.not_found"));
    };
    let mut beginning: OsString = ".".into();
    beginning.push(file);
    beginning.push(".");
    clear_left_overs(&path, &beginning);
    let mut draft = beginning;
    draft.push(format!("{}.part", unguessable()));
    let draft = path.with_file_name(draft);
    let written = filled(&draft, fill).and_then(|file| {
        fs::rename(&draft, &path)?;
        drop(file);
        Ok(())
    });
    if let Err(failure) = written {
        // Nothing half-written stays behind; if even that fails, the first error is the one to tell.
        let _ = fs::remove_file(&draft);
        return Err(failure);
    }
    settle(&path);
    Ok(path)
}

/// The draft, complete. It is locked until it is let go of: somebody is writing it.
fn filled(draft: &Path, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<File, Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(draft)?;
    // Where a disk knows no locks it is written all the same.
    let _ = file.try_lock();
    fill(&mut file)?;
    file.sync_all()?;
    Ok(file)
}

/// Clears drafts of the same document whose writer was killed: nobody holds them.
fn clear_left_overs(path: &Path, beginning: &OsStr) {
    let (Some(folder), Some(beginning)) = (path.parent(), beginning.to_str()) else {
        return;
    };
    let folder = Some(folder).filter(|folder| !folder.as_os_str().is_empty());
    for entry in fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let middle = name
            .to_str()
            .and_then(|name| name.strip_prefix(beginning)?.strip_suffix(".part"));
        if middle.is_some_and(is_unguessable)
            && let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes the new name itself durable where folders can be opened.
pub(super) fn settle(path: &Path) {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("预测.pdf");
        write(&path, "x.pdf", b"first").unwrap();
        write(&path, "x.pdf", b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(
            write(folder.path(), "x.pdf", b"third").unwrap(),
            folder.path().join("x.pdf")
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn the_draft_of_a_writer_that_was_killed_is_cleared_and_one_in_work_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.zip");
        let names = [unguessable(), unguessable()].map(|middle| folder.path().join(format!(".all.zip.{middle}.part")));
        let in_work = filled(&names[0], |_| Ok(())).unwrap();
        fs::write(&names[1], "half").unwrap();
        fs::write(folder.path().join(".all.zip.first.part"), "not ours").unwrap();
        write(&path, "x.zip", b"whole").unwrap();
        assert!(names[0].exists() && !names[1].exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        drop(in_work);
    }

    #[test]
    fn what_cannot_be_written_is_said_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let failure = write(&folder.path().join("none").join("a.pdf"), "x.pdf", b"a").unwrap_err();
        assert_eq!(failure.code, "file.not_found");
        fs::create_dir(folder.path().join("taken.pdf")).unwrap();
        fs::create_dir(folder.path().join("taken.pdf").join("x.pdf")).unwrap();
        assert!(write(&folder.path().join("taken.pdf"), "x.pdf", b"a").is_err());
        assert_eq!(fs::read_dir(folder.path().join("taken.pdf")).unwrap().count(), 1);
    }
}
