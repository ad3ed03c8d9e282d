//! No text is endless and no amount absurd, through whichever door: what would break a page is refused by name, what is just allowed breaks none.

use crate::world::World;
use crate::world::files::plan;
use serde_json::{Value, json};

const LINE: usize = 2_000;
const TEXT: usize = 100_000;
const NUMBER: i64 = 1_000_000_000_000_000;

/// What can be made, with one field at a time: command, the rest of the call, the field's place, and what it takes at most.
fn doors() -> Vec<(&'static str, Value, &'static str, Value)> {
    let letters = |count: usize| Value::from("长".repeat(count));
    let lead = json!({ "distinct": true, "lead": { "name": "甲", "mobile": "13800138000" } });
    vec![
        ("leads.create", lead.clone(), "/lead/name", letters(LINE)),
        ("leads.create", lead.clone(), "/lead/company", letters(LINE)),
        ("leads.create", lead.clone(), "/lead/need", letters(TEXT)),
        ("leads.create", lead.clone(), "/lead/note", letters(TEXT)),
        ("leads.create", lead.clone(), "/lead/budget_minor", NUMBER.into()),
        ("leads.create", lead, "/lead/custom/department", letters(LINE)),
        ("customers.save", json!({ "name": "甲" }), "/name", letters(LINE)),
        ("customers.save", json!({ "name": "甲" }), "/note", letters(TEXT)),
        (
            "customers.save",
            json!({ "name": "甲" }),
            "/revenue_minor",
            NUMBER.into(),
        ),
        ("customers.save", json!({ "name": "甲" }), "/employees", NUMBER.into()),
        ("contacts.save", json!({ "name": "甲" }), "/name", letters(LINE)),
        ("contacts.save", json!({ "name": "甲" }), "/title", letters(LINE)),
        ("deals.create", json!({ "name": "甲" }), "/name", letters(LINE)),
        ("deals.create", json!({ "name": "甲" }), "/note", letters(TEXT)),
        ("deals.create", json!({ "name": "甲" }), "/amount_minor", NUMBER.into()),
        ("products.save", json!({ "name": "甲" }), "/name", letters(LINE)),
        (
            "products.save",
            json!({ "name": "甲" }),
            "/list_price_minor",
            NUMBER.into(),
        ),
        (
            "people.save",
            json!({ "name": "甲", "role": "sales" }),
            "/team",
            letters(LINE),
        ),
        (
            "activities.add",
            json!({ "kind": "note", "customer_id": 1 }),
            "/text",
            letters(TEXT),
        ),
        (
            "targets.save",
            json!({ "period_kind": "quarter", "starts_on": "2026-01-01" }),
            "/amount_minor",
            NUMBER.into(),
        ),
    ]
}

fn put(input: &Value, place: &str, value: Value) -> Value {
    let mut input = input.clone();
    let (above, last) = place.rsplit_once('/').unwrap();
    if input.pointer(above).is_none() {
        let (above, middle) = above.rsplit_once('/').unwrap();
        input.pointer_mut(above).unwrap()[middle] = json!({});
    }
    input.pointer_mut(above).unwrap()[last] = value;
    input
}

#[test]
fn what_is_beyond_a_limit_is_refused_and_what_is_at_it_breaks_no_page() {
    let world = World::new();
    world.ok("customers.save", json!({ "name": "乙公司" }));
    for (command, input, place, most) in doors() {
        let beyond = match &most {
            Value::String(text) => Value::from(format!("{text}长")),
            number => (number.as_i64().unwrap() + 1).into(),
        };
        let code = if most.is_string() { "limit.text" } else { "limit.number" };
        let before = world.dump();
        let refused = world.run(command, put(&input, place, beyond)).unwrap_err();
        assert_eq!(refused.code, code, "{command} {place}: {refused:?}");
        assert_eq!(refused.field.as_deref(), place.rsplit('/').next(), "{command} {place}");
        assert_eq!(world.dump(), before, "{command} {place}");
        if !most.is_string() {
            let refused = world.run(command, put(&input, place, i64::MAX.into())).unwrap_err();
            assert_eq!(refused.code, code, "{command} {place}: {refused:?}");
        }
        world.ok(command, put(&input, place, most));
        world.ok("history.undo", json!({}));
    }
    // Several of the largest there are, and every page still adds up.
    for name in ["甲", "乙", "丙"] {
        let deal = json!({ "name": name, "customer_id": 1, "amount_minor": NUMBER, "close_on": "2026-03-20" });
        world.ok("deals.create", deal);
        let lead = json!({ "name": name, "mobile": "13800138000", "budget_minor": NUMBER });
        world.ok("leads.create", json!({ "distinct": true, "lead": lead }));
    }
    let all: i64 = 3 * NUMBER;
    assert_eq!(world.ok("deals.totals", json!({}))["sum_minor"], all);
    assert_eq!(world.ok("leads.totals", json!({}))["budget_minor"], all);
    for (command, input) in [
        ("customers.list", json!({})),
        ("customers.get", json!({ "id": 1 })),
        ("deals.list", json!({})),
        ("board.get", json!({})),
        ("forecast.get", json!({})),
        ("funnel.get", json!({})),
        ("deals.print", json!({})),
    ] {
        world.ok(command, input);
    }
}

