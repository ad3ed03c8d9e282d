//! The recycle bin: customers and contacts go away and come back whole, nothing is left without what it belongs to.

use crate::world::World;
use serde_json::{Value, json};

fn new_customer(world: &World, name: &str) -> i64 {
    world.ok("customers.save", json!({ "name": name }))["id"]
        .as_i64()
        .unwrap()
}

fn person_at(world: &World, customer: i64, name: &str, mobile: &str) -> i64 {
    let input = json!({ "name": name, "customer_id": customer, "mobile": mobile });
    world.ok("contacts.save", input)["id"].as_i64().unwrap()
}

fn bin(world: &World, kind: &str) -> Vec<Value> {
    world.ok("bin.list", json!({ "kind": kind }))["rows"]
        .as_array()
        .unwrap()
        .clone()
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["name"].as_str().unwrap()).collect()
}

/// What every screen that knows of customers says: lists, counts, search, duplicates, look-up, health, what the owner holds.
fn everywhere(world: &World, owner: i64) -> Vec<Value> {
    vec![
        world.ok("customers.list", json!({})),
        world.ok("contacts.list", json!({})),
        world.ok("workspace.info", json!({}))["counts"].clone(),
        world.ok("search.find", json!({ "text": "恒力" })),
        world.ok("search.find", json!({ "text": "13800138000" })),
        world.ok("search.find", json!({ "text": "年度框架" })),
        world.ok("duplicates.check", json!({ "mobile": "13800138000" })),
        world.ok("duplicates.check", json!({ "company": "恒力石化" })),
        world.ok("duplicates.look_up", json!({ "text": "恒力石化" })),
        world.ok("health.report", json!({})),
        world.ok("people.holdings", json!({ "id": owner })),
    ]
}

#[test]
fn a_customer_goes_with_its_people_and_comes_back_whole() {
    let mut world = World::new();
    let owner = world.call.person.0;
    let empty = everywhere(&world, owner);
    let customer = new_customer(&world, "恒力石化");
    let child = new_customer(&world, "子公司");
    world.ok("customers.save", json!({ "id": child, "parent_id": customer }));
    person_at(&world, customer, "王芳", "13800138000");
    let alone = person_at(&world, customer, "李雷", "13800138001");
    world.ok(
        "activities.add",
        json!({ "kind": "note", "customer_id": customer, "text": "年度框架" }),
    );
    world.ok(
        "activities.add",
        json!({ "kind": "task", "customer_id": customer, "text": "回访", "due_on": "2026-03-20" }),
    );
    world.at("2026-03-18T11:00");
    world.ok("contacts.remove", json!({ "ids": [alone] }));
    let before = everywhere(&world, owner);
    world.at("2026-03-18T12:00");
    let gone = world.ok("customers.remove", json!({ "ids": [customer] }));
    assert_eq!((&gone["customers"], &gone["contacts"]), (&json!(1), &json!(1)));
    assert_eq!(
        world.err("customers.get", json!({ "id": customer })),
        "customer.unknown"
    );
    assert_eq!(
        world.ok("customers.get", json!({ "id": child }))["parent_id"],
        Value::Null
    );
    let now = everywhere(&world, owner);
    for place in [3, 4, 5, 6, 7] {
        assert_eq!(now[place], empty[place], "place {place}");
    }
    assert_eq!(now[2]["customers"], 1);
    assert_eq!((&now[2]["contacts"], &now[10]["tasks"]), (&json!(0), &json!(0)));

    let rows = bin(&world, "customers");
    assert_eq!(names(&rows), ["恒力石化"]);
    assert_eq!((&rows[0]["by"], &rows[0]["contacts"]), (&json!("Owner"), &json!(1)));
    assert_eq!(rows[0]["removed_at"], json!(world.call.now.0));
    assert!(bin(&world, "contacts").is_empty(), "they wait with their customer");

    world.at("2026-03-18T13:00");
    let back = world.ok("bin.restore", json!({ "kind": "customers", "ids": [customer] }));
    assert_eq!((&back["restored"], &back["contacts"]), (&json!(1), &json!(1)));
    assert_eq!(
        names(&bin(&world, "contacts")),
        ["李雷"],
        "who had gone before stays in the bin"
    );
    assert_eq!(world.ok("customers.get", json!({ "id": child }))["parent_id"], customer);
    let strip = |mut all: Vec<Value>| {
        for value in &mut all {
            *value = without_clocks(value);
        }
        all
    };
    assert_eq!(strip(everywhere(&world, owner)), strip(before));
}

