//! The number people read is written into the record, unlike any other, whichever door it came through; import, search and list know it by that;
//! and what was exported and is imported again changes nothing.

use crate::world::World;
use crate::world::files::{counts, plan};
use serde_json::json;

/// Records with a number: the kind, its column.
const NUMBERED: [(&str, &str); 2] = [("leads", "number"), ("deals", "code")];

fn text(world: &World, sql: &str) -> String {
    let found = world.look().query_row(sql, [], |row| row.get::<_, Option<String>>(0));
    found.unwrap().unwrap_or_default()
}

/// Every record has its number, the list shows it, and no two are alike.
fn numbered(world: &World) {
    for (table, column) in NUMBERED {
        let bare = format!("select count(*) - count(distinct {column}) from {table}");
        assert_eq!(world.number(&bare), 0, "{table}");
        for row in world.ok(&format!("{table}.list"), json!({ "limit": 1000 }))["rows"]
            .as_array()
            .unwrap()
        {
            let stored = text(world, &format!("select {column} from {table} where id = {}", row["id"]));
            assert_eq!(row["code"], stored.as_str(), "{table}");
        }
    }
}

#[test]
fn every_door_gives_a_number() {
    let world = World::sample();
    world.ok("leads.create", json!({ "lead": { "name": "甲", "qq": "10001" } }));
    world.ok(
        "leads.create_many",
        json!({ "leads": [{ "name": "乙", "qq": "10002" }], "door": "vcard" }),
    );
    world.deal("一号线", json!({}));
    let path = world.file("leads.csv", "name,qq,created\n丙,10003,2024-05-01\n");
    world.import(plan("leads", path, json!({})));
    let path = world.file("deals.csv", "deal name,amount\n二号线,500\n三号线,600\n");
    world.import(plan("deals", path, json!({})));
    numbered(&world);
    let newest = text(&world, "select number from leads order by id desc limit 1");
    assert!(newest.starts_with("L-2024-"), "the year it came: {newest}");
    // Taken back and made again, and taken back for good.
    world.ok("history.undo", json!({}));
    world.ok("history.redo", json!({}));
    numbered(&world);
}

#[test]
fn a_number_that_a_file_has_brought_along_is_not_given_again() {
    let world = World::new();
    let path = world.file(
        "deals.csv",
        "deal number,deal name\nD-00002,一号线\nD-00003,三号线\nD-00003-2,三号线\n",
    );
    world.import(plan("deals", path, json!({})));
    let path = world.file("more.csv", "deal number,deal name\nD-00004,四号线\n");
    world.import(plan("deals", path, json!({})));
    world.deal("五号线", json!({}));
    let path = world.file("late.csv", "deal number,deal name\nD-00006,六号线\nD-00007,七号线\n");
    world.import(plan("deals", path, json!({})));
    world.deal("八号线", json!({}));
    numbered(&world);
    let codes = text(
        &world,
        "select group_concat(code, ' ') from (select code from deals order by id)",
    );
    assert_eq!(
        codes,
        "D-00002 D-00003 D-00003-2 D-00004 D-00005 D-00006 D-00007 D-00008"
    );
    let path = world.file("next.csv", "deal number,deal name\nD-00010,十号线\n");
    world.import(plan("deals", path, json!({})));
    assert_eq!(
        world.ok("deals.get", json!({ "id": world.deal("又一", json!({})) }))["code"],
        "D-00010-2"
    );
}

#[test]
fn a_record_is_found_by_its_number() {
    let world = World::new();
    for name in ["甲", "乙", "丙"] {
        world.ok(
            "leads.create",
            json!({ "lead": { "name": name, "qq": "10001", "code": format!("HS-{name}") }, "distinct": true }),
        );
        world.deal(name, json!({}));
    }
    for (kind, number, field) in [("leads", "L-2026-0002", "need"), ("deals", "D-00002", "note")] {
        let listed = world.ok(&format!("{kind}.list"), json!({ "filter": { "text": number } }));
        assert_eq!(listed["rows"][0]["id"], 2, "{kind} {listed}");
        assert_eq!(listed["rows"].as_array().unwrap().len(), 1);
        let found = world.ok("search.find", json!({ "text": number }));
        assert!(found.to_string().contains(&format!("/{kind}/2")), "{kind}: {found}");
        let looked = world.ok("duplicates.look_up", json!({ "text": number }));
        assert_eq!(
            looked["records"][0]["name"],
            if kind == "leads" { json!("乙") } else { json!(null) }
        );
        let path = world.file("rows.csv", format!("number,name,{field}\n{number},乙,泵\n"));
        let mapping = json!({ "number": "code", "name": "name", field: field });
        let asked = plan(kind, path, json!({ "on_match": "update", "mapping": mapping }));
        let done = world.import(asked.clone());
        assert_eq!(counts(&done), [0, 1, 0, 0], "{kind} {done}");
        assert_eq!(text(&world, &format!("select {field} from {kind} where id = 2")), "泵");
        assert_eq!(counts(&world.import(asked)), [0, 0, 1, 0], "{kind}");
    }
    // The key of the other system stays, and finds it as before.
    assert_eq!(text(&world, "select code from leads where id = 2"), "HS-乙");
    let path = world.file("rows.csv", "lead code,name\nHS-乙,乙\n");
    assert_eq!(
        counts(&world.import(plan("leads", path, json!({ "on_match": "update" })))),
        [0, 0, 1, 0]
    );
    // One's number and another's key: which is meant cannot be told.
    let path = world.file("rows.csv", "lead code,name,qq\nL-2026-0001,丁,10009\n");
    world.import(plan("leads", &path, json!({ "on_match": "create" })));
    assert_eq!(
        counts(&world.import(plan("leads", &path, json!({ "on_match": "update" })))),
        [0, 0, 0, 1]
    );
}

