//! Files that are not what they claim, disks that are full, folders that may not be written: a clear sentence, the
//! file untouched, nothing half-written.

use leadwell_core::{Call, Failure, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::time::Instant;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

const NOW: Instant = Instant(1_795_000_000_000);

fn call(workspace: &Arc<Workspace>, command: &str, input: Value) -> Result<Value, Failure> {
    let call = Call {
        now: NOW,
        person: workspace.owner()?,
        language: Language::En,
        origin: Origin::Local,
        seen: None,
    };
    workspace.dispatch(&call, command, input)
}

fn company(path: &Path) -> Arc<Workspace> {
    let workspace = Workspace::create(path, NOW).unwrap();
    let setup = json!({ "language": "en", "name": "Firm", "base_currency": "USD", "fiscal_start_month": 1, "business": "general", "then": "empty" });
    call(&workspace, "workspace.setup", setup).unwrap();
    workspace
}

/// The refusal of a file: its code, with a finished sentence in both languages and not a byte changed.
fn refused(path: &Path) -> &'static str {
    let before = fs::read(path).unwrap();
    let beside = files_in(path.parent().unwrap());
    let failure = Workspace::open(path, NOW).err().expect("refused");
    for language in [Language::Zh, Language::En] {
        let message = failure.clone().in_language(language).message;
        assert!(
            message.chars().count() > 15 && !message.contains("{ $") && message != failure.code,
            "{message}"
        );
    }
    assert_eq!(fs::read(path).unwrap(), before);
    assert_eq!(files_in(path.parent().unwrap()), beside, "no file was left behind");
    failure.code
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn files_that_are_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    assert_eq!(refused(&make("empty.leadwell", b"")), "file.empty");
    assert_eq!(
        refused(&make("text.leadwell", b"name,amount\nAcme,100\n")),
        "file.not_leadwell"
    );
    let noise: Vec<u8> = (0..100_000_u32)
        .map(|byte| (byte.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    assert_eq!(refused(&make("noise.leadwell", &noise)), "file.not_leadwell");
    let foreign = folder.path().join("foreign.leadwell");
    rusqlite::Connection::open(&foreign)
        .unwrap()
        .execute_batch("create table t (x); insert into t values (1)")
        .unwrap();
    assert_eq!(refused(&foreign), "file.not_leadwell");
    assert_eq!(
        Workspace::open(&folder.path().join("nowhere.leadwell"), NOW)
            .err()
            .unwrap()
            .code,
        "file.not_found"
    );
    assert_eq!(Workspace::create(&foreign, NOW).err().unwrap().code, "file.exists");
}

#[test]
fn a_file_of_a_newer_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.leadwell");
    drop(company(&path));
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch("pragma user_version = 9999; pragma wal_checkpoint(truncate); pragma journal_mode = delete")
        .unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    let failure = Workspace::open(&path, NOW).err().unwrap();
    assert_eq!((failure.code, failure.kind.exit_code()), ("file.newer", 5));
    // Going back to write-ahead logging is the only thing SQLite may have noted in its header.
    assert_eq!(fs::read(&path).unwrap().len(), before.len());
    let version: i64 = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("pragma user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, 9999);
}

#[test]
fn a_cut_off_or_damaged_file_is_never_taken_for_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("whole.leadwell");
    let workspace = company(&path);
    for number in 0..300 {
        call(
            &workspace,
            "deals.create",
            json!({ "name": format!("deal {number}"), "amount_minor": 100 }),
        )
        .unwrap();
    }
    drop(workspace);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))
        .unwrap();
    drop(connection);
    let bytes = fs::read(&path).unwrap();
    for keep in [bytes.len() / 3, bytes.len() / 2, bytes.len() - 4096 * 3] {
        let cut = folder.path().join(format!("cut-{keep}.leadwell"));
        fs::write(&cut, &bytes[..keep]).unwrap();
        let verdict = Workspace::open(&cut, NOW).and_then(|workspace| call(&workspace, "workspace.check", json!({})));
        match verdict {
            Ok(check) => assert_ne!(check["integrity"], "ok", "cut at {keep}"),
            Err(failure) => assert_eq!(failure.code, "file.damaged", "cut at {keep}"),
        }
    }
}

/// A small file system of its own, when this machine lets us mount one.
struct Disk(PathBuf);

impl Disk {
    fn mount(options: &str) -> Option<Disk> {
        let place = tempfile::tempdir().unwrap().keep();
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&place)
            .output()
            .ok()?;
        if !done.status.success() {
            println!("no file system can be mounted here: the test over a full or read-only disk is left out");
            return None;
        }
        Some(Disk(place))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        let _ = fs::remove_dir(&self.0);
    }
}

#[test]
fn a_full_disk_loses_nothing_and_says_so() {
    let Some(disk) = Disk::mount("size=4m") else { return };
    let path = disk.0.join("firm.leadwell");
    let workspace = company(&path);
    let mut kept = 0;
    let failure = loop {
        let note = "x".repeat(20_000);
        match call(
            &workspace,
            "deals.create",
            json!({ "name": format!("deal {kept}"), "note": note }),
        ) {
            Ok(_) => kept += 1,
            Err(failure) => break failure,
        }
        assert!(kept < 10_000, "the disk never filled");
    };
    assert_eq!((failure.code, failure.kind.exit_code()), ("disk.full", 7));
    assert!(failure.message.contains("disk is full"));
    drop(workspace);
    // Made anew by somebody who cleans up: everything acknowledged is there, and writing goes on.
    Command::new("mount")
        .args(["-o", "remount,size=16m"])
        .arg(&disk.0)
        .status()
        .unwrap();
    let workspace = Workspace::open(&path, NOW).unwrap();
    assert_eq!(call(&workspace, "deals.totals", json!({})).unwrap()["count"], kept);
    assert_eq!(
        call(&workspace, "workspace.check", json!({})).unwrap(),
        json!({ "integrity": "ok", "broken_references": 0 })
    );
    call(&workspace, "deals.create", json!({ "name": "after" })).unwrap();
}

#[test]
fn a_disk_too_small_for_a_new_file_is_left_clean() {
    let Some(disk) = Disk::mount("size=64k") else { return };
    assert_eq!(
        Workspace::create(&disk.0.join("firm.leadwell"), NOW)
            .err()
            .unwrap()
            .code,
        "disk.full"
    );
    assert_eq!(files_in(&disk.0), Vec::<PathBuf>::new());
}

#[test]
fn a_read_only_folder_is_named_and_left_alone() {
    let Some(disk) = Disk::mount("size=8m") else { return };
    let path = disk.0.join("firm.leadwell");
    drop(company(&path));
    Command::new("mount")
        .args(["-o", "remount,ro"])
        .arg(&disk.0)
        .status()
        .unwrap();
    let failure = Workspace::open(&path, NOW).err().map(|failure| failure.code);
    assert!(
        matches!(failure, Some("file.read_only" | "file.cannot_open")),
        "{failure:?}"
    );
    let made = Workspace::create(&disk.0.join("other.leadwell"), NOW)
        .err()
        .map(|failure| failure.code);
    assert!(matches!(made, Some("file.read_only" | "file.cannot_open")), "{made:?}");
}
