//! Everything out in open formats, and everything gone.

use crate::world::World;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leadwell_core::{Origin, Workspace};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

fn archive(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        files.insert(entry.name().unwrap().into_owned(), content);
    }
    files
}

fn rows(content: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(content.strip_prefix(b"\xEF\xBB\xBF").unwrap())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn everything_is_in_it_and_reads_as_it_stands_in_the_file() {
    let world = World::sample();
    let lead = world.ok(
        "leads.create",
        json!({ "lead": { "name": "=SUM(A1)", "mobile": "13800138000", "budget_minor": 123_456, "need": "两行\n“引号”,逗号" } }),
    );
    world.ok(
        "attachments.add",
        json!({ "about": { "lead_id": lead["lead"]["id"] }, "file": { "name": "报价?单.txt", "base64": STANDARD.encode("内容") } }),
    );
    let before = world.dump();
    let taken = world.ok("takeout.write", json!({}));
    assert_eq!(before, world.dump());
    let files = archive(STANDARD.decode(taken["file_base64"].as_str().unwrap()).unwrap());
    for table in taken["tables"].as_array().unwrap() {
        let name = table["table"].as_str().unwrap();
        let count = world.number(&format!("select count(*) from {name}"));
        assert_eq!(table["rows"], json!(count), "{name}");
        assert_eq!(rows(&files[&format!("{name}.csv")]).len() as i64, count, "{name}");
    }
    for table in [
        "leads",
        "customers",
        "contacts",
        "deals",
        "deal_versions",
        "activities",
        "people",
        "changes",
    ] {
        assert!(!rows(&files[&format!("{table}.csv")]).is_empty(), "{table}");
    }
    let leads = rows(&files["leads.csv"]);
    let ours = leads.iter().find(|row| row["mobile"] == "13800138000").unwrap();
    assert_eq!(
        (
            ours["name"].as_str(),
            ours["budget"].as_str(),
            ours["need"].as_str(),
            ours["created_at"].as_str()
        ),
        ("'=SUM(A1)", "1234.56", "两行\n“引号”,逗号", "2026-03-18T02:00:00.000Z")
    );
    let attached: Vec<&String> = files.keys().filter(|name| name.starts_with("attachments/")).collect();
    assert_eq!(attached, ["attachments/1-报价_单.txt"]);
    assert_eq!(files[attached[0]], "内容".as_bytes());
    assert!(String::from_utf8_lossy(&files["README.txt"]).contains("Acme"));
    // The sum of what is told of deals is the sum in the file, to the cent.
    let total: i64 = rows(&files["deals.csv"])
        .iter()
        .filter_map(|row| row["amount"].replace('.', "").parse::<i64>().ok())
        .sum();
    assert_eq!(total, world.number("select sum(amount_minor) from deals"));
}

#[test]
fn it_goes_where_the_owner_says_and_nowhere_else() {
    let mut world = World::sample();
    let folder = world.path().parent().unwrap().to_owned();
    let taken = world.ok("takeout.write", json!({ "out": folder }));
    let path = taken["path"].as_str().unwrap();
    assert!(path.ends_with("company-2026-03-18.zip"), "{path}");
    assert_eq!(
        archive(std::fs::read(path).unwrap()).len(),
        taken["tables"].as_array().unwrap().len() + 1
    );
    assert_eq!(taken["bytes"].as_u64().unwrap(), std::fs::metadata(path).unwrap().len());
    world.call.origin = Origin::Lan;
    assert_eq!(
        world.err("takeout.write", json!({ "out": folder })),
        "takeout.path_not_allowed"
    );
    assert!(world.ok("takeout.write", json!({}))["file_base64"].is_string());
}

#[test]
fn everything_goes_when_the_company_is_named_and_a_copy_stays() {
    let mut world = World::sample();
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000" } }),
    );
    world.ok("screen.add", json!({ "kind": "mobile", "text": "13900139000" }));
    assert!(world.ok("search.find", json!({ "text": "邱雅楠" }))["groups"][0].is_object());
    let (before, stages) = (world.dump(), world.number("select count(*) from stages"));
    let pulse = world.ok("workspace.pulse", json!({}));
    assert_eq!(
        world.err("workspace.clear", json!({ "name": "Acm" })),
        "workspace.name_differs"
    );
    world.call.origin = Origin::Lan;
    assert_eq!(
        world.err("workspace.clear", json!({ "name": "Acme" })),
        "call.local_only"
    );
    world.call.origin = Origin::Local;
    let cleared = world.ok("workspace.clear", json!({ "name": " Acme " }));
    assert!(cleared["records"].as_i64().unwrap() > 500, "{cleared}");
    for table in [
        "leads",
        "customers",
        "contacts",
        "deals",
        "deal_versions",
        "activities",
        "products",
        "targets",
    ] {
        assert_eq!(world.number(&format!("select count(*) from {table}")), 0, "{table}");
    }
    assert_eq!(world.number("select count(*) from people"), 1);
    assert_eq!(world.number("select count(*) from stages"), stages);
    assert_eq!(
        world.ok("workspace.check", Value::Null),
        json!({ "integrity": "ok", "broken_references": 0 })
    );
    assert_ne!(pulse, world.ok("workspace.pulse", json!({})), "screens notice");
    assert_eq!(
        world.ok("search.find", json!({ "text": "邱雅楠" }))["total"],
        Value::Null
    );
    // Nothing of it is left in the bytes of the file.
    let bytes = std::fs::read(world.path()).unwrap();
    let needle = "邱雅楠".as_bytes();
    assert!(!bytes.windows(needle.len()).any(|window| window == needle));
    assert_eq!(world.err("history.undo", json!({})), "history.nothing_to_undo");
    // Work goes on at once.
    world.ok(
        "leads.create",
        json!({ "lead": { "name": "新人", "mobile": "13900139000" } }),
    );
    let copy = cleared["copy"].as_str().unwrap();
    let copied = Workspace::open(copy.as_ref(), world.call.now).unwrap();
    world.workspace = copied;
    assert_eq!(before, world.dump());
    let kept = world.ok("workspace.clear", json!({ "name": "Acme", "keep_copy": false }));
    assert_eq!(kept["copy"], Value::Null);
}
