//! A file that is moved, removed or replaced while it is open: noticed before anything else is said or written, and nothing that was
//! acknowledged is lost.
#![cfg(unix)]

use crate::world::World;
use leadwell_core::Workspace;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

fn log(path: &Path) -> PathBuf {
    path.with_file_name(format!("{}-wal", path.file_name().unwrap().to_str().unwrap()))
}

/// A company with a deal whose row stands in the log alone.
fn company() -> World {
    let world = World::new();
    world.ok("deals.create", json!({ "name": "Kept" }));
    assert!(fs::metadata(log(&world.path())).unwrap().len() > 0);
    world
}

/// Every door says so.
fn is_noticed(world: &World) {
    for (command, input) in [("deals.create", json!({ "name": "Lost" })), ("deals.list", json!({}))] {
        let failure = world.run(command, input).unwrap_err();
        assert_eq!(failure.code, "file.moved", "{failure:?}");
        assert!(failure.message.contains(".leadwell"), "{}", failure.message);
    }
    assert_eq!(world.workspace.tick(world.call.now).unwrap_err().code, "file.moved");
}

/// Names of the deals in a file that nobody has open.
fn deals(path: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut all = connection.prepare("select name from deals order by id").unwrap();
    let names = all.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

#[test]
fn a_file_moved_away_has_all_that_was_acknowledged_and_goes_on_when_it_is_back() {
    let world = company();
    let (path, elsewhere) = (world.path(), world.path().with_file_name("elsewhere.leadwell"));
    fs::rename(&path, &elsewhere).unwrap();
    is_noticed(&world);
    assert_eq!(deals(&elsewhere), ["Kept"], "without its log");
    fs::rename(&elsewhere, &path).unwrap();
    world.ok("deals.create", json!({ "name": "Later" }));
    drop(world.workspace);
    assert_eq!(deals(&path), ["Kept", "Later"]);
}

#[test]
fn a_file_that_was_removed_is_not_made_again() {
    for with_log in [false, true] {
        let world = company();
        let path = world.path();
        fs::remove_file(&path).unwrap();
        if with_log {
            fs::remove_file(log(&path)).unwrap();
        }
        is_noticed(&world);
        drop(world.workspace);
        assert!(!path.exists());
    }
}

#[test]
fn what_lies_there_instead_is_left_alone() {
    let (world, other) = (company(), World::new());
    other.ok("deals.create", json!({ "name": "Theirs" }));
    let (path, theirs) = (world.path(), other.path());
    drop(other.workspace);
    let before = fs::read(&theirs).unwrap();
    let copy = path.with_file_name("copy");
    fs::write(&copy, &before).unwrap();
    fs::rename(&copy, &path).unwrap();
    is_noticed(&world);
    assert!(fs::read(&path).unwrap() == before);
    // A program that is killed leaves its log: it has nothing in it any more.
    assert_eq!(fs::metadata(log(&path)).map_or(0, |about| about.len()), 0);
    drop(world.workspace);
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(deals(&path), ["Theirs"]);
}

#[test]
fn a_log_that_was_removed_or_replaced_is_noticed() {
    for replaced in [false, true] {
        let world = company();
        let path = world.path();
        fs::remove_file(log(&path)).unwrap();
        if replaced {
            fs::write(log(&path), b"something else").unwrap();
        }
        is_noticed(&world);
        drop(world.workspace);
        if !replaced {
            assert_eq!(deals(&path), ["Kept"]);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn opening_it_once_more_takes_no_lock_away() {
    use std::os::unix::fs::MetadataExt as _;
    let world = company();
    let inode = format!(":{} ", fs::metadata(world.path()).unwrap().ino());
    let locks = || {
        let all = fs::read_to_string("/proc/locks").unwrap();
        all.lines().filter(|line| line.contains(&inode)).count()
    };
    world.ok("deals.list", json!({}));
    let before = locks();
    assert!(before > 0, "it is known to be in use");
    drop(Workspace::open(&world.path(), world.call.now).unwrap());
    assert_eq!(locks(), before);
}
