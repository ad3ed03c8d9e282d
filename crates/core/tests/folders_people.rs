//! Watched folders and the people around them: who may name one, for whom files come in, switching off, somebody who cannot wait.

use crate::world::World;
use crate::world::files::plan;
use crate::world::folders::{csv, first, imports, leads, tick, ticks, watching};
use leadwell_core::Origin;
use serde_json::{Value, json};
use std::fs;

#[test]
fn who_may() {
    let (mut world, folder) = watching();
    world.person("Zhao", "assistant");
    world.person("Wang", "sales");
    world.speak_as("Zhao");
    assert_eq!(world.err("folders.save", json!({ "path": folder })), "call.forbidden");
    assert_eq!(world.err("folders.remove", json!({ "id": 1 })), "call.forbidden");
    assert_eq!(first(&world)["person"], "Owner");
    world.speak_as("Wang");
    assert_eq!(world.err("folders.list", json!({})), "call.forbidden");
    world.speak_as("Owner");
    // A path of this machine is named only on this machine.
    world.call.origin = Origin::Lan;
    assert_eq!(world.err("folders.save", json!({ "path": folder })), "call.local_only");
    world.ok("folders.list", json!({}));
    world.call.origin = Origin::Local;
    let refused = |input: Value| world.err("folders.save", input);
    assert_eq!(refused(json!({})), "folder.path_missing");
    assert_eq!(refused(json!({ "path": " " })), "folder.path_missing");
    assert_eq!(refused(json!({ "path": "incoming" })), "folder.path_relative");
    assert_eq!(refused(json!({ "path": world.path() })), "folder.no_folder");
    assert_eq!(refused(json!({ "path": folder.join("nowhere") })), "folder.not_there");
    assert_eq!(refused(json!({ "path": folder })), "folder.twice");
    assert_eq!(refused(json!({ "path": folder.join("./") })), "folder.twice");
    assert_eq!(refused(json!({ "id": 1, "kind": "people" })), "folder.kind");
    assert_eq!(refused(json!({ "id": 9, "active": false })), "folder.unknown");
    assert_eq!(world.err("folders.remove", json!({ "id": 9 })), "folder.unknown");
}

#[test]
fn files_come_in_for_who_saved_the_folder_until_they_leave() {
    let (mut world, folder) = watching();
    let deputy = world.person("Li", "owner");
    world.speak_as("Li");
    world.ok("folders.save", json!({ "id": 1, "on_match": "skip" }));
    fs::write(folder.join("a.csv"), csv(0..1)).unwrap();
    ticks(&world);
    assert_eq!(world.number("select person_id from imports"), deputy.0);
    world.speak_as("Owner");
    world.ok(
        "people.save",
        json!({ "id": deputy.0, "name": "Li", "role": "owner", "active": false }),
    );
    fs::write(folder.join("b.csv"), csv(1..2)).unwrap();
    ticks(&world);
    assert_eq!(imports(&world), 1);
    assert!(first(&world)["trouble"].as_str().unwrap().contains("Li"));
    world.ok("folders.save", json!({ "id": 1 }));
    tick(&world);
    assert_eq!((imports(&world), &first(&world)["trouble"]), (2, &json!(null)));
}

#[test]
fn switched_off_removed_and_back_again() {
    let (world, folder) = watching();
    fs::write(folder.join("a.csv"), csv(0..1)).unwrap();
    ticks(&world);
    world.ok("folders.save", json!({ "id": 1, "active": false }));
    fs::write(folder.join("b.csv"), csv(1..2)).unwrap();
    ticks(&world);
    assert_eq!(imports(&world), 1);
    assert!(!world.workspace.tick(world.call.now).unwrap().ran.contains(&"folders"));
    assert_eq!(world.ok("folders.remove", json!({ "id": 1 })), json!([]));
    world.ok("history.undo", json!({}));
    assert_eq!(first(&world)["active"], false);
    world.ok("folders.remove", json!({ "id": 1 }));
    // Named again, it remembers what was taken.
    world.ok("folders.save", json!({ "path": folder }));
    ticks(&world);
    assert_eq!((imports(&world), leads(&world)), (2, 2));
    assert_eq!(first(&world)["id"], 1);
}

#[test]
fn somebody_who_is_there_need_not_wait_and_is_not_disturbed() {
    let (mut world, folder) = watching();
    fs::write(folder.join("a.csv"), csv(0..1)).unwrap();
    // After a long holiday ticks rest; who asks is there.
    world.at("2026-05-01T10:00");
    assert!(world.workspace.tick(world.call.now).unwrap().resting);
    let shown = world.ok("folders.look", json!({}));
    assert_eq!(shown[0]["files"][0]["import"]["created"], 1);
    tick(&world);
    // While a person imports, the folder waits.
    let rows: String = (0..20_000).map(|row| format!("Customer {row}\n")).collect();
    let path = world.file("customers.csv", format!("name\n{rows}"));
    fs::write(folder.join("b.csv"), csv(1..2)).unwrap();
    tick(&world);
    let id = world.ok("imports.start", plan("customers", path, json!({})))["import_id"].clone();
    tick(&world);
    let at_that_moment = imports(&world);
    assert_eq!(world.wait(&id)["state"], "done");
    if at_that_moment == 2 {
        tick(&world);
    }
    assert_eq!((imports(&world), leads(&world)), (3, 2));
}

#[test]
fn a_large_file_does_not_hold_up_the_ticks() {
    let (world, folder) = watching();
    world.ok("folders.save", json!({ "id": 1, "kind": "customers" }));
    let filler = "x".repeat(60_000);
    let rows: String = (0..100).map(|row| format!("Customer {row},{filler}\n")).collect();
    fs::write(folder.join("large.csv"), format!("name,filler\n{rows}")).unwrap();
    ticks(&world);
    assert_eq!(imports(&world), 1);
    assert_eq!(world.wait(&json!(1))["created"], 100);
    ticks(&world);
    assert_eq!(imports(&world), 1);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the cost is what is measured")]
fn a_tick_with_nothing_to_do_costs_next_to_nothing() {
    let (world, folder) = watching();
    for file in 0..200 {
        fs::write(folder.join(format!("{file:03}.csv")), csv(file..file + 1)).unwrap();
    }
    while imports(&world) < 200 {
        tick(&world);
    }
    ticks(&world);
    let cost = |world: &World| {
        let began = std::time::Instant::now();
        for _ in 0..100 {
            tick(world);
        }
        began.elapsed() / 100
    };
    let watched = cost(&world);
    world.ok("folders.save", json!({ "id": 1, "active": false }));
    println!(
        "a tick: {:?} with 200 files known, {:?} without a folder",
        watched,
        cost(&world)
    );
    assert!(watched.as_millis() < 50, "{watched:?}");
}
