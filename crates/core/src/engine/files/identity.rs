//! Which file a name leads to: asked of the folder alone, without opening the file – to open and close one that SQLite has open in the
//! same process would take its locks away.

use std::fs::Metadata;
use std::io;
use std::path::Path;

/// A file, whatever it is called. Two names with the same one lead to the same file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileIdentity(Option<(u64, u64)>);

impl FileIdentity {
    /// The file of that name; a link is followed.
    pub fn of(path: &Path) -> io::Result<FileIdentity> {
        Ok(FileIdentity(identity(&std::fs::metadata(path)?)))
    }
}

#[cfg(unix)]
fn identity(about: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((about.dev(), about.ino()))
}

/// Windows keeps a file that is open from being moved, removed or replaced: one that is there is the same one.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}