/// The same without instants of changes: a record that came back was changed by coming back.
fn without_clocks(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "updated_at" && *key != "at")
            .map(|(key, value)| (key.clone(), without_clocks(value)))
            .collect(),
        Value::Array(list) => list.iter().map(without_clocks).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_customer_with_deals_stays_and_deals_bring_their_customer_back() {
    let mut world = World::new();
    let customer = new_customer(&world, "恒力石化");
    person_at(&world, customer, "王芳", "13800138000");
    let deal = world.deal("二号线", json!({ "customer_id": customer, "amount_minor": 100 }));
    let failure = world.run("customers.remove", json!({ "ids": [customer] })).unwrap_err();
    assert_eq!(failure.code, "customer.has_deals");
    assert!(
        failure.message.contains("恒力石化") && failure.message.contains('1'),
        "{}",
        failure.message
    );
    assert_eq!(
        world.err("customers.remove", json!({ "ids": [customer] })),
        "customer.has_deals"
    );

    world.at("2026-03-18T11:00");
    world.ok("deals.remove", json!({ "ids": [deal] }));
    let removal = world.ok("history.list", json!({ "limit": 1 }))[0]["id"].clone();
    world.at("2026-03-18T12:00");
    world.ok("customers.remove", json!({ "ids": [customer] }));
    assert_eq!(names(&bin(&world, "deals")), ["二号线"]);
    // An undo of the older removal would leave the deal without its customer.
    assert_eq!(
        world.err("history.undo", json!({ "change_id": removal })),
        "history.customer_in_bin"
    );

    let before = world.dump();
    let back = world.ok("bin.restore", json!({ "kind": "deals", "ids": [deal] }));
    assert_eq!(back, json!({ "restored": 1, "customers": 1, "contacts": 1 }));
    assert_eq!(world.ok("deals.get", json!({ "id": deal }))["customer"], "恒力石化");
    assert_eq!(world.ok("board.get", json!({}))["totals"]["count"], 1);
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before, "one undo puts all of it back into the bin");
    world.ok("history.redo", json!({}));
    assert_eq!(world.ok("board.get", json!({}))["totals"]["count"], 1);
}

