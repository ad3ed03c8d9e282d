//! Every field of every kind of record, from its description: what a merge, a second arrival and the history make of it. A column that is
//! added and not described fails here.

use crate::world::{World, lasting};
use leadwell_core::describe::{Beside, Field, Kind, Merge, Noun};
use leadwell_core::nouns;
use leadwell_rules::ids::RecordKind;
use rusqlite::Connection;
use rusqlite::types::Value as Stored;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn every_column_is_described_or_says_why_not() {
    let world = World::new();
    let file = world.look();
    for noun in nouns() {
        let there: BTreeSet<String> = columns(&file, noun.table()).into_iter().collect();
        let fields = noun.fields.iter().map(|field| field.column);
        let said: Vec<&str> = fields.chain(noun.beside.iter().map(|(column, _)| *column)).collect();
        let known: BTreeSet<String> = said.iter().map(|column| (*column).to_owned()).collect();
        assert_eq!(known.len(), said.len(), "{}: a column is said twice", noun.table());
        assert_eq!(known, there, "{}: the description and the table differ", noun.table());
        for follower in noun.fields.iter().flat_map(|field| field.followers) {
            assert!(
                noun.beside.contains(&(follower, Beside::Derived)),
                "{}.{follower} follows a field and is not said to be derived",
                noun.table()
            );
        }
    }
}

#[test]
fn every_kind_of_record_is_described_once_and_refused_where_it_has_no_place() {
    let mut kinds: Vec<RecordKind> = nouns().iter().map(|noun| noun.kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, RecordKind::ALL);
    let mut world = World::new();
    let refused = |command: &str, input: Value| {
        let before = world.dump();
        assert_eq!(world.err(command, input.clone()), "record.kind", "{command} {input}");
        assert_eq!(world.dump(), before, "{command}");
    };
    for noun in nouns() {
        let kind = noun.kind;
        if noun.compared.is_none() {
            refused("duplicates.review", json!({ "entity": kind, "wait": true }));
            refused("duplicates.compare", json!({ "entity": kind, "ids": [1, 2] }));
            refused("duplicates.merge", json!({ "entity": kind, "keep": 1, "gone": [2] }));
            refused("duplicates.distinct", json!({ "entity": kind, "pairs": [[1, 2]] }));
            refused("duplicates.tell_owner", json!({ "entity": kind, "id": 1, "text": "x" }));
        }
        if noun.values.is_none() {
            refused("custom_fields.list", json!({ "entity": kind }));
            refused("custom_fields.save", json!({ "entity": kind, "name": "x" }));
            refused("views.list", json!({ "entity": kind }));
        }
        if !noun.in_bin {
            refused("bin.list", json!({ "kind": kind }));
            refused("bin.restore", json!({ "kind": kind, "ids": [1] }));
        }
        assert_eq!(
            world.err("history.fields", json!({ "entity": kind, "id": 999 })),
            noun.unknown
        );
    }
    refused("imports.template", json!({ "kind": "activities" }));
    // What is set up by the owner has a history as well.
    let product = world.ok("products.save", json!({ "name": "压缩机", "list_price_minor": 100 }));
    world.at("2026-03-18T11:00");
    world.ok("products.save", json!({ "id": product["id"], "list_price_minor": 120 }));
    let history = world.ok("history.fields", json!({ "entity": "products", "id": product["id"] }));
    assert_eq!(
        (&history[0]["field"], &history[0]["old"], &history[0]["new"]),
        (&json!("list_price_minor"), &json!(100), &json!(120))
    );
}

#[test]
fn what_can_be_merged_has_a_name_in_both_languages() {
    for noun in nouns().iter().filter(|noun| noun.compared.is_some()) {
        for field in noun.fields {
            for language in [leadwell_rules::Language::Zh, leadwell_rules::Language::En] {
                let label = field.label(language);
                assert!(
                    !label.contains('.'),
                    "{}.{} has no name: {label}",
                    noun.table(),
                    field.column
                );
            }
        }
    }
}

