//! A plain text that the program brings: a column, a line in the description, a name in each language, and every door takes it.

use super::{listed, make, said};
use crate::world::files::plan;
use crate::world::{World, lasting};
use serde_json::{Value, json};

#[test]
fn every_door_takes_a_plain_field_by_its_description() {
    let mut tried = 0;
    for noun in leadwell_core::nouns() {
        for field in noun.plain() {
            tried += 1;
            let (entity, key) = (noun.table(), field.column);
            let world = World::new();
            // It is called something in both languages, and asked for by forms, lists, files.
            for language in [leadwell_rules::Language::Zh, leadwell_rules::Language::En] {
                assert!(!field.label(language).contains('.'), "{entity}.{key} has no name");
            }
            let label = field.label(leadwell_rules::Language::Zh);
            let named = |list: &Value, name: &str, wanted: &str| -> bool {
                list.as_array().unwrap().iter().any(|one| one[name] == wanted)
            };
            assert!(named(
                &world.ok("custom_fields.in_use", json!({ "entity": entity })),
                "key",
                key
            ));
            assert!(named(&world.ok(&format!("{entity}.fields"), json!({})), "name", key));
            // Form, list, filter, sort.
            let record = make(&world, entity, "甲", &json!({ key: " 采购部 " }));
            make(&world, entity, "乙", &json!({}));
            assert_eq!(said(&world, entity, record), json!({ key: "采购部" }));
            let contains = json!({ "field": key, "is": "contains", "values": ["采购"] });
            assert_eq!(listed(&world, entity, contains), [record], "{entity}.{key}");
            let sort = json!({ "sort": [{ "column": key, "descending": true }] });
            assert_eq!(world.ok(&format!("{entity}.list"), sort)["rows"][0]["id"], record);
            // Edit, history, one undo.
            let edit = if ["leads", "deals"].contains(&entity) {
                "edit"
            } else {
                "save"
            };
            let before = world.dump();
            world.ok(
                &format!("{entity}.{edit}"),
                json!({ "id": record, "custom": { key: "生产部" } }),
            );
            let history = world.ok("history.fields", json!({ "entity": entity, "id": record }));
            let told = [&history[0]["label"], &history[0]["old"], &history[0]["new"]];
            assert_eq!(told, [&json!(label), &json!("采购部"), &json!("生产部")]);
            world.ok("history.undo", json!({}));
            assert_eq!(lasting(&world.dump()), lasting(&before));
            // Export, template, import: new, gaps alone, overwritten.
            let out = world.path().with_file_name("out.csv");
            world.ok(
                &format!("{entity}.export"),
                json!({ "columns": ["name", key], "format": "csv", "out": out }),
            );
            let text = std::fs::read_to_string(&out).unwrap();
            assert!(text.contains(&label) && text.contains("采购部"), "{text}");
            if entity == "leads" {
                world.ok(
                    "leads.edit_many",
                    json!({ "leads": { "ids": [record, 2] }, "custom": { key: "质检部" } }),
                );
                assert_eq!(said(&world, entity, 2)[key], "质检部");
                let path = world.file(
                    "in.csv",
                    format!("姓名,手机,{label}\n丙,13800138001,仓库\n丁,13800138002,\n"),
                );
                let done = world.import(plan(entity, &path, json!({})));
                assert_eq!(done["created"], 2, "{done}");
                assert_eq!(said(&world, entity, 3)[key], "仓库");
                let path = world.file(
                    "again.csv",
                    format!("手机,姓名,{label}\n13800138001,丙,物流\n13800138002,丁,物流\n"),
                );
                let gaps = world.import(plan(entity, &path, json!({ "on_match": "merge", "key": "mobile" })));
                assert_eq!((&gaps["updated"], &gaps["skipped"]), (&json!(1), &json!(1)), "{gaps}");
                let all = world.import(plan(entity, &path, json!({ "on_match": "update", "key": "mobile" })));
                assert_eq!(all["updated"], 1, "{all}");
                assert_eq!(said(&world, entity, 3)[key], "物流");
                world.ok("imports.undo", json!({ "import_id": all["import_id"] }));
                assert_eq!(said(&world, entity, 3)[key], "仓库");
            }
        }
    }
    assert!(tried > 0, "no field is taken by its description alone");
}
