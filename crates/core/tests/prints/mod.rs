//! Lists on paper: the records, columns, order and totals of the list, every field, whatever it holds; nothing is left out silently.

mod all_fields;
mod sheet;

use crate::world::World;
use leadwell_core::Origin;
use leadwell_rules::Language;
use leadwell_rules::money::Currency;
use leadwell_rules::number::{full, whole};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Where the pages of a run are kept, to be looked at.
pub fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prints");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// What stands on the pages, without blanks; a cell's lines follow each other.
pub fn text(answer: &Value) -> String {
    let pages = answer["pages"].as_array().unwrap();
    assert_eq!(answer["page_count"], pages.len());
    let mut text = String::new();
    for page in pages {
        let mut rest = page.as_str().unwrap();
        while let Some(at) = rest.find('>') {
            let end = rest[at..].find('<').map_or(rest.len(), |end| at + end);
            text.extend(rest[at + 1..end.max(at + 1)].split_whitespace());
            rest = &rest[end.max(at + 1)..];
        }
        text.push('\u{c}');
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// The pages of a list.
#[track_caller]
pub fn pages(world: &World, command: &str, mut input: Value) -> Value {
    input["form"] = json!("pages");
    world.ok(command, input)
}

/// A text as it is looked for: without blanks.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The numbers of a column of an exported file, in minor units of a currency with two decimals.
fn exported(world: &World, command: &str, column: &str, filter: &Value) -> i64 {
    let out = world.path().with_file_name("sums.csv");
    world.ok(
        command,
        json!({ "columns": [column], "filter": filter, "format": "csv", "out": out }),
    );
    let text = std::fs::read_to_string(&out).unwrap();
    let minor = |line: &str| {
        line.replace('.', "")
            .trim_matches('"')
            .parse::<i64>()
            .unwrap_or_default()
    };
    text.lines().skip(1).map(minor).sum()
}

fn sum(minor: i64) -> String {
    match minor % 100 {
        0 => whole(minor, &Currency::CNY),
        _ => full(minor, &Currency::CNY),
    }
}

#[test]
fn the_totals_of_page_list_and_file_are_the_same() {
    let world = World::sample();
    world.ok("leads.edit", json!({ "id": 1, "budget_minor": 1_234_567 }));
    // A sum with cents, and a deal nobody knows the amount of.
    world.ok("deals.create", json!({ "name": "零头", "amount_minor": 123_457 }));
    world.ok("deals.create", json!({ "name": "未知" }));
    let cost = world.ok(
        "custom_fields.save",
        json!({ "entity": "deals", "name": "设备成本", "kind": "money" }),
    )["key"]
        .as_str()
        .unwrap()
        .to_owned();
    for (id, given) in [(1, "120000.50"), (2, "80000")] {
        world.ok("deals.edit", json!({ "id": id, "custom": { &cost: given } }));
    }
    for status in [json!(["open"]), json!(["won"]), json!(["open", "won", "lost"])] {
        let filter = json!({ "condition": { "field": "status", "is": "any_of", "values": status } });
        let totals = world.ok("deals.totals", json!({ "filter": filter }));
        let page = pages(
            &world,
            "deals.print",
            json!({ "filter": filter, "columns": ["name", "amount", "weighted", cost, "probability"] }),
        );
        let text = text(&page);
        let minor = |key: &str| totals[key].as_i64().unwrap();
        let amount = minor("sum_minor");
        assert_eq!(exported(&world, "deals.export", "amount", &filter), amount, "the file");
        assert!(text.contains(&format!("{}个商机", minor("count"))), "{text}");
        assert!(text.contains(&format!("金额合计{}元", sum(amount))), "{text}");
        // The row of totals: the same figures, in the order of the columns.
        let own = exported(&world, "deals.export", &cost, &filter);
        let with_cents = |minor: i64| full(minor, &Currency::CNY);
        let row = [minor("sum_minor"), minor("weighted_minor")].map(|minor| [sum(minor), with_cents(minor)]);
        let total = text.rsplit("合计").next().unwrap();
        assert!(
            row[0].iter().any(|figure| total.starts_with(figure.as_str())),
            "{total}"
        );
        if minor("weighted_minor") > 0 {
            assert!(row[1].iter().any(|figure| total.contains(figure.as_str())), "{total}");
        }
        assert!(own == 0 || total.contains(&sum(own)), "{total}");
        let unknown = format!("{}个没有金额", totals["unknown_amounts"]);
        assert_eq!(text.contains(&unknown), totals["unknown_amounts"] != 0);
    }
    // The others: how many there are, and what the columns add up to.
    for (noun, unit, column) in [
        ("leads", "条线索", "budget"),
        ("customers", "个客户", "won"),
        ("contacts", "位联系人", "name"),
    ] {
        let totals = world.ok(&format!("{noun}.totals"), json!({}));
        let page = pages(&world, &format!("{noun}.print"), json!({ "columns": ["name", column] }));
        let text = text(&page);
        assert!(text.contains(&format!(
            "{}{unit}",
            whole(totals["count"].as_i64().unwrap() * 100, &Currency::CNY)
        )));
        if column != "name" {
            let added = exported(&world, &format!("{noun}.export"), column, &json!({}));
            assert!(added > 0 && text.contains(&sum(added)), "{noun}: {added}");
        }
    }
    let budgets = world.ok("leads.totals", json!({}))["budget_minor"].as_i64().unwrap();
    assert_eq!(exported(&world, "leads.export", "budget", &json!({})), budgets);
}

#[test]
fn rows_stand_in_the_order_of_the_list_under_their_groups() {
    let world = World::sample();
    let sort = json!([{ "column": "status" }, { "column": "amount", "descending": true }]);
    let rows = world.ok("deals.list", json!({ "sort": sort, "limit": 1000 }))["rows"].clone();
    let page = pages(
        &world,
        "deals.print",
        json!({ "sort": sort, "group": "status", "columns": ["code", "name", "amount"], "view": "全部商机" }),
    );
    let text = text(&page);
    let mut at = 0;
    for row in rows.as_array().unwrap() {
        let code = row["code"].as_str().unwrap();
        let found = text[at..].find(code);
        at += found.unwrap_or_else(|| panic!("{code} stands in its place: {text}"));
    }
    for (status, said) in [("open", "进行中"), ("won", "赢单"), ("lost", "丢单")] {
        let count = rows
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["status"] == status)
            .count();
        assert!(text.contains(&format!("{said}{count}条")), "{said} {count}: {text}");
    }
    assert!(text.contains("商机·全部商机"), "{text}");
    assert_eq!(page["name"], "商机 · 全部商机 2026-03-18.pdf");
}

#[test]
fn the_filter_stands_in_words_on_the_page() {
    let world = World::sample();
    let people = world.ok("people.list", json!({}));
    let owner = people.as_array().unwrap().last().unwrap().clone();
    let stage = world.ok("pipelines.list", json!({}))[0]["stages"][1].clone();
    let condition = json!({ "all": [
        { "field": "owner", "is": "any_of", "values": [owner["id"]] },
        { "any": [
            { "field": "stage", "is": "none_of", "values": [stage["id"]] },
            { "field": "signs", "is": "any_of", "values": ["overdue", "unplanned"] },
        ] },
        { "field": "amount", "is": "between", "values": [100_000, 9_999_999_999_i64] },
        { "field": "close_on", "is": "in_next", "values": [900] },
    ] });
    let page = pages(
        &world,
        "deals.print",
        json!({ "filter": { "condition": condition, "text": "线" } }),
    );
    let (owner, stage) = (owner["name"].as_str().unwrap(), stage["name"].as_str().unwrap());
    let said = format!(
        "筛选：含“线”；负责人是{owner}，且（阶段不是{stage}，或需留意是预计成交日已过、没有安排活动），且金额介于1,000元至99,999,999.99元，且预计成交在今后900天内。"
    );
    let text = text(&page);
    assert!(text.contains(&squeezed(&said)), "{said}\n{text}");
    // Nobody narrowed anything, and nothing is there.
    let none = pages(&World::new(), "leads.print", json!({}));
    let text = crate::prints::text(&none);
    assert!(
        text.contains("筛选：无。") && text.contains("没有符合条件的记录。"),
        "{text}"
    );
    assert!(text.contains("0条线索") && text.contains("1/1"), "{text}");
}

/// Every field that can be asked of, with every question, in both languages.
#[test]
fn every_question_can_be_said() {
    let mut world = World::sample();
    for language in [Language::Zh, Language::En] {
        world.call.language = language;
        for noun in ["leads", "customers", "contacts", "deals"] {
            for field in world.ok(&format!("{noun}.fields"), json!({})).as_array().unwrap() {
                for is in field["ops"].as_array().unwrap() {
                    let value = match (field["kind"].as_str().unwrap(), is.as_str().unwrap()) {
                        (_, "in_last" | "in_next" | "not_in_last") => json!(7),
                        ("day" | "instant", _) => json!("2026-03-18"),
                        ("choice", _) => field["choices"][0].clone(),
                        ("text", _) => json!("x"),
                        _ => json!(1),
                    };
                    let test = |values: Value| json!({ "field": field["name"], "is": is, "values": values });
                    let run = |values: Value| {
                        let input =
                            json!({ "filter": { "condition": test(values) }, "columns": ["name"], "form": "pages" });
                        world.run(&format!("{noun}.print"), input)
                    };
                    let answer = run(json!([value]))
                        .or_else(|_| run(json!([])))
                        .or_else(|_| run(json!([value, value])));
                    let text = text(&answer.unwrap_or_else(|failure| panic!("{noun} {field} {is}: {failure:?}")));
                    for raw in [
                        "field.",
                        "asked.",
                        "deal_sign",
                        "lead_door",
                        "custom_yes",
                        "_status",
                        "quarantine.",
                    ] {
                        assert!(!text.contains(raw), "{noun} {field} {is}: {text}");
                    }
                }
            }
        }
    }
}

#[test]
fn more_than_paper_takes_is_refused_with_their_number() {
    let world = World::new();
    let names: String = (0..2_001).map(|at| format!("客户{at:04}\n")).collect();
    let file = world.file("many.csv", format!("客户名称\n{names}"));
    let done = world.import(json!({ "kind": "customers", "source": { "path": file } }));
    assert_eq!(done["created"], 2_001, "{done}");
    let failure = world.run("customers.print", json!({})).unwrap_err();
    assert_eq!(failure.code, "print.too_many");
    assert!(
        failure.message.contains("2,001") && failure.message.contains("2,000") && failure.message.contains("导出"),
        "{}",
        failure.message
    );
    assert_eq!(
        world.err("customers.print", json!({ "form": "pages" })),
        "print.too_many"
    );
    // One fewer, and all of them are there.
    let filter = json!({ "condition": { "field": "name", "is": "none_of", "values": ["客户0000"] } });
    let page = pages(
        &world,
        "customers.print",
        json!({ "filter": filter, "columns": ["name"] }),
    );
    let text = text(&page);
    for at in [1, 2, 999, 2_000] {
        assert!(text.contains(&format!("客户{at:04}")), "{at}");
    }
    let last = page["page_count"].as_i64().unwrap();
    assert!(
        text.contains(&format!("{last}/{last}")),
        "the last page says its number"
    );
}

#[test]
fn the_file_is_written_where_it_may_and_is_the_same_twice() {
    let mut world = World::sample();
    let out = kept("sample-deals.pdf");
    let input = json!({ "out": out, "paper": "letter", "language": "en", "view": "Open" });
    let made = world.ok("deals.print", input.clone());
    assert_eq!(made["bytes"], std::fs::metadata(&out).unwrap().len());
    assert_eq!((&made["pdf_base64"], &made["pages"]), (&Value::Null, &json!([])));
    assert_eq!(made, world.ok("deals.print", input.clone()));
    let shown = pages(
        &world,
        "deals.print",
        json!({ "paper": "letter", "language": "en", "view": "Open" }),
    );
    assert_eq!(
        (&shown["page_count"], &shown["name"], &shown["width"]),
        (&made["page_count"], &made["name"], &made["width"])
    );
    assert_eq!(made["name"], "Deals · Open 2026-03-18.pdf");
    let upright = pages(&world, "deals.print", json!({ "orientation": "portrait" }));
    let lying = pages(&world, "deals.print", json!({ "orientation": "landscape" }));
    assert_eq!(upright["width"], lying["height"]);
    assert!(upright["width"].as_f64() < lying["width"].as_f64());
    assert_eq!(
        world.err("deals.print", json!({ "columns": ["unheard_of"] })),
        "list.unknown_column"
    );
    world.call.origin = Origin::Lan;
    assert_eq!(world.err("deals.print", input), "book.path_not_allowed");
    assert!(world.ok("deals.print", json!({}))["pdf_base64"].is_string());
}

#[test]
fn a_salesperson_prints_what_they_see_and_the_page_says_so() {
    let mut world = World::sample();
    let seller = world.person("林", "sales");
    world.ok("deals.create", json!({ "name": "林的商机", "owner_id": seller.0 }));
    world.speak_as("林");
    let text = text(&pages(&world, "deals.print", json!({})));
    assert!(text.contains("1个商机") && text.contains("仅本人的记录"), "{text}");
}

/// Lists of other kinds, kept to be looked at.
#[test]
fn lists_to_look_at() {
    for (language, currency) in [("zh", "CNY"), ("en", "USD")] {
        let world = World::set_up(language, currency, "sample");
        for (noun, columns) in [
            (
                "leads",
                json!([
                    "name",
                    "company",
                    "state",
                    "source",
                    "owner",
                    "followed_at",
                    "next_due_on"
                ]),
            ),
            ("leads", json!([])),
            (
                "customers",
                json!(["name", "industry", "region", "owner", "open_count", "open", "won"]),
            ),
            (
                "contacts",
                json!([
                    "name", "title", "customer", "mobile", "phone", "email", "wechat", "owner"
                ]),
            ),
            (
                "deals",
                json!([
                    "name",
                    "customer",
                    "stage",
                    "amount",
                    "weighted",
                    "close_on",
                    "next_activity",
                    "idle",
                    "owner"
                ]),
            ),
            ("deals", json!([])),
        ] {
            let kind = if columns.as_array().unwrap().is_empty() {
                "all"
            } else {
                "shown"
            };
            let out = kept(&format!("{noun}-{kind}-{language}.pdf"));
            let sort = if noun == "deals" {
                json!([{ "column": "owner" }])
            } else {
                json!([])
            };
            let group = if noun == "deals" && kind == "shown" {
                json!("owner")
            } else {
                Value::Null
            };
            let input = json!({ "columns": columns, "out": out, "sort": sort, "group": group });
            let made = world.ok(&format!("{noun}.print"), input);
            println!(
                "{noun} {kind} {language}: {} pages, {} bytes",
                made["page_count"], made["bytes"]
            );
        }
    }
}
