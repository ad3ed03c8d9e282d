//! Lists of leads through their commands: many at once, conditions, pages, views.

use crate::world::leads::{found, id, lead};
use crate::world::{World, ids, lasting};
use serde_json::{Value, json};

#[test]
fn many_at_once_are_one_change_and_one_undo() {
    let world = World::new();
    let lin = world.person("林", "sales");
    for at in 0..200 {
        lead(
            &world,
            json!({ "name": format!("人{at}"), "mobile": format!("138001{at:05}"), "source": if at % 2 == 0 { "展会" } else { "官网" } }),
        );
    }
    let before = world.dump();
    let fair = json!({ "condition": { "field": "source", "is": "any_of", "values": ["展会"] } });
    assert_eq!(
        world.ok("leads.assign", json!({ "leads": fair, "owner_id": lin }))["leads"],
        100
    );
    world.ok("history.undo", json!({}));
    assert_eq!(
        world.ok("leads.tag", json!({ "leads": fair, "add": ["重点", "华东"] }))["leads"],
        100
    );
    assert_eq!(found(&world, json!({ "field": "tags", "is": "filled" })).len(), 100);
    assert_eq!(world.ok("tags.list", json!({}))[0]["leads"], 100);
    world.ok("history.undo", json!({}));
    assert_eq!(world.ok("leads.remove", json!({ "leads": fair }))["leads"], 100);
    assert_eq!(world.ok("leads.totals", json!({}))["count"], 100);
    assert_eq!(
        world.ok("leads.totals", json!({ "filter": { "removed": true } }))["count"],
        100
    );
    assert_eq!(
        world.ok("leads.remove", json!({ "leads": fair, "restore": true }))["leads"],
        100
    );
    world.ok("history.undo", json!({}));
    world.ok("history.undo", json!({}));
    // Whatever was done is undone; only the list of changes is longer.
    assert_eq!(lasting(&world.dump()), lasting(&before));
    for command in ["leads.assign", "leads.tag", "leads.remove", "leads.set_state"] {
        let mut input = json!({ "leads": {} });
        if command == "leads.set_state" {
            input["state"] = json!("void");
        }
        if command == "leads.assign" {
            assert_eq!(
                world.err(command, json!({ "leads": { "ids": [1] } })),
                "lead.owner_missing"
            );
            input["owner_id"] = Value::Null;
        }
        assert_eq!(world.err(command, input), "lead.selection_missing", "{command}");
    }
}

#[test]
fn the_same_word_for_many_is_one_change_and_one_undo() {
    let world = World::new();
    for at in 0..30 {
        let source = if at % 3 == 0 { json!("展会") } else { Value::Null };
        lead(
            &world,
            json!({ "name": format!("人{at}"), "mobile": format!("138001{at:05}"), "source": source, "industry": "医疗" }),
        );
    }
    let before = world.dump();
    let all = json!({ "condition": { "field": "industry", "is": "any_of", "values": ["医疗"] } });
    let edit = |more: Value| {
        let mut input = json!({ "leads": all });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.ok("leads.edit_many", input)["leads"].as_i64().unwrap()
    };
    assert_eq!(
        edit(json!({ "channel": "  伙伴 ", "employees": 20, "bant_need": "yes" })),
        30
    );
    assert_eq!(edit(json!({ "channel": "伙伴" })), 0, "they say so already");
    // The first source stays where it is known.
    assert_eq!(edit(json!({ "source": "官网" })), 20);
    let source = |name: &str| found(&world, json!({ "field": "source", "is": "any_of", "values": [name] })).len();
    assert_eq!((source("展会"), source("官网")), (10, 20));
    assert_eq!(edit(json!({ "channel": null, "budget_minor": 500_000 })), 30);
    let lead = world.ok("leads.get", json!({ "id": 1 }));
    assert_eq!(
        (
            &lead["channel"],
            &lead["employees"],
            &lead["budget_minor"],
            &lead["bant"]["need"]
        ),
        (&Value::Null, &json!(20), &json!(500_000), &json!("yes"))
    );
    for _ in 0..3 {
        world.ok("history.undo", json!({}));
    }
    assert_eq!(lasting(&world.dump()), lasting(&before));
    assert_eq!(
        world.err("leads.edit_many", json!({ "leads": all })),
        "lead.field_missing"
    );
    assert_eq!(
        world.err("leads.edit_many", json!({ "leads": all, "employees": -1 })),
        "lead.negative"
    );
    assert_eq!(
        world.err("leads.edit_many", json!({ "leads": {}, "channel": "x" })),
        "lead.selection_missing"
    );
}

