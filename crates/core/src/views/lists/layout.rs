//! The layout of printed lists: no text leaves its place, in both languages, on both papers, whatever stands in the records.

use super::PrintRecords;
use super::compose::compose;
use super::nouns::{CONTACTS, CUSTOMERS, DEALS, LEADS, Printable};
use crate::views::paper::Office;
use leadwell_print::{Fault, check};
use leadwell_rules::Language;
use serde_json::{Value, json};

impl Office {
    /// Composes a list on every paper, lying and standing, and reads its layout; pages at most.
    #[track_caller]
    fn check_list(&self, noun: &Printable, query: &Value) {
        for paper in ["a4", "letter"] {
            for orientation in [Value::Null, json!("portrait"), json!("landscape")] {
                let mut query = query.clone();
                query["paper"] = json!(paper);
                query["orientation"] = orientation;
                let wanted: PrintRecords = serde_json::from_value(query.clone()).unwrap();
                let made = self
                    .workspace
                    .read(&self.call, |read| compose(read, noun, &wanted))
                    .unwrap();
                let faults: Vec<_> = check(&made.document)
                    .into_iter()
                    .filter(|fault| !matches!(fault.fault, Fault::MissingCharacter('𠮷')))
                    .collect();
                assert!(faults.is_empty(), "{query}: {:#?}", &faults[..faults.len().min(5)]);
                assert!(!made.document.pages.is_empty());
            }
        }
    }
}

const NOUNS: [&Printable; 4] = [&LEADS, &CUSTOMERS, &CONTACTS, &DEALS];

#[test]
fn sample_and_empty_lists_keep_their_places() {
    for language in [Language::Zh, Language::En] {
        for then in ["empty", "sample"] {
            let office = Office::new(language, "CNY", 1, then);
            for noun in NOUNS {
                office.check_list(noun, &json!({}));
                office.check_list(
                    noun,
                    &json!({ "columns": ["name"], "view": "一个名字很长的视图".repeat(12) }),
                );
            }
            office.check_list(
                &DEALS,
                &json!({ "sort": [{ "column": "owner" }], "group": "owner", "columns": ["name", "customer", "amount"] }),
            );
        }
    }
}

#[test]
fn long_texts_and_many_columns_keep_their_places() {
    let names = [
        "一个名字特别特别长的商机：电池托盘装配线二期扩建与配套机器人工作站改造项目（含运维）",
        "Supercalifragilisticexpialidocious retrofit of the high-bay warehouse, phase two",
        "𠮷野家 Žižkov",
        "x",
        "https://example.com/a/very/long/address/without/any/blank/in/it?and=a&query=string",
    ];
    for language in [Language::Zh, Language::En] {
        let office = Office::new(language, "CNY", 1, "empty");
        let mut keys = Vec::new();
        for at in 0..20 {
            let kind = ["text", "long_text", "number", "money", "day"][at % 5];
            let label = format!(
                "{} {at}",
                ["现场", "Annual throughput", "面积", "预算金额（含税）", "到货日"][at % 5]
            );
            let field = json!({ "entity": "deals", "name": label, "kind": kind });
            keys.push((
                office.run("custom_fields.save", field)["key"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
                kind,
            ));
        }
        for row in 0..24_usize {
            let mut custom = serde_json::Map::new();
            for (at, (key, kind)) in keys.iter().enumerate() {
                let text = names[(row + at) % names.len()];
                let value = match *kind {
                    "text" => json!(text),
                    "long_text" if row == 7 => json!(format!("{text}\n").repeat(120)),
                    "long_text" => json!(format!("{text}\n{text}")),
                    "number" => json!("123456789"),
                    "money" => json!("-98765432109.87"),
                    _ => json!("2026-12-31"),
                };
                if (row + at) % 4 != 0 {
                    custom.insert(key.clone(), value);
                }
            }
            office.run(
                "deals.create",
                json!({
                    "name": names[row % names.len()], "customer_name": names[(row + 1) % names.len()],
                    "amount_minor": 9_999_999_999_i64 + row as i64, "custom": custom
                }),
            );
        }
        let own: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
        let money: Vec<&str> = keys
            .iter()
            .filter(|(_, kind)| *kind == "money")
            .map(|(key, _)| key.as_str())
            .collect();
        office.check_list(&DEALS, &json!({}));
        office.check_list(&DEALS, &json!({ "columns": own }));
        office.check_list(
            &DEALS,
            &json!({ "columns": ([own, vec!["name", "amount", "code"]].concat()) }),
        );
        office.check_list(&DEALS, &json!({ "columns": money }));
        office.check_list(&DEALS, &json!({ "columns": ["amount"] }));
        // A filter of sixty questions.
        let tests: Vec<Value> = (0..60)
            .map(|at| json!({ "field": "name", "is": "lacks", "values": [format!("{}{at}", names[at % 2])] }))
            .collect();
        office.check_list(
            &DEALS,
            &json!({ "columns": ["name", "amount"], "filter": { "condition": { "all": tests } } }),
        );
    }
}
