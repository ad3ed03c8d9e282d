//! Checks of the data that fall due for the person responsible: once, for somebody who works here, counted from the last one.

use crate::world::World;
use crate::world::leads::lead;
use rusqlite::Connection;
use serde_json::{Value, json};

/// Writes past the program: what files of earlier versions hold.
fn older(world: &World, sql: &str) {
    Connection::open(world.path()).unwrap().execute_batch(sql).unwrap();
}

/// The day an open check fell due, and whose it is.
fn open(world: &World) -> Option<(String, String)> {
    let plan = world.ok("health.plan", json!({}));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (!plan["open"].is_null()).then(|| (text(&plan["open"]["due_on"]), text(&plan["open"]["person"])))
}

fn tick(world: &World) {
    let ticked = world.workspace.tick(world.call.now).unwrap();
    assert!(ticked.failed.is_empty() && !ticked.resting, "{ticked:?}");
}

#[test]
fn a_check_falls_due_once_for_the_person_responsible() {
    let mut world = World::new();
    let lin = world.person("林", "sales");
    let xu = world.person("许", "sales");
    assert_eq!(
        world.err("health.save_plan", json!({ "interval": "weekly" })),
        "health.nobody"
    );
    assert_eq!(
        world.err("health.save_plan", json!({ "interval": "weekly", "person_id": 99 })),
        "person.unknown"
    );
    let reads = world.person("阅", "viewer");
    assert_eq!(
        world.err("health.save_plan", json!({ "interval": "weekly", "person_id": reads })),
        "health.person_reads"
    );
    let plan = world.ok("health.save_plan", json!({ "interval": "weekly", "person_id": lin }));
    // Wednesday, 2026-03-18: the next Monday.
    assert_eq!(plan["next_on"], "2026-03-23");
    let before = world.dump();
    world.at("2026-03-22T23:59");
    tick(&world);
    assert_eq!(world.dump(), before);
    world.at("2026-03-23T00:00");
    tick(&world);
    assert_eq!(open(&world), Some(("2026-03-23".to_owned(), "林".to_owned())));
    let once = world.dump();
    tick(&world);
    world.at("2026-03-24T09:00");
    tick(&world);
    assert_eq!(world.dump(), once);
    // One late tick finds what many would have.
    world.at("2026-03-29T09:00");
    tick(&world);
    assert_eq!(world.dump(), once);
    // Somebody else's task; handed on, it goes along.
    world.speak_as("许");
    assert_eq!(world.err("health.checked", json!({})), "health.not_yours");
    assert_eq!(
        world.err("health.save_plan", json!({ "interval": "off" })),
        "call.forbidden"
    );
    world.speak_as("Owner");
    world.ok("health.save_plan", json!({ "interval": "weekly", "person_id": xu }));
    assert_eq!(open(&world), Some(("2026-03-23".to_owned(), "许".to_owned())));
    world.speak_as("许");
    let waiting = world.dump();
    assert_eq!(
        world.ok("health.checked", json!({})),
        json!({ "records": 0, "sound": 0 })
    );
    let plan = world.ok("health.plan", json!({}));
    assert_eq!(
        (&plan["open"], &plan["next_on"], &plan["done"][0]["person"]),
        (&Value::Null, &json!("2026-03-30"), &json!("许"))
    );
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), waiting);
    // Nothing falls due for somebody who has left, and nothing when it is off.
    world.speak_as("Owner");
    world.ok("health.checked", json!({}));
    world.ok("people.save", json!({ "id": xu, "name": "许", "active": false }));
    assert_eq!(
        world.err("health.save_plan", json!({ "interval": "monthly", "person_id": xu })),
        "health.person_left"
    );
    let left = world.dump();
    world.at("2026-04-05T09:00");
    tick(&world);
    assert_eq!(world.dump(), left);
    world.ok("health.save_plan", json!({ "interval": "monthly", "person_id": lin }));
    world.at("2026-04-10T09:00");
    lead(&world, json!({}));
    world.at("2026-04-16T09:00");
    lead(&world, json!({ "mobile": "13800138002" }));
    world.at("2026-04-22T09:00");
    lead(&world, json!({ "mobile": "13800138003" }));
    world.at("2026-04-28T09:00");
    lead(&world, json!({ "mobile": "13800138004" }));
    world.at("2026-05-01T09:00");
    tick(&world);
    assert_eq!(open(&world), Some(("2026-05-01".to_owned(), "林".to_owned())));
    world.ok("health.save_plan", json!({ "interval": "off", "person_id": lin }));
    assert_eq!(open(&world), None);
}

#[test]
fn the_sample_goes_although_one_of_its_people_was_responsible() {
    let world = World::sample();
    let someone = world.number("select id from people where origin = 'sample' and role = 'sales' limit 1");
    let before = world.dump();
    world.ok(
        "health.save_plan",
        json!({ "interval": "weekly", "person_id": someone }),
    );
    older(
        &world,
        &format!("insert into health_checks (person_id, due_on, created_at) values ({someone}, '2026-03-16', 0)"),
    );
    world.ok("sample.remove", json!({}));
    assert_eq!(world.ok("health.plan", json!({}))["person_id"], Value::Null);
    assert!(before.contains("workspace"));
}

#[test]
fn whoever_leaves_leaves_the_data_to_the_first_who_may_look_after_it() {
    let mut world = World::new();
    let lin = world.person("林", "sales");
    let reads = world.person("阅", "viewer");
    let xu = world.person("许", "sales");
    world.ok("health.save_plan", json!({ "interval": "weekly", "person_id": lin }));
    world.at("2026-03-23T09:00");
    tick(&world);
    // Who stays keeps it.
    world.ok("people.hand_over", json!({ "from": lin, "to": [xu] }));
    assert_eq!(open(&world), Some(("2026-03-23".to_owned(), "林".to_owned())));
    let before = world.dump();
    world.ok(
        "people.hand_over",
        json!({ "from": lin, "to": [reads, xu], "deactivate": true }),
    );
    assert_eq!(open(&world), Some(("2026-03-23".to_owned(), "许".to_owned())));
    let plan = world.ok("health.plan", json!({}));
    assert_eq!(
        (&plan["person"], &plan["interval"], &plan["active"]),
        (&json!("许"), &json!("weekly"), &json!(true))
    );
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    // It is settled also for somebody who left before; nobody gets it who only reads.
    world.ok("people.save", json!({ "id": lin, "active": false }));
    world.ok("people.hand_over", json!({ "from": lin, "to": [reads] }));
    assert_eq!(world.ok("health.plan", json!({}))["active"], json!(false));
    world.ok("people.hand_over", json!({ "from": lin, "to": [xu] }));
    world.speak_as("许");
    world.ok("health.checked", json!({}));
}
