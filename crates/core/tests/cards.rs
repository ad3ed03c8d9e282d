//! Cards: vCards as text and files, QR codes in pictures, printed cards where the recogniser is installed; and what becomes of them.

use crate::world::World;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{GrayImage, ImageFormat, Luma};
use serde_json::{Value, json};
use std::io::Cursor;

const VCARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:邱雅楠\r\nORG:沐和医疗器械有限公司\r\nTITLE:采购经理\r\nTEL;TYPE=CELL:138 0013 8000\r\nEMAIL:yanan@muhe.example\r\nEND:VCARD\r\n";

fn png(picture: &GrayImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// A picture with a QR code on white paper.
fn coded(text: &str) -> Vec<u8> {
    let code = qrcode::QrCode::new(text).unwrap();
    let (width, scale, margin) = (u32::try_from(code.width()).unwrap(), 6, 40);
    let dark = code.to_colors();
    png(&GrayImage::from_fn(
        width * scale + 2 * margin,
        width * scale + 2 * margin,
        |x, y| {
            let at = |v: u32| v.checked_sub(margin).map(|v| v / scale).filter(|v| *v < width);
            match (at(x), at(y)) {
                (Some(x), Some(y)) if dark[(y * width + x) as usize] == qrcode::Color::Dark => Luma([0]),
                _ => Luma([255]),
            }
        },
    ))
}

fn value(reading: &Value, at: usize, field: &str) -> Value {
    reading["cards"][at][field]["value"].clone()
}

#[test]
fn vcards_are_read_as_text_and_as_files_in_their_own_encoding() {
    let world = World::new();
    let text = world.ok("cards.read", json!({ "text": VCARD }));
    let file = world.ok("cards.read", json!({ "base64": STANDARD.encode(VCARD) }));
    let (gbk, _, _) = encoding_rs::GBK.encode(VCARD);
    let old = world.ok("cards.read", json!({ "base64": STANDARD.encode(gbk) }));
    for reading in [text, file, old] {
        assert_eq!(
            (&reading["source"], &reading["engine"]),
            (&json!("vcard"), &json!("not_needed"))
        );
        assert_eq!(value(&reading, 0, "name"), "邱雅楠");
        assert_eq!(value(&reading, 0, "company"), "沐和医疗器械有限公司");
        assert_eq!(value(&reading, 0, "mobile"), "13800138000");
    }
    let many = format!("{VCARD}{}", VCARD.replace("邱雅楠", "林"));
    let reading = world.ok("cards.read", json!({ "text": many }));
    assert_eq!(
        (value(&reading, 0, "name"), value(&reading, 1, "name")),
        (json!("邱雅楠"), json!("林"))
    );
}

#[test]
fn a_code_in_a_picture_is_read_without_any_recogniser() {
    let world = World::new();
    for text in [VCARD, "MECARD:N:邱雅楠;ORG:沐和医疗器械有限公司;TEL:13800138000;;"] {
        let reading = world.ok("cards.read", json!({ "base64": STANDARD.encode(coded(text)) }));
        assert_eq!(
            (&reading["source"], &reading["engine"]),
            (&json!("qr"), &json!("not_needed")),
            "{text}"
        );
        assert_eq!(value(&reading, 0, "name"), "邱雅楠");
        assert_eq!(value(&reading, 0, "mobile"), "13800138000");
    }
}

#[test]
fn the_text_of_a_printed_card_is_taken_apart() {
    let world = World::new();
    let reading = world.ok(
        "cards.read",
        json!({ "text": "沐和医疗器械有限公司\n邱雅楠 采购经理\n手机：138 0013 8000\nyanan@muhe.example" }),
    );
    assert_eq!(
        (&reading["source"], value(&reading, 0, "title")),
        (&json!("text"), json!("采购经理"))
    );
    assert_eq!(reading["cards"][0]["mobile"]["line"], 3);
    let nothing = world.ok("cards.read", json!({ "text": "…" }));
    assert!(nothing["cards"].as_array().unwrap().is_empty() && nothing["notice"].is_string());
}

#[test]
fn a_picture_says_whether_the_recogniser_was_there() {
    let world = World::new();
    let blank = png(&GrayImage::from_pixel(400, 240, Luma([255])));
    let reading = world.ok("cards.read", json!({ "base64": STANDARD.encode(blank) }));
    assert_eq!(reading["source"], "picture");
    assert_eq!(reading["cards"], json!([]));
    let notice = reading["notice"].as_str().unwrap();
    match reading["engine"].as_str().unwrap() {
        "not_installed" => assert!(notice.contains("apt-get install tesseract-ocr"), "{notice}"),
        "used" => assert!(notice.contains("没有认出"), "{notice}"),
        "failed" => assert!(notice.contains("语言包"), "{notice}"),
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_no_card_is_refused_in_words() {
    let world = World::new();
    for (input, code) in [
        (json!({}), "card.one_of"),
        (json!({ "text": "a", "base64": "" }), "card.one_of"),
        (json!({ "base64": "%%" }), "card.unreadable"),
        (json!({ "base64": STANDARD.encode(b"\0\0\0binary") }), "card.unreadable"),
        (
            json!({ "base64": STANDARD.encode(b"\x89PNG\r\n\x1a\nbroken") }),
            "card.unreadable",
        ),
        (json!({ "base64": "A".repeat(36 << 20) }), "card.too_large"),
    ] {
        assert_eq!(
            world.err("cards.read", input.clone()),
            code,
            "{}",
            &input.to_string()[..20.min(input.to_string().len())]
        );
    }
}

#[test]
fn a_cards_picture_belongs_to_its_lead_in_the_same_change() {
    let world = World::new();
    let before = world.dump();
    let picture = json!({ "name": "名片.png", "media_type": "image/png", "base64": STANDARD.encode(coded(VCARD)) });
    let entered = world.ok(
        "leads.create",
        json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000" }, "door": "card", "attachment": picture }),
    );
    let lead = &entered["lead"];
    assert_eq!((&lead["door"], &lead["owner"]), (&json!("card"), &json!("Owner")));
    let files = world.ok("attachments.list", json!({ "about": { "lead_id": lead["id"] } }));
    assert_eq!(files[0]["name"], "名片.png");
    world.ok("history.undo", json!({}));
    let rows = |dump: &str| {
        let kept: Vec<&str> = dump
            .lines()
            .filter(|line| !line.starts_with("attachment_bytes"))
            .collect();
        kept.join("\n")
    };
    assert_eq!(rows(&world.dump()), rows(&before));
    // A picture that is refused keeps the lead out, too: nothing is half done.
    let broken = json!({ "name": "x", "base64": "%" });
    assert_eq!(
        world.err(
            "leads.create",
            json!({ "lead": { "name": "邱雅楠", "mobile": "13800138000" }, "door": "card", "attachment": broken })
        ),
        "attachment.unreadable"
    );
}

#[test]
fn the_cards_of_a_file_go_through_the_line_one_by_one_and_back_together() {
    let world = World::new();
    world.ok("screen.add", json!({ "kind": "mobile", "text": "13912345678" }));
    let before = world.dump();
    let fates = world.ok(
        "leads.create_many",
        json!({ "door": "vcard", "leads": [
            { "name": "邱雅楠", "mobile": "13800138000" },
            { "name": "无联系方式" },
            { "name": "邱雅楠", "company": "沐和医疗", "mobile": "138-0013-8000" },
            { "name": "黑名单", "mobile": "13912345678" },
        ] }),
    );
    assert_eq!((&fates[0]["added"], &fates[0]["refused"]), (&json!(true), &Value::Null));
    assert_eq!(
        (&fates[1]["name"], &fates[1]["lead_id"]),
        (&json!("无联系方式"), &Value::Null)
    );
    assert!(fates[1]["refused"].as_str().unwrap().contains("联系方式"));
    assert_eq!(
        (&fates[2]["action"], &fates[2]["added"]),
        (&json!("collect"), &json!(true))
    );
    assert_eq!(fates[3]["quarantine"], "blacklisted");
    assert_eq!(world.number("select count(*) from leads where door = 'vcard'"), 3);
    world.ok("history.undo", json!({}));
    assert_eq!(world.dump(), before);
}
