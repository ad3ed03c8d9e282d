//! When the program does things by itself, and when it waits for somebody to confirm the clock.

use crate::world::World;
use serde_json::json;

fn rests(world: &World) -> bool {
    let rests = world.workspace.tick(world.call.now).unwrap().resting;
    let said = &world.ok("workspace.info", json!({}))["resting_since"];
    assert_eq!(rests, said.is_i64(), "the page says the same: {said}");
    rests
}

#[test]
fn a_clock_that_cannot_be_right_lets_ticks_rest() {
    let mut world = World::new();
    assert!(!rests(&world));
    // After the change before: seven days, and a minute more.
    assert!(!rests(world.at("2026-03-25T10:00")));
    assert!(rests(world.at("2026-03-25T10:01")));
    assert!(rests(world.at("2026-03-18T09:59")), "before the last change");
    assert!(rests(world.at("2031-01-01T00:00")));
    // Commands do not mind, and looking confirms nothing.
    world.ok("board.get", json!({}));
    assert!(rests(&world));
}

#[test]
fn a_change_by_a_person_confirms_the_clock() {
    let mut world = World::new();
    assert!(rests(world.at("2026-06-01T10:00")));
    world.person("Wang", "sales");
    assert!(!rests(&world));
    assert!(!rests(world.at("2026-06-08T09:00")));
    // Also when the clock was wrong and is right again: what counts is the last change made, not the latest day.
    assert!(rests(world.at("2026-03-20T10:00")));
    world.person("Zhao", "sales");
    assert!(!rests(&world));
}

#[test]
fn who_has_nothing_to_change_says_that_the_clock_is_right() {
    let mut world = World::new();
    let wang = world.person("Wang", "sales");
    world.at("2026-06-01T10:00");
    assert!(rests(&world));
    world.speak_as("Wang");
    assert_eq!(world.err("workspace.confirm_clock", json!({})), "call.forbidden");
    world.speak_as("Owner");
    let info = world.ok("workspace.confirm_clock", json!({}));
    assert!(
        info["last_change_at"].as_i64() < info["now"].as_i64(),
        "it is written when the answer is made"
    );
    assert!(!rests(&world));
    let last = &world.ok("history.list", json!({}))[0];
    assert_eq!(last["command"], "workspace.confirm_clock");
    // It is listed, and Ctrl-Z takes back what was done before.
    world.ok("history.undo", json!({}));
    assert_eq!(
        world.number(&format!("select count(*) from people where id = {wang}")),
        0
    );
    // A clock that is right needs no confirming.
    let before = world.dump();
    world.ok("workspace.confirm_clock", json!({}));
    assert_eq!(before, world.dump());
}
