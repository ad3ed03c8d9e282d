//! The forecast as a workbook and as CSV: its formulas, worked out again from its cells, come to the figures of the page to the cent.

use crate::formula::{Book, Value as CellValue};
use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leadwell_core::Origin;
use leadwell_rules::Language;
use leadwell_rules::money::Currency;
use leadwell_rules::number::full;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("books");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn sample(language: &str, currency: &str) -> World {
    let mut world = World::blank();
    world.at("2026-11-22T18:00");
    world.call.language = if language == "zh" { Language::Zh } else { Language::En };
    world.ok(
        "workspace.setup",
        json!({
            "language": language, "name": if language == "zh" { "苏州恒启自动化设备有限公司" } else { "Hengqi Automation Ltd." },
            "base_currency": currency, "fiscal_start_month": 1, "time_zone": "Asia/Shanghai",
            "business": "manufacturing", "then": "sample"
        }),
    );
    world
}

fn workbook(world: &World, query: &Value) -> Book {
    let sheet = world.ok("forecast.sheet", json!({ "query": query }));
    assert!(sheet["name"].as_str().unwrap().ends_with(".xlsx"));
    Book::read(STANDARD.decode(sheet["file_base64"].as_str().unwrap()).unwrap())
}

fn minor(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// A cell's number in minor units, worked out and as kept for readers that do not calculate: both must be the same.
#[track_caller]
fn cents(book: &Book, sheet: &str, row: usize, column: usize, unit: f64) -> i64 {
    let live = book.cell(sheet, row, column).number() * unit;
    let kept = book.kept(sheet, row, column).number() * unit;
    assert!(
        (live - live.round()).abs() < 1e-3,
        "{sheet} {row},{column}: {live} is no whole cent"
    );
    assert_eq!(
        live.round(),
        kept.round(),
        "{sheet} {row},{column}: worked out and kept"
    );
    live.round() as i64
}

#[test]
fn formulas_come_to_the_figures_of_the_page() {
    for (language, currency, query) in [
        ("zh", "CNY", json!({})),
        ("en", "USD", json!({})),
        ("zh", "JPY", json!({ "period_kind": "year" })),
        ("en", "USD", json!({ "period_kind": "days", "days": 45 })),
        ("zh", "CNY", json!({ "as_of": "2026-10-20" })),
    ] {
        let world = sample(language, currency);
        let book = workbook(&world, &query);
        let forecast = world.ok("forecast.get", query.clone());
        let unit = Currency::new(currency).unwrap().minor_per_unit() as f64;
        let names = book.sheets().to_vec();
        let [summary, models, months, people, stages, ..] = names.as_slice() else {
            panic!("{names:?}")
        };
        let total = &forecast["total"];
        for (at, figure) in total["models"].as_array().unwrap().iter().enumerate() {
            assert_eq!(
                cents(&book, models, at + 1, 1, unit),
                minor(&total["won_minor"]),
                "won {language} {query}"
            );
            assert_eq!(
                cents(&book, models, at + 1, 2, unit),
                minor(&figure["estimate_minor"]),
                "{figure}"
            );
            assert_eq!(
                cents(&book, models, at + 1, 3, unit),
                minor(&figure["outlook_minor"]),
                "{figure}"
            );
        }
        let learned = world.ok("forecast.learned", query.clone());
        if learned["state"] == "ready" {
            assert_eq!(cents(&book, models, 6, 2, unit), minor(&learned["estimate_minor"]));
            assert_eq!(cents(&book, models, 6, 3, unit), minor(&learned["outlook_minor"]));
        }
        // Every row of months, people and stages, and their totals, model by model.
        let check = |sheet: &str, key: &str, won: Option<usize>, open: usize, first: usize| {
            for (at, line) in forecast[key].as_array().unwrap().iter().enumerate() {
                let line = &line["line"];
                if let Some(won) = won {
                    assert_eq!(
                        cents(&book, sheet, at + 1, won, unit),
                        minor(&line["won_minor"]),
                        "{sheet} {at} won"
                    );
                }
                assert_eq!(
                    cents(&book, sheet, at + 1, open, unit),
                    minor(&line["open_minor"]),
                    "{sheet} {at} open"
                );
                for (model, figure) in line["models"].as_array().unwrap().iter().enumerate() {
                    let found = cents(&book, sheet, at + 1, first + model, unit);
                    assert_eq!(found, minor(&figure["estimate_minor"]), "{sheet} {at} {figure}");
                }
            }
            let last = forecast[key].as_array().unwrap().len() + 1;
            for (model, figure) in total["models"].as_array().unwrap().iter().enumerate() {
                let found = cents(&book, sheet, last, first + model, unit);
                assert_eq!(found, minor(&figure["estimate_minor"]), "{sheet} total {figure}");
            }
        };
        check(months, "months", Some(2), 4, 5);
        check(people, "people", Some(2), 4, 5);
        check(stages, "stages", None, 9, 13);
        for (at, step) in forecast["cascade"]["steps"].as_array().unwrap().iter().enumerate() {
            for (column, key) in [
                (9, "own_minor"),
                (10, "carried_minor"),
                (11, "total_minor"),
                (12, "moved_minor"),
            ] {
                let found = (book.cell(stages, at + 1, column).number() * unit).round() as i64;
                assert_eq!(found, minor(&step[key]), "{stages} {at} {key}");
            }
        }
        // No formula anywhere fails, and none comes to something else than is kept.
        let compared = book.check();
        assert!(compared > 100, "{compared} formulas in {summary}");
        println!("{language} {currency} {query}: {compared} formulas");
    }
}

#[test]
fn a_changed_rate_changes_the_outlook() {
    let world = sample("en", "USD");
    let mut book = workbook(&world, &json!({}));
    let before = book.cell("Models", 1, 2).number();
    book.set("By stage", 1, 3, CellValue::Number(10_000.0));
    book.set("By stage", 2, 3, CellValue::Number(10_000.0));
    assert!(book.cell("Models", 1, 2).number() > before);
}

/// The text of a PDF without blanks; nothing where poppler is not installed.
fn text(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output();
    let Ok(output) = output else {
        println!("pdftotext is not installed: the text of the book was not read");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).split_whitespace().collect())
}

