//! Files of records: added, listed, read back byte for byte, taken away, and undone.

use crate::world::{World, names};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

fn file(name: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "media_type": "image/png", "base64": STANDARD.encode(bytes) })
}

fn lead(world: &World) -> Value {
    let entered = world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000" } }),
    );
    json!({ "lead_id": entered["lead"]["id"] })
}

fn add(world: &World, about: &Value, name: &str, bytes: &[u8]) -> Value {
    world.ok("attachments.add", json!({ "about": about, "file": file(name, bytes) }))
}

fn listed(world: &World, about: &Value) -> Vec<String> {
    names(&world.ok("attachments.list", json!({ "about": about })))
}

#[test]
fn every_kind_of_record_keeps_files_byte_for_byte() {
    let mut world = World::new();
    let customer = world.ok("customers.save", json!({ "name": "沐和医疗" }))["id"].clone();
    let contact = world.ok("contacts.save", json!({ "name": "邱雅楠", "mobile": "13800138000" }))["id"].clone();
    let deal = world.deal("检测线", json!({ "amount_minor": 100 }));
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    for about in [
        lead(&world),
        json!({ "customer_id": customer }),
        json!({ "contact_id": contact }),
        json!({ "deal_id": deal }),
    ] {
        let added = add(&world, &about, "名片.png", &bytes);
        assert_eq!(
            (&added["name"], &added["bytes"], &added["media_type"], &added["person"]),
            (&json!("名片.png"), &json!(70_000), &json!("image/png"), &json!("Owner"))
        );
        let back = world.ok("attachments.get", json!({ "id": added["id"] }));
        assert_eq!(STANDARD.decode(back["base64"].as_str().unwrap()).unwrap(), bytes);
        world.call.now = world.call.now.plus_millis(1);
        add(&world, &about, "empty.txt", b"");
        assert_eq!(listed(&world, &about), ["empty.txt", "名片.png"]);
    }
    assert_eq!(
        world.ok("workspace.check", json!({}))["problems"]
            .as_array()
            .map_or(0, Vec::len),
        0
    );
}

#[test]
fn adding_and_removing_are_undone_and_made_again() {
    let world = World::new();
    let about = lead(&world);
    let before = listed(&world, &about);
    let added = add(&world, &about, "报价.pdf", b"%PDF-1.7");
    world.ok("history.undo", json!({}));
    assert_eq!(listed(&world, &about), before);
    assert_eq!(
        world.err("attachments.get", json!({ "id": added["id"] })),
        "attachment.unknown"
    );
    world.ok("history.redo", json!({}));
    let back = world.ok("attachments.get", json!({ "id": added["id"] }));
    assert_eq!(back["base64"], STANDARD.encode(b"%PDF-1.7"));
    let removed = world.ok("attachments.remove", json!({ "id": added["id"] }));
    assert_eq!(removed["name"], "报价.pdf");
    assert_eq!(listed(&world, &about), before);
    let change = &world.ok("history.list", json!({}))[0];
    assert_eq!(
        (&change["command"], &change["subject"]),
        (&json!("attachments.remove"), &json!("报价.pdf"))
    );
    world.ok("history.undo", json!({}));
    assert_eq!(listed(&world, &about), ["报价.pdf"]);
    // The record of the change is small, whatever the file.
    let big = add(&world, &about, "大.bin", &vec![7; 3 << 20]);
    let recorded = world.number("select max(length(changeset)) from changes");
    assert!(recorded < 2000, "{recorded}");
    assert_eq!(big["bytes"], 3 << 20);
}

#[test]
fn names_are_plain_and_sizes_have_an_end() {
    let world = World::new();
    let about = lead(&world);
    for (given, kept) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\合同 1.docx", "合同 1.docx"),
        (" a\u{7}b.txt ", "ab.txt"),
    ] {
        assert_eq!(add(&world, &about, given, b"x")["name"], kept);
    }
    let strange = json!({ "name": "a.html", "media_type": "text/html\r\nx: y", "base64": "" });
    let added = world.ok("attachments.add", json!({ "about": about, "file": strange }));
    assert_eq!(added["media_type"], "application/octet-stream");
    let refused = |file: Value| world.err("attachments.add", json!({ "about": about, "file": file }));
    assert_eq!(refused(file("..", b"x")), "attachment.name_missing");
    assert_eq!(
        refused(json!({ "name": "a", "base64": "%%%" })),
        "attachment.unreadable"
    );
    assert_eq!(
        refused(file("gross.bin", &vec![0; (25 << 20) + 1])),
        "attachment.too_large"
    );
    assert_eq!(add(&world, &about, "grenze.bin", &vec![0; 25 << 20])["bytes"], 25 << 20);
}

#[test]
fn what_may_not_be_seen_has_no_files_and_a_deal_is_not_the_back_offices() {
    let mut world = World::new();
    let about = lead(&world);
    let added = add(&world, &about, "a.png", b"x");
    let deal = json!({ "deal_id": world.deal("检测线", json!({ "amount_minor": 100 })) });
    world.person("许", "sales");
    world.person("何", "assistant");
    world.speak_as("许");
    assert_eq!(world.err("attachments.list", json!({ "about": about })), "lead.unknown");
    for command in ["attachments.get", "attachments.remove"] {
        assert_eq!(world.err(command, json!({ "id": added["id"] })), "attachment.unknown");
    }
    assert_eq!(
        world.err("attachments.add", json!({ "about": about, "file": file("b", b"") })),
        "lead.unknown"
    );
    assert_eq!(
        world.err("attachments.add", json!({ "about": {}, "file": file("b", b"") })),
        "activity.about_one"
    );
    world.speak_as("何");
    add(&world, &about, "b.png", b"y");
    assert_eq!(
        world.err("attachments.add", json!({ "about": deal, "file": file("b", b"") })),
        "call.forbidden"
    );
}

#[test]
fn a_merge_takes_the_files_along() {
    let world = World::new();
    let (one, other) = (lead(&world), lead(&world));
    add(&world, &other, "名片.jpg", b"card");
    world.ok(
        "duplicates.merge",
        json!({ "entity": "leads", "keep": one["lead_id"], "gone": [other["lead_id"]] }),
    );
    assert_eq!(listed(&world, &one), ["名片.jpg"]);
    world.ok("history.undo", json!({}));
    assert_eq!(
        (listed(&world, &one).len(), listed(&world, &other)),
        (0, vec!["名片.jpg".to_owned()])
    );
}