#[test]
fn every_kind_is_listed_with_who_and_when_and_many_come_back_by_one_change() {
    let mut world = World::new();
    world.person("Xu", "sales");
    let lead = world.ok(
        "leads.create",
        json!({ "lead": { "name": "甲", "mobile": "13900001111" } }),
    )["lead"]["id"]
        .clone();
    let deals = [world.deal("一", json!({})), world.deal("二", json!({}))];
    let file = world.ok(
        "attachments.add",
        json!({ "about": { "deal_id": deals[0] }, "file": { "name": "报价.pdf", "base64": "YQ==" } }),
    );
    world.at("2026-03-19T09:00");
    world.ok("attachments.remove", json!({ "id": file["id"] }));
    world.ok("leads.remove", json!({ "leads": { "ids": [lead] } }));
    assert_eq!(names(&bin(&world, "attachments")), ["报价.pdf"]);
    world.ok("deals.remove", json!({ "ids": deals }));
    assert!(bin(&world, "attachments").is_empty(), "a file waits with its deal");
    let page = world.ok("bin.list", json!({ "kind": "leads" }));
    let counts: Vec<i64> = page["counts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["count"].as_i64().unwrap())
        .collect();
    assert_eq!(counts, [1, 0, 0, 2, 0]);
    assert_eq!(
        (&page["rows"][0]["name"], &page["rows"][0]["by"]),
        (&json!("甲"), &json!("Owner"))
    );
    assert_eq!(names(&bin(&world, "deals")), ["二", "一"]);
    let first = world.ok("bin.list", json!({ "kind": "deals", "limit": 1 }));
    let second = world.ok(
        "bin.list",
        json!({ "kind": "deals", "limit": 1, "after": first["next"] }),
    );
    assert_eq!(
        (&second["rows"][0]["name"], &second["next"]),
        (&json!("一"), &Value::Null)
    );
    assert_eq!(
        world.ok("bin.list", json!({ "kind": "deals", "text": "一" }))["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let before = world.dump();
    world.ok("bin.restore", json!({ "kind": "deals", "ids": deals }));
    assert_eq!(world.ok("deals.totals", json!({}))["count"], 2);
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
    world.ok("bin.restore", json!({ "kind": "deals", "ids": deals }));
    world.ok("bin.restore", json!({ "kind": "attachments", "ids": [file["id"]] }));
    assert_eq!(
        world.ok("attachments.list", json!({ "about": { "deal_id": deals[0] } }))[0]["name"],
        "报价.pdf"
    );
    world.ok("bin.restore", json!({ "kind": "leads", "ids": [lead] }));
    assert_eq!(world.ok("leads.totals", json!({}))["count"], 1);
    assert_eq!(
        world.err("bin.restore", json!({ "kind": "leads", "ids": [lead] })),
        "bin.some_gone"
    );
    assert_eq!(
        world.err("bin.restore", json!({ "kind": "leads", "ids": [] })),
        "bin.nothing_chosen"
    );
}

#[test]
fn what_one_may_not_see_or_change_stays_in_the_bin() {
    let mut world = World::new();
    let own = world.person("Xu", "sales");
    world.person("An", "assistant");
    world.person("Vi", "viewer");
    let mine = world.deal("我的", json!({ "owner_id": own.0 }));
    let other = world.deal("别人的", json!({}));
    world.ok("deals.remove", json!({ "ids": [mine, other] }));
    world.speak_as("Xu");
    assert_eq!(names(&bin(&world, "deals")), ["我的"]);
    assert_eq!(
        world.err("bin.restore", json!({ "kind": "deals", "ids": [mine, other] })),
        "bin.some_gone"
    );
    world.speak_as("An");
    assert_eq!(bin(&world, "deals").len(), 2);
    assert_eq!(
        world.err("bin.restore", json!({ "kind": "deals", "ids": [mine] })),
        "call.forbidden"
    );
    world.speak_as("Vi");
    assert_eq!(
        world.ok("bin.list", json!({ "kind": "deals" }))["counts"][1]["restores"],
        false
    );
    assert_eq!(
        world.err("bin.restore", json!({ "kind": "deals", "ids": [mine] })),
        "call.forbidden"
    );
    world
        .speak_as("Xu")
        .ok("bin.restore", json!({ "kind": "deals", "ids": [mine] }));
}

#[test]
fn a_merged_record_is_part_of_another_not_in_the_bin() {
    let world = World::new();
    let (kept, gone) = (new_customer(&world, "恒力石化"), new_customer(&world, "恒力石化股份"));
    world.ok(
        "duplicates.merge",
        json!({ "entity": "customers", "keep": kept, "gone": [gone] }),
    );
    assert!(bin(&world, "customers").is_empty());
    assert_eq!(
        world.err("bin.restore", json!({ "kind": "customers", "ids": [gone] })),
        "bin.some_gone"
    );
}

#[test]
fn a_pinned_note_stands_at_the_top_until_the_pin_is_taken_out() {
    let mut world = World::new();
    let deal = world.deal("二号线", json!({}));
    let about = json!({ "deal_id": deal });
    let first = world.ok(
        "activities.add",
        json!({ "kind": "note", "deal_id": deal, "text": "要点" }),
    )["id"]
        .clone();
    world.at("2026-03-18T11:00");
    world.ok(
        "activities.add",
        json!({ "kind": "task", "deal_id": deal, "text": "报价", "due_on": "2026-03-20" }),
    );
    world.ok(
        "activities.add",
        json!({ "kind": "note", "deal_id": deal, "text": "后来" }),
    );
    let texts = |world: &World| -> Vec<(String, bool)> {
        let (mut all, mut before) = (Vec::new(), Value::Null);
        // A page of one each: pinned and planned ones stand once, whatever the pages.
        loop {
            let mut input = json!({ "about": about, "limit": 1 });
            if !before.is_null() {
                input["before"] = before.clone();
            }
            let page = world.ok("activities.list", input);
            let Some(item) = page.as_array().unwrap().first() else {
                return all;
            };
            before = item["key"].clone();
            all.push((item["text"].as_str().unwrap().to_owned(), item["pinned"] == true));
        }
    };
    let plain = texts(&world);
    assert_eq!(plain[0], ("报价".to_owned(), false));
    world.ok("activities.pin", json!({ "id": first, "pinned": true }));
    let pinned = texts(&world);
    assert_eq!((&pinned[0], pinned.len()), (&("要点".to_owned(), true), plain.len()));
    assert_eq!(pinned[1].0, "报价");
    world.ok("history.undo", json!({}));
    assert_eq!(texts(&world), plain);
    world.ok("history.redo", json!({}));
    world.ok("activities.pin", json!({ "id": first, "pinned": false }));
    assert_eq!(texts(&world), plain);
    world.person("Vi", "viewer");
    world.speak_as("Vi");
    assert_eq!(
        world.err("activities.pin", json!({ "id": first, "pinned": true })),
        "call.forbidden"
    );
}

#[test]
fn the_average_budget_is_over_the_leads_whose_budget_is_known() {
    let world = World::new();
    let add = |mobile: &str, budget: Value| {
        world.ok(
            "leads.create",
            json!({ "lead": { "name": "甲", "mobile": mobile, "budget_minor": budget } }),
        );
    };
    assert_eq!(world.ok("leads.totals", json!({}))["budget_average_minor"], Value::Null);
    add("13900001111", json!(100));
    add("13900001112", json!(201));
    add("13900001113", Value::Null);
    let totals = world.ok("leads.totals", json!({}));
    assert_eq!(
        (
            &totals["count"],
            &totals["budget_minor"],
            &totals["budget_count"],
            &totals["budget_average_minor"]
        ),
        (&json!(3), &json!(301), &json!(2), &json!(151)),
        "150.5 rounds half up"
    );
}
