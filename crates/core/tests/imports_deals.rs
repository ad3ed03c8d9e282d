//! What becomes of a row of deals: its history, its amount and currency, its references, and the update of a deal that is there.

use crate::world::company::{Company, HEADINGS};
use serde_json::json;

#[test]
fn days_become_history() {
    let company = Company::new();
    let rows = "A1,,甲公司,锅炉,王一,赢单,900,2026-01-05,2026-01-31,2026-02-01
A2,大单,甲公司,,李二,报价,500,2026-01-05,2026-04-01,
A3,,,锅炉,,输单,0,2026-01-06,,2026-03-01
A4,,甲公司,锅炉,王一,接洽,,,,
A5,,甲公司,gl-1,王一,,,2026-03-02,,2026-05-01
";
    let full = json!({ "fill_amount_from_list_price": true });
    let dry = company.dry(&[HEADINGS, rows].concat(), full.clone());
    let of = |code: &str| {
        dry["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["code"] == code)
            .map_or(0, |finding| finding["rows"].as_u64().unwrap())
    };
    let codes = [
        "import.without_customer",
        "import.without_created_on",
        "import.without_owner",
        "import.open_without_amount",
        "import.lost_at_zero",
        "import.closed_stage_assumed",
    ];
    assert_eq!(codes.map(of), [1, 1, 1, 2, 1, 2]);
    assert_eq!(company.import("deals", &[HEADINGS, rows].concat(), full), [5, 0, 0, 0]);

    assert_eq!(
        company.deal("A1"),
        json!([
            "甲公司 – 锅炉",
            "won",
            "谈判",
            "commit",
            90_000,
            "CNY",
            90_000,
            10_000,
            "2026-01-05",
            "2026-02-01",
            "2026-02-01",
            "王一",
            2
        ])
    );
    // Open at the list price as long as it was open, and won at noon of its day.
    assert_eq!(
        company.versions("A1"),
        json!([
            ["2026-01-05 00:00:00", "open", "谈判", 100_000, 8000, null],
            ["2026-02-01 12:00:00", "won", "谈判", 90_000, 10_000, "2026-02-01"]
        ])
    );
    assert_eq!(
        company.deal("A2"),
        json!([
            "大单",
            "open",
            "报价",
            "best_case",
            50_000,
            "CNY",
            50_000,
            5000,
            "2026-01-05",
            "2026-04-01",
            null,
            "李二",
            1
        ])
    );
    assert_eq!(
        company.versions("A2"),
        json!([["2026-01-05 00:00:00", "open", "报价", 50_000, 5000, "2026-04-01"]])
    );
    // A lost deal at 0 takes the list price; nobody's deal is the importer's.
    assert_eq!(
        company.deal("A3"),
        json!([
            "锅炉",
            "lost",
            "谈判",
            "commit",
            100_000,
            "CNY",
            100_000,
            0,
            "2026-01-06",
            "2026-03-01",
            "2026-03-01",
            "Owner",
            2
        ])
    );
    // Without a creation date it is known from now on.
    assert_eq!(
        company.versions("A4"),
        json!([["2026-03-18 10:00:00", "open", "接洽", 100_000, 1000, null]])
    );
    // Without a stage the first one; the product by its code; an open deal's day of closing is the expected one.
    assert_eq!(
        company.deal("A5"),
        json!([
            "甲公司 – 锅炉",
            "open",
            "接洽",
            "pipeline",
            100_000,
            "CNY",
            100_000,
            1000,
            "2026-03-02",
            "2026-05-01",
            null,
            "王一",
            0
        ])
    );
    let first = company.row("select json_array(id) from stages where name = '报价'")[0].clone();
    let plan = json!({ "closed_stage_id": first });
    assert_eq!(
        company.import(
            "deals",
            &format!("{HEADINGS}B1,,甲公司,,,输单,100,2026-01-01,,2026-01-02\n"),
            plan
        ),
        [1, 0, 0, 0]
    );
    assert_eq!(company.deal("B1")[2], "报价");
}

#[test]
fn rows_that_cannot_be_taken() {
    let company = Company::new();
    for (row, code) in [
        (
            "A1,,甲公司,锅炉,王一,赢单,,2026-01-05,,2026-02-01",
            "row.won_without_amount",
        ),
        ("A1,,甲公司,锅炉,王一,赢单,9,2026-01-05,,", "row.closed_without_day"),
        (
            "A1,,甲公司,锅炉,王一,输单,9,2026-01-05,,2026-03-19",
            "row.closed_in_future",
        ),
        (
            "A1,,甲公司,锅炉,王一,输单,9,2026-01-05,,2026-01-04",
            "row.closed_before_created",
        ),
        ("A1,,甲公司,锅炉,王一,没有的,9,,,", "row.unknown_value"),
        ("A1,,甲公司,锅 炉,王一,接洽,9,,,", "row.similar_value"),
        ("A1,,甲 公司,锅炉,王一,接洽,9,,,", "row.similar_value"),
        ("A1,,天地无用集团,锅炉,王一,接洽,9,,,", "row.unknown_value"),
        ("A1,,甲公司,锅炉,没人,接洽,9,,,", "row.unknown_value"),
        ("A1,,甲公司,锅炉,王一,接洽,九千,,,", "row.bad_amount"),
        ("A1,,甲公司,锅炉,王一,接洽,-5,,,", "row.negative_amount"),
        ("A1,,甲公司,锅炉,王一,接洽,9,2026-13-01,,", "row.bad_day"),
        ("A1,,甲公司,锅炉,王一,接洽,9,03/04/2026,,", "row.day_order"),
        (",,,,王一,接洽,9,,,", "row.missing"),
    ] {
        assert_eq!(company.problem(&format!("{HEADINGS}{row}\n"), json!({})), code, "{row}");
    }
    let american = json!({ "date_order": "month_first" });
    assert_eq!(
        company.import(
            "deals",
            &format!("{HEADINGS}A1,,甲公司,,,接洽,9,03/04/2026,,\n"),
            american
        ),
        [1, 0, 0, 0]
    );
    assert_eq!(company.deal("A1")[8], "2026-03-04");
    // In two lines the same key.
    let dry = company.dry(
        &format!("{HEADINGS}A2,,甲公司,,,接洽,9,,,\nA2,,甲公司,,,接洽,8,,,\n"),
        json!({}),
    );
    assert_eq!(
        (
            dry["create"].as_u64(),
            dry["problems"][0]["code"].as_str(),
            dry["problems"][0]["row"].as_u64()
        ),
        (Some(1), Some("row.repeated_key"), Some(3))
    );
    let other = "商机编号,客户,币种,汇率,金额\nX1,甲公司,USD,7.1,100\nX2,甲公司,美元,,100\nX3,甲公司,USD,,\n";
    assert_eq!(company.import("deals", other, json!({})), [2, 0, 0, 1]);
    assert_eq!(company.deal("X1")[6], json!(71_000));
    assert_eq!(
        company.row("select json_array(rate_micro, currency) from deals where code = 'X1'"),
        json!([7_100_000, "USD"])
    );
}

#[test]
fn what_values_stand_for_is_said_and_remembered() {
    let company = Company::new();
    let text = format!(
        "{HEADINGS}A1,,新公司,锅 炉,王一,Proposal,9,,,\nA2,,新公司,无,王一,报 价,9,,,\nA3,,乙公司,,王一,接洽,9,,,\n"
    );
    let plan = json!({
        "create_missing_customers": true, "accept_suggestions": true,
        "values": { "stage": { "Proposal": "报价" }, "product": { "无": null } }, "save_mapping_as": "旧系统"
    });
    let dry = company.dry(&text, plan.clone());
    let findings: Vec<(String, String, bool)> = dry["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["value"].is_string())
        .map(|finding| {
            (
                finding["value"].as_str().unwrap().to_owned(),
                finding["suggestion"].as_str().unwrap_or("–").to_owned(),
                finding["accepted"] == json!(true),
            )
        })
        .collect();
    let expected = [
        ("Proposal", "报价", true),
        ("无", "–", true),
        ("锅 炉", "锅炉", true),
        ("新公司", "–", true),
        ("乙公司", "乙公司", false),
    ];
    assert_eq!(
        findings,
        expected.map(|(value, meant, accepted)| (value.to_owned(), meant.to_owned(), accepted)),
        "{dry}"
    );
    assert_eq!((dry["create"].as_u64(), dry["beside"].as_u64()), (Some(3), Some(1)));
    assert_eq!(company.import("deals", &text, plan), [3, 0, 0, 0]);
    assert_eq!(company.deal("A1")[2], "报价");
    assert_eq!(
        company
            .world
            .number("select count(*) from customers where name = '新公司'"),
        1
    );
    // A file with the same headings needs none of this again.
    let again = format!("{HEADINGS}B1,,新公司,锅 炉,王一,Proposal,9,,,\nB2,,,无,王一,接洽,9,,,\n");
    let path = company.world.path().with_file_name("again.csv");
    std::fs::write(&path, &again).unwrap();
    let seen = company
        .world
        .ok("imports.inspect", json!({ "source": { "path": path } }));
    assert_eq!(seen["saved_mapping"]["name"], "旧系统");
    assert_eq!(company.import("deals", &again, json!({})), [2, 0, 0, 0]);
}
