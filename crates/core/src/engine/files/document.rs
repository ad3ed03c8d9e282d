//! A document on disk: whole or not at all.

use crate::engine::failure::{Failure, Kind};
use std::ffi::OsString;
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
    let mut draft: OsString = ".".into();
    draft.push(file);
    draft.push(format!(".{}.part", std::process::id()));
    let draft = path.with_file_name(draft);
    let written = filled(&draft, fill).and_then(|()| Ok(fs::rename(&draft, &path)?));
    if let Err(failure) = written {
        // Nothing half-written stays behind; if even that fails, the first error is the one to tell.
        let _ = fs::remove_file(&draft);
        return Err(failure);
    }
    settle(&path);
    Ok(path)
}

fn filled(draft: &Path, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(draft)?;
    fill(&mut file)?;
    Ok(file.sync_all()?)
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
