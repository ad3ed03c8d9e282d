//! Fields of one's own: twenty of them on a hundred thousand leads, brought by an import, and the list that shows, asks and sorts by them.

use super::Figure;
use super::leads::{Page, call, leads, pages, set_up, take};
use serde_json::{Map, Value, json};
use std::error::Error;
use std::fmt::Write as _;

/// Leads in the file.
const LEADS: usize = 100_000;

/// The kinds of the fields, twice.
const KINDS: [&str; 10] = [
    "text",
    "long_text",
    "number",
    "money",
    "day",
    "yes_no",
    "choice",
    "choices",
    "person",
    "link",
];

/// What a lead says in a field: many say the same, few say something rare.
fn cell(kind: &str, row: usize) -> String {
    match kind {
        "text" => format!("图号 {}", row % 700),
        "long_text" => format!("现场 {} 楼，层高 {} 米，无电梯", row % 9, row % 13),
        "number" => format!("{}.{}", row % 500, row % 10),
        "money" => format!("{}", (row % 900) * 100),
        "day" => format!("2026-{:02}-{:02}", row % 12 + 1, row % 28 + 1),
        "yes_no" => ["是", "否"][row % 2].to_owned(),
        "choice" => format!("等级{}", row % 8),
        "choices" => format!("类型{};类型{}", row % 5, (row + 1) % 5),
        "person" => "王一".to_owned(),
        _ => format!("https://example.com/{}", row % 3000),
    }
}

/// Measures the import with and without the fields, then the pages.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mapping = json!({ "name": "name", "company": "company", "mobile": "mobile", "email": "email", "source": "source", "need": "need" });
    let bare = folder.path().join("bare.csv");
    let text = leads(LEADS);
    std::fs::write(&bare, &text)?;
    let without = folder.path().join("bare.leadwell");
    let bare = take(&set_up(&without)?, &bare, &without, mapping.clone())?;

    let company = folder.path().join("own.leadwell");
    let workspace = set_up(&company)?;
    let call = call(&workspace)?;
    let run = |command: &str, input| workspace.dispatch(&call, command, input);
    run("people.save", json!({ "name": "王一", "role": "sales" }))?;
    let mut mapping: Map<String, Value> = mapping.as_object().cloned().unwrap_or_default();
    let (mut heads, mut keys) = (String::new(), Vec::new());
    for (at, kind) in KINDS.iter().chain(&KINDS).enumerate() {
        let name = format!("字段{at}");
        let options: Vec<Value> = match *kind {
            "choice" => (0..8).map(|one| json!({ "name": format!("等级{one}") })).collect(),
            "choices" => (0..5).map(|one| json!({ "name": format!("类型{one}") })).collect(),
            _ => Vec::new(),
        };
        let mut field = json!({ "entity": "leads", "name": name, "kind": kind, "listed": true });
        if *kind == "number" {
            field["decimals"] = json!(1);
        }
        if !options.is_empty() {
            field["options"] = json!(options);
        }
        let saved = run("custom_fields.save", field)?;
        mapping.insert(name.clone(), saved["key"].clone());
        let _ = write!(heads, ",{name}");
        keys.push(saved);
    }
    let mut file = String::new();
    for (row, line) in text.lines().enumerate() {
        file.push_str(line);
        if row == 0 {
            file.push_str(&heads);
        } else {
            for kind in KINDS.iter().chain(&KINDS) {
                let _ = write!(file, ",{}", cell(kind, row));
            }
        }
        file.push('\n');
    }
    let path = folder.path().join("own.csv");
    std::fs::write(&path, file)?;
    let own = take(&workspace, &path, &company, mapping.into())?;
    let per_second = |time: std::time::Duration| format!("{:.0} rows/s", LEADS as f64 / time.as_secs_f64());
    let mut figures = vec![Figure {
        what: format!("import of {LEADS} leads with 20 own fields / without"),
        ours: per_second(own.taken),
        other: per_second(bare.taken),
        ratio: own.taken.as_secs_f64() / bare.taken.as_secs_f64(),
        // Twenty-two values beside a lead: one costs at most a third of a lead.
        goal: 1.0 + 22.0 / 3.0,
    }];
    let key = |at: usize| keys[at]["key"].clone();
    let option = |at: usize, one: usize| keys[at]["options"][one]["id"].clone();
    let filter = |name: &str, field: usize, is: &str, values: Value| -> Page {
        let input = json!({ "filter": { "condition": { "field": key(field), "is": is, "values": values } } });
        (format!("own field: {name}"), "leads.list", input, 50.0)
    };
    let asked = vec![
        ("first list page".to_owned(), "leads.list", json!({}), 50.0),
        filter("text is", 0, "any_of", json!(["图号 7"])),
        filter("text contains, found in few", 0, "contains", json!(["号 69"])),
        filter("long text contains, found in all", 1, "contains", json!(["无电梯"])),
        filter("long text contains, found in none", 1, "contains", json!(["有电梯"])),
        filter("number at least, few", 2, "at_least", json!([4990])),
        filter("number at least, most", 2, "at_least", json!([100])),
        filter("money between", 3, "between", json!([1_000_000, 1_100_000])),
        filter("day on", 4, "on", json!(["2026-03-15"])),
        filter("yes", 5, "any_of", json!(["yes"])),
        filter("choice", 6, "any_of", json!([option(6, 3)])),
        filter("one of several choices", 7, "any_of", json!([option(7, 3)])),
        filter("person", 8, "empty", json!([])),
        filter("link begins", 9, "begins", json!(["https://example.com/29"])),
        (
            "sorted by own number".to_owned(),
            "leads.list",
            json!({ "sort": [{ "column": key(2) }] }),
            300.0,
        ),
        (
            "totals under an own filter".to_owned(),
            "leads.totals",
            json!({ "filter": { "condition": { "field": key(6), "is": "any_of", "values": [option(6, 3)] } } }),
            300.0,
        ),
    ];
    figures.extend(pages(&workspace, &format!("{LEADS} leads with 20 own fields"), asked)?);
    Ok(figures)
}
