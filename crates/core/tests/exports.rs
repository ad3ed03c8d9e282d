//! What goes out as a file: every field, each in its kind, however many rows.

use crate::world::World;
use serde_json::json;

#[test]
fn every_field_of_a_lead_can_be_a_column_and_numbers_are_numbers() {
    let world = World::new();
    for (name, mobile) in [("王工", "13800138000"), ("李工", "13800138001")] {
        world.ok("leads.create", json!({ "lead": { "name": name, "mobile": mobile } }));
    }
    // Every field there is can be a column, and numbers are numbers.
    let fields: Vec<&str> = vec![
        "code",
        "external_code",
        "name",
        "company",
        "title",
        "mobile",
        "phone",
        "email",
        "wechat",
        "qq",
        "handle",
        "contacts",
        "province",
        "city",
        "carrier",
        "industry",
        "employees",
        "website",
        "address",
        "credit_code",
        "source",
        "acquisition",
        "channel",
        "campaign",
        "need",
        "note",
        "budget",
        "bant_budget",
        "bant_authority",
        "bant_need",
        "bant_timeline",
        "bant_notes",
        "state",
        "state_reason",
        "quarantine",
        "quarantine_value",
        "owner",
        "door",
        "tags",
        "followed_at",
        "next_due_on",
        "created_at",
        "updated_at",
    ];
    world.ok(
        "leads.edit",
        json!({ "id": 2, "budget_minor": 123_450, "employees": 20, "bant_need": "yes" }),
    );
    let out = world.path().with_file_name("leads.xlsx");
    let all = json!({ "columns": fields, "out": out, "filter": { "text": "李" } });
    let made = world.ok("leads.export", all);
    assert_eq!((&made["file_base64"], &made["rows"]), (&json!(null), &json!(1)));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let cell = |name: &str| {
        let column = fields.iter().position(|field| *field == name).unwrap();
        sheet
            .get_value((1, column as u32))
            .cloned()
            .unwrap_or(calamine::Data::Empty)
    };
    assert_eq!(cell("budget"), calamine::Data::Float(1234.5));
    assert_eq!(cell("employees"), calamine::Data::Float(20.0));
    assert_eq!(cell("bant_need"), calamine::Data::String("是".to_owned()));
    assert!(
        matches!(cell("created_at"), calamine::Data::DateTime(at) if at.as_f64() > 46_000.0),
        "{:?}",
        cell("created_at")
    );
}

#[test]
fn every_described_field_of_every_noun_is_a_column_and_so_is_every_field_of_ones_own() {
    let world = World::sample();
    for noun in leadwell_core::nouns().iter().filter(|noun| noun.values.is_some()) {
        let table = noun.table();
        let own = json!({ "entity": table, "name": "公差", "kind": "number", "decimals": 2 });
        let key = world.ok("custom_fields.save", own)["key"].as_str().unwrap().to_owned();
        let save = match table {
            "leads" => "leads.edit",
            "deals" => "deals.edit",
            "customers" => "customers.save",
            _ => "contacts.save",
        };
        let first = world.ok(&format!("{table}.list"), json!({ "limit": 1 }))["rows"][0].clone();
        world.ok(save, json!({ "id": first["id"], "custom": { &key: "2.5" } }));
        let mut columns: Vec<String> = noun
            .fields
            .iter()
            .map(|field| {
                field
                    .column
                    .trim_end_matches("_minor")
                    .trim_end_matches("_id")
                    .to_owned()
            })
            // The key of another system; "code" is the number people read.
            .map(|name| {
                if name == "code" && table == "leads" {
                    "external_code".to_owned()
                } else {
                    name
                }
            })
            .collect();
        columns.push(key.clone());
        let out = world.path().with_file_name(format!("{table}.xlsx"));
        let made = world.ok(&format!("{table}.export"), json!({ "columns": columns, "out": out }));
        let totals = world.ok(&format!("{table}.totals"), json!({}));
        assert_eq!(made["rows"], totals["count"], "{table}: what the list has");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).unwrap();
        let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
        let cell = |name: &str| {
            let column = columns.iter().position(|column| column == name).unwrap();
            sheet
                .get_value((1, column as u32))
                .cloned()
                .unwrap_or(calamine::Data::Empty)
        };
        assert_eq!(
            cell("name"),
            calamine::Data::String(first["name"].as_str().unwrap().to_owned()),
            "{table}"
        );
        assert_eq!(cell(&key), calamine::Data::Float(2.5), "{table}");
        assert_eq!(
            sheet.get_value((0, columns.len() as u32 - 1)).unwrap().to_string(),
            "公差"
        );
        for (at, column) in columns.iter().enumerate() {
            let head = sheet.get_value((0, at as u32)).unwrap().to_string();
            assert!(!head.is_empty() && !head.contains('.'), "{table}.{column}: {head}");
        }
        // Nobody chooses: the usual columns, and one's own.
        let plain = world.ok(
            &format!("{table}.export"),
            json!({ "format": "csv", "out": out.with_extension("csv") }),
        );
        assert_eq!(plain["rows"], made["rows"]);
        let text = std::fs::read_to_string(out.with_extension("csv")).unwrap();
        assert!(
            text.lines().next().unwrap().contains("公差") && text.contains("2.50"),
            "{table}: {text}"
        );
    }
    // An amount in another currency stands as it was agreed, and what it is worth at home beside it.
    let deal = json!({ "name": "出口", "amount_minor": 10_000, "currency": "USD", "rate_micro": 7_100_000 });
    let id = world.ok("deals.create", deal)["id"].clone();
    let out = world.path().with_file_name("usd.csv");
    let wanted = json!({ "filter": { "ids": [id] }, "columns": ["amount", "amount_agreed", "currency", "rate"], "format": "csv", "out": out });
    world.ok("deals.export", wanted);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("710.00,100.00,USD,7.100000"), "{text}");
}
