//! Lists ask and sort by the values; many records are changed at once; records become one.

use super::{ENTITIES, custom, edit, listed, make, of_every_kind, said};
use crate::world::{World, lasting};
use serde_json::{Value, json};

/// Questions and their values.
type Asked = Vec<(&'static str, Value)>;

#[test]
fn lists_ask_and_sort_by_every_kind() {
    for entity in ENTITIES {
        let world = World::new();
        let values = of_every_kind(&world, entity);
        let full = make(&world, entity, "甲", &custom(&values));
        let empty = make(&world, entity, "乙", &json!({}));
        let fields = world.ok(&format!("{entity}.fields"), json!({}));
        for (key, _, stored) in &values {
            let known = fields
                .as_array()
                .unwrap()
                .iter()
                .find(|field| field["name"] == key.as_str())
                .unwrap();
            assert_eq!(known["custom"]["key"], key.as_str());
            let ask =
                |is: &str, values: Value| listed(&world, entity, json!({ "field": key, "is": is, "values": values }));
            assert_eq!(
                (ask("filled", json!([])), ask("empty", json!([]))),
                (vec![full], vec![empty]),
                "{entity}.{key}"
            );
            let (yes, no): (Asked, Asked) = match known["kind"].as_str().unwrap() {
                "text" => {
                    let text = stored.as_str().unwrap();
                    let part: String = text.chars().take(2).collect();
                    (
                        vec![
                            ("any_of", json!([text.to_uppercase()])),
                            ("contains", json!([part.clone()])),
                            ("begins", json!([part.clone()])),
                        ],
                        vec![("lacks", json!([part])), ("none_of", json!([text]))],
                    )
                }
                "number" | "money" => {
                    let number = stored.as_i64().unwrap();
                    (
                        vec![
                            ("equals", json!([number])),
                            ("at_least", json!([number])),
                            ("at_most", json!([number])),
                            ("between", json!([number - 1, number + 1])),
                        ],
                        Vec::new(),
                    )
                }
                "day" => (
                    vec![
                        ("on", json!([stored])),
                        ("before", json!(["2026-02-25"])),
                        ("in_last", json!([30])),
                    ],
                    vec![("not_in_last", json!([7]))],
                ),
                "tags" => (
                    vec![("any_of", json!([stored[0]]))],
                    vec![("none_of", json!([stored[0]]))],
                ),
                _ => (vec![("any_of", json!([stored]))], vec![("none_of", json!([stored]))]),
            };
            for (is, values) in yes {
                assert_eq!(ask(is, values), [full], "{entity}.{key} {is}");
            }
            for (is, values) in no {
                let found = ask(is, values);
                assert!(found.contains(&empty), "{entity}.{key} {is}: {found:?}");
                assert!(
                    is == "not_in_last" || !found.contains(&full),
                    "{entity}.{key} {is}: {found:?}"
                );
            }
            if known["sorts"] == json!(true) {
                for descending in [false, true] {
                    let query = json!({ "sort": [{ "column": key, "descending": descending }], "limit": 1 });
                    let first = world.ok(&format!("{entity}.list"), query.clone());
                    let mut next = query.clone();
                    next["after"] = first["next"].clone();
                    let second = world.ok(&format!("{entity}.list"), next);
                    let ids = [&first["rows"][0]["id"], &second["rows"][0]["id"]];
                    assert!(
                        ids == [&json!(full), &json!(empty)] || ids == [&json!(empty), &json!(full)],
                        "{entity}.{key}: {ids:?}"
                    );
                    assert_eq!(second["next"], Value::Null);
                }
            }
        }
    }
}

#[test]
fn many_leads_are_changed_at_once() {
    let world = World::new();
    let values = of_every_kind(&world, "leads");
    let ids: Vec<i64> = ["甲", "乙", "丙"]
        .iter()
        .map(|name| make(&world, "leads", name, &json!({})))
        .collect();
    edit(&world, "leads", ids[0], custom(&values)).unwrap();
    let before = world.dump();
    let changed = world.ok(
        "leads.edit_many",
        json!({ "leads": { "ids": ids }, "custom": custom(&values) }),
    );
    assert_eq!(changed["leads"], 2, "one says it already");
    assert_eq!(said(&world, "leads", ids[1]), said(&world, "leads", ids[0]));
    world.ok("history.undo", json!({}));
    assert_eq!(lasting(&world.dump()), lasting(&before));
    assert_eq!(
        world.err("leads.edit_many", json!({ "leads": { "ids": ids }, "custom": {} })),
        "lead.field_missing"
    );
}

#[test]
fn a_merge_keeps_every_value_or_writes_down_what_is_not_taken() {
    for (entity, about) in [
        ("leads", "lead_id"),
        ("customers", "customer_id"),
        ("contacts", "contact_id"),
    ] {
        let world = World::new();
        let values = of_every_kind(&world, entity);
        let (kept, gone) = (
            make(&world, entity, "甲", &json!({})),
            make(&world, entity, "乙", &custom(&values)),
        );
        let before = world.dump();
        // What the kept record does not say it takes.
        world.ok(
            "duplicates.merge",
            json!({ "entity": entity, "keep": kept, "gone": [gone] }),
        );
        for (key, _, stored) in &values {
            assert_eq!(said(&world, entity, kept)[key], *stored, "{entity}.{key}");
        }
        world.ok("history.undo", json!({}));
        assert_eq!(lasting(&world.dump()), lasting(&before), "{entity}: undo");
        // Where both say something, the kept record's word stays, the other is written down; several choices are joined.
        let (text, kinds) = (&values[0].0, &values[7]);
        let fields = world.ok("custom_fields.list", json!({ "entity": entity }));
        let other = fields
            .as_array()
            .unwrap()
            .iter()
            .find(|field| field["key"] == kinds.0.as_str())
            .unwrap()["options"][1]["id"]
            .clone();
        edit(&world, entity, kept, json!({ text: "头一个", &kinds.0: [other] })).unwrap();
        let compared = world.ok("duplicates.compare", json!({ "entity": entity, "ids": [kept, gone] }));
        let row = |key: &str| {
            compared["fields"]
                .as_array()
                .unwrap()
                .iter()
                .find(|field| field["field"] == key)
                .unwrap()
                .clone()
        };
        assert_eq!(
            (&row(text)["label"], &row(text)["conflict"]),
            (&json!("节拍说明"), &json!(true))
        );
        assert_eq!(
            (&row(&kinds.0)["fixed"], &row(&kinds.0)["conflict"]),
            (&json!(true), &json!(false))
        );
        let before = world.dump();
        world.ok(
            "duplicates.merge",
            json!({ "entity": entity, "keep": kept, "gone": [gone] }),
        );
        let left = said(&world, entity, kept);
        assert_eq!(left[text], "头一个");
        assert_eq!(left[&kinds.0].as_array().unwrap().len(), 3, "{left}");
        let note = world
            .ok("activities.list", json!({ "about": { about: kept } }))
            .to_string();
        assert!(note.contains("节拍说明") && note.contains("8 秒 一件"), "{note}");
        world.ok("history.undo", json!({}));
        assert_eq!(lasting(&world.dump()), lasting(&before));
        // A person may choose the other's word.
        world.ok(
            "duplicates.merge",
            json!({ "entity": entity, "keep": kept, "gone": [gone], "take": { text: gone } }),
        );
        assert_eq!(said(&world, entity, kept)[text], "8 秒 一件");
        let note = world
            .ok("activities.list", json!({ "about": { about: kept } }))
            .to_string();
        assert!(note.contains("头一个"), "{note}");
    }
}
