//! The layout of deal sheets: no text leaves its place, in both languages, on both papers, whatever the deal is like.

use super::compose::compose;
use crate::views::paper::Office;
use leadwell_print::{Fault, Paper, check};
use leadwell_rules::Language;
use leadwell_rules::ids::DealId;
use serde_json::{Value, json};

impl Office {
    /// Composes the sheet of a deal in both languages on both papers and reads its layout.
    #[track_caller]
    fn check_sheet(&self, deal: &Value) {
        let id = DealId(deal["id"].as_i64().unwrap());
        for language in [Language::Zh, Language::En] {
            for paper in [Paper::A4, Paper::Letter] {
                let made = self
                    .workspace
                    .read(&self.call, |read| {
                        read.in_language(language, |read| compose(read, id, paper))
                    })
                    .unwrap();
                let faults: Vec<_> = check(&made.document)
                    .into_iter()
                    .filter(|fault| !matches!(fault.fault, Fault::MissingCharacter('𠮷')))
                    .collect();
                assert!(faults.is_empty(), "{deal} {language:?} {paper:?}: {faults:#?}");
            }
        }
    }
}

#[test]
fn the_deals_of_the_sample_have_a_sheet() {
    let office = Office::new(Language::Zh, "CNY", 1, "sample");
    for status in ["open", "won", "lost"] {
        let filter = json!({ "condition": { "field": "status", "is": "any_of", "values": [status] } });
        for column in ["amount", "touched_at"] {
            let wanted = json!({ "filter": filter, "limit": 4, "sort": [{ "column": column }] });
            for deal in office.run("deals.list", wanted)["rows"].as_array().unwrap() {
                office.check_sheet(deal);
            }
        }
    }
}

#[test]
fn awkward_deals_have_a_sheet() {
    let office = Office::new(Language::Zh, "CNY", 1, "empty");
    let long = "一个名字特别特别长的商机：电池托盘装配线二期扩建与配套机器人工作站改造项目（含运维）";
    let word = "Supercalifragilisticexpialidocious-retrofit/of_the_high-bay_warehouse,phase.two";
    let person = office.run(
        "people.save",
        json!({ "name": format!("{word} von Hohenstein"), "role": "sales" }),
    );
    let mut custom = serde_json::Map::new();
    for (at, kind) in ["text", "long_text", "number", "money", "day", "link"]
        .into_iter()
        .enumerate()
    {
        let field = json!({ "entity": "deals", "name": format!("{} {at}", if at % 2 == 0 { long } else { word }), "kind": kind });
        let key = office.run("custom_fields.save", field)["key"]
            .as_str()
            .unwrap()
            .to_owned();
        let value = match kind {
            "number" => json!("123456789"),
            "money" => json!("-98765432109.87"),
            "day" => json!("2026-12-31"),
            "link" => json!("https://example.com/a/very/long/address/without/any/blank/in/it?and=a&query=string"),
            "long_text" => json!(format!("{long}\n{word}\n").repeat(60)),
            _ => json!(format!("{word} {long} 𠮷")),
        };
        custom.insert(key, value);
    }
    let bare = office.run("deals.create", json!({ "name": "x" }));
    office.check_sheet(&bare);
    let deal = office.run(
        "deals.create",
        json!({
            "name": format!("{long}{word}"), "customer_name": format!("{word} {long}"), "amount_minor": 999_999_999_999_999_i64,
            "currency": "USD", "rate_micro": 1, "owner_id": person["id"], "close_on": "2025-12-30", "note": format!("{long}\n").repeat(90),
            "custom": custom
        }),
    );
    let id = deal["id"].clone();
    office.run("deals.edit", json!({ "id": id, "close_on": "2026-01-30" }));
    for at in 0..30 {
        let contact = json!({ "name": format!("{long}{at}"), "customer_id": deal["customer_id"], "title": word, "email": "a.very.long.name@example.com" });
        office.run("contacts.save", contact);
        let task = json!({ "kind": "task", "text": format!("{word} {long}"), "deal_id": id, "due_on": "2026-11-01" });
        office.run("activities.add", task);
        let note = json!({ "kind": "note", "text": format!("{word} {long}\n").repeat(20), "deal_id": id });
        office.run("activities.add", note);
    }
    office.check_sheet(&deal);
    let competitor = json!({ "id": id, "reason": long, "competitor": word });
    office.check_sheet(&office.run("deals.lose", competitor));
}
