//! Duplicates in the words of the rulebook: keys across leads, contacts and customers, windows to the day, the five actions.

use crate::world::World;
use serde_json::{Value, json};

/// A company with a customer of 林's and a contact there, and the rules as given.
fn company(rules: Value) -> World {
    let world = World::new();
    let lin = world.person("林", "sales");
    world.person("许", "sales");
    let customer = world.ok(
        "customers.save",
        json!({ "name": "北京纷扬科技有限公司", "owner_id": lin }),
    );
    world.ok(
        "contacts.save",
        json!({ "name": "王工", "customer_id": customer["id"], "mobile": "+86 139-0000-1111", "wechat": "WangGong_88" }),
    );
    world.ok("duplicates.save_rules", json!({ "rules": rules }));
    world
}

fn rule(action: &str, keys: Value, window: &str) -> Value {
    json!([{ "name": action, "active": true, "keys": keys, "window": window, "action": action }])
}

fn enter(world: &World, lead: Value) -> Value {
    world.ok("leads.create", json!({ "lead": lead, "door": "api" }))
}

#[test]
fn every_key_finds_what_it_is_held_against() {
    let world = company(json!([]));
    world.ok("leads.create", json!({ "lead": { "name": "甲", "company": "速联电子有限公司", "mobile": "13800138000", "email": "A@b.cn", "wechat": "suLian_01" } }));
    let hits = |asked: Value| -> Vec<(String, String)> {
        let hits = world.ok("duplicates.check", asked);
        let told = |hit: &Value| {
            (
                hit["entity"].as_str().unwrap().to_owned(),
                hit["key"].as_str().unwrap().to_owned(),
            )
        };
        hits.as_array().unwrap().iter().map(told).collect()
    };
    let pair = |entity: &str, key: &str| (entity.to_owned(), key.to_owned());
    assert_eq!(hits(json!({ "mobile": "13900001111" })), [pair("contacts", "mobile")]);
    assert_eq!(hits(json!({ "mobile": "138 0013 8000" })), [pair("leads", "mobile")]);
    assert_eq!(hits(json!({ "wechat": "wanggong_88" })), [pair("contacts", "wechat")]);
    assert_eq!(hits(json!({ "wechat": "SULIAN_01" })), [pair("leads", "wechat")]);
    assert_eq!(hits(json!({ "email": "a@B.CN" })), [pair("leads", "email")]);
    assert_eq!(hits(json!({ "company": "速联电子" })), [pair("leads", "company")]);
    // A lead that is there is looked for by what it says, and is no duplicate of its own.
    let again = json!({ "distinct": true, "lead": { "name": "甲", "mobile": "13800138000" } });
    let second = world.ok("leads.create", again)["lead"]["id"].clone();
    assert_eq!(hits(json!({ "lead_id": second })), [pair("leads", "mobile")]);
    world.ok("history.undo", json!({}));
    for name in ["北京纷扬科技有限公司", "北京纷扬", "纷扬科技"] {
        assert_eq!(
            hits(json!({ "company": name })),
            [pair("customers", "company")],
            "{name}"
        );
    }
    assert!(hits(json!({ "company": "北京飞扬科技有限公司" })).is_empty());
    assert!(hits(json!({ "mobile": "139", "email": "half@" })).is_empty());
    let named = world.ok("duplicates.check", json!({ "mobile": "13900001111" }));
    assert_eq!(
        (&named[0]["name"], &named[0]["owner"], &named[0]["company"]),
        (&json!("王工"), &json!("林"), &json!("北京纷扬科技有限公司"))
    );
}

#[test]
fn the_window_counts_back_in_calendar_months_to_the_day() {
    for (made, asked, window, counts) in [
        ("2026-01-15T23:30", "2026-04-15T00:10", "three_months", true),
        ("2026-01-14T23:59", "2026-04-15T00:10", "three_months", false),
        ("2025-11-30T12:00", "2026-02-28T12:00", "three_months", true),
        ("2025-09-15T12:00", "2026-03-15T12:00", "six_months", true),
        ("2025-09-14T12:00", "2026-03-15T12:00", "six_months", false),
        ("2020-01-01T12:00", "2026-03-15T12:00", "all", true),
    ] {
        let mut world = company(rule("label", json!([["mobile"]]), window));
        world.at(made);
        enter(&world, json!({ "name": "甲", "mobile": "13800138000" }));
        world.at(asked);
        let second = enter(&world, json!({ "name": "乙", "mobile": "13800138000" }));
        assert_eq!(second["rule"] == json!("label"), counts, "{made} {asked} {window}");
    }
}

#[test]
fn business_with_companies_asks_for_all_groups() {
    let world = company(rule("to_owner", json!([["company"], ["mobile", "wechat"]]), "all"));
    let only_company = enter(
        &world,
        json!({ "name": "乙", "company": "纷扬科技", "mobile": "13800138000" }),
    );
    assert!(only_company["rule"].is_null());
    let both = enter(
        &world,
        json!({ "name": "丙", "company": "北京纷扬", "wechat": "WANGGONG_88" }),
    );
    assert_eq!(
        (&both["rule"], &both["lead"]["owner"]),
        (&json!("to_owner"), &json!("林"))
    );
}

