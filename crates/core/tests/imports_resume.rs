//! An import that was interrupted goes on behind its last row, and ends as if nothing had happened.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::Duration;

/// A column nobody takes, so long that some 400 rows are a piece.
fn filler() -> String {
    "x".repeat(40_000)
}

/// Begins an import and takes the file as it stands each time a piece was committed, the first time before any was; then waits for the end.
fn killed_at_every_piece(world: &World, plan: Value) -> (Vec<World>, Value) {
    let id = world.ok("imports.start", plan)["import_id"].clone();
    let mut killed: Vec<World> = Vec::new();
    let mut last = -1;
    loop {
        let (done, running) = world
            .look()
            .query_row(
                "select done, state = 'running' from imports order by id desc limit 1",
                [],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)),
            )
            .unwrap();
        if !running {
            break;
        }
        if done > last {
            let copy = world.killed_here();
            let state = copy.ok("imports.status", json!({ "import_id": id }));
            // Between the look and the copy it may have ended.
            if state["state"] == "interrupted" {
                last = state["done"].as_i64().unwrap();
                killed.push(copy);
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    (killed, world.wait(&id))
}

fn resume(world: &World, id: &Value) -> Value {
    let started = world.ok("imports.resume", json!({ "import_id": id }));
    assert_eq!(started["import_id"], *id);
    world.wait(id)
}

/// Everything but the time it took.
fn told(world: &World) -> String {
    let mut dump = world.dump();
    for finished in world
        .look()
        .prepare("select finished_at from imports where finished_at is not null")
        .unwrap()
        .query_map([], |row| row.get::<_, i64>(0))
        .unwrap()
    {
        dump = dump.replace(&format!("|{}|", finished.unwrap()), "|finished|");
    }
    dump
}

/// Imports, is killed at every piece and goes on: all must end alike, and be taken back at once.
fn ends_alike(world: &World, plan: Value, pieces: usize) {
    let before = world.records();
    let (killed, whole) = killed_at_every_piece(world, plan);
    assert_eq!(whole["state"], "done", "{whole}");
    let caught: Vec<i64> = killed
        .iter()
        .map(|world| world.number("select done from imports order by id desc limit 1"))
        .collect();
    assert!(caught.len() >= pieces, "it was too quick to be caught: {caught:?}");
    let id = &whole["import_id"];
    for world_killed in &killed {
        let status = resume(world_killed, id);
        let mut expected = whole.clone();
        expected["finished_at"] = status["finished_at"].clone();
        assert_eq!(status, expected);
        let sum = ["created", "updated", "skipped", "rejected"].map(|what| status[what].as_u64().unwrap());
        assert_eq!(Some(sum.iter().sum()), status["rows"].as_u64(), "{status}");
        assert!(told(world_killed) == told(world), "the records differ: {caught:?}");
        assert_eq!(
            world_killed.ok("imports.errors", json!({ "import_id": id })),
            world.ok("imports.errors", json!({ "import_id": id }))
        );
        assert_eq!(world_killed.number("select count(*) from import_pieces"), 0);
        // A second time there is nothing to go on with; and one undo takes back the whole.
        assert_eq!(
            world_killed.err("imports.resume", json!({ "import_id": id })),
            "import.not_interrupted"
        );
        world_killed.ok("imports.undo", json!({ "import_id": id }));
        assert!(before == world_killed.records(), "all of it is taken back: {caught:?}");
    }
}

/// Customers with parents further down and further up, keys that come again, rows that cannot be taken, and names nearly right.
fn customers(world: &World) -> Value {
    for name in ["Old 1", "Old 2", "Old 3"] {
        world.ok("customers.save", json!({ "name": name, "industry": "before" }));
    }
    world.person("Katharina", "sales");
    let mut text = "name,industry,parent,owner,employees,filler\n".to_owned();
    let (rows, filler) = (1_100, filler());
    for row in 0..rows {
        let name = match row {
            1 | 500 | 1_000 => format!("Old {}", row % 3 + 1),
            _ if row % 250 == 17 => "Customer 3".to_owned(),
            _ => format!("Customer {row}"),
        };
        let parent = match row % 40 {
            7 => format!("Customer {}", rows - row),
            8 => format!("Customer {}", row / 2),
            _ => String::new(),
        };
        let owner = if row % 300 == 5 { "Katarina" } else { "" };
        let employees = if row % 101 == 100 { "many" } else { "12" };
        writeln!(text, "{name},sector {},{parent},{owner},{employees},{filler}", row % 7).unwrap();
    }
    let path = world.file("customers.csv", text);
    plan(
        "customers",
        path,
        json!({ "on_match": "update", "accept_suggestions": true }),
    )
}

#[test]
fn customers_end_alike() {
    let world = World::new();
    let plan = customers(&world);
    ends_alike(&world, plan, 2);
    let last = &world.ok("imports.list", json!({}))[0];
    assert_eq!(last["rejected"], 16, "bad numbers and keys that come again: {last}");
    assert!(last["updated"].as_i64().unwrap() >= 1);
    assert!(world.number("select count(*) from customers where parent_id is not null") > 40);
    let remembered = "select count(*) from import_mappings where mapping like '%Katarina%'";
    assert_eq!(
        world.number(remembered),
        1,
        "the suggestion taken in the first piece is remembered"
    );
}

#[test]
fn leads_end_alike() {
    let world = World::new();
    world.person("Wang", "sales");
    let mut text = "name,mobile,tags,owner,note,filler\n".to_owned();
    let filler = filler();
    for row in 0..1_100_i64 {
        let mobile = match row % 100 {
            // The same person again, a piece or two later; a number that is none.
            99 => 13_800_000_000 + row / 3,
            98 => 12,
            _ => 13_800_000_000 + row,
        };
        let tags = if row % 90 == 1 {
            format!("batch {row}")
        } else {
            String::new()
        };
        let owner = if row % 3 == 0 { "Wang" } else { "" };
        writeln!(text, "Lead {row},{mobile},{tags},{owner},note {row},{filler}").unwrap();
    }
    let path = world.file("leads.csv", text);
    let wanted = json!({ "field": "name", "is": "lacks", "values": ["7"] });
    let more = json!({ "on_match": "create", "only": wanted });
    ends_alike(&world, plan("leads", path, more), 2);
}

#[test]
fn contacts_end_alike_with_the_customers_they_name() {
    let world = World::new();
    let mut text = "name,email,company,filler\n".to_owned();
    let filler = filler();
    for row in 0..1_100 {
        writeln!(
            text,
            "Contact {row},c{}@example.com,Company {},{filler}",
            row % 1_000,
            row % 800
        )
        .unwrap();
    }
    let path = world.file("contacts.csv", text);
    let plan = plan("contacts", path, json!({ "create_missing_customers": true }));
    ends_alike(&world, plan, 2);
    let last = &world.ok("imports.list", json!({}))[0];
    assert_eq!(
        (last["beside"].as_i64(), last["rejected"].as_i64()),
        (Some(800), Some(100))
    );
}

#[test]
fn people_end_alike_with_the_managers_they_name() {
    let world = World::new();
    let mut text = "name,manager,team,filler\n".to_owned();
    let filler = filler();
    for row in 0..900 {
        let manager = match row % 90 {
            3 => format!("Person {}", 899 - row),
            4 => format!("Chief {}", row % 4),
            _ => String::new(),
        };
        writeln!(text, "Person {row},{manager},Team {},{filler}", row % 5).unwrap();
    }
    let path = world.file("people.csv", text);
    ends_alike(&world, plan("people", path, json!({ "on_match": "update" })), 2);
    assert!(world.number("select count(*) from people where name like 'Chief %'") > 0);
    assert!(world.number("select count(*) from people where role = 'manager'") > 5);
}

#[test]
fn deals_end_alike_with_their_history() {
    let world = World::new();
    let mut text = "Deal number,Deal name,Account,Amount,Status,Created,Closed,filler\n".to_owned();
    let filler = filler();
    for row in 0..900 {
        let (status, closed) = if row % 3 == 0 {
            ("won", "2026-02-01")
        } else {
            ("open", "")
        };
        let amount = if row % 80 == 9 {
            "much".to_owned()
        } else {
            (row * 10).to_string()
        };
        let customer = row % 400;
        writeln!(
            text,
            "D-{},Deal {row},Company {customer},{amount},{status},2026-01-05,{closed},{filler}",
            row % 850
        )
        .unwrap();
    }
    let path = world.file("deals.csv", text);
    let plan = plan(
        "deals",
        path,
        json!({ "on_match": "update", "create_missing_customers": true }),
    );
    ends_alike(&world, plan, 2);
    let last = &world.ok("imports.list", json!({}))[0];
    assert_eq!(
        last["beside"], 395,
        "those that only rows name which cannot be taken are not made: {last}"
    );
    assert!(world.number("select count(*) from deal_versions") > 900);
}

#[test]
fn at_a_stroke_is_made_again() {
    let world = World::new();
    let mut text = "name,industry\n".to_owned();
    for row in 0..60_000 {
        writeln!(text, "Customer {row},sector {}", row % 7).unwrap();
    }
    let path = world.file("many.csv", text);
    ends_alike(&world, plan("customers", path, json!({})), 1);
}

#[test]
fn only_the_same_file_and_only_by_who_may() {
    let world = World::new();
    world.person("Wang", "sales");
    world.person("Zhao", "assistant");
    let path = customers(&world)["source"]["path"].as_str().unwrap().to_owned();
    let text = std::fs::read_to_string(&path).unwrap();
    let (mut killed, whole) = killed_at_every_piece(&world, plan("customers", &path, json!({ "on_match": "update" })));
    let id = json!({ "import_id": whole["import_id"] });
    let mut world = killed.pop().unwrap();
    assert_eq!(world.ok("imports.list", json!({}))[0]["state"], "interrupted");
    world.speak_as("Wang");
    assert_eq!(world.err("imports.resume", id.clone()), "call.forbidden");
    world.speak_as("Zhao");
    assert_eq!(world.err("imports.resume", id.clone()), "import.unknown");
    world.speak_as("Owner");
    assert_eq!(
        world.err("imports.resume", json!({ "import_id": 99 })),
        "import.unknown"
    );
    // One letter is different, and the size is the same.
    std::fs::write(&path, text.replacen("sector 3", "Sector 3", 1)).unwrap();
    assert_eq!(world.err("imports.resume", id.clone()), "import.file_changed");
    std::fs::write(&path, format!("{text}One more,,,,\n")).unwrap();
    assert_eq!(world.err("imports.resume", id.clone()), "import.file_changed");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(world.err("imports.resume", id.clone()), "import.no_such_file");
    // The same content from elsewhere will do.
    let sent = world.upload("customers.csv", text.as_bytes());
    world.ok(
        "imports.resume",
        json!({ "import_id": whole["import_id"], "upload": sent }),
    );
    let status = world.wait(&whole["import_id"]);
    assert_eq!(
        (&status["created"], &status["rejected"]),
        (&whole["created"], &whole["rejected"])
    );
    // The list of changes says when somebody went on with it, not when it began.
    assert_eq!(status["state"], "done");
}

#[test]
fn what_was_handed_over_is_asked_for_again_and_taking_back_stays_possible() {
    let world = World::new();
    let before = world.records();
    let plan_of = |world: &World| {
        let path = customers(world)["source"]["path"].as_str().unwrap().to_owned();
        let bytes = std::fs::read(path).unwrap();
        let sent = world.upload("customers.csv", &bytes);
        (
            json!({ "kind": "customers", "source": { "upload": sent }, "on_match": "update" }),
            bytes,
        )
    };
    let (plan, bytes) = plan_of(&world);
    let with_old = world.records();
    assert_ne!(before, with_old);
    let (mut killed, whole) = killed_at_every_piece(&world, plan);
    let id = json!({ "import_id": whole["import_id"] });
    let world = killed.pop().unwrap();
    let status = world.ok("imports.status", id.clone());
    assert_eq!(
        (&status["state"], &status["uploaded"]),
        (&json!("interrupted"), &json!(true))
    );
    assert_eq!(world.err("imports.resume", id.clone()), "import.file_needed");
    let other = world.upload("customers.csv", b"name\nSomebody\n");
    let with = |upload: &str| json!({ "import_id": whole["import_id"], "upload": upload });
    assert_eq!(world.err("imports.resume", with(&other)), "import.file_changed");
    assert_eq!(world.err("imports.resume", with("nonsense")), "import.no_such_upload");
    let same = world.upload("renamed.csv", &bytes);
    world.ok("imports.resume", with(&same));
    assert_eq!(world.wait(&whole["import_id"])["created"], whole["created"]);
    // Another that was killed is taken back instead.
    let other = killed.pop().unwrap();
    assert_eq!(other.ok("imports.cancel", id.clone())["state"], "cancelled");
    assert_eq!(other.records(), with_old);
    assert_eq!(other.err("imports.resume", id), "import.not_interrupted");
}
