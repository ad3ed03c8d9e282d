//! How values come in beside the forms, and where they are told: second arrivals, files, history, search.

use super::{ENTITIES, edit, field, id, listed, make, of_every_kind, said};
use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

#[test]
fn a_second_arrival_fills_gaps_and_writes_down_the_rest() {
    let world = World::new();
    world.ok(
        "duplicates.save_rules",
        json!({ "rules": [{ "name": "同号", "active": true, "keys": [["wechat"]], "window": "all", "action": "update" }] }),
    );
    let one = field(&world, "leads", "楼层", json!({}));
    let two = field(&world, "leads", "面积", json!({ "kind": "number", "unit": "平米" }));
    let lead = |custom: Value| json!({ "lead": { "name": "邱雅楠", "wechat": "qiuyanan", "custom": custom } });
    let first = world.ok("leads.create", lead(json!({ &one: "一楼" })));
    let second = world.ok("leads.create", lead(json!({ &one: "二楼", &two: "85" })));
    assert_eq!(second["added"], false);
    assert_eq!(second["lead"]["custom"], json!({ &one: "一楼", &two: 85 }));
    let told = world
        .ok(
            "activities.list",
            json!({ "about": { "lead_id": first["lead"]["id"] } }),
        )
        .to_string();
    assert!(told.contains("楼层: 二楼"), "{told}");
}

#[test]
fn history_and_search_know_the_values() {
    for entity in ENTITIES {
        let mut world = World::new();
        let note = field(&world, entity, "图号", json!({}));
        let class = field(
            &world,
            entity,
            "等级",
            json!({ "kind": "choice", "options": [{ "name": "甲级" }, { "name": "乙级" }] }),
        );
        let record = make(&world, entity, "甲", &json!({ &note: "TH-4471" }));
        let history = |world: &World| world.ok("history.fields", json!({ "entity": entity, "id": record }));
        assert_eq!(history(&world), json!([]), "{entity}: what came with it is no change");
        world.at("2026-03-18T11:00");
        edit(&world, entity, record, json!({ &note: "TH-4472", &class: "乙级" })).unwrap();
        edit(&world, entity, record, json!({ &class: null })).unwrap();
        let told = history(&world);
        let line = |at: usize| {
            [&told[at]["label"], &told[at]["old_name"], &told[at]["new_name"]]
                .map(|word| word.as_str().unwrap_or("–").to_owned())
        };
        let mut lines: Vec<[String; 3]> = (0..told.as_array().unwrap().len()).map(line).collect();
        assert_eq!(lines.remove(0), ["等级", "乙级", "–"], "{told}");
        lines.sort();
        assert_eq!(
            lines,
            [["图号", "TH-4471", "TH-4472"], ["等级", "–", "乙级"]].map(|line| line.map(str::to_owned)),
            "{told}"
        );
        let hits = |text: &str| world.ok("search.find", json!({ "text": text })).to_string();
        assert!(
            hits("TH-4472").contains(&format!("\"{entity}\"")),
            "{entity}: {}",
            hits("TH-4472")
        );
        assert!(!hits("TH-4471").contains("TH-4471"), "{entity}");
        // A field that is out of use is not searched, and comes back with it.
        world.ok("custom_fields.archive", json!({ "id": id(&note) }));
        assert!(!hits("TH-4472").contains("\"path\""), "{entity}: {}", hits("TH-4472"));
        world.ok("custom_fields.restore", json!({ "id": id(&note) }));
        assert!(hits("TH-4472").contains("\"path\""), "{entity}");
    }
}

