//! Looking a customer up by whatever one has of them, then taking them, or sending word to whoever has them.

use crate::world::World;
use serde_json::{Value, json};

/// 林 has a customer, a contact and a lead; one lead is nobody's.
fn company() -> World {
    let world = World::new();
    let lin = world.person("林", "sales");
    world.person("许", "sales");
    let customer = world.ok(
        "customers.save",
        json!({ "name": "北京纷扬科技有限公司", "owner_id": lin }),
    );
    world.ok(
        "contacts.save",
        json!({ "name": "王工", "customer_id": customer["id"], "mobile": "13900001111", "wechat": "WangGong_88" }),
    );
    world.ok("leads.create", json!({ "lead": { "name": "王工", "company": "速联电子", "mobile": "13800138000", "email": "a@b.cn", "owner_id": lin } }));
    world.ok(
        "leads.create",
        json!({ "door": "form", "lead": { "name": "李敏", "company": "速联电子", "mobile": "13800138001" } }),
    );
    world
}

fn found(world: &World, text: &str) -> Vec<(String, String, String, bool, bool)> {
    let answer = world.ok("duplicates.look_up", json!({ "text": text }));
    let rows = answer["records"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let keys: Vec<&str> = row["by"]
                .as_array()
                .unwrap()
                .iter()
                .map(|by| by["key"].as_str().unwrap_or("name"))
                .collect();
            (
                row["entity"].as_str().unwrap().to_owned(),
                row["name"].as_str().unwrap().to_owned(),
                keys.join(" "),
                row["visible"].as_bool().unwrap(),
                row["claimable"].as_bool().unwrap(),
            )
        })
        .collect()
}

fn told(entity: &str, name: &str, keys: &str, visible: bool, claimable: bool) -> (String, String, String, bool, bool) {
    (entity.to_owned(), name.to_owned(), keys.to_owned(), visible, claimable)
}

#[test]
fn anything_one_has_of_them_finds_who_has_them() {
    let mut world = company();
    world.speak_as("许");
    let contact = || told("contacts", "王工", "mobile", true, false);
    assert_eq!(found(&world, "+86 139-0000-1111"), [contact()]);
    assert_eq!(
        found(&world, "wanggong_88"),
        [told("contacts", "王工", "wechat", true, false)]
    );
    assert_eq!(found(&world, "A@b.cn"), [told("leads", "王工", "email", false, false)]);
    assert_eq!(
        found(&world, "北京纷扬"),
        [told("customers", "北京纷扬科技有限公司", "company", true, false)]
    );
    assert_eq!(
        found(&world, "速联电子有限公司"),
        [
            told("leads", "王工", "company", false, false),
            told("leads", "李敏", "company", true, true)
        ]
    );
    assert_eq!(
        found(&world, " 王工 "),
        [
            told("leads", "王工", "name", false, false),
            told("contacts", "王工", "name", true, false)
        ]
    );
    assert!(found(&world, "没有的公司").is_empty());
    assert_eq!(
        world.err("duplicates.look_up", json!({ "text": "  " })),
        "look_up.empty"
    );
}

#[test]
fn what_is_registered_is_told_and_cannot_be_taken() {
    let mut world = company();
    world.speak_as("林");
    let id = world.ok("duplicates.look_up", json!({ "text": "李敏" }))["records"][0]["id"].clone();
    // 林 has a lead of that company, so 林 may register it.
    world.ok("registrations.add", json!({ "lead_id": id }));
    assert!(found(&world, "李敏")[0].4);
    world.speak_as("许");
    let answer = world.ok("duplicates.look_up", json!({ "text": "李敏" }));
    assert_eq!(answer["registrations"][0]["holder"], json!("林"));
    assert_eq!(answer["records"][0]["claimable"], json!(false));
}

#[test]
fn word_to_the_owner_is_a_task_of_theirs_on_the_record() {
    let mut world = company();
    world.speak_as("许");
    let tell = |entity: &str, id: &Value, text: &str| json!({ "entity": entity, "id": id, "text": text });
    let lead = world.ok("duplicates.look_up", json!({ "text": "a@b.cn" }))["records"][0]["id"].clone();
    let customer = world.ok("duplicates.look_up", json!({ "text": "北京纷扬" }))["records"][0]["id"].clone();
    let contact = world.ok("duplicates.look_up", json!({ "text": "13900001111" }))["records"][0]["id"].clone();
    let free = world.ok("duplicates.look_up", json!({ "text": "李敏" }))["records"][0]["id"].clone();
    let before = world.dump();
    for (entity, id) in [("leads", &lead), ("customers", &customer), ("contacts", &contact)] {
        assert_eq!(
            world.ok("duplicates.tell_owner", tell(entity, id, "能让给我吗？"))["owner"],
            json!("林")
        );
    }
    assert_eq!(
        world.err("duplicates.tell_owner", tell("leads", &free, "在吗")),
        "tell.nobody"
    );
    assert_eq!(
        world.err("duplicates.tell_owner", tell("leads", &lead, " ")),
        "tell.text_missing"
    );
    assert_eq!(
        world.err("duplicates.tell_owner", tell("leads", &json!(999), "在吗")),
        "tell.unknown"
    );
    world.speak_as("林");
    let told = world.ok("activities.list", json!({ "about": { "lead_id": lead } }));
    assert!(told.to_string().contains("许留言：能让给我吗？"), "{told}");
    assert_eq!(
        world.ok("leads.get", json!({ "id": lead }))["next_activity"]["kind"],
        json!("task")
    );
    world.speak_as("许");
    for _ in 0..3 {
        world.ok("history.undo", json!({}));
    }
    assert_eq!(world.dump(), before);
}
