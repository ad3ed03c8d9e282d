//! Every table and every address book of the shared data: taken row by row, or refused with a sentence, and taken back.

use crate::world::World;
use crate::world::files::{counts, data, files_below, plan};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Looks at a file and imports it as the kind of record, its columns read as said, or as the program guesses: it is taken, row by
/// row, or refused with a sentence.
fn any_file(world: &World, path: &Path, kind: &str, columns: &[&str]) -> Result<[u64; 4], String> {
    let source = json!({ "path": path });
    let seen = world
        .run("imports.inspect", json!({ "source": source, "kind": kind }))
        .map_err(|failure| {
            assert!(
                !failure.message.is_empty() && failure.message != failure.code,
                "{path:?}: {failure:?}"
            );
            if failure.code == "import.damaged" {
                println!("{path:?} {failure:?}");
            }
            failure.code.to_owned()
        })?;
    let mapping: serde_json::Map<String, Value> = seen["headers"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(column, header)| (header.as_str().unwrap().to_owned(), json!(columns.get(column))))
        .collect();
    let mut plan = plan(kind, path, json!({ "on_match": "create" }));
    if !columns.is_empty() {
        plan["mapping"] = json!(mapping);
    }
    let dry = match world.run("imports.dry_run", plan.clone()) {
        Ok(dry) => dry,
        Err(failure) => return Err(failure.code.to_owned()),
    };
    let before = world.records();
    let status = world.import(plan);
    assert_eq!(status["state"], "done", "{path:?}: {status}");
    let counts = counts(&status);
    assert_eq!(
        counts.iter().sum::<u64>(),
        status["rows"].as_u64().unwrap(),
        "{path:?}: {status}"
    );
    assert_eq!(
        counts,
        ["create", "update", "skip", "reject"].map(|name| dry[name].as_u64().unwrap()),
        "{path:?}: the dry run knew"
    );
    if status["can_undo"] == json!(true) {
        world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    }
    assert_eq!(before, world.records(), "{path:?}: taken back");
    Ok(counts)
}

/// Takes every file below the folders, and says which were refused.
fn all_of(folders: &[PathBuf], kind: &str, columns: &[&str]) -> (usize, Vec<String>) {
    let world = World::new();
    let (mut taken, mut refused) = (0, Vec::new());
    for path in folders.iter().flat_map(|folder| files_below(folder)) {
        let name = path.file_name().unwrap().to_string_lossy();
        match any_file(&world, &path, kind, columns) {
            Ok(counts) => {
                taken += 1;
                println!("{:>6} rows  {counts:?}  {name}", counts.iter().sum::<u64>());
            }
            Err(code) => refused.push(format!("{name} {code}")),
        }
    }
    println!("{taken} taken as {kind}, refused: {refused:#?}");
    (taken, refused)
}

#[test]
fn every_table_of_the_shared_data() {
    let (Some(csv), Some(sheets)) = (data("csv"), data("spreadsheets")) else {
        return;
    };
    let folders = [csv, sheets];
    for (kind, columns) in [("customers", &["name"][..]), ("leads", &["name", "handle"])] {
        let (taken, refused) = all_of(&folders, kind, columns);
        assert!(taken > 85, "{taken}");
        assert!(
            refused.iter().any(|line| line == "pass_protected.xlsb import.locked"),
            "{refused:#?}"
        );
    }
}

#[test]
fn every_address_book_of_the_shared_data() {
    let Some(cards) = data("vcard") else { return };
    for kind in ["leads", "contacts"] {
        assert_eq!(
            all_of(std::slice::from_ref(&cards), kind, &[]),
            (18, Vec::new()),
            "{kind}"
        );
    }
}

#[test]
fn an_address_book_is_a_table_of_cards() {
    let world = World::new();
    let card = |name: &str, rest: &str| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{rest}END:VCARD\r\n");
    let text = [
        card(
            "邱雅楠",
            "ORG:沐和医疗\r\nTEL;TYPE=CELL:138 0013 8000\r\nTEL;TYPE=FAX:0512 62345678\r\n",
        ),
        card("无号码", ""),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n".to_owned(),
        "something that is no card\r\n".to_owned(),
        card("单晓岚", "EMAIL:lan@muhe.example\r\n"),
        // The file breaks off in the last one.
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:欧阳静\r\nTEL;TYPE=CELL:13900139000".to_owned(),
    ]
    .concat();
    let (gbk, _, _) = encoding_rs::GBK.encode(&text);
    for (name, bytes) in [("utf8.vcf", text.as_bytes()), ("gbk.vcf", &gbk)] {
        let path = world.file(name, bytes);
        let seen = world.ok(
            "imports.inspect",
            json!({ "source": { "path": path }, "kind": "leads" }),
        );
        assert_eq!((&seen["format"], &seen["rows_estimate"]), (&json!("vcard"), &json!(5)));
        let status = world.import(plan("leads", &path, json!({ "key": "mobile" })));
        // The card that says nothing is an empty row.
        assert_eq!(counts(&status), [3, 0, 1, 1], "{status}");
        let lead = &world.ok("leads.list", json!({ "filter": { "text": "邱雅楠" } }))["rows"][0];
        assert_eq!(
            (&lead["name"], &lead["company"], &lead["mobile"]),
            (&json!("邱雅楠"), &json!("沐和医疗"), &json!("13800138000"))
        );
        let errors = world.ok("imports.errors", json!({ "import_id": status["import_id"] }));
        assert_eq!(errors["rows"], json!(1));
        world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    }
}
