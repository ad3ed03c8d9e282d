//! A file whose last program did not close it: its own log is played in, the log of another state of the file is not.

use crate::world::World;
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// The file and what lies beside it, copied while it is open: what a kill leaves.
fn left_by_a_kill(world: &World, folder: &Path) -> PathBuf {
    let copy = folder.join("firm.leadwell");
    for suffix in ["", "-wal"] {
        let from = format!("{}{suffix}", world.path().display());
        fs::copy(from, format!("{}{suffix}", copy.display())).unwrap();
    }
    copy
}

fn customers(world: &World, from: usize, to: usize) {
    for number in from..to {
        world.ok(
            "customers.save",
            json!({ "name": format!("Customer {number}"), "note": "n".repeat(500) }),
        );
    }
}

/// Writes the log into the file, which others have open.
fn work_in(world: &World) {
    rusqlite::Connection::open(world.path())
        .unwrap()
        .query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))
        .unwrap();
}

#[test]
fn its_own_log_is_played_in() {
    let world = World::new();
    customers(&world, 0, 20);
    work_in(&world);
    customers(&world, 20, 60);
    let folder = tempfile::tempdir().unwrap();
    let copy = left_by_a_kill(&world, folder.path());
    let workspace = Workspace::open(&copy, world.call.now).unwrap();
    let info = workspace.dispatch(&world.call, "workspace.info", json!({})).unwrap();
    assert_eq!(info["counts"]["customers"], 60);
    // Open in one place and opened in another, as by the shell beside the window.
    customers(&world, 60, 70);
    let second = Workspace::open(&world.path(), world.call.now).unwrap();
    let info = second.dispatch(&world.call, "workspace.info", json!({})).unwrap();
    assert_eq!(info["counts"]["customers"], 70);
}

#[test]
fn a_backup_copied_back_under_the_log_of_a_later_day_is_refused_untouched() {
    let world = World::new();
    customers(&world, 0, 20);
    work_in(&world);
    let backup = fs::read(world.path()).unwrap();
    customers(&world, 20, 200);
    work_in(&world);
    customers(&world, 200, 220);
    let folder = tempfile::tempdir().unwrap();
    let copy = left_by_a_kill(&world, folder.path());
    fs::write(&copy, &backup).unwrap();
    let log = folder.path().join("firm.leadwell-wal");
    let before = fs::read(&log).unwrap();
    for _ in 0..2 {
        let failure = Workspace::open(&copy, world.call.now).err().unwrap();
        assert_eq!((failure.code, failure.kind.exit_code()), ("file.log_does_not_fit", 8));
        let message = failure.in_language(Language::En).message;
        assert!(
            message.contains("firm.leadwell-wal") && !message.contains("{ $"),
            "{message}"
        );
        assert!(fs::read(&copy).unwrap() == backup && fs::read(&log).unwrap() == before);
    }
    // What the sentence says is enough.
    fs::rename(&log, folder.path().join("aside")).unwrap();
    let workspace = Workspace::open(&copy, world.call.now).unwrap();
    let call = Call {
        origin: Origin::Local,
        seen: None,
        ..world.call.clone()
    };
    let info = workspace.dispatch(&call, "workspace.info", json!({})).unwrap();
    assert_eq!(info["counts"]["customers"], 20);
}
