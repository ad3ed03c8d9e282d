//! Several programs at one file: each sees what the others do, whatever its surroundings, and takes nothing from them.

use crate::world::Shell;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A file of customers, long enough to be looked at while it comes in.
fn customers(shell: &Shell, rows: usize) -> String {
    let mut text = "name,filler\n".to_owned();
    let filler = "x".repeat(2_000);
    for row in 0..rows {
        writeln!(text, "Customer {row},{filler}").unwrap();
    }
    shell.write("customers.csv", &text)
}

/// The import as the other program, with a temporary folder of its own, sees it once rows have come in.
fn seen_at_work(shell: &Shell, other: &[(&str, &str)]) -> Value {
    let began = Instant::now();
    loop {
        let done = shell.run_with(other, &["--json", "imports.list"]);
        let list: Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
        let last = &list["output"][0];
        if last["done"].as_u64().is_some_and(|done| done > 0) {
            return last.clone();
        }
        assert!(began.elapsed() < Duration::from_secs(60), "no row came in: {list}");
    }
}

fn import(shell: &Shell, file: &str) -> Child {
    shell
        .command(&["--json", "import", "customers", file])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn an_import_is_known_to_run_whatever_the_temporary_folder() {
    let shell = Shell::with_company();
    let rows = 30_000;
    let file = customers(&shell, rows);
    let mut running = import(&shell, &file);
    let elsewhere = shell.path("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let other = [("TMPDIR", elsewhere.as_str())];
    let seen = seen_at_work(&shell, &other);
    assert_eq!(seen["state"], "running", "{seen}");
    for (command, code) in [
        ("imports.resume", "import.not_interrupted"),
        ("imports.undo", "import.still_running"),
    ] {
        let refused = shell.run_with(&other, &["--json", command, "--import_id", "1"]);
        let failure: Value = serde_json::from_slice(&refused.stderr).unwrap_or_default();
        assert_eq!(failure["code"], code, "{command}: {refused:?}");
    }
    assert!(running.try_wait().unwrap().is_none(), "it was too quick to be caught");
    let ended = running.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let last = &shell.ok(&["imports.list"])[0];
    assert_eq!((&last["state"], &last["created"]), (&json!("done"), &json!(rows)));
    assert_eq!(shell.ok(&["workspace.info"])["counts"]["customers"], rows);
    assert_eq!(locks(&shell), Vec::<String>::new());
}

#[test]
fn another_program_can_stop_an_import_and_nothing_of_it_stays() {
    let shell = Shell::with_company();
    let file = customers(&shell, 30_000);
    let running = import(&shell, &file);
    let elsewhere = shell.path("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let other = [("TMPDIR", elsewhere.as_str())];
    seen_at_work(&shell, &other);
    let stopped = shell.run_with(&other, &["--json", "imports.cancel", "--import_id", "1"]);
    assert!(stopped.status.success(), "{stopped:?}");
    running.wait_with_output().unwrap();
    assert_eq!(shell.ok(&["imports.list"])[0]["state"], "cancelled");
    assert_eq!(shell.ok(&["workspace.info"])["counts"]["customers"], 0);
}

#[test]
fn an_import_that_was_killed_goes_on_elsewhere() {
    let shell = Shell::with_company();
    let rows = 30_000;
    let file = customers(&shell, rows);
    let mut running = import(&shell, &file);
    let elsewhere = shell.path("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let other = [("TMPDIR", elsewhere.as_str())];
    seen_at_work(&shell, &other);
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(shell.ok(&["imports.list"])[0]["state"], "interrupted");
    assert_eq!(locks(&shell), Vec::<String>::new(), "what the kill left is cleared");
    let stopped = shell.run_with(&other, &["--json", "imports.cancel", "--import_id", "1"]);
    assert!(stopped.status.success(), "{stopped:?}");
    assert_eq!(shell.ok(&["imports.list"])[0]["state"], "cancelled");
    assert_eq!(shell.ok(&["workspace.info"])["counts"]["customers"], 0);
}

/// Lock files beside the company.
fn locks(shell: &Shell) -> Vec<String> {
    files_beside(Path::new(&shell.company()))
        .into_iter()
        .filter(|name| name.contains("-import"))
        .collect()
}

/// The names of what lies in the folder of a file, in order.
fn files_beside(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(file.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Rounds of the race for a name; each is six programs.
const ROUNDS: usize = 12;

#[test]
fn of_many_programs_that_make_one_file_one_succeeds_and_keeps_it() {
    for round in 0..ROUNDS {
        let shell = Shell::empty();
        std::fs::create_dir(shell.path("files")).unwrap();
        let path = shell.path("files/firm.leadwell");
        let racers: Vec<Child> = (0..6)
            .map(|number| {
                shell
                    .command(&["--json", "new", &path, "--name", &format!("Firm {number}")])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let mut told: Vec<String> = Vec::new();
        for (number, racer) in racers.into_iter().enumerate() {
            let ended = racer.wait_with_output().unwrap();
            if ended.status.success() {
                told.push(format!("Firm {number}"));
            } else {
                let failure: Value = serde_json::from_slice(&ended.stderr).unwrap();
                assert_eq!(failure["code"], "file.exists", "round {round}: {failure}");
            }
        }
        assert_eq!(told.len(), 1, "round {round}: {told:?}");
        assert_eq!(
            shell.ok(&["--file", &path, "workspace.info"])["name"],
            told[0],
            "round {round}"
        );
        assert_eq!(files_beside(Path::new(&path)), ["firm.leadwell"], "round {round}");
    }
}

#[test]
fn what_a_crash_left_beside_a_name_is_never_played_into_a_new_file() {
    for left in ["-wal", "-shm", "-journal"] {
        let shell = Shell::empty();
        let path = shell.path("firm.leadwell");
        let log = shell.write(&format!("firm.leadwell{left}"), "left by a crash");
        let (exit, failure) = shell.refused(&["--lang", "en", "new", &path]);
        assert_eq!((exit, &failure["code"]), (5, &json!("file.log_left")), "{failure}");
        let message = failure["message"].as_str().unwrap();
        assert!(message.contains(&log), "{message}");
        assert!(!Path::new(&path).exists());
        assert_eq!(std::fs::read_to_string(&log).unwrap(), "left by a crash");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_has_the_name() {
    let shell = Shell::empty();
    let path = shell.path("firm.leadwell");
    std::os::unix::fs::symlink(shell.path("a drive that is not there"), &path).unwrap();
    let (_, failure) = shell.refused(&["new", &path]);
    assert_eq!(failure["code"], "file.exists");
    assert!(std::fs::symlink_metadata(&path).unwrap().is_symlink());
}