#[test]
fn action_to_owner_and_assign() {
    let world = company(rule("to_owner", json!([["mobile"]]), "all"));
    let given = enter(&world, json!({ "name": "乙", "mobile": "13900001111" }));
    assert_eq!((&given["added"], &given["lead"]["owner"]), (&json!(true), &json!("林")));
    // A known lead without an owner: the usual way of assignment, which so far gives it to nobody.
    let world = company(rule("assign", json!([["mobile"]]), "all"));
    enter(&world, json!({ "name": "甲", "mobile": "13800138000" }));
    let second = enter(&world, json!({ "name": "乙", "mobile": "13800138000" }));
    assert_eq!(
        (&second["added"], &second["lead"]["owner_id"]),
        (&json!(true), &Value::Null)
    );
}

#[test]
fn action_collect_links_to_the_source_and_counts() {
    let world = company(rule("collect", json!([["mobile", "wechat"]]), "all"));
    let first = enter(
        &world,
        json!({ "name": "甲", "mobile": "13800138000", "source": "展会" }),
    );
    let source = first["lead"]["id"].clone();
    for (at, name) in ["甲", "老甲"].iter().enumerate() {
        let again = enter(
            &world,
            json!({ "name": name, "mobile": "13800138000", "source": "官网" }),
        );
        assert_eq!(
            (&again["added"], &again["lead"]["source_lead_id"]),
            (&json!(true), &source)
        );
        assert_eq!(
            world.ok("leads.get", json!({ "id": source }))["collected"],
            at as i64 + 1
        );
    }
    let arrivals = world.ok("leads.get", json!({ "id": source }));
    assert_eq!(
        (arrivals["arrivals"].as_array().unwrap().len(), &arrivals["source"]),
        (2, &json!("展会"))
    );
}

#[test]
fn action_update_fills_the_known_lead_and_tells_the_former_owner() {
    let world = company(rule("update", json!([["mobile"]]), "all"));
    let xu = world
        .ok("people.list", json!({}))
        .as_array()
        .unwrap()
        .iter()
        .find(|person| person["name"] == "许")
        .unwrap()["id"]
        .clone();
    let first = enter(&world, json!({ "name": "甲", "mobile": "13900001112", "owner_id": xu }));
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "x", "mobile": "13900001113" }, "distinct": true }),
    );
    let customer = world.ok("customers.list", json!({}))["rows"][0]["id"].clone();
    world.ok(
        "contacts.save",
        json!({ "name": "甲", "customer_id": customer, "mobile": "13900001112" }),
    );
    world.ok(
        "duplicates.save_rules",
        json!({ "rules": rule("update", json!([["mobile", "company"]]), "all") }),
    );
    let again = enter(
        &world,
        json!({ "name": "甲先生", "mobile": "13900001112", "company": "纷扬科技", "title": "采购", "email": "jia@b.cn" }),
    );
    assert_eq!(
        (&again["added"], &again["lead"]["id"]),
        (&json!(false), &first["lead"]["id"])
    );
    let lead = &again["lead"];
    assert_eq!(
        (&lead["name"], &lead["title"], &lead["company"], &lead["owner"]),
        (&json!("甲"), &json!("采购"), &json!("纷扬科技"), &json!("林"))
    );
    let told = world.ok("activities.list", json!({ "about": { "lead_id": lead["id"] } }));
    assert_eq!(
        (&told[0]["kind"], &told[0]["person"], &told[0]["due_on"]),
        (&json!("task"), &json!("许"), &json!("2026-03-18"))
    );
}

#[test]
fn action_label_only_labels() {
    let world = company(
        json!([{ "name": "老客户", "active": true, "keys": [["mobile"]], "window": "all", "action": "label", "label": "疑似重复" }]),
    );
    let labelled = enter(&world, json!({ "name": "乙", "mobile": "13900001111" }));
    assert_eq!(
        (
            &labelled["lead"]["tags"],
            &labelled["lead"]["owner_id"],
            &labelled["lead"]["source_lead_id"]
        ),
        (&json!(["疑似重复"]), &Value::Null, &Value::Null)
    );
    // Somebody looked and it is somebody else: the rules let it be.
    let other = world.ok(
        "leads.create",
        json!({ "lead": { "name": "丁", "mobile": "13900001111" }, "distinct": true }),
    );
    assert_eq!((&other["rule"], &other["lead"]["tags"]), (&Value::Null, &json!([])));
}

#[test]
fn rules_are_refused_when_they_would_hit_nothing_or_everything() {
    let world = World::new();
    let save = |rules: Value| world.err("duplicates.save_rules", json!({ "rules": rules }));
    assert_eq!(save(rule("label", json!([]), "all")), "duplicate_rule.keys_missing");
    assert_eq!(
        save(rule("label", json!([["mobile"], []]), "all")),
        "duplicate_rule.keys_missing"
    );
    assert_eq!(
        save(json!([{ "name": " ", "active": true, "keys": [["mobile"]], "window": "all", "action": "label" }])),
        "duplicate_rule.name_missing"
    );
    let shipped = &world.ok("duplicates.rules", json!({}))[0];
    assert_eq!(
        (&shipped["action"], &shipped["name"]),
        (&json!("collect"), &json!("手机、微信或邮箱相同"))
    );
}
