//! The forecast book as a file: what stands in it, how large it is, where it may be written.

use crate::world::World;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use leadwell_core::Origin;
use leadwell_rules::Language;
use leadwell_rules::money::Currency;
use leadwell_rules::number::{Scale, as_shown, full, in_scale, whole};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the books of a run are kept, to be looked at.
fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("books");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// The text of a PDF without blanks; nothing, with a line saying so, where poppler is not installed.
fn text(path: &Path) -> Option<String> {
    match Command::new("pdftotext").arg("-layout").arg(path).arg("-").output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8_lossy(&output.stdout).split_whitespace().collect())
        }
        Err(_) => {
            println!("pdftotext is not installed: the text of the book was not read");
            None
        }
    }
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

/// Prints to a kept file and gives the answer with the text.
fn printed(world: &World, name: &str, query: Value, paper: &str) -> (Value, Option<String>) {
    let path = kept(name);
    let answer = world.ok(
        "forecast.print",
        json!({ "query": query, "paper": paper, "out": path.display().to_string() }),
    );
    assert_eq!(answer["path"], path.display().to_string());
    assert_eq!(answer["bytes"], std::fs::metadata(&path).unwrap().len());
    let text = text(&path);
    (answer, text)
}

/// The outlook of the model the book leads with: the recommended one, else the learned, else the stage weight.
fn leading(world: &World, forecast: &Value) -> i64 {
    let backtest = world.ok("forecast.backtest", json!({ "query": forecast["query"], "wait": true }));
    let learned = world.ok("forecast.learned", forecast["query"].clone());
    let models = forecast["total"]["models"].as_array().unwrap();
    let of = |name: &str| models.iter().find(|figure| figure["model"] == name);
    let recommended = backtest["recommended"].as_str().and_then(of);
    let figure = match (recommended, learned["state"].as_str()) {
        (Some(figure), _) => figure,
        (None, Some("ready")) => &learned,
        _ => &models[0],
    };
    figure["outlook_minor"].as_i64().unwrap()
}

#[test]
fn every_total_of_the_forecast_stands_in_the_book() {
    for (language, currency, scale) in [("zh", "CNY", Scale::Wan), ("en", "USD", Scale::Thousand)] {
        let world = sample(language, currency);
        let forecast = world.ok("forecast.get", json!({}));
        let (_, Some(text)) = printed(&world, &format!("sample-{language}.pdf"), json!({}), "a4") else {
            return;
        };
        let money = Currency::new(currency).unwrap();
        let mut wanted = vec![
            world.ok("workspace.info", json!({}))["name"]
                .as_str()
                .unwrap()
                .to_owned(),
        ];
        let total = &forecast["total"];
        let minor = |value: &Value| value.as_i64().unwrap();
        for key in ["won_minor", "open_minor"] {
            wanted.push(in_scale(minor(&total[key]), &money, scale));
        }
        for figure in total["models"].as_array().unwrap() {
            wanted.push(in_scale(minor(&figure["outlook_minor"]), &money, scale));
            wanted.push(full(minor(&figure["outlook_minor"]), &money));
            wanted.push(full(minor(&figure["estimate_minor"]), &money));
        }
        let target = &forecast["standings"][0]["standing"]["target_minor"];
        if let Some(target) = target.as_i64() {
            wanted.push(in_scale(target, &money, scale));
            let outlook = leading(&world, &forecast);
            let gap = as_shown(target, &money, scale) - as_shown(outlook, &money, scale);
            wanted.push(in_scale(gap.abs(), &money, scale));
        }
        for step in forecast["cascade"]["steps"].as_array().unwrap() {
            wanted.extend(
                ["own_minor", "carried_minor", "total_minor", "moved_minor"].map(|key| full(minor(&step[key]), &money)),
            );
        }
        for key in ["months", "people"] {
            for line in forecast[key]
                .as_array()
                .unwrap()
                .iter()
                .filter(|line| minor(&line["line"]["won_minor"]) != 0)
            {
                wanted.push(in_scale(minor(&line["line"]["won_minor"]), &money, scale));
            }
        }
        wanted.extend(
            forecast["people"]
                .as_array()
                .unwrap()
                .iter()
                .map(|person| person["owner"].as_str().unwrap().to_owned()),
        );
        for part in ["open", "won"] {
            let rows = world.ok("forecast.records", json!({ "query": {}, "part": part, "limit": 100 }))["rows"].clone();
            for row in rows.as_array().unwrap() {
                wanted.push(row["code"].as_str().unwrap().to_owned());
                wanted.extend(row["base_minor"].as_i64().map(|base| whole(base, &money)));
            }
        }
        for wanted in wanted {
            let squeezed: String = wanted.split_whitespace().collect();
            assert!(text.contains(&squeezed), "{wanted} is not in the book ({language})");
        }
    }
}