#[test]
fn a_file_of_before_gets_its_numbers_when_it_is_opened() {
    let world = World::new();
    let midnight = "2026-01-01T00:30";
    let mut world = world;
    world.at(midnight);
    world.ok("leads.create", json!({ "lead": { "name": "甲", "qq": "10001" } }));
    world.deal("一号线", json!({}));
    let path = world.file("deals.csv", "deal number,deal name\nD-00003,二号线\n");
    world.import(plan("deals", path, json!({})));
    world.deal("三号线", json!({}));
    // As it was left by a program that only showed numbers.
    let file = rusqlite::Connection::open(world.path()).unwrap();
    file.execute_batch("update leads set number = null; update deals set code = null where id <> 2")
        .unwrap();
    let world = world.killed_here();
    numbered(&world);
    assert_eq!(
        text(&world, "select number from leads"),
        "L-2026-0001",
        "by the clock of the company"
    );
    let codes = text(
        &world,
        "select group_concat(code, ' ') from (select code from deals order by id)",
    );
    assert_eq!(codes, "D-00001 D-00003 D-00003-2");
    // What was done before is taken back all the same.
    world.ok("history.undo", json!({}));
    assert_eq!(world.number("select count(*) from deals"), 2);
}

#[test]
fn what_was_exported_and_is_imported_again_changes_nothing() {
    for (language, currency) in [("zh", "CNY"), ("en", "USD")] {
        let world = World::set_up(language, currency, "sample");
        let abroad =
            json!({ "currency": "EUR", "amount_minor": 10_000, "rate_micro": 7_123_456, "customer_name": "Hengli" });
        world.deal("Line 1", abroad);
        let lead = json!({ "lead": { "name": "Qiu", "qq": "10001", "code": "HS-1", "budget_minor": 1_234_567, "employees": 20, "tags": ["a", "b"] } });
        world.ok("leads.create", lead);
        for kind in ["leads", "deals", "customers", "contacts"] {
            for all in [false, true] {
                round_trip(&world, kind, all);
            }
        }
    }
}

/// The name under which a field of an import goes out; of some it does not.
fn goes_out<'n>(kind: &str, name: &'n str) -> Option<&'n str> {
    match (kind, name) {
        (_, "first_name" | "last_name") | ("leads", "created") | ("deals", "currency" | "rate") => None,
        ("deals", "expected_close_on") => Some("close_on"),
        (_, name) => Some(name),
    }
}

/// Exports the usual columns, or all that the kind has and an import takes, and imports them again by the number, or by what else tells one from
/// another.
fn round_trip(world: &World, kind: &str, all: bool) {
    let kinds = world.ok("imports.kinds", json!({}));
    let spec = kinds
        .as_array()
        .unwrap()
        .iter()
        .find(|spec| spec["kind"] == kind)
        .unwrap();
    let fields: Vec<&str> = spec["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    let columns: Vec<(&str, &str)> = fields
        .iter()
        .filter_map(|name| Some((*name, goes_out(kind, name)?)))
        .collect();
    // Contacts have no number: they are known by their addresses.
    let filter = match kind {
        "contacts" => json!({ "condition": { "field": "email", "is": "filled" } }),
        _ => json!({}),
    };
    let out = world.path().with_file_name(format!("{kind}.csv"));
    let mut export = json!({ "format": "csv", "out": out, "filter": filter });
    if all {
        export["columns"] = columns.iter().map(|(_, out)| *out).collect();
    }
    let made = world.ok(&format!("{kind}.export"), export);
    let mut asked = plan(kind, &out, json!({ "on_match": "update" }));
    if all {
        let seen = world.ok("imports.inspect", json!({ "source": { "path": out }, "kind": kind }));
        let headers = seen["headers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|header| header.as_str().unwrap().to_owned());
        let named = columns.iter().map(|(name, _)| json!(name));
        asked["mapping"] = headers.zip(named).collect::<serde_json::Map<_, _>>().into();
    }
    let before = world.records();
    let dry = world.ok("imports.dry_run", asked.clone());
    assert_eq!(dry["reject"], 0, "{kind}: {dry}");
    let done = world.import(asked);
    let after = world.records();
    let lines = || before.lines().zip(after.lines());
    let differ: Vec<_> = lines().filter(|(before, after)| before != after).take(6).collect();
    assert!(differ.is_empty(), "{kind}, all: {all}: {done} {differ:#?}");
    assert_eq!(before.len(), after.len(), "{kind}");
    assert_eq!(
        counts(&done),
        [0, 0, made["rows"].as_u64().unwrap(), 0],
        "{kind}: {done}"
    );
}
