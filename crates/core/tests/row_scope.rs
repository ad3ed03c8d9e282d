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

/// A lead of 外, whom 林 does not see: known by its number, tagged, registered with a note.
fn hidden(world: &mut World) -> i64 {
    world.speak_as("外");
    let lead = json!({ "lead": { "name": "隐名", "company": "隐名精密仪器有限公司", "mobile": "13900139000" } });
    let id = world.ok("leads.create", lead)["lead"]["id"].as_i64().unwrap();
    world.ok("leads.tag", json!({ "leads": { "ids": [id] }, "add": ["暗标"] }));
    let told = json!({ "lead_id": id, "note": "私下的话", "mobile": "13900139000" });
    world.ok("registrations.add", told);
    id
}

#[test]
fn a_check_by_number_asks_whose_the_record_is() {
    let mut world = company();
    let id = hidden(&mut world);
    world.speak_as("林");
    assert_eq!(world.err("duplicates.check", json!({ "lead_id": id })), "lead.unknown");
    assert_eq!(
        world.err("registrations.check", json!({ "lead_id": id })),
        "lead.unknown"
    );
    // By what one knows oneself it is found, with its owner.
    let typed = json!({ "mobile": "13900139000" });
    assert_eq!(world.ok("duplicates.check", typed)[0]["owner"], "外");
}

#[test]
fn what_a_holder_wrote_for_themself_is_told_to_nobody_else() {
    let mut world = company();
    let lead = hidden(&mut world);
    let asked = json!({ "company": "隐名精密仪器有限公司" });
    let found = json!({ "text": "隐名精密仪器有限公司" });
    for (who, told) in [("林", false), ("唐", false), ("外", true), ("Owner", true)] {
        world.speak_as(who);
        let check = world.ok("registrations.check", asked.clone())[0].clone();
        let look_up = world.ok("duplicates.look_up", found.clone())["registrations"][0].clone();
        assert_eq!(check, look_up, "{who}");
        assert_eq!(check["holder"], "外", "{who}");
        for (field, said) in [
            ("note", json!("私下的话")),
            ("mobile", json!("13900139000")),
            ("lead_id", json!(lead)),
        ] {
            assert_eq!(check[field], if told { said } else { Value::Null }, "{who}: {field}");
        }
    }
}

#[test]
fn tags_of_others_are_no_words_of_ones_own() {
    let mut world = company();
    hidden(&mut world);
    for (who, sees) in [("林", false), ("唐", false), ("外", true), ("何", true)] {
        let told = world.speak_as(who).ok("tags.list", json!({})).to_string();
        assert_eq!(told.contains("暗标"), sees, "{who}: {told}");
    }
}

#[test]
fn a_word_to_an_owner_tells_the_sender_no_name() {
    let mut world = company();
    let id = hidden(&mut world);
    world.speak_as("林");
    let said = json!({ "entity": "leads", "id": id, "text": "能让给我吗？" });
    let told = world.ok("duplicates.tell_owner", said.clone());
    assert_eq!(told["owner"], "外");
    let listed = world.ok("history.list", json!({}));
    assert!(!listed.to_string().contains("隐名"), "{listed}");
    // Nobody's list is filled without end.
    for _ in 0..49 {
        world.ok("duplicates.tell_owner", said.clone());
    }
    assert_eq!(world.err("duplicates.tell_owner", said.clone()), "tell.too_many");
    world.at("2026-03-19T10:01").ok("duplicates.tell_owner", said);
}

#[test]
fn targets_of_others_stay_out_of_the_forecast() {
    let mut world = company();
    let other = world.workspace.person("外").unwrap().0;
    let target =
        json!({ "person_id": other, "period_kind": "quarter", "starts_on": "2026-01-01", "amount_minor": 777_000 });
    world.ok("targets.save", target);
    let asked = json!({ "owner_id": other });
    for (who, sees) in [("林", false), ("唐", false), ("外", true), ("阅", true)] {
        world.speak_as(who);
        let told = world.ok("forecast.get", asked.clone()).to_string();
        assert_eq!(told.contains("777000"), sees, "{who}: {told}");
    }
}

#[test]
fn a_comparison_counts_what_the_person_may_see() {
    let mut world = company();
    let customers: Vec<Value> = ["甲公司", "乙公司"]
        .iter()
        .map(|name| world.ok("customers.save", json!({ "name": name }))["id"].clone())
        .collect();
    for owner in ["林", "外"] {
        let owner = world.workspace.person(owner).unwrap().0;
        world.deal("一号线", json!({ "customer_id": customers[0], "owner_id": owner }));
    }
    let asked = json!({ "entity": "customers", "ids": customers });
    for (who, deals) in [("林", 1), ("许", 0), ("Owner", 2)] {
        let told = world.speak_as(who).ok("duplicates.compare", asked.clone());
        let links = told["links"].as_array().unwrap();
        let found = links.iter().find(|link| link["what"] == "deals");
        assert_eq!(
            found.map_or(0, |link| link["counts"][0].as_i64().unwrap()),
            deals,
            "{who}: {told}"
        );
    }
}

#[test]
fn only_records_one_may_merge_are_said_to_be_two() {
    let mut world = company();
    let other = hidden(&mut world);
    world.speak_as("林");
    let mine = world.ok(
        "leads.create",
        json!({ "lead": { "name": "甲", "mobile": "13700137000" } }),
    )["lead"]["id"]
        .clone();
    let mine = mine.as_i64().unwrap();
    let pairs = |pairs: Value| json!({ "entity": "leads", "pairs": pairs });
    for (given, code) in [
        (pairs(json!([[mine, other]])), "lead.unknown"),
        (pairs(json!([[other, mine]])), "lead.unknown"),
        (pairs(json!([[mine, 999_999]])), "lead.unknown"),
        (pairs(json!([[mine, mine]])), "merge.needs_two"),
        (pairs(json!([])), "bin.nothing_chosen"),
        (pairs(json!(vec![[mine, mine]; 501])), "duplicates.many_pairs"),
    ] {
        assert_eq!(
            world.err("duplicates.distinct", given.clone()),
            code,
            "{}",
            given.to_string().chars().take(80).collect::<String>()
        );
    }
}
