//! The disk takes no more: whatever the program was doing then, it says so, what it had acknowledged stands, and nothing half-written stays.
//! The system's limit on the size of a file stands in for the disk; it strikes at every size in turn.
#![cfg(unix)]

use crate::world::Shell;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

/// Sizes the files may grow by, tried one after the other; `LEADWELL_ROOM` asks for more of them.
const STEPS: usize = 10;

fn steps() -> usize {
    std::env::var("LEADWELL_ROOM").map_or(STEPS, |asked| asked.parse().unwrap())
}

/// The program where no file may grow beyond so many blocks of 512 bytes.
fn limited(shell: &Shell, blocks: u64, words: &[&str]) -> Output {
    let program = shell.command(words);
    let mut limited = std::process::Command::new("sh");
    limited
        .args(["-c", "ulimit -f \"$0\"; trap '' XFSZ; exec \"$@\""])
        .arg(blocks.to_string())
        .arg(program.get_program())
        .args(program.get_args())
        .envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    limited.output().unwrap()
}

fn blocks(path: &str) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len()) / 512
}

/// The code of a refusal that may be given when the disk takes no more.
fn refusal(done: &Output) -> Option<String> {
    if done.status.success() {
        return None;
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let failure: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("no failure: {said}"));
    let code = failure["code"].as_str().unwrap().to_owned();
    assert_ne!(failure["kind"], "internal", "{failure}");
    Some(code)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_import_that_finds_no_room_leaves_nothing_or_all() {
    let shell = Shell::with_company();
    let mut text = "name,filler\n".to_owned();
    for row in 0..400 {
        writeln!(text, "Customer {row},{}", "x".repeat(300)).unwrap();
    }
    let file = shell.write("many.csv", &text);
    let (mut refused, mut taken) = (0, 0);
    for step in 0..steps() {
        let before = shell.ok(&["workspace.info"])["counts"]["customers"].as_u64().unwrap();
        let kept: Value = shell.ok(&["customers.save", "--name", &format!("Kept {step}")]);
        // From a limit at which nothing fits to one at which all does. What stands in the file already can be above it as well: then it is
        // the end of the program's work that finds no room.
        let room = (step * step) as u64 * 64;
        let done = limited(
            &shell,
            room,
            &["--json", "import", "customers", &file, "--on_match", "create"],
        );
        let now = shell.ok(&["workspace.info"])["counts"]["customers"].as_u64().unwrap();
        match refusal(&done) {
            Some(_) => {
                refused += 1;
                // What could not be taken back for want of room goes when there is some.
                if now != before + 1 {
                    let last = shell.ok(&["imports.list"])[0].clone();
                    assert_eq!(last["state"], "interrupted", "{last}");
                    shell.ok(&["imports.cancel", "--import_id", &last["import_id"].to_string()]);
                }
                let now = shell.ok(&["workspace.info"])["counts"]["customers"].as_u64().unwrap();
                assert_eq!(now, before + 1, "step {step}");
            }
            None => {
                taken += 1;
                assert_eq!(now, before + 401, "step {step}");
            }
        }
        assert_eq!(
            shell.ok(&["customers.get", "--id", &kept["id"].to_string()])["name"],
            kept["name"]
        );
        let whole = json!({ "integrity": "ok", "broken_references": 0 });
        assert_eq!(shell.ok(&["workspace.check"]), whole, "step {step}");
    }
    assert!(refused > 0, "the limit never struck");
    assert!(taken > 0 || steps() < STEPS, "the limit always struck");
}

#[test]
fn a_change_that_finds_no_room_is_not_acknowledged() {
    let shell = Shell::with_company();
    let long = "x".repeat(9_000);
    let (mut refused, mut acknowledged) = (0, Vec::new());
    for step in 0..steps() * 2 {
        let room = blocks(&shell.company()) + step as u64 * 4;
        let name = format!("Customer {step}");
        let done = limited(
            &shell,
            room,
            &["--json", "customers.save", "--name", &name, "--note", &long],
        );
        match refusal(&done) {
            Some(_) => refused += 1,
            None => acknowledged.push(name),
        }
    }
    assert!(refused > 0, "the limit never struck");
    let rows = shell.ok(&["customers.list"])["rows"].clone();
    let mut stand: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    stand.sort_unstable();
    acknowledged.sort_unstable();
    assert_eq!(stand, acknowledged);
}

#[test]
fn a_file_that_is_written_for_somebody_is_whole_or_not_there() {
    let shell = Shell::empty();
    shell.ok(&["--lang", "en", "new", "--then", "sample"]);
    std::fs::create_dir(shell.path("out")).unwrap();
    let company = blocks(&shell.company());
    let mut struck = 0;
    for (name, words) in [
        ("deals.xlsx", vec!["deals.export", "--format", "xlsx"]),
        ("book.pdf", vec!["print", "forecast"]),
        ("all.zip", vec!["takeout.write"]),
    ] {
        let target = shell.path(&format!("out/{name}"));
        let words = [&["--json"], words.as_slice(), &["--out", &target]].concat();
        // The file itself may not be written: what is read needs no room.
        for room in [0, 1, 8, 64, 512, company * 4] {
            let done = limited(&shell, room, &words);
            match refusal(&done) {
                Some(_) => {
                    struck += 1;
                    assert_eq!(
                        names(Path::new(&shell.path("out"))),
                        Vec::<String>::new(),
                        "{name}, {room} blocks"
                    );
                }
                None => {
                    assert_eq!(names(Path::new(&shell.path("out"))), [name], "{room} blocks");
                    std::fs::remove_file(&target).unwrap();
                }
            }
        }
    }
    assert!(struck > 0, "the limit never struck");
}
