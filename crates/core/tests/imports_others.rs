//! What another program writes about an import while it runs here: its row in the file is the truth, and what is not ours stays.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::Duration;

/// Begins an import and says, once pieces of it are committed, something about it from outside; how it ended, and the rows it left.
fn told_from_outside(sql: &str) -> (World, Value) {
    let world = World::new();
    let mut text = "name,filler\n".to_owned();
    let filler = "x".repeat(40_000);
    for row in 0..3_000 {
        writeln!(text, "Customer {row},{filler}").unwrap();
    }
    let path = world.file("customers.csv", text);
    let started = world.ok("imports.start", plan("customers", path, json!({})));
    while world.number("select done from imports") == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    let other = rusqlite::Connection::open(world.path()).unwrap();
    other.busy_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(other.execute(sql, []).unwrap(), 1, "it was too quick to be caught");
    world.wait(&started["import_id"]);
    let status = world.ok("imports.status", started);
    (world, status)
}

#[test]
fn who_fails_never_takes_back_an_import_that_has_ended() {
    let (world, status) = told_from_outside("update imports set state = 'done' where state = 'running'");
    assert_eq!(status["state"], "done", "{status}");
    let done = status["done"].as_i64().unwrap();
    assert!((1..3_000).contains(&done), "no piece after the end: {done}");
    assert_eq!(world.number("select count(*) from customers"), done);
}

#[test]
fn who_fails_takes_back_only_what_it_wrote() {
    let (world, status) = told_from_outside("update imports set done = done + 1 where state = 'running'");
    // Somebody else's piece stands in the file: it is theirs to go on with or to take back.
    assert_eq!(status["state"], "interrupted", "{status}");
    let kept = world.number("select count(*) from customers");
    assert_eq!(kept, status["done"].as_i64().unwrap() - 1);
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert_eq!(world.number("select count(*) from customers"), 0);
}

#[test]
fn who_is_asked_to_stop_stops() {
    let (world, status) = told_from_outside("update imports set finished_at = 1 where state = 'running'");
    assert_eq!(status["state"], "cancelled", "{status}");
    assert_eq!(world.number("select count(*) from customers"), 0);
}