#[test]
fn files_bring_the_values_and_say_what_they_cannot() {
    for entity in ENTITIES {
        let world = World::new();
        let values = of_every_kind(&world, entity);
        let who = "Owner";
        let head = "节拍说明,现场情况,节拍,设备成本,样件到货日,需要投标,洁净等级,缺陷类型,技术人员,招标网址";
        let (name, key) = match entity {
            "leads" => ("姓名,手机", "mobile"),
            "customers" => ("客户名称,网址", "name"),
            "contacts" => ("姓名,手机", "mobile"),
            _ => ("商机名称,商机编号", "code"),
        };
        let second = |row: i32| match entity {
            "customers" => format!("公司{row},a{row}.example.com"),
            "deals" => format!("单{row},N-{row}"),
            _ => format!("人{row},1380013800{row}"),
        };
        let full = format!("8 秒 一件,一楼,8.5,56.16万,2026/2/24,否,万级,\"气泡、划痕\",{who},example.com/t?id=1");
        let file = format!(
            "{name},{head}\n{},{full}\n{},,,,,,,,,,\n{},短,,x,,,也许,百级,,没有这人,\n",
            second(1),
            second(2),
            second(3)
        );
        let path = world.file("own.csv", file);
        let plan = |more: Value| plan(entity, &path, more);
        let dry = world.ok("imports.dry_run", plan(json!({})));
        assert_eq!(
            (&dry["create"], &dry["reject"]),
            (&json!(2), &json!(1)),
            "{entity}: {dry}"
        );
        let before = world.dump();
        let done = world.import(plan(json!({})));
        assert_eq!(done["created"], 2, "{entity}: {done}");
        let record = world.number(&format!("select min(id) from {entity} where import_id is not null"));
        for (key, _, stored) in &values {
            let stored = if key == &values[1].0 { &json!("一楼") } else { stored };
            assert_eq!(said(&world, entity, record)[key], *stored, "{entity}.{key}");
        }
        // Again: everything is known. Changed: the cell counts. Gaps alone: what is there stays.
        let again = world.ok("imports.dry_run", plan(json!({ "on_match": "update", "key": key })));
        assert_eq!(
            (&again["unchanged"], &again["update"]),
            (&json!(2), &json!(0)),
            "{entity}: {again}"
        );
        let changed = world.file(
            "more.csv",
            format!("{name},楼层无,节拍说明,缺陷类型\n{},,9 秒,缺料\n", second(1)),
        );
        let with =
            |on_match: &str| crate::world::files::plan(entity, &changed, json!({ "on_match": on_match, "key": key }));
        if entity != "deals" {
            let gaps = world.import(with("merge"));
            assert_eq!(gaps["updated"], 1, "{entity}: {gaps}");
            let now = said(&world, entity, record);
            assert_eq!(
                (&now[&values[0].0], now[&values[7].0].as_array().unwrap().len()),
                (&json!("8 秒 一件"), 3),
                "{entity}: {now}"
            );
            world.ok("imports.undo", json!({ "import_id": gaps["import_id"] }));
            assert_eq!(said(&world, entity, record)[&values[7].0], values[7].2, "{entity}");
        }
        let update = world.import(with("update"));
        assert_eq!(update["updated"], 1, "{entity}: {update}");
        let now = said(&world, entity, record);
        assert_eq!(
            (&now[&values[0].0], now[&values[7].0].as_array().unwrap().len()),
            (&json!("9 秒"), 1),
            "{entity}: {now}"
        );
        world.ok("imports.undo", json!({ "import_id": update["import_id"] }));
        assert_eq!(said(&world, entity, record)[&values[0].0], "8 秒 一件");
        world.ok("imports.undo", json!({ "import_id": done["import_id"] }));
        let left = world.number("select (select count(*) from lead_values) + (select count(*) from customer_values) + (select count(*) from contact_values) + (select count(*) from deal_values)");
        assert_eq!(left, 0, "{entity}");
        drop(before);
    }
}

#[test]
fn a_value_that_names_nothing_is_settled_once_for_the_file() {
    let world = World::new();
    let class = field(
        &world,
        "leads",
        "等级",
        json!({ "kind": "choice", "options": [{ "name": "千级洁净" }, { "name": "万级洁净" }] }),
    );
    let path = world.file(
        "own.csv",
        "姓名,手机,等级\n甲,13800138001,1000级\n乙,13800138002,千级\n",
    );
    let dry = world.ok("imports.dry_run", plan("leads", &path, json!({})));
    assert_eq!(dry["reject"], 2, "{dry}");
    let said = dry["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "import.unknown_option")
        .count();
    assert_eq!(said, 2, "{dry}");
    let values = json!({ "values": { &class: { "1000级": "千级洁净", "千级": "千级洁净" } } });
    let done = world.import(plan("leads", &path, values));
    assert_eq!(done["created"], 2, "{done}");
    assert_eq!(
        listed(&world, "leads", json!({ "field": class, "is": "filled" })).len(),
        2
    );
}