#[test]
fn conditions_mean_what_they_say() {
    let mut world = World::new();
    world.at("2026-01-10T09:00");
    let old = id(&lead(
        &world,
        json!({ "company": "沐和医疗", "employees": 20, "source": "2026 苏州自动化展" }),
    ));
    world.at("2026-03-18T10:00");
    let new = id(&lead(
        &world,
        json!({ "mobile": "13800138001", "company": "速联电子", "employees": 5, "email": "a@b.cn" }),
    ));
    world.ok(
        "activities.add",
        json!({ "kind": "call", "lead_id": new, "text": "通话" }),
    );
    let test =
        |field: &str, is: &str, values: Value| found(&world, json!({ "field": field, "is": is, "values": values }));
    for (field, is, values, expected) in [
        ("company", "contains", json!(["医疗"]), vec![old]),
        ("company", "lacks", json!(["医疗"]), vec![new]),
        ("source", "lacks", json!(["展"]), vec![new]),
        ("company", "begins", json!(["速联"]), vec![new]),
        ("email", "empty", json!([]), vec![old]),
        ("email", "filled", json!([]), vec![new]),
        ("employees", "at_least", json!([20]), vec![old]),
        ("employees", "between", json!([5, 20]), vec![old, new]),
        ("employees", "equals", json!([5]), vec![new]),
        ("state", "any_of", json!(["following"]), vec![new]),
        ("state", "none_of", json!(["following", "void"]), vec![old]),
        ("created_at", "in_last", json!([7]), vec![new]),
        ("created_at", "not_in_last", json!([7]), vec![old]),
        ("created_at", "this_month", json!([]), vec![new]),
        ("created_at", "this_quarter", json!([]), vec![old, new]),
        ("created_at", "on", json!(["2026-01-10"]), vec![old]),
        ("created_at", "before", json!(["2026-01-11"]), vec![old]),
        ("created_at", "after", json!(["2026-01-10"]), vec![new]),
        ("followed_at", "not_in_last", json!([7]), vec![old]),
        ("followed_at", "today", json!([]), vec![new]),
        ("owner", "any_of", json!([world.call.person]), vec![old, new]),
    ] {
        assert_eq!(test(field, is, values.clone()), expected, "{field} {is} {values}");
    }
    let nested = json!({ "all": [
        { "any": [ { "field": "employees", "is": "at_least", "values": [20] }, { "field": "source", "is": "contains", "values": ["展"] } ] },
        { "field": "followed_at", "is": "empty" }, { "all": [] }
    ] });
    assert_eq!(found(&world, nested), [old]);
    for (condition, code) in [
        (
            json!({ "field": "shoe_size", "is": "filled" }),
            "condition.unknown_field",
        ),
        (
            json!({ "field": "employees", "is": "contains", "values": ["2"] }),
            "condition.wrong_question",
        ),
        (
            json!({ "field": "employees", "is": "at_least", "values": ["many"] }),
            "condition.wrong_value",
        ),
        (
            json!({ "field": "state", "is": "any_of", "values": ["asleep"] }),
            "condition.wrong_value",
        ),
        (
            json!({ "field": "created_at", "is": "on", "values": ["gestern"] }),
            "condition.wrong_value",
        ),
    ] {
        assert_eq!(
            world.err("leads.list", json!({ "filter": { "condition": condition } })),
            code
        );
    }
}

#[test]
fn pages_continue_where_they_ended_whatever_the_order() {
    let world = World::new();
    for at in 0..25 {
        lead(
            &world,
            json!({ "name": format!("人{}", at % 4), "mobile": format!("138001{at:05}") }),
        );
    }
    for sort in [
        json!([]),
        json!([{ "column": "name" }]),
        json!([{ "column": "name", "descending": true }, { "column": "mobile" }]),
    ] {
        let whole = ids(&world.ok("leads.list", json!({ "sort": sort }))["rows"]);
        assert_eq!(whole.len(), 25);
        let (mut pages, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = world.ok("leads.list", json!({ "sort": sort, "limit": 7, "after": after }));
            pages.extend(ids(&page["rows"]));
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(pages, whole, "{sort}");
    }
}

#[test]
fn views_keep_condition_columns_and_order() {
    let mut world = World::new();
    world.person("林", "sales");
    let definition = json!({ "condition": { "field": "state", "is": "any_of", "values": ["to_handle"] },
        "columns": [{ "name": "name", "width": 120 }, { "name": "mobile" }], "sort": [{ "column": "name", "descending": false }] });
    let shared = world.ok(
        "views.save",
        json!({ "entity": "leads", "name": "待处理", "icon": "flag", "shared": true, "definition": definition }),
    );
    assert_eq!(shared["definition"]["columns"][0]["width"], 120);
    let broken = json!({ "condition": { "field": "nothing", "is": "filled" } });
    assert_eq!(
        world.err(
            "views.save",
            json!({ "entity": "leads", "name": "坏", "definition": broken })
        ),
        "condition.unknown_field"
    );
    world.speak_as("林");
    let own = world.ok(
        "views.save",
        json!({ "entity": "leads", "name": "我的", "preferred": true, "definition": {} }),
    );
    assert_eq!(
        world
            .ok("views.list", json!({ "entity": "leads" }))
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        world.err(
            "views.save",
            json!({ "entity": "leads", "name": "x", "shared": true, "definition": {} })
        ),
        "view.shared"
    );
    assert_eq!(world.err("views.remove", json!({ "id": shared["id"] })), "view.shared");
    world.speak_as("Owner");
    assert_eq!(world.err("views.remove", json!({ "id": own["id"] })), "view.unknown");
    assert_eq!(
        world
            .ok("views.list", json!({ "entity": "leads" }))
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