#[test]
fn chinese_names_are_found_again() {
    let world = sample("zh", "CNY");
    let (_, Some(text)) = printed(&world, "names.pdf", json!({ "period_kind": "month" }), "letter") else {
        return;
    };
    let rows = world.ok(
        "forecast.records",
        json!({ "query": { "period_kind": "month" }, "part": "open" }),
    )["rows"]
        .clone();
    // Names that wrap in their column stand in two lines; those that fit are found whole.
    let short = |name: &str| name.chars().count() <= 8;
    let names: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["name"].as_str())
        .filter(|name| short(name))
        .collect();
    for name in &names {
        let squeezed: String = name.split_whitespace().collect();
        assert!(text.contains(&squeezed), "{name} is not in the book");
    }
}

#[test]
fn three_pages_are_small_and_quick() {
    let world = sample("zh", "CNY");
    world.ok("forecast.print", json!({ "query": {} }));
    #[allow(clippy::disallowed_methods)] // Measures; nothing follows from it.
    let before = std::time::Instant::now();
    let answer = world.ok("forecast.print", json!({ "query": {} }));
    let spent = before.elapsed();
    let (pages, bytes) = (
        answer["page_count"].as_i64().unwrap(),
        answer["bytes"].as_i64().unwrap(),
    );
    println!("{pages} pages, {bytes} bytes, {} ms", spent.as_millis());
    assert!(bytes * 3 <= 200_000 * pages.max(3), "{bytes} bytes for {pages} pages");
}

#[test]
fn the_same_call_gives_the_same_bytes_and_preview_has_the_same_pages() {
    let world = sample("zh", "CNY");
    let query = json!({ "query": {}, "paper": "letter", "language": "en" });
    let (first, second) = (
        world.ok("forecast.print", query.clone()),
        world.ok("forecast.print", query.clone()),
    );
    assert_eq!(first, second);
    let bytes = STANDARD.decode(first["pdf_base64"].as_str().unwrap()).unwrap();
    assert!(bytes.starts_with(b"%PDF-") && first["bytes"] == bytes.len());
    let preview = world.ok("forecast.book", query);
    assert_eq!(
        preview["pages"].as_array().unwrap().len() as i64,
        first["page_count"].as_i64().unwrap()
    );
    assert_eq!(preview["name"], first["name"]);
    assert_eq!(preview["name"], "Sales forecast 2026-Q4 as of 2026-11-22.pdf");
    for (i, page) in preview["pages"].as_array().unwrap().iter().enumerate() {
        std::fs::write(kept(&format!("preview-{}.svg", i + 1)), page.as_str().unwrap()).unwrap();
    }
}

#[test]
fn a_name_never_leaves_its_folder() {
    let world = World::new();
    let person = world.person("../a/b:c*\"d\"", "sales");
    let preview = world.ok(
        "forecast.book",
        json!({ "query": { "owner_id": person.0, "period_kind": "year" } }),
    );
    assert_eq!(preview["name"], "销售预测 2026 .. a b c d 截至2026-03-18.pdf");
    let preview = world.ok(
        "forecast.book",
        json!({ "query": { "period_kind": "month", "starts_on": "2026-01-15" } }),
    );
    assert_eq!(preview["name"], "销售预测 2026-01 截至2026-03-18.pdf");
}

