//! An import and its undo leave the file as it was, whatever was in it and in the file imported; and what may not be taken back is refused.

use crate::world::World;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

fn import(world: &World, plan: Value) -> Value {
    let id = world.ok("imports.start", plan)["import_id"].clone();
    loop {
        let status = world.ok("imports.status", json!({ "import_id": id }));
        if !["running", "cancelling"].contains(&status["state"].as_str().unwrap()) {
            return status;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Records without bookkeeping; of versions, those of deals the import did not touch.
fn records(world: &World) -> String {
    let kept = |line: &&str| !line.starts_with("imports|") && !line.starts_with("import_");
    world
        .dump()
        .lines()
        .filter(kept)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The same without versions and clocks, for records that were changed and changed back.
fn facts(world: &World) -> String {
    let connection = world.look();
    let mut out = String::new();
    for sql in [
        "select json_array(id, code, name, customer_id, product_id, owner_id, stage_id, status, category, amount_minor, base_minor, probability_bp,
                created_on, close_on, closed_on, lost_reason, note) from deals order by id",
        "select json_array(id, name, industry, region, employees, revenue_minor, parent_id, owner_id) from customers order by id",
        "select json_array(id, name, role, manager_id, team) from people order by id",
        "select json_array(deal_id, status, stage_id, base_minor, owner_id, close_on) from
           (select v.*, max(at * 1000000 + id) over (partition by deal_id) last from deal_versions v) where at * 1000000 + id = last order by 1",
    ] {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.for_each(|row| {
            out.push_str(&row.unwrap());
            out.push('\n');
        });
    }
    out
}

static COMPANY: LazyLock<Mutex<World>> = LazyLock::new(|| {
    let world = World::new();
    for (kind, text) in [
        ("people", "姓名,上级\n王一,赵总\n李二,赵总\n"),
        ("products", "产品,价格\n锅炉,1000\n水泵,20.5\n"),
        ("customers", "客户,行业,母公司\n甲公司,化工,\n乙公司,,甲公司\n"),
        (
            "deals",
            "编号,客户,产品,负责人,阶段,金额,创建日期,结单日期\nA1,甲公司,锅炉,王一,初步接洽,500,2026-01-05,\nA2,乙公司,水泵,李二,赢单,700,2026-01-06,2026-02-01\n",
        ),
    ] {
        let path = world.path().with_file_name(format!("{kind}.csv"));
        std::fs::write(&path, text).unwrap();
        let status = import(&world, json!({ "kind": kind, "source": { "path": path } }));
        assert_eq!(
            (status["state"].as_str(), status["rejected"].as_u64()),
            (Some("done"), Some(0)),
            "{status}"
        );
    }
    Mutex::new(world)
});

fn cell(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(words).prop_map(str::to_owned),
        1 => "[甲乙a-c0-9 ,\"']{0,6}",
    ]
}

fn deal_row() -> impl Strategy<Value = Vec<String>> {
    (
        cell(&["A1", "A2", "A3", "A4", "", "B9"]),
        cell(&["甲公司", "乙公司", "丙公司", "", "甲 公司"]),
        cell(&["锅炉", "水泵", "", "水 泵"]),
        cell(&["王一", "李二", "", "赵总"]),
        cell(&["初步接洽", "方案报价", "赢单", "输单", "商务谈判", ""]),
        cell(&["500", "1,200.5", "", "0", "3万"]),
        cell(&["2026-01-05", "2026/2/3", "", "2025-12-31"]),
        cell(&["2026-02-01", "", "2026-03-01", "2027-01-01"]),
    )
        .prop_map(|(a, b, c, d, e, f, g, h)| vec![a, b, c, d, e, f, g, h])
}

fn customer_row() -> impl Strategy<Value = Vec<String>> {
    (
        cell(&["甲公司", "乙公司", "丙公司", "丁公司", "戊公司", ""]),
        cell(&["化工", "电子", ""]),
        cell(&["甲公司", "丁公司", "戊公司", "", "己公司"]),
        cell(&["王一", "", "李二"]),
    )
        .prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

fn person_row() -> impl Strategy<Value = Vec<String>> {
    (
        cell(&["王一", "李二", "孙三", "周四", "赵总", ""]),
        cell(&["赵总", "孙三", "钱总", "王一", ""]),
        cell(&["华东", "华北", ""]),
    )
        .prop_map(|(a, b, c)| vec![a, b, c])
}

fn table(headings: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(format!("{headings}\n").into_bytes());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn there_and_back(kind: &str, headings: &str, rows: &[Vec<String>], on_match: &str, more: Value) {
    let world = &*COMPANY.lock().unwrap_or_else(PoisonError::into_inner);
    let path = world.path().with_file_name("any.csv");
    std::fs::write(&path, table(headings, rows)).unwrap();
    let mut plan = json!({ "kind": kind, "source": { "path": path }, "on_match": on_match });
    more.as_object()
        .unwrap()
        .iter()
        .for_each(|(key, value)| plan[key] = value.clone());
    let (before, facts_before) = (records(world), facts(world));
    let dry = world.ok("imports.dry_run", plan.clone());
    assert_eq!(before, records(world), "a dry run writes nothing");
    let status = import(world, plan);
    assert_eq!(status["state"], "done", "{status}");
    let of = |value: &Value, names: [&str; 4]| names.map(|name| value[name].as_u64().unwrap());
    let counts = of(&status, ["created", "updated", "skipped", "rejected"]);
    assert_eq!(
        counts,
        of(&dry, ["create", "update", "skip", "reject"]),
        "the dry run said what came: {dry}"
    );
    assert_eq!(counts.iter().sum::<u64>(), rows.len() as u64);
    assert_eq!(status["beside"], dry["beside"]);
    if status["can_undo"] == json!(true) {
        world.ok("imports.undo", json!({ "import_id": status["import_id"] }));
    } else {
        assert_eq!(before, records(world), "nothing to undo, nothing changed");
    }
    assert_eq!(facts_before, facts(world));
    if counts[1] == 0 {
        assert_eq!(before, records(world));
    }
    assert_eq!(world.ok("workspace.check", Value::Null)["broken_references"], json!(0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn deals(rows in prop::collection::vec(deal_row(), 1..12), on_match in prop::sample::select(vec!["skip", "update", "create"]), accept: bool, fill: bool, missing: bool) {
        let more = json!({ "accept_suggestions": accept, "fill_amount_from_list_price": fill, "create_missing_customers": missing });
        there_and_back("deals", "编号,客户,产品,负责人,阶段,金额,创建日期,结单日期", &rows, on_match, more);
    }

    #[test]
    fn customers(rows in prop::collection::vec(customer_row(), 1..10), on_match in prop::sample::select(vec!["skip", "update", "create"])) {
        there_and_back("customers", "客户,行业,母公司,负责人", &rows, on_match, json!({}));
    }

    #[test]
    fn people(rows in prop::collection::vec(person_row(), 1..10), on_match in prop::sample::select(vec!["skip", "update", "create"])) {
        there_and_back("people", "姓名,上级,团队", &rows, on_match, json!({}));
    }
}

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let world = World::new();
    let path = world.path().with_file_name("客户.csv");
    std::fs::write(&path, "客户,行业\n甲,化工\n乙,电子\n").unwrap();
    let status = import(&world, json!({ "kind": "customers", "source": { "path": path } }));
    let id = json!({ "import_id": status["import_id"] });
    let customer = world.number("select id from customers where name = '甲'");
    world.ok("customers.save", json!({ "id": customer, "industry": "机械" }));
    assert_eq!(world.err("imports.undo", id.clone()), "import.changed_since");
    world.ok("history.undo", json!({}));
    world.ok("deals.create", json!({ "name": "单子", "customer_id": customer }));
    assert_eq!(world.err("imports.undo", id.clone()), "import.changed_since");
    world.ok("history.undo", json!({}));
    // A note would go with its customer: it is not the import's to take.
    world.ok(
        "activities.add",
        json!({ "kind": "note", "customer_id": customer, "text": "打过电话" }),
    );
    assert_eq!(world.err("imports.undo", id.clone()), "import.changed_since");
    world.ok("history.undo", json!({}));
    assert_eq!(world.ok("imports.undo", id.clone())["state"], "undone");
    assert_eq!(world.number("select count(*) from customers"), 0);
    assert_eq!(world.err("imports.undo", id), "import.nothing_to_undo");
    // The undo of an import is listed, and cannot itself be taken back.
    let changes = world.ok("history.list", json!({}));
    assert_eq!(
        (changes[0]["command"].as_str(), changes[0]["records"].as_i64()),
        (Some("imports.undo"), Some(2))
    );
    assert_eq!(
        world.err("history.undo", json!({ "change_id": changes[0]["id"] })),
        "history.not_undoable"
    );
    // And the file can be imported again.
    assert_eq!(
        import(&world, json!({ "kind": "customers", "source": { "path": path } }))["created"],
        json!(2)
    );
}

/// A file of 60,000 customers: large enough to be taken in a single transaction where nothing is updated.
fn many(world: &World) -> Value {
    let path = world.path().with_file_name("many.csv");
    let rows: String = (0..60_000).map(|row| format!("客户 {row},化工\n")).collect();
    std::fs::write(&path, format!("客户,行业\n{rows}")).unwrap();
    json!({ "kind": "customers", "source": { "path": path } })
}

/// Cancels an import; on a busy machine what was written is still being taken back when the answer comes.
fn cancelled(world: &World, id: &Value) -> Value {
    let mut status = world.ok("imports.cancel", id.clone());
    while status["state"] == "running" || status["state"] == "cancelling" {
        std::thread::sleep(Duration::from_millis(5));
        status = world.ok("imports.status", id.clone());
    }
    status
}

#[test]
fn stopped_half_way() {
    let world = World::new();
    let before = records(&world);
    // In pieces: the first are in the file when it is stopped.
    let mut plan = many(&world);
    plan["on_match"] = json!("update");
    let id = json!({ "import_id": world.ok("imports.start", plan.clone())["import_id"] });
    assert_eq!(world.err_quietly("imports.start", plan), "import.already_running");
    while world.number("select count(*) from customers") == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    let status = cancelled(&world, &id);
    assert_eq!(status["state"], "cancelled", "{status}");
    assert_eq!(before, records(&world));
    // In a single transaction: nobody sees a part of it.
    let id = json!({ "import_id": world.ok("imports.start", many(&world))["import_id"] });
    while world.ok("imports.status", id.clone())["done"] == json!(0) {
        assert_eq!(world.number("select count(*) from customers"), 0);
        std::thread::sleep(Duration::from_millis(1));
    }
    let status = cancelled(&world, &id);
    assert_eq!(
        (status["state"].as_str(), status["can_undo"].as_bool()),
        (Some("cancelled"), Some(false)),
        "{status}"
    );
    assert_eq!(before, records(&world));
    assert_eq!(world.err("imports.undo", id), "import.nothing_to_undo");
}

#[test]
fn interrupted() {
    let world = World::new();
    let before = records(&world);
    let schema =
        "select group_concat(sql, ';') from (select sql from sqlite_schema where sql is not null order by name)";
    let schema = |world: &World| {
        world
            .look()
            .query_row(schema, [], |row| row.get::<_, String>(0))
            .unwrap()
    };
    let indexes = schema(&world);
    let status = import(&world, many(&world));
    assert_eq!(status["created"], json!(60_000));
    assert_eq!(
        indexes.to_lowercase(),
        schema(&world).to_lowercase(),
        "every index is there again"
    );
    // A program that ended leaves an import that runs only on paper.
    rusqlite::Connection::open(world.path())
        .unwrap()
        .execute("update imports set state = 'running', finished_at = null", [])
        .unwrap();
    let id = json!({ "import_id": status["import_id"] });
    assert_eq!(world.ok("imports.status", id.clone())["state"], "interrupted");
    assert_eq!(world.ok("imports.list", Value::Null)[0]["state"], "interrupted");
    // It can be run again on its key …
    let again = import(&world, many(&world));
    assert_eq!(
        (again["created"].as_u64(), again["skipped"].as_u64()),
        (Some(0), Some(60_000))
    );
    // … or taken back.
    assert_eq!(world.ok("imports.undo", id)["state"], "undone");
    assert_eq!(before, records(&world));
}

impl World {
    /// The code of the failure, while something else writes.
    fn err_quietly(&self, command: &str, input: Value) -> &'static str {
        self.run(command, input).unwrap_err().code
    }
}
