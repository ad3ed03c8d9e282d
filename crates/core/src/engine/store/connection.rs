//! Connections to the file: what is checked before it is touched, and the settings every connection runs with.

use crate::engine::failure::{Failure, Kind};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// "LWCR" – marks a SQLite file as ours.
pub const APPLICATION_ID: i32 = 0x4C57_4352;

/// Oldest SQLite whose WAL is safe with several connections (the WAL-reset bug was fixed in 3.51.3).
const OLDEST_SQLITE: i32 = 3_051_003;

/// Bytes that must have room beside a file for it to be opened.
const BESIDE: usize = 64 << 10;

/// How long a writer waits for another program before it says so.
const PATIENCE: Duration = Duration::from_secs(5);

/// What of the file is held in memory: by the one connection that writes, by each of those that read, and while the whole file is
/// walked through. The system holds the rest.
const WRITER_PAGES: &str = "pragma cache_size = -65536";
const READER_PAGES: &str = "pragma cache_size = -24576";
pub(super) const FEW_PAGES: &str = "pragma cache_size = -4096";

/// Opens the file for writing. An empty one is a new one.
pub fn writer(path: &Path) -> Result<Connection, Failure> {
    open_writer(path).map_err(|failure| why(path, failure))
}

/// SQLite says no more than that it could not open the file or what it keeps beside it. The folder says why.
fn why(path: &Path, failure: Failure) -> Failure {
    if !matches!(failure.code, "file.cannot_open" | "file.io" | "file.read_only") {
        return failure;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let tried = tempfile::tempfile_in(folder.unwrap_or(Path::new(".")))
        .and_then(|mut file| std::io::Write::write_all(&mut file, &[1; BESIDE]));
    tried.map_or_else(Failure::from, |()| failure)
}

fn open_writer(path: &Path) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settings(&connection)?;
    connection.execute_batch(WRITER_PAGES)?;
    // FULL, not NORMAL: in simulated power cuts NORMAL lost acknowledged changes, FULL none.
    connection.execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 1000; pragma journal_size_limit = 67108864;")?;
    Ok(connection)
}

/// Opens one more connection that can only read.
pub fn reader(path: &Path) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settings(&connection)?;
    connection.execute_batch(READER_PAGES)?;
    connection.execute_batch("pragma query_only = on;")?;
    Ok(connection)
}

/// Opens the file so that nobody else has it meanwhile: busy when somebody does. Makes no shared memory beside it.
pub fn alone(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    super::folding::register(&connection)?;
    connection.execute_batch("pragma locking_mode = exclusive; pragma cell_size_check = on; pragma trusted_schema = off; pragma mmap_size = 0;")?;
    Ok(connection)
}

fn settings(connection: &Connection) -> Result<(), Failure> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.execute_batch(
        "pragma foreign_keys = on; pragma trusted_schema = off; pragma cell_size_check = on; pragma mmap_size = 0;
         pragma temp_store = memory;",
    )?;
    super::folding::register(connection)?;
    let enforced: bool = connection.query_row("pragma foreign_keys", [], |row| row.get(0))?;
    if !enforced || rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Failure::internal(rusqlite::version()));
    }
    Ok(())
}

/// Refuses a folder on a network drive, where SQLite would damage the file.
pub fn refuse_network_drive(path: &Path) -> Result<(), Failure> {
    if let Some(system) = network_file_system(path) {
        return Err(Failure::new(Kind::Io, "file.network_drive")
            .arg("path", path.display())
            .arg("system", system));
    }
    Ok(())
}

/// Refuses what SQLite would damage or misread, before the file is opened: a folder on a network drive, a file that
/// is not a Leadwell file.
pub fn inspect(path: &Path) -> Result<(), Failure> {
    refuse_network_drive(path)?;
    let bytes = std::fs::metadata(path)?.len();
    if bytes == 0 {
        return Err(Failure::new(Kind::Corrupt, "file.empty").arg("path", path.display()));
    }
    let mut head = [0_u8; 100];
    let read = std::io::Read::read(&mut std::fs::File::open(path)?, &mut head)?;
    let ours = read == 100 && head.starts_with(b"SQLite format 3\0") && head[68..72] == APPLICATION_ID.to_be_bytes();
    if !ours {
        return Err(Failure::new(Kind::Corrupt, "file.not_leadwell").arg("path", path.display()));
    }
    Ok(())
}

/// The name of the network file system `path` lies on, if it does. WAL needs shared memory, which those do not give.
#[cfg(target_os = "linux")]
fn network_file_system(path: &Path) -> Option<String> {
    let folder = std::fs::canonicalize(
        path.parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    )
    .ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let longest = mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ').skip(1);
            let (at, system) = (parts.next()?.replace("\\040", " "), parts.next()?);
            folder.starts_with(&at).then(|| (at.len(), system.to_owned()))
        })
        .max_by_key(|(length, _)| *length)?;
    is_network(&longest.1).then_some(longest.1)
}

#[cfg(windows)]
fn network_file_system(path: &Path) -> Option<String> {
    let full = std::fs::canonicalize(path.parent()?).ok()?;
    let text = full.to_string_lossy().replace("\\\\?\\", "");
    (text.starts_with("UNC\\") || text.starts_with("\\\\")).then(|| "UNC".to_owned())
}

#[cfg(not(any(target_os = "linux", windows)))]
fn network_file_system(_path: &Path) -> Option<String> {
    None
}

#[cfg(target_os = "linux")]
fn is_network(system: &str) -> bool {
    const NETWORK: [&str; 12] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "9p_net",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "davfs",
    ];
    NETWORK.contains(&system) || system.starts_with("fuse.rclone") || system.starts_with("fuse.davfs")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn network_file_systems_are_told_from_local_ones() {
        for system in ["nfs4", "cifs", "fuse.sshfs"] {
            assert!(super::is_network(system), "{system}");
        }
        for system in ["ext4", "btrfs", "overlay", "tmpfs", "fuseblk"] {
            assert!(!super::is_network(system), "{system}");
        }
    }
}