#[test]
fn a_path_is_for_this_machine_and_what_cannot_be_written_is_said() {
    let mut world = World::new();
    let folder = kept("refused");
    let _ = std::fs::remove_dir_all(&folder);
    let missing = json!({ "query": {}, "out": folder.join("a.pdf").display().to_string() });
    assert_eq!(world.err("forecast.print", missing.clone()), "file.not_found");
    std::fs::create_dir_all(&folder).unwrap();
    assert_eq!(world.ok("forecast.print", missing.clone())["pdf_base64"], Value::Null);
    world.call.origin = Origin::Lan;
    assert_eq!(world.err("forecast.print", missing), "book.path_not_allowed");
    assert!(world.ok("forecast.print", json!({ "query": {} }))["pdf_base64"].is_string());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_long_list_is_cut_with_its_sum() {
    let world = World::new();
    for i in 0..130 {
        let deal = world.ok(
            "deals.create",
            json!({ "name": format!("订单{i}"), "amount_minor": 100_000 + i }),
        );
        if i % 2 == 0 || i > 20 {
            world.ok(
                "deals.win",
                json!({ "id": deal["id"], "amount_minor": 100_000 + i, "closed_on": "2026-03-18" }),
            );
        }
    }
    let (_, Some(text)) = printed(&world, "many.pdf", json!({}), "a4") else {
        return;
    };
    let totals = world.ok("forecast.get", json!({}))["total"].clone();
    assert_eq!(totals["won_count"], 120);
    assert!(text.contains("其余20单未逐一列出"), "{text}");
    assert!(text.contains(&full(totals["won_minor"].as_i64().unwrap(), &Currency::CNY)));
}

/// Books of other kinds, kept to be looked at.
#[test]
fn books_to_look_at() {
    let (zh, en, new) = (sample("zh", "CNY"), sample("en", "USD"), World::new());
    for (world, name, query, paper) in [
        (&zh, "year-zh", json!({ "period_kind": "year" }), "letter"),
        (&zh, "days-zh", json!({ "period_kind": "days", "days": 90 }), "letter"),
        (
            &zh,
            "past-zh",
            json!({ "period_kind": "quarter", "starts_on": "2026-07-01" }),
            "a4",
        ),
        (&en, "year-en", json!({ "period_kind": "year" }), "letter"),
        (&en, "month-en", json!({ "period_kind": "month" }), "letter"),
        (&new, "empty-zh", json!({}), "a4"),
    ] {
        let (answer, _) = printed(world, &format!("{name}.pdf"), query, paper);
        println!("{name}: {} pages, {} bytes", answer["page_count"], answer["bytes"]);
    }
}

/// The Maven company of the shared data, imported; nothing, with a line saying so, where the data is not.
fn maven() -> Option<World> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/maven_crm");
    if !folder.exists() {
        println!("skipped: the shared data (maven_crm) is not here");
        return None;
    }
    let mut world = World::set_up("en", "USD", "empty");
    world.at("2018-01-02T09:00");
    let pipeline = world.ok("pipelines.list", json!({}))[0].clone();
    let stages = json!([{ "name": "Prospecting", "win_rate_bp": 2000 }, { "name": "Engaging", "win_rate_bp": 5000 }]);
    world.ok(
        "pipelines.save",
        json!({ "id": pipeline["id"], "name": "Hardware", "stages": stages }),
    );
    for (kind, file) in [
        ("customers", "accounts.csv"),
        ("products", "products.csv"),
        ("people", "sales_teams.csv"),
        ("deals", "sales_pipeline.csv"),
    ] {
        let mut plan = json!({ "kind": kind, "source": { "path": folder.join(file) } });
        if kind == "deals" {
            plan["accept_suggestions"] = json!(true);
            plan["fill_amount_from_list_price"] = json!(true);
        }
        let id = world.ok("imports.start", plan)["import_id"].clone();
        while world.ok("imports.status", json!({ "import_id": id }))["state"] == "running" {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    Some(world)
}

#[test]
fn a_large_company_has_a_book_whose_sums_are_those_of_the_forecast() {
    let Some(world) = maven() else { return };
    let query = json!({ "period_kind": "days", "days": 1000, "starts_on": "2016-01-01" });
    let forecast = world.ok("forecast.get", query.clone());
    let (answer, Some(text)) = printed(&world, "maven-all.pdf", query, "a4") else {
        return;
    };
    println!("maven: {} pages, {} bytes", answer["page_count"], answer["bytes"]);
    let (count, won) = (
        forecast["total"]["won_count"].as_i64().unwrap(),
        forecast["total"]["won_minor"].as_i64().unwrap(),
    );
    assert_eq!((count, won), (4238, 1_000_553_400));
    assert!(text.contains("10,005,534"));
    assert!(text.contains("Another4,138deals,notlistedonebyone"), "{text}");
    // Every open deal is undated: counted nowhere, and said so.
    assert_eq!(forecast["undated"]["count"], 2089);
    let undated = whole(forecast["undated"]["minor"].as_i64().unwrap(), &Currency::USD);
    assert!(
        text.contains(&format!("withoutaclosedate2,089deals,{undated}")),
        "{text}"
    );
    for (name, query) in [
        (
            "maven-2017.pdf",
            json!({ "period_kind": "year", "starts_on": "2017-01-01" }),
        ),
        ("maven-q4.pdf", json!({ "starts_on": "2017-10-01" })),
        ("maven-now.pdf", json!({})),
    ] {
        let (answer, _) = printed(&world, name, query, "letter");
        println!("{name}: {} pages, {} bytes", answer["page_count"], answer["bytes"]);
    }
}
