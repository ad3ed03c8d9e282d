//! What a dry run says of a file before anything is written: all that is wrong with a row, and what a second import would do.

use crate::world::company::{Company, HEADINGS};
use crate::world::files::finding;
use serde_json::{Value, json};

fn rows(dry: &Value, code: &str) -> Option<u64> {
    finding(dry, code)["rows"].as_u64()
}

const NAMELESS: &str = "客户,销售阶段,金额,创建日期\n甲公司,接洽,100,2026-01-05\n乙公司,报价,200,2026-01-06\n甲公司,接洽,100,2026-01-05\n甲公司,接洽,100,2026-01-07\n";

#[test]
fn rows_without_a_key_are_warned_of() {
    let company = Company::new();
    let dry = company.dry(NAMELESS, json!({}));
    assert_eq!(rows(&dry, "import.without_key"), Some(4), "{dry}");
    assert!(
        finding(&dry, "import.without_key")["message"]
            .as_str()
            .unwrap()
            .contains("商机编号")
    );
    assert_eq!(rows(&dry, "import.repeated_rows"), Some(1));
    assert_eq!(rows(&dry, "import.like_one_there"), None);
    assert_eq!(company.import("deals", NAMELESS, json!({})), [4, 0, 0, 0]);
    let again = company.dry(NAMELESS, json!({}));
    assert_eq!(rows(&again, "import.like_one_there"), Some(4), "{again}");
    // What differs in one of the four is another deal.
    let other = NAMELESS.replace("200", "201");
    assert_eq!(rows(&company.dry(&other, json!({})), "import.like_one_there"), Some(3));
}

#[test]
fn a_key_prevents_it_and_an_empty_one_does_not() {
    let company = Company::new();
    let keyed =
        format!("{HEADINGS}K1,甲,甲公司,,王一,接洽,100,2026-01-05,,\nK2,甲,甲公司,,王一,接洽,100,2026-01-05,,\n");
    let dry = company.dry(&keyed, json!({}));
    for code in ["import.without_key", "import.repeated_rows", "import.like_one_there"] {
        assert_eq!(rows(&dry, code), None, "{dry}");
    }
    let half = keyed.replace("K2", "");
    assert_eq!(rows(&company.dry(&half, json!({})), "import.without_key"), Some(1));
    // Customers have their name.
    let customers = company.world.ok(
        "imports.dry_run",
        company.plan("customers", "客户\n丙公司\n", json!({})),
    );
    assert_eq!(rows(&customers, "import.without_key"), None);
    let contacts = "姓名,公司\n张三,甲公司\n张三,甲公司\n李四,\n";
    assert_eq!(company.import("contacts", contacts, json!({})), [3, 0, 0, 0]);
    let dry = company
        .world
        .ok("imports.dry_run", company.plan("contacts", contacts, json!({})));
    let found = ["import.without_key", "import.repeated_rows", "import.like_one_there"].map(|code| rows(&dry, code));
    assert_eq!(found, [Some(3), Some(1), Some(3)], "{dry}");
}

#[test]
fn all_that_is_wrong_with_a_row_is_said_at_once() {
    let company = Company::new();
    let text = format!(
        "{HEADINGS}B1,,无名公司,锅炉,王一,飘着,很多,2026-02-30,,\nB2,甲,甲公司,锅炉,王一,接洽,1,2026-01-05,,\n"
    );
    let dry = company.dry(&text, json!({}));
    assert_eq!((&dry["create"], &dry["reject"]), (&json!(1), &json!(1)), "{dry}");
    let found: Vec<(u64, &str, &str)> = dry["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            let text = |name: &str| problem[name].as_str().unwrap();
            (problem["row"].as_u64().unwrap(), text("column"), text("code"))
        })
        .collect();
    assert_eq!(
        found,
        [
            (2, "销售阶段", "row.unknown_value"),
            (2, "金额", "row.bad_amount"),
            (2, "客户", "row.unknown_value"),
            (2, "创建日期", "row.bad_day")
        ],
        "{dry}"
    );
    // A reason counts rows, not cells.
    assert!(
        dry["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .all(|reason| reason["rows"] == 1),
        "{dry}"
    );
    assert_eq!(company.import("deals", &text, json!({})), [1, 0, 0, 1]);
    let sentence: String = company
        .world
        .look()
        .query_row("select message from import_errors", [], |row| row.get(0))
        .unwrap();
    for part in ["飘着", "很多", "无名公司", "2026-02-30"] {
        assert!(sentence.contains(part), "{sentence}");
    }
}

#[test]
fn what_follows_from_another_problem_is_not_said() {
    let company = Company::new();
    for (row, codes) in [
        // The amount is there, only unreadable.
        (
            "C1,甲,甲公司,,王一,赢单,很多,2026-01-05,,2026-02-01",
            &["row.bad_amount"][..],
        ),
        // The product would have given the name.
        (",,,没有,王一,接洽,1,2026-01-05,,", &["row.unknown_value"]),
        (
            "C3,甲,甲公司,,王一,赢单,,2026-01-05,,",
            &["row.closed_without_day", "row.won_without_amount"],
        ),
        ("C4,甲,甲公司,,王一,赢单,1,2026-01-05,,昨天", &["row.bad_day"]),
    ] {
        let dry = company.dry(&format!("{HEADINGS}{row}\n"), json!({}));
        let problems = dry["problems"].as_array().unwrap();
        let found: Vec<&str> = problems
            .iter()
            .map(|problem| problem["code"].as_str().unwrap())
            .collect();
        assert_eq!(found, codes, "{row}");
    }
}