#[test]
fn whatever_is_described_as_a_long_text_may_be_one_at_the_door() {
    for field in leadwell_core::nouns().iter().flat_map(|noun| noun.fields) {
        if field.most() < TEXT as i64 || !matches!(field.kind, leadwell_core::describe::Kind::Text) {
            continue;
        }
        // Whoever loses or returns something says why, whatever.
        let name = if field.column.ends_with("_reason") {
            "reason"
        } else {
            field.column
        };
        let input = json!({ "record": { name: "长".repeat(TEXT) } }).to_string();
        let read = leadwell_core::read_input(input.as_bytes()).unwrap();
        assert!(read.is_ok(), "{}: {read:?}", field.column);
    }
}

#[test]
fn a_file_brings_nothing_beyond_a_limit_and_says_which_cell() {
    let world = World::new();
    let long = "长".repeat(LINE + 1);
    let own = json!({ "entity": "deals", "name": "设备成本", "kind": "money" });
    let own = world.ok("custom_fields.save", own)["key"].clone();
    let rows = [
        "甲,100,CNY,,,",
        "乙,6222021234567890,CNY,,,",
        &format!("丙,100,CNY,,{long},"),
        "丁,100,CNY,,,6222021234567890",
        "戊,9000000000000,USD,7.1,,",
        "己,200,CNY,,,300",
    ];
    let text = format!("商机名称,金额,币种,汇率,竞争对手,设备成本\n{}\n", rows.join("\n"));
    let path = world.file("deals.csv", &text);
    let dry = world.ok("imports.dry_run", plan("deals", &path, json!({})));
    assert_eq!(dry["create"], 2, "{dry}");
    let reasons = json!([{ "code": "row.too_large", "rows": 3 }, { "code": "row.text_too_long", "rows": 1 }]);
    assert_eq!(dry["reasons"], reasons, "{dry}");
    let done = world.import(plan("deals", &path, json!({})));
    assert_eq!((&done["created"], &done["rejected"]), (&json!(2), &json!(4)), "{done}");
    // The same amount typed into a field of one's own is refused by that field.
    let typed = json!({ "name": "庚", "custom": { own.as_str().unwrap(): "6222021234567890" } });
    let refused = world.run("deals.create", typed).unwrap_err();
    assert_eq!(
        (refused.code, refused.field),
        ("limit.number", own.as_str().map(str::to_owned))
    );
}

#[test]
fn long_texts_are_searched_for_and_exported_without_breaking() {
    let world = World::new();
    let note = "长".repeat(TEXT);
    let lead = json!({ "name": "甲", "mobile": "13800138000", "need": note });
    world.ok("leads.create", json!({ "lead": lead }));
    let endless = "长".repeat(60_000);
    for noun in ["leads", "deals", "customers", "contacts"] {
        let contains = json!({ "field": "name", "is": "contains", "values": [endless] });
        for filter in [json!({ "text": endless }), json!({ "condition": contains })] {
            match world.run(&format!("{noun}.list"), json!({ "filter": filter })) {
                Ok(page) => assert_eq!(page["rows"], json!([]), "{noun}"),
                Err(refused) => assert_eq!(refused.code, "limit.text", "{noun}: {refused:?}"),
            }
        }
    }
    for format in ["xlsx", "csv"] {
        let file = world.ok("leads.export", json!({ "format": format, "columns": ["name", "need"] }));
        assert_eq!(file["rows"], 1, "{format}");
    }
}
