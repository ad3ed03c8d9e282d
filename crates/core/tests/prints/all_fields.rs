//! Every field of every kind of record on paper: its name, and what stands in it.

use super::{kept, pages, squeezed, text};
use crate::world::World;
use leadwell_rules::Language;
use serde_json::{Value, json};

/// Adds a field of each kind to a kind of record and says something in each; stable name, label, value as a record takes it, as paper shows it.
fn of_every_kind(world: &World, entity: &str) -> Vec<(String, String, Value, String)> {
    let person = world.call.person.0;
    let mut made = Vec::new();
    for (name, more, given, shown) in [
        ("节拍说明", json!({}), json!("8 秒一件"), "8 秒一件"),
        (
            "现场情况",
            json!({ "kind": "long_text" }),
            json!("一楼\n无电梯"),
            "一楼无电梯",
        ),
        (
            "厂房面积",
            json!({ "kind": "number", "decimals": 1, "unit": "平米" }),
            json!("1250.5"),
            "1,250.5",
        ),
        ("设备成本", json!({ "kind": "money" }), json!("561600.25"), "561,600.25"),
        (
            "样件到货日",
            json!({ "kind": "day" }),
            json!("2026-02-24"),
            "2026-02-24",
        ),
        ("需要投标", json!({ "kind": "yes_no" }), json!("yes"), "是"),
        (
            "洁净等级",
            json!({ "kind": "choice", "options": [{ "name": "千级" }, { "name": "万级" }] }),
            json!("万级"),
            "万级",
        ),
        ("技术人员", json!({ "kind": "person" }), json!(person), "Owner"),
        (
            "资料",
            json!({ "kind": "link" }),
            json!("https://example.com/plan"),
            "https://example.com/plan",
        ),
    ] {
        let mut field = json!({ "entity": entity, "name": name });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let key = world.ok("custom_fields.save", field)["key"]
            .as_str()
            .unwrap()
            .to_owned();
        made.push((key, name.to_owned(), given, shown.to_owned()));
    }
    made
}

#[test]
fn every_described_field_and_every_field_of_ones_own_can_be_printed() {
    let mut world = World::sample();
    for noun in leadwell_core::nouns().iter().filter(|noun| noun.values.is_some()) {
        let table = noun.table();
        let own = of_every_kind(&world, table);
        let save = match table {
            "leads" => "leads.edit",
            "deals" => "deals.edit",
            "customers" => "customers.save",
            _ => "contacts.save",
        };
        let first = world.ok(&format!("{table}.list"), json!({ "limit": 1 }))["rows"][0].clone();
        let values: serde_json::Map<String, Value> = own
            .iter()
            .map(|(key, _, given, _)| (key.clone(), given.clone()))
            .collect();
        world.ok(save, json!({ "id": first["id"], "custom": values }));
        let described = noun.fields.iter().map(|field| {
            let name = field.column.trim_end_matches("_minor").trim_end_matches("_id");
            match (name, table) {
                // The key of another system; "code" is the number people read.
                ("code", "leads") => "external_code".to_owned(),
                (name, _) => name.to_owned(),
            }
        });
        let columns: Vec<String> = described.chain(own.iter().map(|(key, ..)| key.clone())).collect();
        for language in [Language::Zh, Language::En] {
            world.call.language = language;
            let page = pages(&world, &format!("{table}.print"), json!({ "columns": columns }));
            let text = text(&page);
            assert!(text.contains(&squeezed(first["name"].as_str().unwrap())), "{table}");
            let renamed = |column: &str| table == "leads" && column == "code";
            for field in noun.fields.iter().filter(|field| !renamed(field.column)) {
                let label = squeezed(&field.label(language));
                assert!(text.contains(&label), "{table}.{}: {label} in {text}", field.column);
            }
            for (_, label, _, shown) in &own {
                assert!(text.contains(&squeezed(label)), "{table}: {label}");
                let shown = match (language, shown.as_str()) {
                    (Language::En, "2026-02-24") => "24 Feb 2026",
                    (Language::En, "是") => "yes",
                    (_, shown) => shown,
                };
                assert!(text.contains(&squeezed(shown)), "{table} {label}: {shown} in {text}");
            }
            assert!(
                text.contains("厂房面积，平米") || text.contains("厂房面积,平米"),
                "{text}"
            );
            let out = kept(&format!("{table}-fields-{language:?}.pdf"));
            world.ok(&format!("{table}.print"), json!({ "columns": columns, "out": out }));
        }
        world.call.language = Language::Zh;
        // Nobody chooses: the usual columns, and one's own.
        let plain = text(&pages(&world, &format!("{table}.print"), json!({})));
        assert!(
            own.iter().all(|(_, label, ..)| plain.contains(&squeezed(label))),
            "{plain}"
        );
    }
}
