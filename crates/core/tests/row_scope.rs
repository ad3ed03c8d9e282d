//! Counts beside words and tags are of what the person may see: nobody learns from a number that others have more.

use crate::world::World;
use serde_json::{Value, json};

/// 林 and 许 sell under 唐; 何 assists. Each salesperson has a tagged lead, one is nobody's, and one is kept apart.
fn company() -> World {
    let world = World::new();
    let tang = world.person("唐", "manager");
    let sellers: Vec<Value> = ["林", "许"]
        .iter()
        .map(|name| {
            world.ok(
                "people.save",
                json!({ "name": name, "role": "sales", "manager_id": tang }),
            )["id"]
                .clone()
        })
        .collect();
    world.person("何", "assistant");
    world.person("阅", "viewer");
    world.person("外", "sales");
    world.ok("screen.add", json!({ "kind": "word", "text": "一夜暴富" }));
    let mut ids = Vec::new();
    for (at, owner) in [&sellers[0], &sellers[1], &Value::Null].into_iter().enumerate() {
        let lead = json!({ "lead": { "name": "甲", "mobile": format!("1380013810{at}") } });
        let id = world.ok("leads.create", lead)["lead"]["id"].clone();
        world.ok("leads.assign", json!({ "leads": { "ids": [id] }, "owner_id": owner }));
        ids.push(id);
    }
    world.ok("leads.tag", json!({ "leads": { "ids": ids }, "add": ["重点"] }));
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "乙", "mobile": "13800138999", "note": "一夜暴富" } }),
    );
    world
}

#[test]
fn tags_count_what_the_person_may_see() {
    let mut world = company();
    for (name, leads) in [("Owner", 3), ("唐", 3), ("林", 2), ("外", 1)] {
        world.speak_as(name);
        let tags = world.ok("tags.list", json!({}));
        assert_eq!(tags[0]["leads"], leads, "{name}");
    }
    for name in ["何", "阅"] {
        world.speak_as(name);
        let seen = world.ok("leads.totals", json!({}))["count"].clone();
        assert_eq!(world.ok("tags.list", json!({}))[0]["leads"], seen, "{name}");
    }
}

#[test]
fn words_count_what_the_person_may_see() {
    let mut world = company();
    let count = |world: &World| -> i64 {
        let list = world.ok("screen.list", json!({ "kind": "word" }));
        let words = list["words"].as_array().unwrap();
        let word = words.iter().find(|word| word["value"] == "一夜暴富").unwrap();
        word["leads"].as_i64().unwrap()
    };
    // What is kept apart is nobody's, until it was somebody's before.
    for name in ["Owner", "唐", "林", "外"] {
        world.speak_as(name);
        assert_eq!(count(&world), 1, "{name}");
    }
    world.speak_as("Owner");
    let lin = world.workspace.person("林").unwrap();
    let file = rusqlite::Connection::open(world.path()).unwrap();
    file.execute(
        "update leads set owner_id = ?1, owner_since = 1 where quarantine is not null",
        [lin.0],
    )
    .unwrap();
    for (name, leads) in [("Owner", 1), ("唐", 1), ("林", 1), ("许", 0), ("外", 0)] {
        world.speak_as(name);
        assert_eq!(count(&world), leads, "{name}");
    }
}