fn columns(file: &Connection, table: &str) -> Vec<String> {
    let mut statement = file.prepare("select name from pragma_table_info(?1)").unwrap();
    let names = statement.query_map([table], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// Two values that a field can hold, and what tells of the second when it is not taken.
fn samples(noun: &Noun, field: &Field) -> (Stored, Stored, Vec<String>) {
    let text = |text: &str| Stored::Text(text.to_owned());
    let (one, other, tells): (Stored, Stored, Vec<&str>) = match (field.column, field.kind) {
        ("mobile", _) => (text("13800138001"), text("13800138002"), vec!["13800138002"]),
        ("state", _) => (text("following"), text("void"), vec!["已作废"]),
        ("quarantine", _) => (text("blacklisted"), text("fake_mobile"), vec!["虚假手机号"]),
        (_, Kind::Choice(_)) => (text("no"), text("yes"), vec!["是"]),
        (_, Kind::Number | Kind::Money) => (Stored::Integer(1_980), Stored::Integer(1_990), vec!["1990"]),
        (_, Kind::Person) => (Stored::Integer(1), Stored::Integer(2), vec!["李四"]),
        // The third and the fourth customer: neither is one of the two that are merged.
        (_, Kind::Record("customers")) => (Stored::Integer(3), Stored::Integer(4), vec!["丁公司"]),
        (_, Kind::Notes) => (
            text(r#"{"budget":{"note":"年初批了"}}"#),
            text(r#"{"budget":{"note":"明年再说"},"need":{"note":"扩产"}}"#),
            vec!["明年再说", "扩产"],
        ),
        (_, Kind::Text) => (text("头一个"), text("第二个"), vec!["第二个"]),
        (column, kind) => panic!("{}.{column}: no sample of {kind:?}", noun.table()),
    };
    (one, other, tells.into_iter().map(str::to_owned).collect())
}

/// Leads, contacts and customers that differ in nothing but their names; the first two of each are to be merged.
fn company() -> World {
    let world = World::new();
    world.person("李四", "sales");
    for name in ["甲", "乙", "丙", "丁"] {
        world.ok("customers.save", json!({ "name": format!("{name}公司") }));
        world.ok("contacts.save", json!({ "name": name }));
        world.ok(
            "leads.create",
            json!({ "distinct": true, "lead": { "name": name, "handle": "微博" } }),
        );
    }
    let file = Connection::open(world.path()).unwrap();
    file.execute_batch("update leads set owner_id = null, owner_since = null")
        .unwrap();
    world
}

/// Everything a person can read about a record: its fields, its further contact methods, its timeline.
fn told(world: &World, noun: &Noun, id: i64) -> String {
    let entity = noun.about.trim_end_matches("_id");
    let timeline = world.ok("activities.list", json!({ "about": { noun.about: id } }));
    let command = match entity {
        "lead" => "leads.get",
        "contact" => "contacts.get",
        _ => "customers.get",
    };
    format!("{}\n{timeline}", world.ok(command, json!({ "id": id })))
}

fn stored(world: &World, noun: &Noun, column: &str, id: i64) -> Stored {
    let text = format!("select {column} from {} where id = ?1", noun.table());
    world.look().query_row(&text, [id], |row| row.get(0)).unwrap()
}

#[test]
fn a_merge_does_with_every_field_what_its_description_says() {
    let company = company();
    let mut tried = 0;
    for noun in nouns()
        .iter()
        .filter(|noun| ["leads", "contacts", "customers"].contains(&noun.table()))
    {
        for field in noun.fields {
            for kept_says in [true, false] {
                // Names and keys that must stand in every row cannot be empty.
                if !kept_says && matches!(field.column, "name" | "handle") {
                    continue;
                }
                let world = company.killed_here();
                let (one, other, tells) = samples(noun, field);
                let file = Connection::open(world.path()).unwrap();
                let set = format!("update {} set {} = ?1 where id = ?2", noun.table(), field.column);
                if kept_says {
                    file.execute(&set, (&one, 1)).unwrap();
                }
                file.execute(&set, (&other, 2)).unwrap();
                drop(file);
                let before = world.dump();
                world.ok(
                    "duplicates.merge",
                    json!({ "entity": noun.kind, "keep": 1, "gone": [2] }),
                );
                let left = stored(&world, noun, field.column, 1);
                let place = format!("{}.{} ({kept_says})", noun.table(), field.column);
                match (field.merge, kept_says) {
                    (Merge::Fill | Merge::FirstStays | Merge::FurtherMethod, false) => {
                        assert_eq!(left, other, "{place}")
                    }
                    (Merge::Fill | Merge::FirstStays | Merge::FurtherMethod | Merge::Keep, true) => {
                        assert_eq!(left, one, "{place}")
                    }
                    (Merge::Keep, false) => assert_ne!(left, other, "{place}"),
                    (Merge::Join, _) => {}
                }
                // Whatever was not taken can still be read: in the record, beside it, or in the note of the merge.
                if left != other {
                    let told = told(&world, noun, 1);
                    for text in tells {
                        assert!(told.contains(&text), "{place}: {text} is lost in {told}");
                    }
                }
                world.ok("history.undo", json!({}));
                assert_eq!(lasting(&world.dump()), lasting(&before), "{place}: undo");
                tried += 1;
            }
        }
    }
    assert!(tried > 90, "{tried}");
}

#[test]
fn a_second_arrival_fills_every_field_and_loses_nothing() {
    let empty = World::new();
    empty.ok(
        "duplicates.save_rules",
        json!({ "rules": [{ "name": "同号", "active": true, "keys": [["wechat"]], "window": "all", "action": "update" }] }),
    );
    let leads = nouns().iter().find(|noun| noun.table() == "leads").unwrap();
    for field in leads
        .fields
        .iter()
        .filter(|field| field.fills && field.column != "wechat")
    {
        let (one, other) = match field.column {
            "mobile" => (json!("13800138001"), json!("13800138002")),
            "phone" => (json!("0512-62345678"), json!("0512-62345679")),
            "email" => (json!("a@muhe.cn"), json!("b@muhe.cn")),
            "qq" => (json!("123456"), json!("654321")),
            "credit_code" => (json!("91110000600037341L"), json!("91350100M000100Y43")),
            _ if field.kind == Kind::Text => (json!("头一个"), json!("第二个")),
            _ => (json!(1_980), json!(1_990)),
        };
        for known_says in [true, false] {
            let world = empty.killed_here();
            let lead = |value: Option<&Value>| {
                let mut lead = json!({ "name": "邱雅楠", "wechat": "qiuyanan", "tags": ["新"] });
                match value {
                    Some(value) if field.plain => lead["custom"] = json!({ field.column: value }),
                    Some(value) => lead[field.column] = value.clone(),
                    None => {}
                }
                json!({ "lead": lead })
            };
            let place = format!("{} ({known_says})", field.column);
            let first = world.ok("leads.create", lead(known_says.then_some(&one)));
            let mut again = lead(Some(&other));
            again["lead"]["tags"] = json!(["老"]);
            again["lead"]["contacts"] = json!([{ "kind": "handle", "value": "抖音 qiu", "label": "小号" }]);
            let second = world.ok("leads.create", again);
            assert_eq!(
                (&second["added"], &second["lead"]["id"]),
                (&json!(false), &first["lead"]["id"]),
                "{place}"
            );
            let told = told(&world, leads, 1);
            let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert!(told.contains(&said(&other)), "{place}: {other} is lost in {told}");
            assert!(
                ["新", "老", "抖音 qiu"].iter().all(|text| told.contains(text)),
                "{place}: {told}"
            );
            let column = stored(&world, leads, field.column, 1);
            let expected = if known_says { &one } else { &other };
            let expected = match expected {
                Value::String(text) => Stored::Text(text.clone()),
                number => Stored::Integer(number.as_i64().unwrap()),
            };
            // Only what a person cannot be without is there already.
            if field.column != "name" || known_says {
                let shown = if field.column == "name" && !known_says {
                    Stored::Null
                } else {
                    column
                };
                assert_eq!(shown, expected, "{place}");
            }
        }
    }
}

#[test]
fn a_note_of_the_program_is_no_follow_up() {
    let world = company();
    let file = Connection::open(world.path()).unwrap();
    file.execute("update leads set need = '一' where id = 1", []).unwrap();
    file.execute("update leads set need = '二' where id = 2", []).unwrap();
    drop(file);
    world.ok("duplicates.merge", json!({ "entity": "leads", "keep": 1, "gone": [2] }));
    let left = world.ok("leads.get", json!({ "id": 1 }));
    assert_eq!(
        (&left["followed_at"], &left["state"]),
        (&Value::Null, &json!("to_handle"))
    );
}

/// A change of very many records at once stands in the history of each of them.
#[test]
fn field_history_has_no_hole() {
    let world = World::new();
    let rows: String = (0..20_500).map(|row| format!("甲{row},138{row:08}\n")).collect();
    let path = world.file("leads.csv", format!("姓名,手机\n{rows}"));
    world.import(crate::world::files::plan("leads", &path, json!({})));
    let all = json!({ "leads": { "condition": { "field": "name", "is": "filled" } }, "industry": "机械" });
    // One number is kept apart: nobody has it.
    assert_eq!(world.ok("leads.edit_many", all)["leads"], 20_499);
    let silent = world.number(
        "select count(*) from leads l where industry = '机械'
         and not exists (select 1 from change_records t where t.entity = 'leads' and t.record_id = l.id)",
    );
    assert_eq!(silent, 0);
    let last = world.number("select max(id) from leads where industry = '机械'");
    let history = world.ok("history.fields", json!({ "entity": "leads", "id": last }));
    assert_eq!(history[0]["field"], "industry", "{history}");
}