#[test]
fn screen_and_page_and_table_and_shell_say_the_same() {
    for (language, currency) in [("zh", "CNY"), ("en", "USD")] {
        let world = sample(language, currency);
        let person = world.ok("people.list", json!({}));
        let person = person.as_array().unwrap().last().unwrap()["id"].clone();
        for (at, query) in [
            json!({}),
            json!({ "as_of": "2026-11-02" }),
            json!({ "owner_id": person }),
            json!({ "period_kind": "year" }),
        ]
        .into_iter()
        .enumerate()
        {
            let money = Currency::new(currency).unwrap();
            let unit = money.minor_per_unit() as f64;
            let forecast = world.ok("forecast.get", query.clone());
            let learned = world.ok("forecast.learned", query.clone());
            let book = workbook(&world, &query);
            let models = book.sheets()[1].clone();
            let path = kept(&format!("same-{language}-{at}.pdf"));
            world.ok(
                "forecast.print",
                json!({ "query": query, "out": path.display().to_string() }),
            );
            let page = text(&path);
            let mut outlooks: Vec<(i64, i64)> = forecast["total"]["models"]
                .as_array()
                .unwrap()
                .iter()
                .map(|figure| (minor(&figure["estimate_minor"]), minor(&figure["outlook_minor"])))
                .collect();
            if learned["state"] == "ready" {
                outlooks.push((minor(&learned["estimate_minor"]), minor(&learned["outlook_minor"])));
            }
            for (row, (estimate, outlook)) in outlooks.into_iter().enumerate() {
                assert_eq!(cents(&book, &models, row + 1, 2, unit), estimate, "{language} {query}");
                assert_eq!(cents(&book, &models, row + 1, 3, unit), outlook, "{language} {query}");
                if let Some(page) = &page
                    && forecast["total"]["open_count"] != 0
                {
                    for figure in [full(estimate, &money), full(outlook, &money)] {
                        assert!(
                            page.contains(&figure),
                            "{figure} is not on the page: {language} {query}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_deals_come_as_csv_that_no_program_takes_for_formulas() {
    let world = sample("zh", "CNY");
    world.ok(
        "deals.create",
        json!({ "name": "=HYPERLINK(\"http://x\")", "amount_minor": 123_456 }),
    );
    world.ok("deals.create", json!({ "name": "+86 扩产", "amount_minor": 100 }));
    let answer = world.ok("forecast.sheet", json!({ "query": {}, "format": "csv" }));
    assert!(answer["name"].as_str().unwrap().ends_with(".csv"));
    let bytes = STANDARD.decode(answer["file_base64"].as_str().unwrap()).unwrap();
    assert_eq!(&bytes[..3], [0xEF, 0xBB, 0xBF]);
    std::fs::write(kept("deals.csv"), &bytes).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    for cell in rows.iter().chain([&heads]).flat_map(|row| row.iter()) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell == "'+86 扩产")));
    // Counted open amounts add up to the page.
    let place = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (counts, amount) = (place("计入本期"), place("金额，CNY"));
    let fen = |text: &str| text.replace('.', "").parse::<i64>().unwrap_or(0);
    let open: i64 = rows
        .iter()
        .filter(|row| &row[counts] == "1")
        .map(|row| fen(&row[amount]))
        .sum();
    assert_eq!(open, minor(&world.ok("forecast.get", json!({}))["total"]["open_minor"]));
}

#[test]
fn the_same_call_gives_the_same_workbook_and_a_path_is_for_this_machine() {
    let mut world = sample("zh", "CNY");
    let first = world.ok("forecast.sheet", json!({ "query": {} }));
    assert_eq!(first, world.ok("forecast.sheet", json!({ "query": {} })));
    for (format, name) in [("xlsx", "forecast-zh.xlsx"), ("csv", "forecast-zh.csv")] {
        let path = kept(name).display().to_string();
        let answer = world.ok("forecast.sheet", json!({ "query": {}, "format": format, "out": path }));
        assert_eq!(
            (answer["path"].as_str(), &answer["file_base64"]),
            (Some(path.as_str()), &Value::Null)
        );
    }
    world.call.origin = Origin::Lan;
    let away = json!({ "query": {}, "out": "/tmp/x.xlsx" });
    assert_eq!(world.err("forecast.sheet", away), "book.path_not_allowed");
}

#[test]
fn an_empty_company_has_a_workbook() {
    let world = World::new();
    let book = workbook(&world, &json!({}));
    assert_eq!(book.sheets().len(), 8);
    book.check();
}
