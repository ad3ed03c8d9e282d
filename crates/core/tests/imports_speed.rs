//! How fast a million deals arrive, against the same rows read with `csv` and written with prepared statements.
//! Run by hand: `cargo test --release -p leadwell-core --test commands imports_speed -- --ignored --nocapture`.

use crate::world::World;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

const ROWS: usize = 1_000_000;
const CUSTOMERS: usize = 10_000;

fn deals(path: &Path) {
    let mut text = String::from("deal_id,customer,product,sales_agent,deal_stage,engage_date,close_date,close_value\n");
    let mut seed = 7_u64;
    let mut next = move |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for row in 0..ROWS {
        let (month, day, later) = (1 + next(12), 1 + next(28), next(28) + 1);
        let stage = ["Won", "Lost", "Won", "初步接洽", "方案报价"][next(5) as usize];
        let open = !["Won", "Lost"].contains(&stage);
        let _ = write!(
            text,
            "D{row:07},客户 {:05},产品 {:02},销售 {:02},{stage},2024-{month:02}-{day:02},",
            next(CUSTOMERS as u64),
            next(50),
            next(40)
        );
        if open {
            let _ = writeln!(text, ",{}", 1000 + next(900_000));
        } else {
            let _ = writeln!(
                text,
                "2025-{month:02}-{later:02},{}.{:02}",
                1000 + next(900_000),
                next(100)
            );
        }
    }
    std::fs::write(path, text).unwrap();
}

fn timed(work: impl FnOnce()) -> Duration {
    #[allow(clippy::disallowed_methods)] // A measurement.
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The plain limit: one table without indexes, one transaction.
fn raw(file: &Path, database: &Path) {
    let mut connection = Connection::open(database).unwrap();
    connection.execute_batch("pragma journal_mode = wal; pragma synchronous = full; create table deals (id integer primary key, code text, customer text, product text, owner text, stage text, created text, closed text, amount text);").unwrap();
    let transaction = connection.transaction().unwrap();
    let mut insert = transaction.prepare("insert into deals (code, customer, product, owner, stage, created, closed, amount) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)").unwrap();
    let mut reader = csv::Reader::from_path(file).unwrap();
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).unwrap() {
        insert
            .execute(params![
                &row[0], &row[1], &row[2], &row[3], &row[4], &row[5], &row[6], &row[7]
            ])
            .unwrap();
    }
    drop(insert);
    transaction.commit().unwrap();
}

/// The same records into the same tables with the same indexes, already resolved, one transaction.
fn same_tables(from: &Path, database: &Path) {
    let mut connection = Connection::open(database).unwrap();
    connection.execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma foreign_keys = off;").unwrap();
    connection
        .execute("attach ?1 as source", [from.to_string_lossy()])
        .unwrap();
    let transaction = connection.transaction().unwrap();
    let copy = |table: &str| {
        let columns = transaction
            .prepare(&format!("select * from source.{table}"))
            .unwrap()
            .column_count();
        let marks = vec!["?"; columns].join(", ");
        let mut insert = transaction
            .prepare(&format!("insert into main.{table} values ({marks})"))
            .unwrap();
        let mut select = transaction.prepare(&format!("select * from source.{table}")).unwrap();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let value = rusqlite::types::ToSqlOutput::Borrowed(row.get_ref(column).unwrap());
                insert.raw_bind_parameter(column + 1, value).unwrap();
            }
            insert.raw_execute().unwrap();
        }
    };
    copy("deals");
    copy("deal_versions");
    transaction.commit().unwrap();
}

#[test]
#[ignore = "a measurement"]
fn a_million_deals() {
    let world = World::new();
    let folder = world.path().parent().unwrap().to_owned();
    let file = folder.join("deals.csv");
    deals(&file);
    let mut customers = String::from("customer\n");
    (0..CUSTOMERS).for_each(|n| writeln!(customers, "客户 {n:05}").unwrap());
    let mut products = String::from("product,sales_price\n");
    (0..50).for_each(|n| writeln!(products, "产品 {n:02},{}", 100 * n).unwrap());
    let mut people = String::from("sales_agent\n");
    (0..40).for_each(|n| writeln!(people, "销售 {n:02}").unwrap());
    let import = |kind: &str, path: &Path, more: Value| {
        let mut plan = json!({ "kind": kind, "source": { "path": path } });
        more.as_object()
            .unwrap()
            .iter()
            .for_each(|(key, value)| plan[key] = value.clone());
        let id = world.ok("imports.start", plan)["import_id"].clone();
        loop {
            let status = world.ok("imports.status", json!({ "import_id": id }));
            if status["state"] != "running" {
                assert_eq!(status["state"], "done", "{status}");
                return status;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    for (kind, text) in [("customers", &customers), ("products", &products), ("people", &people)] {
        let path = folder.join(format!("{kind}.csv"));
        std::fs::write(&path, text).unwrap();
        import(kind, &path, json!({}));
    }
    world
        .workspace
        .dispatch(&world.call, "workspace.check", Value::Null)
        .unwrap();
    let empty = folder.join("empty.leadwell");
    Connection::open(world.path())
        .unwrap()
        .execute("vacuum into ?1", [empty.to_string_lossy()])
        .unwrap();

    let raw_time = timed(|| raw(&file, &folder.join("raw.sqlite")));
    println!("csv + prepared inserts, one plain table      {raw_time:>8.1?}");
    let dry = timed(|| {
        let dry = world.ok(
            "imports.dry_run",
            json!({ "kind": "deals", "source": { "path": file } }),
        );
        assert_eq!(
            (dry["create"].as_u64(), dry["reject"].as_u64()),
            (Some(ROWS as u64), Some(0)),
            "{dry}"
        );
    });
    println!(
        "dry run                                      {dry:>8.1?}  {:.2}×",
        dry.as_secs_f64() / raw_time.as_secs_f64()
    );
    let mut done = Value::Null;
    let time = timed(|| done = import("deals", &file, json!({})));
    println!(
        "import                                       {time:>8.1?}  {:.2}×",
        time.as_secs_f64() / raw_time.as_secs_f64()
    );
    let same = timed(|| same_tables(&world.path(), &empty));
    println!(
        "prepared inserts into the same tables        {same:>8.1?}  {:.2}×",
        same.as_secs_f64() / raw_time.as_secs_f64()
    );
    let again = timed(|| drop(import("deals", &file, json!({}))));
    println!(
        "the same file again, skipped on its key      {again:>8.1?}  {:.2}×",
        again.as_secs_f64() / raw_time.as_secs_f64()
    );
    println!("file size {} MB", std::fs::metadata(world.path()).unwrap().len() >> 20);
    let undo = timed(|| drop(world.ok("imports.undo", json!({ "import_id": done["import_id"] }))));
    println!(
        "undo                                         {undo:>8.1?}  {:.2}×",
        undo.as_secs_f64() / raw_time.as_secs_f64()
    );
}
