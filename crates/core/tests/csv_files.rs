//! Every file that is written as CSV: no cell of it is taken for a formula, whatever people and files say.

use crate::world::World;
use crate::world::files::plan;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::io::Read as _;

/// How a text begins that spreadsheets take for a formula.
const BEGINNINGS: [&str; 11] = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];

/// A company in which everything is called like a formula, in every way there is.
fn company() -> World {
    let world = World::new();
    for (number, beginning) in BEGINNINGS.iter().enumerate() {
        // Spaces around a name are taken off, inside a note they are kept.
        let name = format!("{beginning}cmd|' /C calc'!A{number}");
        let field = json!({ "entity": "leads", "name": name, "kind": "text" });
        let key = world.ok("custom_fields.save", field)["key"]
            .as_str()
            .unwrap()
            .to_owned();
        let lead =
            json!({ "name": name, "company": name, "need": name, "mobile": "13800138000", "custom": { key: name } });
        world.ok("leads.create", json!({ "distinct": true, "lead": lead }));
        let customer = world.ok("customers.save", json!({ "name": name, "note": name }))["id"].clone();
        world.ok(
            "contacts.save",
            json!({ "name": name, "title": name, "customer_id": customer }),
        );
        let product = world.ok("products.save", json!({ "name": name }))["id"].clone();
        world.ok(
            "deals.create",
            json!({ "name": name, "customer_id": customer, "product_id": product, "amount_minor": 100, "close_on": "2026-03-20" }),
        );
    }
    world
}

/// The file in an answer.
fn file(answer: &Value, field: &str) -> Vec<u8> {
    STANDARD.decode(answer[field].as_str().unwrap()).unwrap()
}

/// Every file of the product that is CSV, by what it is.
fn files(world: &World) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for noun in ["leads", "customers", "contacts", "deals"] {
        let fields = world.ok(&format!("{noun}.fields"), json!({}));
        let own = fields.as_array().unwrap().iter().map(|field| field["name"].clone());
        let own = own.filter(|name| name.as_str().unwrap().starts_with("custom_"));
        let columns: Vec<Value> = std::iter::once(json!("name")).chain(own).collect();
        for columns in [json!([]), json!(columns)] {
            let answer = world.ok(
                &format!("{noun}.export"),
                json!({ "format": "csv", "columns": columns }),
            );
            out.push((format!("{noun}.export"), file(&answer, "file_base64")));
        }
    }
    let sheet = world.ok("forecast.sheet", json!({ "query": {}, "format": "csv" }));
    out.push(("forecast.sheet".to_owned(), file(&sheet, "file_base64")));
    let mut text = "=编号,＠备注,金额\n".to_owned();
    for beginning in BEGINNINGS {
        text += &format!("\"{beginning}1+1\",\"{beginning}x\",\"{beginning}abc\",\"{beginning}beyond\"\n");
    }
    let path = world.file("deals.csv", text);
    let mapping = json!({ "=编号": "code", "＠备注": "name", "金额": "amount" });
    let done = world.import(plan("deals", &path, json!({ "mapping": mapping })));
    let errors = world.ok("imports.errors", json!({ "import_id": done["import_id"] }));
    assert_eq!(errors["rows"], BEGINNINGS.len(), "{errors}");
    out.push(("imports.errors".to_owned(), file(&errors, "csv_base64")));
    let archive = file(&world.ok("takeout.write", json!({})), "file_base64");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name.ends_with(".csv") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            out.push((name, bytes));
        }
    }
    out
}

#[test]
fn no_cell_of_any_csv_file_is_taken_for_a_formula() {
    let world = company();
    let (mut guarded, mut wrong) = (0, Vec::new());
    for (what, bytes) in files(&world) {
        let text = bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or_else(|| panic!("{what} has no mark"));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        for record in reader.records().map(Result::unwrap) {
            for cell in &record {
                let number = cell.chars().all(|c| c.is_ascii_digit() || "+-., ".contains(c));
                if BEGINNINGS.iter().any(|beginning| cell.starts_with(beginning)) && !number {
                    wrong.push(format!("{what}: {cell:?}"));
                }
                guarded += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(guarded > 100, "{guarded}");
}

#[test]
fn what_is_guarded_comes_back_as_it_was() {
    let world = company();
    let exported = file(
        &world.ok(
            "customers.export",
            json!({ "format": "csv", "columns": ["name", "note"] }),
        ),
        "file_base64",
    );
    let copy = World::new();
    let path = copy.file("customers.csv", exported);
    copy.import(plan("customers", &path, json!({})));
    let names = |world: &World| -> Vec<String> {
        let rows = world.ok("customers.list", json!({ "sort": [{ "column": "name" }] }))["rows"].clone();
        crate::world::names(&rows)
    };
    assert_eq!(names(&copy), names(&world));
}
