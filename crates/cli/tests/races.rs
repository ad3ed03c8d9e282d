//! Six programs with temporary folders of their own at one file at once: they import into it, go on with what was interrupted, stop it, take it
//! back and edit. What a program was told is what stands in the file afterwards.

use crate::world::Shell;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

/// Rounds, each of six programs; `LEADWELL_RACES` asks for more.
const ROUNDS: usize = 4;
const ROWS: u64 = 1_500;

fn rounds() -> usize {
    std::env::var("LEADWELL_RACES").map_or(ROUNDS, |asked| asked.parse().unwrap())
}

/// A file of customers that are found by their letter.
fn customers(shell: &Shell, letter: char, rows: u64) -> String {
    let mut text = "name,filler\n".to_owned();
    let filler = "x".repeat(20_000);
    for row in 0..rows {
        writeln!(text, "{letter} {row},{filler}").unwrap();
    }
    shell.write(&format!("{letter}.csv"), &text)
}

/// Customers of an import, as the file has them.
fn rows_of(shell: &Shell, letter: char) -> u64 {
    let look = rusqlite::Connection::open(shell.company()).unwrap();
    let sql = "select count(*) from customers where name glob ?1 and deleted_at is null";
    look.query_row(sql, [format!("{letter} *")], |row| row.get::<_, i64>(0))
        .unwrap()
        .unsigned_abs()
}

fn start(shell: &Shell, number: usize, words: &[&str]) -> Child {
    let folder = shell.path(&format!("tmp {number}"));
    std::fs::create_dir_all(&folder).unwrap();
    shell
        .command(&[&["--json"], words].concat())
        .env("TMPDIR", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Leaves an import that was killed after some of its rows had come in; its id.
fn interrupted(shell: &Shell, file: &str) -> String {
    let mut running = start(shell, 9, &["import", "customers", file]);
    let began = Instant::now();
    while rows_of(shell, 'K') == 0 {
        assert!(running.try_wait().unwrap().is_none(), "it was too quick to be caught");
        assert!(began.elapsed() < Duration::from_secs(60), "no row came in");
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let last = shell.ok(&["imports.list"])[0].clone();
    assert_eq!(last["state"], "interrupted", "{last}");
    last["import_id"].to_string()
}

/// What a program was told: its answer, or the code of its refusal.
fn told(ended: &Output) -> Result<Value, String> {
    if ended.status.success() {
        let mut answer: Value = serde_json::from_slice(&ended.stdout).unwrap();
        return Ok(answer.get_mut("output").map_or(Value::Null, Value::take));
    }
    let failure: Value = serde_json::from_slice(&ended.stderr)
        .unwrap_or_else(|_| panic!("no failure: {}", String::from_utf8_lossy(&ended.stderr)));
    Err(failure["code"].as_str().unwrap().to_owned())
}

/// Refusals that are true while others work on the same import or file.
const HONEST: [&str; 7] = [
    "import.already_running",
    "import.still_running",
    "import.not_interrupted",
    "import.not_running",
    "import.nothing_to_undo",
    "import.unknown",
    "workspace.busy",
];

#[test]
fn of_many_programs_at_one_file_each_was_told_the_truth() {
    for round in 0..rounds() {
        let shell = Shell::with_company();
        let killed = interrupted(&shell, &customers(&shell, 'K', ROWS * 4));
        let [a, b] = ['A', 'B'].map(|letter| customers(&shell, letter, ROWS));
        let words: [&[&str]; 6] = [
            &["import", "customers", &a],
            &["imports.resume", "--import_id", &killed],
            &["imports.cancel", "--import_id", &killed],
            &["imports.undo", "--import_id", &killed],
            &["import", "customers", &b],
            &["customers.save", "--name", "By hand"],
        ];
        // Who begins first differs from round to round.
        let mut order: Vec<usize> = (0..6).collect();
        order.rotate_left(round % 6);
        if round % 2 == 1 {
            order.reverse();
        }
        let running: Vec<(usize, Child)> = order.iter().map(|at| (*at, start(&shell, *at, words[*at]))).collect();
        let mut ended: Vec<(usize, Result<Value, String>)> = running
            .into_iter()
            .map(|(at, child)| (at, told(&child.wait_with_output().unwrap())))
            .collect();
        ended.sort_by_key(|(at, _)| *at);
        let ended: Vec<Result<Value, String>> = ended.into_iter().map(|(_, told)| told).collect();
        let list = shell.ok(&["imports.list"]);
        let what = format!("round {round}: {ended:?}\n{list:#}");

        for refused in ended.iter().filter_map(|told| told.as_ref().err()) {
            assert!(HONEST.contains(&refused.as_str()), "{refused}: {what}");
        }
        for (told, letter) in [(&ended[0], 'A'), (&ended[4], 'B')] {
            let rows = if told.is_ok() { ROWS } else { 0 };
            assert_eq!(rows_of(&shell, letter), rows, "{letter}: {what}");
        }
        let look = rusqlite::Connection::open(shell.company()).unwrap();
        let saved: i64 = look
            .query_row("select count(*) from customers where name = 'By hand'", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(saved, i64::from(ended[5].is_ok()), "{what}");

        let of_killed = list
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["import_id"].as_i64() == killed.parse().ok());
        let of_killed = of_killed.unwrap_or_else(|| panic!("it is listed: {what}"));
        let rows = rows_of(&shell, 'K');
        match of_killed["state"].as_str().unwrap() {
            "done" => {
                assert_eq!(rows, ROWS * 4, "{what}");
                assert!(ended[1].is_ok(), "somebody went on with it: {what}");
                assert!(ended[2].is_err() && ended[3].is_err(), "nobody took it back: {what}");
            }
            "cancelled" | "undone" => {
                assert_eq!(rows, 0, "{what}");
                assert!(ended[2].is_ok() || ended[3].is_ok(), "somebody took it back: {what}");
            }
            "interrupted" => assert!(ended[1..4].iter().all(Result::is_err), "nobody got hold of it: {what}"),
            other => panic!("{other}: {what}"),
        }
        let whole = json!({ "integrity": "ok", "broken_references": 0 });
        assert_eq!(shell.ok(&["workspace.check"]), whole, "{what}");
        let left: Vec<String> = std::fs::read_dir(Path::new(&shell.company()).parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.contains("-import"))
            .collect();
        assert_eq!(left, Vec::<String>::new(), "locks: {what}");
    }
}
