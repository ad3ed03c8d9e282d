//! Only some rows of a file: those that meet a condition on its columns.

use crate::world::World;
use crate::world::files::{counts, finding, plan};
use serde_json::{Value, json};

/// A registry list: two that trade, one that does not, one that cannot be taken.
const LIST: &str = "公司名称,经营状态,注册资本,成立日期,法定代表人,电话\n\
    苏州沐和医疗器械有限公司,存续,500万元人民币,2015-03-01,邱雅楠,0512-62345678\n\
    上海川石贸易有限公司,注销,100万元人民币,2010-01-05,单晓岚,13800138000\n\
    无锡川石贸易有限公司,存续,50万元人民币,2022-11-30,单晓岚,13800138000\n\
    南京远山有限公司,吊销,,,,\n";

fn only(condition: Value) -> Value {
    json!({ "only": condition })
}

#[test]
fn only_the_rows_that_meet_a_condition_are_taken() {
    let world = World::new();
    let path = world.file("名录.csv", LIST);
    let trading = json!({ "field": "经营状态", "is": "any_of", "values": ["存续", "在业"] });
    let dry = world.ok("imports.dry_run", plan("leads", &path, only(trading.clone())));
    let said = ["rows", "create", "skip", "reject"].map(|what| dry[what].as_u64().unwrap());
    assert_eq!(said, [4, 2, 2, 0], "a row that is not wanted is not looked at: {dry}");
    assert_eq!(finding(&dry, "import.unwanted_rows")["rows"], json!(2));
    assert_eq!(finding(&dry, "import.unwanted_rows")["accepted"], json!(true));

    let before = world.records();
    let status = world.import(plan("leads", &path, only(trading)));
    assert_eq!(counts(&status), [2, 0, 2, 0], "{status}");
    let leads = world.ok("leads.list", json!({}));
    let mut companies: Vec<&str> = leads["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lead| lead["company"].as_str().unwrap())
        .collect();
    companies.sort_unstable();
    // The number of the second stands at the one left out as well: that is no repetition.
    assert_eq!(companies, ["无锡川石贸易有限公司", "苏州沐和医疗器械有限公司"]);
    world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    assert!(before == world.records());
}

#[test]
fn amounts_and_days_are_compared_as_what_they_are() {
    let world = World::new();
    let path = world.file("名录.csv", LIST);
    let created = |condition: Value| {
        let dry = world.ok("imports.dry_run", plan("leads", &path, only(condition)));
        dry["create"].as_u64().unwrap() + dry["reject"].as_u64().unwrap()
    };
    let capital = json!({ "field": "注册资本", "is": "at_least", "values": [1_000_000] });
    let young = json!({ "field": "成立日期", "is": "after", "values": ["2014-12-31"] });
    assert_eq!(created(capital.clone()), 2);
    assert_eq!(created(young.clone()), 2);
    assert_eq!(created(json!({ "all": [capital.clone(), young.clone()] })), 1);
    assert_eq!(created(json!({ "any": [capital, young] })), 3);
    assert_eq!(created(json!({ "field": "注册资本", "is": "empty" })), 1);
    assert_eq!(created(json!({ "all": [] })), 4);
}

#[test]
fn columns_say_what_can_be_asked_of_them() {
    let world = World::new();
    let path = world.file("名录.csv", LIST);
    let seen = world.ok("imports.inspect", json!({ "source": { "path": path } }));
    let kinds: Vec<&Value> = seen["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| &column["kind"])
        .collect();
    assert_eq!(kinds, ["text", "text", "number", "day", "text", "text"]);
    assert_eq!(seen["columns"][2]["ops"][0], "at_least");
    assert_eq!(
        seen["columns"][3]["ops"],
        json!(["on", "before", "after", "between", "empty", "filled"])
    );
}

#[test]
fn a_condition_that_does_not_fit_the_file_is_refused_before_a_row_is_read() {
    let world = World::new();
    let path = world.file("名录.csv", LIST);
    let before = world.dump();
    let deep = (0..8).fold(
        json!({ "field": "电话", "is": "filled" }),
        |inner, _| json!({ "all": [inner] }),
    );
    for (condition, code) in [
        (json!({ "field": "税号", "is": "filled" }), "import.unknown_header"),
        (
            json!({ "field": "成立日期", "is": "today" }),
            "condition.wrong_question",
        ),
        (
            json!({ "field": "注册资本", "is": "at_least", "values": ["很多"] }),
            "condition.wrong_value",
        ),
        (deep, "condition.too_large"),
    ] {
        for command in ["imports.dry_run", "imports.start"] {
            assert_eq!(world.err(command, plan("leads", &path, only(condition.clone()))), code);
        }
    }
    assert!(before == world.dump());
}
