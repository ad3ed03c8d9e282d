//! The layout of every kind of book: no text leaves its place, in both languages, on both papers, for every period.

use super::Form;
use super::compose::compose;
use crate::views::forecast::ForecastQuery;
use crate::views::paper::Office;
use leadwell_print::{Paper, check};
use leadwell_rules::Language;
use serde_json::{Value, json};

impl Office {
    /// Composes the book of a query in both languages on both papers and reads its layout.
    #[track_caller]
    fn check_book(&self, what: &str, query: &Value) {
        for language in [Language::Zh, Language::En] {
            for (paper, form) in [
                (Paper::A4, Form::Full),
                (Paper::Letter, Form::Full),
                (Paper::A4, Form::Short),
                (Paper::Letter, Form::Short),
            ] {
                let asked: ForecastQuery = serde_json::from_value(query.clone()).unwrap();
                let made = self
                    .workspace
                    .read(&self.call, |read| compose(read, asked, form, paper, language))
                    .unwrap();
                assert!(
                    form == Form::Full || made.document.pages.len() == 1,
                    "{what}, {query} in {language:?} on {paper:?}: {} pages",
                    made.document.pages.len()
                );
                let faults = check(&made.document);
                assert!(
                    faults.is_empty(),
                    "{what} {language:?} {paper:?} {query_text}: {faults:#?}",
                    query_text = made.name
                );
                assert!(!made.document.pages.is_empty());
            }
        }
    }
}

fn periods() -> Vec<Value> {
    vec![
        json!({ "period_kind": "month" }),
        json!({}),
        json!({ "period_kind": "year" }),
        json!({ "period_kind": "days", "days": 90 }),
        json!({ "period_kind": "quarter", "starts_on": "2026-07-01" }),
        json!({ "period_kind": "quarter", "starts_on": "2027-01-01" }),
    ]
}

#[test]
fn an_empty_company_has_a_book() {
    for (language, currency) in [(Language::Zh, "CNY"), (Language::En, "EUR")] {
        let office = Office::new(language, currency, 1, "empty");
        periods().iter().for_each(|query| office.check_book("empty", query));
    }
}

#[test]
fn the_sample_company_has_a_book_of_every_period() {
    for (language, currency, fiscal) in [(Language::Zh, "CNY", 1), (Language::En, "USD", 4)] {
        let office = Office::new(language, currency, fiscal, "sample");
        periods().iter().for_each(|query| office.check_book("sample", query));
        let products = office.run("products.list", json!({}));
        if let Some(product) = products.get(0) {
            office.check_book("no target", &json!({ "product_id": product["id"] }));
        }
        let people = office.run("people.list", json!({}));
        office.check_book(
            "one person",
            &json!({ "owner_id": people[people.as_array().unwrap().len() - 1]["id"] }),
        );
    }
}

#[test]
fn awkward_records_have_a_book() {
    let office = Office::new(Language::Zh, "JPY", 1, "empty");
    let people = ["欧阳清风明月", "Ādams Bērziņš-Ķirsons von Hohenstein", "李"];
    for name in people {
        office.run(
            "people.save",
            json!({ "name": name, "role": "sales", "team": "华东大区第一销售部" }),
        );
    }
    let owners = office.run("people.list", json!({}));
    let stages = office.run("pipelines.list", json!({}))[0]["stages"].clone();
    let names = [
        "一个名字特别特别长的商机：电池托盘装配线二期扩建与配套机器人工作站改造项目（含运维）",
        "Supercalifragilisticexpialidocious retrofit of the high-bay warehouse, phase two",
        "𠮷野家 Žižkov",
        "x",
    ];
    for i in 0..60_usize {
        let close = if i % 7 == 0 {
            "2025-12-30".to_owned()
        } else {
            format!("2026-{:02}-{:02}", 11 + i % 2, 10 + i % 20)
        };
        let amount = if i % 11 == 0 {
            Value::Null
        } else {
            json!(9_999_999_999_i64 + i as i64)
        };
        office.run(
            "deals.create",
            json!({
                "name": names[i % 4], "customer_name": names[(i + 1) % 3], "amount_minor": amount, "close_on": close,
                "stage_id": stages[i % 5]["id"], "owner_id": owners[i % 4]["id"]
            }),
        );
    }
    office.run(
        "targets.save",
        json!({ "period_kind": "quarter", "starts_on": "2026-10-01", "amount_minor": 1 }),
    );
    let faults = |query: Value| {
        let query: ForecastQuery = serde_json::from_value(query).unwrap();
        let made = office
            .workspace
            .read(&office.call, |read| {
                compose(read, query, Form::Full, Paper::A4, Language::En)
            })
            .unwrap();
        check(&made.document)
            .into_iter()
            .filter(|fault| !matches!(fault.fault, leadwell_print::Fault::MissingCharacter('𠮷')))
            .collect::<Vec<_>>()
    };
    for query in periods() {
        assert_eq!(faults(query), []);
    }
}

#[test]
fn the_maven_company_has_a_book() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/maven_crm");
    if !folder.exists() {
        println!("skipped: the shared data (maven_crm) is not here");
        return;
    }
    let office = Office::new(Language::En, "USD", 1, "empty");
    let pipeline = office.run("pipelines.list", json!({}))[0]["id"].clone();
    let stages = json!([{ "name": "Prospecting", "win_rate_bp": 2000 }, { "name": "Engaging", "win_rate_bp": 5000 }]);
    office.run(
        "pipelines.save",
        json!({ "id": pipeline, "name": "Hardware", "stages": stages }),
    );
    for (kind, file) in [
        ("customers", "accounts.csv"),
        ("products", "products.csv"),
        ("people", "sales_teams.csv"),
        ("deals", "sales_pipeline.csv"),
    ] {
        let plan = match kind {
            "deals" => json!({
                "kind": kind, "source": { "path": folder.join(file) }, "accept_suggestions": true,
                "fill_amount_from_list_price": true
            }),
            _ => json!({ "kind": kind, "source": { "path": folder.join(file) } }),
        };
        let id = office.run("imports.start", plan)["import_id"].clone();
        while office.run("imports.status", json!({ "import_id": id }))["state"] == "running" {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    let all = json!({ "period_kind": "days", "days": 1000, "starts_on": "2016-01-01" });
    assert!(
        office.run("forecast.get", all.clone())["total"]["won_count"]
            .as_i64()
            .unwrap()
            > 4000
    );
    for query in [all, json!({ "starts_on": "2017-11-01" }), json!({})] {
        office.check_book("maven", &query);
    }
}
