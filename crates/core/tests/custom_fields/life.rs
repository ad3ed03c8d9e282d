//! A field from its making to its end.

use super::{ENTITIES, edit, field, id, make, said};
use crate::world::{World, lasting};
use serde_json::json;

#[test]
fn a_field_is_renamed_moved_archived_brought_back_and_removed() {
    for entity in ENTITIES {
        let world = World::new();
        let keys: Vec<String> = ["一", "二", "三"]
            .iter()
            .map(|name| field(&world, entity, &format!("字段{name}"), json!({})))
            .collect();
        let record = make(&world, entity, "甲", &json!({ &keys[0]: "x", &keys[1]: "y" }));
        let names = || -> Vec<String> {
            let fields = world.ok("custom_fields.list", json!({ "entity": entity }));
            fields
                .as_array()
                .unwrap()
                .iter()
                .map(|field| field["name"].as_str().unwrap().to_owned())
                .collect()
        };
        world.ok("custom_fields.save", json!({ "id": id(&keys[0]), "name": "楼层" }));
        world.ok(
            "custom_fields.order",
            json!({ "entity": entity, "ids": [id(&keys[2]), id(&keys[0])] }),
        );
        assert_eq!(names(), ["字段三", "楼层", "字段二"]);
        world.ok("history.undo", json!({}));
        assert_eq!(names(), ["楼层", "字段二", "字段三"]);
        let usage = world.ok("custom_fields.usage", json!({ "entity": entity }));
        assert_eq!(
            (&usage[0]["filled"], &usage[0]["of"], &usage[2]["filled"]),
            (&json!(1), &json!(1), &json!(0))
        );
        assert_eq!(
            world.err("custom_fields.remove", json!({ "id": id(&keys[0]) })),
            "custom.archive_first"
        );
        world.ok("custom_fields.archive", json!({ "id": id(&keys[0]) }));
        assert_eq!(
            edit(&world, entity, record, json!({ &keys[0]: "z" })).unwrap_err().code,
            "custom.unknown"
        );
        let condition = json!({ "field": keys[0], "is": "filled" });
        let query = json!({ "filter": { "condition": condition } });
        assert_eq!(
            world.err(&format!("{entity}.list"), query.clone()),
            "condition.unknown_field"
        );
        world.ok("custom_fields.restore", json!({ "id": id(&keys[0]) }));
        assert_eq!(
            world.ok(&format!("{entity}.list"), query)["rows"][0]["custom"][&keys[0]],
            "x"
        );
        world.ok("custom_fields.archive", json!({ "id": id(&keys[0]) }));
        let before = world.dump();
        assert_eq!(
            world.ok("custom_fields.remove", json!({ "id": id(&keys[0]) })),
            json!({ "values": 1 })
        );
        assert_eq!(said(&world, entity, record), json!({ &keys[1]: "y" }));
        world.ok("history.undo", json!({}));
        assert_eq!(lasting(&world.dump()), lasting(&before), "{entity}: one undo");
    }
}

