//! A file over deals and people that are there: what is new is taken, and nothing else.

use crate::world::company::{Company, HEADINGS};
use serde_json::{Value, json};

#[test]
fn an_update_says_what_is_new_and_nothing_else() {
    let company = Company::new();
    assert_eq!(
        company.import(
            "deals",
            &format!("{HEADINGS}A1,一号,甲公司,锅炉,王一,接洽,9,2026-01-01,2026-04-01,\n"),
            json!({})
        ),
        [1, 0, 0, 0]
    );
    let update = json!({ "on_match": "update" });
    let change = |row: &str| company.import("deals", &format!("{HEADINGS}{row}\n"), update.clone());
    assert_eq!(
        change("A1,一号,甲公司,锅炉,王一,接洽,9,2026-01-01,2026-04-01,"),
        [0, 0, 1, 0]
    );
    assert_eq!(
        change("A1,,,,,,,,,"),
        [0, 0, 1, 0],
        "an empty cell leaves its field alone"
    );
    assert_eq!(change("A1,,,,李二,谈判,12,,,"), [0, 1, 0, 0]);
    assert_eq!(
        company.deal("A1"),
        json!([
            "一号",
            "open",
            "谈判",
            "commit",
            1200,
            "CNY",
            1200,
            8000,
            "2026-01-01",
            "2026-04-01",
            null,
            "李二",
            2
        ])
    );
    assert_eq!(change("A1,,,,,赢单,15,,,2026-03-10"), [0, 1, 0, 0]);
    assert_eq!(
        company.deal("A1"),
        json!([
            "一号",
            "won",
            "谈判",
            "commit",
            1500,
            "CNY",
            1500,
            10_000,
            "2026-01-01",
            "2026-03-10",
            "2026-03-10",
            "李二",
            2
        ])
    );
    assert_eq!(company.versions("A1").as_array().unwrap().len(), 3);
    assert_eq!(change("A1,,,,,赢单,15,,,2026-03-10"), [0, 0, 1, 0]);
    // Each of these is one change that can be undone by itself; the history of the fields says what was what.
    let deal = company.world.number("select id from deals");
    let history = company
        .world
        .ok("history.fields", json!({ "entity": "deals", "id": deal }));
    assert!(
        history
            .as_array()
            .unwrap()
            .iter()
            .any(|change| change["field"] == "amount_minor" && change["old"] == 1200 && change["new"] == 1500),
        "{history}"
    );
    let newest = company.world.number("select max(id) from changes");
    company.world.ok("history.undo", json!({ "change_id": newest }));
    assert_eq!(company.deal("A1")[1], "open");
    // Without a key every row is new.
    assert_eq!(
        company.import("deals", "商机名称,金额\n一号,5\n一号,6\n", json!({})),
        [2, 0, 0, 0]
    );
    assert_eq!(
        company.import(
            "deals",
            "商机名称,金额\n一号,7\n",
            json!({ "key": "name", "on_match": "update" })
        ),
        [0, 0, 0, 1]
    );
}

#[test]
fn roles_and_teams() {
    let mut company = Company::new();
    company.import(
        "deals",
        &format!("{HEADINGS}A1,,甲公司,,王一,接洽,9,,,\nA2,,甲公司,,孙三,接洽,9,,,\n"),
        json!({}),
    );
    company.world.speak_as("赵总");
    let people = company.plan("people", "姓名\n新人\n", json!({}));
    assert_eq!(company.world.err("imports.start", people), "import.kind_forbidden");
    let kinds = company.world.ok("imports.kinds", Value::Null);
    let allowed: Vec<bool> = kinds
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["allowed"].as_bool().unwrap())
        .collect();
    assert_eq!(allowed, [false, true, true, true, true, true]);
    // A manager changes the deals of their team. What they do not see is nobody's to them: the row becomes a deal of theirs, its number with a mark.
    let update = json!({ "on_match": "update" });
    assert_eq!(
        company.import(
            "deals",
            &format!("{HEADINGS}A1,,,,,报价,,,,\nA2,,,,,报价,,,,\n"),
            update
        ),
        [1, 1, 0, 0]
    );
    let stages = "select group_concat(d.code || ' ' || s.name, ', ') from (select * from deals order by id) d join stages s on s.id = d.stage_id";
    let stages: String = company.world.look().query_row(stages, [], |row| row.get(0)).unwrap();
    assert_eq!(stages, "A1 报价, A2 接洽, A2-2 报价");
    // The same file once more finds it again.
    let again = format!("{HEADINGS}A2,,,,,报价,,,,\n");
    assert_eq!(
        company.import("deals", &again, json!({ "on_match": "update" })),
        [0, 0, 1, 0]
    );
    company.world.speak_as("王一");
    assert_eq!(company.world.err("imports.list", Value::Null), "call.forbidden");
}
