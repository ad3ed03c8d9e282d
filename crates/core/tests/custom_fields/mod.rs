//! Fields that the owner adds: what they hold, and every door through which their values come in and go out.

mod doors;
mod life;
mod lists;
mod plain;

use crate::world::{World, lasting};
use serde_json::{Value, json};

/// The kinds of record that can have fields of one's own.
const ENTITIES: [&str; 4] = ["leads", "customers", "contacts", "deals"];

/// Adds a field; its stable name.
fn field(world: &World, entity: &str, name: &str, more: Value) -> String {
    let mut input = json!({ "entity": entity, "name": name });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ok("custom_fields.save", input)["key"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The id in a stable name.
fn id(key: &str) -> i64 {
    key.trim_start_matches("custom_").parse().unwrap()
}

/// A field of every kind on one kind of record, and a value of each as it comes in and as it is read back.
fn of_every_kind(world: &World, entity: &str) -> Vec<(String, Value, Value)> {
    let person = world.call.person.0;
    let one = field(
        world,
        entity,
        "洁净等级",
        json!({ "kind": "choice", "options": [{ "name": "千级" }, { "name": "万级" }] }),
    );
    let several = field(
        world,
        entity,
        "缺陷类型",
        json!({ "kind": "choices", "options": [{ "name": "划痕" }, { "name": "缺料" }, { "name": "气泡" }] }),
    );
    let options = |key: &str| -> Vec<Value> {
        let fields = world.ok("custom_fields.list", json!({ "entity": entity }));
        let field = fields
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["key"] == key)
            .unwrap()
            .clone();
        field["options"]
            .as_array()
            .unwrap()
            .iter()
            .map(|option| option["id"].clone())
            .collect()
    };
    let (classes, kinds) = (options(&one), options(&several));
    vec![
        (
            field(world, entity, "节拍说明", json!({})),
            json!(" 8 秒\n一件 "),
            json!("8 秒 一件"),
        ),
        (
            field(world, entity, "现场情况", json!({ "kind": "long_text" })),
            json!("一楼\n无电梯"),
            json!("一楼\n无电梯"),
        ),
        (
            field(
                world,
                entity,
                "节拍",
                json!({ "kind": "number", "decimals": 2, "unit": "秒" }),
            ),
            json!("8.5 秒"),
            json!(850),
        ),
        (
            field(world, entity, "设备成本", json!({ "kind": "money" })),
            json!("56.16万"),
            json!(56_160_000),
        ),
        (
            field(world, entity, "样件到货日", json!({ "kind": "day" })),
            json!("2026-02-24"),
            json!("2026-02-24"),
        ),
        (
            field(world, entity, "需要投标", json!({ "kind": "yes_no" })),
            json!("no"),
            json!("no"),
        ),
        (one, json!(classes[1]), json!(classes[1])),
        (several, json!([kinds[2], kinds[0]]), json!([kinds[0], kinds[2]])),
        (
            field(world, entity, "技术人员", json!({ "kind": "person" })),
            json!(person),
            json!(person),
        ),
        (
            field(world, entity, "招标网址", json!({ "kind": "link" })),
            json!("example.com/t?id=1"),
            json!("https://example.com/t?id=1"),
        ),
    ]
}

/// Makes a record that says these values; its id.
fn make(world: &World, entity: &str, name: &str, custom: &Value) -> i64 {
    let answer = match entity {
        "leads" => world.ok(
            "leads.create",
            json!({ "distinct": true, "lead": { "name": name, "handle": name, "custom": custom } }),
        )["lead"]
            .clone(),
        "customers" => world.ok("customers.save", json!({ "name": name, "custom": custom })),
        "contacts" => world.ok("contacts.save", json!({ "name": name, "custom": custom })),
        _ => world.ok("deals.create", json!({ "name": name, "custom": custom })),
    };
    answer["id"].as_i64().unwrap()
}

/// Changes what a record says; the answer.
fn edit(world: &World, entity: &str, id: i64, custom: Value) -> Result<Value, leadwell_core::Failure> {
    let command = match entity {
        "leads" => "leads.edit",
        "deals" => "deals.edit",
        "customers" => "customers.save",
        _ => "contacts.save",
    };
    world.run(command, json!({ "id": id, "custom": custom }))
}

fn said(world: &World, entity: &str, id: i64) -> Value {
    world.ok(&format!("{entity}.get"), json!({ "id": id }))["custom"].clone()
}

fn listed(world: &World, entity: &str, condition: Value) -> Vec<i64> {
    let rows = world.ok(
        &format!("{entity}.list"),
        json!({ "filter": { "condition": condition }, "sort": [{ "column": "id" }] }),
    );
    rows["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_i64().unwrap())
        .collect()
}

fn custom(values: &[(String, Value, Value)]) -> Value {
    values
        .iter()
        .map(|(key, given, _)| (key.clone(), given.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn every_kind_of_value_is_kept_by_every_kind_of_record_and_one_undo_takes_it_back() {
    for entity in ENTITIES {
        let world = World::new();
        let values = of_every_kind(&world, entity);
        let record = make(&world, entity, "甲", &custom(&values));
        let expected: serde_json::Map<String, Value> = values
            .iter()
            .map(|(key, _, stored)| (key.clone(), stored.clone()))
            .collect();
        assert_eq!(said(&world, entity, record), json!(expected), "{entity}");
        let rows = world.ok(&format!("{entity}.list"), json!({}));
        assert_eq!(
            rows["rows"][0]["custom"],
            json!(expected),
            "{entity}: the list says the same"
        );
        // Each field is cleared by itself, and comes back with one undo.
        for (key, ..) in &values {
            let before = world.dump();
            edit(&world, entity, record, json!({ key: null })).unwrap();
            assert_eq!(said(&world, entity, record).get(key), None, "{entity}.{key}");
            world.ok("history.undo", json!({}));
            assert_eq!(lasting(&world.dump()), lasting(&before), "{entity}.{key}: undo");
        }
        // What says the same already is no change.
        let before = said(&world, entity, record);
        edit(&world, entity, record, custom(&values)).unwrap();
        assert_eq!(said(&world, entity, record), before);
    }
}

#[test]
fn what_does_not_fit_is_refused_at_its_field_and_nothing_is_written() {
    let world = World::new();
    let values = of_every_kind(&world, "leads");
    let key = |at: usize| values[at].0.clone();
    for (at, wrong, code) in [
        (2, json!("8.555"), "custom.bad_number"),
        (2, json!("acht"), "custom.bad_number"),
        (3, json!("viel"), "custom.bad_money"),
        (4, json!("2026-02-30"), "custom.bad_day"),
        (5, json!("maybe"), "custom.bad_yes_no"),
        (6, json!(9_999), "custom.bad_option"),
        (6, json!("百级"), "custom.bad_option"),
        (7, json!([9_999]), "custom.bad_option"),
        (8, json!(9_999), "custom.bad_person"),
        (9, json!("javascript:alert(1)"), "custom.bad_link"),
        (9, json!("file:///etc/passwd"), "custom.bad_link"),
        (0, json!(7), "custom.bad_text"),
    ] {
        let lead = json!({ "lead": { "name": "乙", "handle": "乙", "custom": { key(at): wrong } } });
        let failure = world.run("leads.create", lead.clone()).unwrap_err();
        assert_eq!(
            (failure.code, failure.field.as_deref()),
            (code, Some(key(at).as_str())),
            "{lead}"
        );
        assert_eq!(world.err("leads.create", lead), code);
    }
    assert_eq!(
        world.err(
            "leads.create",
            json!({ "lead": { "name": "乙", "handle": "乙", "custom": { "custom_999": 1 } } })
        ),
        "custom.unknown"
    );
    // Of several leads at once, one that is refused leaves nothing of itself.
    let leads = json!({ "leads": [{ "name": "丙", "handle": "丙", "custom": { key(2): "x" } }, { "name": "丁", "handle": "丁", "custom": { key(2): "3" } }] });
    let fates = world.ok("leads.create_many", leads);
    assert!(
        fates[0]["refused"].is_string() && fates[1]["added"] == json!(true),
        "{fates}"
    );
    assert_eq!(world.number("select count(*) from leads"), 1);
    // An option is also known by its name, however it is spelt.
    let named = json!({ "lead": { "name": "戊", "handle": "戊", "custom": { key(6): " 万级 " } } });
    assert_eq!(world.ok("leads.create", named)["lead"]["custom"][key(6)], values[6].2);
}

#[test]
fn what_is_required_is_asked_of_people_and_never_cleared() {
    for entity in ENTITIES {
        let world = World::new();
        let early = make(&world, entity, "早", &json!({}));
        let key = field(&world, entity, "预算编号", json!({ "required": true }));
        let create = match entity {
            "leads" => ("leads.create", json!({ "lead": { "name": "甲", "handle": "甲" } })),
            "customers" => ("customers.save", json!({ "name": "甲" })),
            "contacts" => ("contacts.save", json!({ "name": "甲" })),
            _ => ("deals.create", json!({ "name": "甲" })),
        };
        assert_eq!(world.err(create.0, create.1), "custom.required", "{entity}");
        let record = make(&world, entity, "乙", &json!({ &key: "B-7" }));
        assert_eq!(
            edit(&world, entity, record, json!({ &key: null })).unwrap_err().code,
            "custom.required"
        );
        assert_eq!(
            edit(&world, entity, record, json!({ &key: "  " })).unwrap_err().code,
            "custom.required"
        );
        // A record from before the rule can be worked on.
        edit(&world, entity, early, json!({})).unwrap();
    }
    // Where nobody fills in a form, a lead comes in without it.
    let world = World::new();
    field(&world, "leads", "预算编号", json!({ "required": true }));
    world.ok(
        "leads.create",
        json!({ "door": "api", "lead": { "name": "甲", "handle": "甲" } }),
    );
    // A heap of cards is no form either.
    let cards =
        json!({ "door": "vcard", "leads": [{ "name": "乙", "handle": "乙" }, { "name": "丙", "handle": "丙" }] });
    assert_eq!(world.ok("leads.create_many", cards)[1]["added"], true);
}