#[test]
fn a_field_keeps_what_its_values_mean() {
    let world = World::new();
    let number = field(&world, "deals", "公差", json!({ "kind": "number", "decimals": 1 }));
    let deal = make(&world, "deals", "甲", &json!({ &number: "2.5" }));
    let value = || said(&world, "deals", deal)[&number].clone();
    world.ok("custom_fields.save", json!({ "id": id(&number), "decimals": 3 }));
    assert_eq!(value(), 2_500);
    assert_eq!(
        world.err("custom_fields.save", json!({ "id": id(&number), "decimals": 0 })),
        "custom.decimals_in_use"
    );
    world.ok("custom_fields.save", json!({ "id": id(&number), "decimals": 1 }));
    assert_eq!(value(), 25);
    assert_eq!(
        world.err("custom_fields.save", json!({ "id": id(&number), "kind": "text" })),
        "custom.kind_in_use"
    );
    let text = field(&world, "deals", "说明", json!({}));
    edit(&world, "deals", deal, json!({ &text: "短" })).unwrap();
    world.ok("custom_fields.save", json!({ "id": id(&text), "kind": "long_text" }));
    // An option that a deal has is no longer offered, and stays; one that none has goes.
    let class = field(
        &world,
        "deals",
        "等级",
        json!({ "kind": "choice", "options": [{ "name": "甲" }, { "name": "乙" }] }),
    );
    edit(&world, "deals", deal, json!({ &class: "甲" })).unwrap();
    let saved = world.ok(
        "custom_fields.save",
        json!({ "id": id(&class), "options": [{ "name": "丙" }] }),
    );
    let names: Vec<(&str, bool)> = saved["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|option| (option["name"].as_str().unwrap(), option["archived"] == json!(true)))
        .collect();
    assert_eq!(names, [("丙", false), ("甲", true)]);
    assert!(said(&world, "deals", deal)[&class].is_i64());
    // Named again, it is the same one.
    let again = world.ok(
        "custom_fields.save",
        json!({ "id": id(&class), "options": [{ "name": "甲" }] }),
    );
    assert_eq!(again["options"][0]["id"], said(&world, "deals", deal)[&class]);
    for (input, code) in [
        (json!({ "entity": "deals" }), "custom.name_missing"),
        (json!({ "entity": "deals", "name": "说明" }), "custom.name_taken"),
        (json!({ "entity": "leads", "name": "手机" }), "custom.name_taken"),
        (json!({ "entity": "leads", "name": "mobile" }), "custom.name_taken"),
        (json!({ "entity": "products", "name": "x" }), "record.kind"),
        (json!({ "name": "x" }), "custom.noun_missing"),
        (
            json!({ "entity": "deals", "name": "x", "kind": "choice" }),
            "custom.options_missing",
        ),
        (
            json!({ "entity": "deals", "name": "x", "kind": "choice", "options": [{ "name": "A" }, { "name": "ａ" }] }),
            "custom.option_twice",
        ),
        (
            json!({ "entity": "deals", "name": "x", "kind": "number", "decimals": 7 }),
            "custom.decimals",
        ),
        (json!({ "id": 999, "name": "x" }), "custom.field_unknown"),
    ] {
        assert_eq!(world.err("custom_fields.save", input.clone()), code, "{input}");
    }
}

#[test]
fn only_whoever_manages_the_company_changes_fields() {
    let mut world = World::new();
    let key = field(&world, "leads", "楼层", json!({}));
    for role in ["manager", "sales", "assistant", "viewer"] {
        world.person(role, role);
    }
    for role in ["manager", "sales", "assistant", "viewer"] {
        world.speak_as(role);
        assert_eq!(
            world.err("custom_fields.save", json!({ "id": id(&key), "name": "层" })),
            "call.forbidden",
            "{role}"
        );
        assert_eq!(
            world.ok("custom_fields.list", json!({ "entity": "leads" }))[0]["name"],
            "楼层"
        );
    }
}

#[test]
fn whoever_a_value_names_stays_as_long_as_it_does() {
    let world = World::sample();
    let engineer = field(&world, "leads", "技术人员", json!({ "kind": "person" }));
    let seller = world.number("select min(id) from people where origin = 'sample'");
    let lead = make(&world, "leads", "甲", &json!({ &engineer: seller }));
    world.ok("sample.remove", json!({}));
    assert_eq!(
        world.number(&format!("select count(*) from people where id = {seller}")),
        1
    );
    assert_eq!(said(&world, "leads", lead)[&engineer], seller);
    // Nor does the undo of an import take somebody away who is named since.
    let path = world.file("people.csv", "姓名\n魏工\n");
    let import = world.import(crate::world::files::plan("people", &path, json!({})))["import_id"].clone();
    let new = world.number("select max(id) from people");
    edit(&world, "leads", lead, json!({ &engineer: new })).unwrap();
    assert_eq!(
        world.err("imports.undo", json!({ "import_id": import })),
        "import.changed_since"
    );
    edit(&world, "leads", lead, json!({ &engineer: null })).unwrap();
    world.ok("imports.undo", json!({ "import_id": import }));
}

#[test]
fn a_field_is_printed_until_somebody_says_otherwise() {
    let world = World::new();
    let key = field(&world, "deals", "底价", json!({}));
    let printed = || world.ok("custom_fields.list", json!({ "entity": "deals" }))[0]["printed"].clone();
    assert_eq!(printed(), true);
    let before = world.dump();
    let saved = world.ok("custom_fields.save", json!({ "id": id(&key), "printed": false }));
    assert_eq!((&saved["printed"], printed()), (&json!(false), json!(false)));
    // A change of something else leaves it.
    world.ok("custom_fields.save", json!({ "id": id(&key), "name": "最低价" }));
    assert_eq!(printed(), false);
    world.ok("history.undo", json!({}));
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world.dump()), lasting(&before));
    let hidden = field(&world, "deals", "成本", json!({ "printed": false }));
    let fields = world.ok("custom_fields.in_use", json!({ "entity": "deals" }));
    let found = fields
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["key"] == hidden.as_str());
    assert_eq!(found.unwrap()["printed"], false);
}