#[test]
fn a_repeated_key_and_a_bad_cell_are_both_said() {
    let company = Company::new();
    let text = format!("{HEADINGS}D1,甲,甲公司,,王一,接洽,1,,,\nD1,乙,乙公司,,王一,接洽,很多,,,\n");
    for on_match in ["skip", "update", "create"] {
        let dry = company.dry(&text, json!({ "on_match": on_match }));
        let problems = dry["problems"].as_array().unwrap();
        let found: Vec<&str> = problems
            .iter()
            .map(|problem| problem["code"].as_str().unwrap())
            .collect();
        assert_eq!(found, ["row.repeated_key", "row.bad_amount"], "{on_match}");
    }
    let customers = "客户,员工人数,年营收\n丙公司,许多,不少\n";
    let dry = company
        .world
        .ok("imports.dry_run", company.plan("customers", customers, json!({})));
    assert_eq!(
        (dry["reject"].as_u64(), dry["problems"].as_array().unwrap().len()),
        (Some(1), 2),
        "{dry}"
    );
}

#[test]
fn no_customer_is_made_for_a_row_that_is_set_aside() {
    let company = Company::new();
    let text = format!("{HEADINGS}E1,甲,新公司,,王一,赢单,,2026-01-05,,2026-02-01\n");
    let before = company.world.number("select count(*) from customers");
    assert_eq!(
        company.import("deals", &text, json!({ "create_missing_customers": true })),
        [0, 0, 0, 1]
    );
    assert_eq!(company.world.number("select count(*) from customers"), before);
}

#[test]
fn the_people_of_a_manager_are_counted_once() {
    let company = Company::new();
    let text = "姓名,上级\n周四,吴总\n郑五,吴总\n冯六,陈总\n";
    let dry = company
        .world
        .ok("imports.dry_run", company.plan("people", text, json!({})));
    let counted: Vec<(&str, u64)> = dry["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["value"].as_str().unwrap(), finding["rows"].as_u64().unwrap()))
        .collect();
    assert_eq!(counted, [("吴总", 2), ("陈总", 1)], "{dry}");
    assert_eq!(dry["beside"], 2);
}

#[test]
fn a_value_must_stand_for_something_that_is_there() {
    let company = Company::new();
    let text = format!("{HEADINGS}F1,甲,老甲,,王一,接洽,1,,,\n");
    let values = |field: &str, name: &str| json!({ "values": { field: { "老甲": name } } });
    let missing = company.plan("deals", &text, values("customer", "丙公司"));
    for command in ["imports.dry_run", "imports.start"] {
        let failure = company.world.run(command, missing.clone()).unwrap_err();
        assert_eq!(
            (failure.code, failure.field.as_deref()),
            ("import.unknown_target", Some("values"))
        );
        assert!(
            failure.message.contains("丙公司") && failure.message.contains("老甲"),
            "{}",
            failure.message
        );
    }
    assert_eq!(
        company
            .world
            .number("select count(*) from import_mappings where kind = 'deals'"),
        0
    );
    let found = company.dry(&text, values("customer", "甲公司"));
    assert_eq!(found["create"], 1, "{found}");
    let blank = company.dry(&text, json!({ "values": { "customer": { "老甲": null } } }));
    assert_eq!(blank["create"], 1, "{blank}");
    for (field, code) in [
        ("amount", "import.values_no_names"),
        ("nothing", "import.unknown_field"),
    ] {
        let plan = company.plan("deals", &text, values(field, "甲公司"));
        assert_eq!(company.world.err("imports.dry_run", plan), code);
    }
}

#[test]
fn a_value_may_stand_for_a_record_of_the_file_itself() {
    let company = Company::new();
    let text = "客户,母公司\n丁分公司,丁总\n丁集团,\n";
    let values = |name: &str| json!({ "values": { "parent": { "丁总": name } } });
    let missing = company.plan("customers", text, values("戊集团"));
    assert_eq!(
        company.world.err("imports.dry_run", missing.clone()),
        "import.unknown_target"
    );
    let before = company.world.records();
    let status = company.world.import(missing);
    assert_eq!(status["state"], "failed", "{status}");
    assert!(status["message"].as_str().unwrap().contains("戊集团"), "{status}");
    assert_eq!(before, company.world.records());
    assert_eq!(company.import("customers", text, values("丁集团")), [2, 0, 0, 0]);
    assert_eq!(
        company.world.number(
            "select count(*) from customers a join customers p on p.id = a.parent_id where a.name = '丁分公司' and p.name = '丁集团'"
        ),
        1
    );
}

#[test]
fn a_row_is_named_by_its_line_however_lines_end() {
    let company = Company::new();
    let table = "客户,说明\n甲公司,\"两\n行\"\n,没有名称\n";
    for text in [
        table.to_owned(),
        table.replace('\n', "\r\n"),
        format!("sep=,\r\n{}", table.replace('\n', "\r\n")),
    ] {
        let dry = company
            .world
            .ok("imports.dry_run", company.plan("customers", &text, json!({})));
        let above = u64::from(text.starts_with("sep"));
        assert_eq!(dry["problems"][0]["row"], 4 + above, "{text:?}: {dry}");
    }
}
