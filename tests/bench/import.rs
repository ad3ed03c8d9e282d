//! A file of a million deals: through the whole import – matching, checking, versions, undo record – against the same
//! rows put into a bare table by hand, and by SQLite's own shell.

use super::Figure;
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::time::Instant;
use serde_json::json;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant as Clock};

const COLUMNS: [&str; 12] = [
    "deal_id",
    "name",
    "sales_agent",
    "product",
    "customer",
    "deal_stage",
    "engage_date",
    "close_date",
    "close_value",
    "note",
    "competitor",
    "lost_reason",
];

/// Measures all three.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let rows: usize = std::env::var("LEADWELL_BENCH_ROWS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("deals.csv");
    std::fs::write(&file, deals(rows))?;
    let raw = by_hand(&file, &folder.path().join("raw.db"))?;
    let shell = by_shell(&file, &folder.path().join("shell.db"));
    let company = folder.path().join("company.leadwell");
    let (ours, copy, undo) = through_the_product(&file, &company, rows)?;
    let per_second = |time: Duration| format!("{:.0} rows/s", rows as f64 / time.as_secs_f64());
    let mut figures = vec![Figure {
        what: format!("import of {rows} deals / csv + prepared inserts"),
        ours: per_second(ours),
        other: per_second(raw),
        ratio: ours.as_secs_f64() / raw.as_secs_f64(),
        goal: 3.0,
    }];
    match shell {
        Some(shell) => figures.push(Figure {
            what: format!("import of {rows} deals / sqlite3 .import"),
            ours: per_second(ours),
            other: per_second(shell),
            ratio: ours.as_secs_f64() / shell.as_secs_f64(),
            goal: 3.0,
        }),
        None => eprintln!("sqlite3 is not installed: no comparison with its .import"),
    }
    figures.push(Figure {
        what: format!("import of {rows} deals / the same records copied"),
        ours: per_second(ours),
        other: per_second(copy),
        ratio: ours.as_secs_f64() / copy.as_secs_f64(),
        goal: 3.0,
    });
    figures.push(Figure {
        what: format!("undo of the import of {rows} deals / import"),
        ours: format!("{:.1} s", undo.as_secs_f64()),
        other: format!("{:.1} s", ours.as_secs_f64()),
        ratio: undo.as_secs_f64() / ours.as_secs_f64(),
        goal: 1.0,
    });
    Ok(figures)
}

fn deals(rows: usize) -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for row in 0..rows {
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        let (stage, close, value, reason) = match row % 20 {
            0 => ("Prospecting", String::new(), String::new(), ""),
            1 => ("Engaging", String::new(), format!("{}", 100 + row % 9000), ""),
            n if n % 2 == 0 => (
                "Won",
                format!("2025-{month:02}-{day:02}"),
                format!("{}.{:02}", 100 + row % 9000, row % 100),
                "",
            ),
            _ => ("Lost", format!("2025-{month:02}-{day:02}"), String::from("0"), "price"),
        };
        let _ = writeln!(
            text,
            "K{row:07},Deal {row},Agent {},Product {},Customer {},{stage},2024-{month:02}-{day:02},{close},{value},note {row},,{reason}",
            row % 35,
            row % 7,
            row % 5000
        );
    }
    text
}

/// The rows of a file put into a bare table of texts by prepared statements.
pub fn by_hand(file: &Path, database: &Path) -> Result<Duration, Box<dyn Error>> {
    let started = Clock::now();
    let mut connection = rusqlite::Connection::open(database)?;
    let mut reader = csv::Reader::from_path(file)?;
    let columns: Vec<String> = (0..reader.headers()?.len()).map(|at| format!("c{at}")).collect();
    connection.execute_batch(&format!(
        "pragma journal_mode = wal; pragma synchronous = full; create table rows (id integer primary key, {} text) strict",
        columns.join(" text, ")
    ))?;
    let transaction = connection.transaction()?;
    {
        let marks = vec!["?"; columns.len()].join(", ");
        let mut insert = transaction.prepare(&format!("insert into rows ({}) values ({marks})", columns.join(", ")))?;
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            insert.execute(rusqlite::params_from_iter(record.iter()))?;
        }
    }
    transaction.commit()?;
    Ok(started.elapsed())
}

fn by_shell(file: &Path, database: &Path) -> Option<Duration> {
    let started = Clock::now();
    let command = format!(".import --csv \"{}\" deals", file.display());
    let done = Command::new("sqlite3")
        .arg(database)
        .arg("pragma journal_mode = wal; pragma synchronous = full")
        .arg(command)
        .output()
        .ok()?;
    done.status.success().then(|| started.elapsed())
}

/// The same records, already resolved, read from a finished company and written by prepared statements into
/// the same tables with the same indexes: what the result itself costs, however it is come by.
pub fn copied(company: &Path, database: &Path, tables: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let from = rusqlite::Connection::open(company)?;
    let mut to = rusqlite::Connection::open(database)?;
    to.execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536;")?;
    to.execute_batch(&leadwell_core::schema()?)?;
    let started = Clock::now();
    let transaction = to.transaction()?;
    for table in tables {
        let mut select = from.prepare(&format!("select * from {table}"))?;
        let width = select.column_count();
        let mut insert =
            transaction.prepare(&format!("insert into {table} values ({})", vec!["?"; width].join(", ")))?;
        let mut found = select.query([])?;
        while let Some(row) = found.next()? {
            for column in 0..width {
                insert.raw_bind_parameter(column + 1, row.get::<_, rusqlite::types::Value>(column)?)?;
            }
            insert.raw_execute()?;
        }
    }
    transaction.commit()?;
    Ok(started.elapsed())
}

fn through_the_product(
    file: &Path,
    company: &Path,
    rows: usize,
) -> Result<(Duration, Duration, Duration), Box<dyn Error>> {
    let now = Instant(1_795_000_000_000);
    let workspace = Workspace::create(company, now)?;
    let call = Call {
        now,
        person: workspace.owner()?,
        language: Language::En,
        origin: Origin::Local,
        seen: None,
    };
    let run = |command: &str, input| workspace.dispatch(&call, command, input);
    let setup = json!({ "language": "en", "name": "Bench", "base_currency": "USD", "fiscal_start_month": 1, "business": "general", "then": "empty" });
    run("workspace.setup", setup)?;
    let stages = json!([{ "name": "Prospecting", "win_rate_bp": 2000 }, { "name": "Engaging", "win_rate_bp": 6000 }]);
    let pipeline = run("pipelines.save", json!({ "name": "Bench", "stages": stages }))?["id"].clone();
    for agent in 0..35 {
        run(
            "people.save",
            json!({ "name": format!("Agent {agent}"), "role": "sales" }),
        )?;
    }
    for product in 0..7 {
        run(
            "products.save",
            json!({ "name": format!("Product {product}"), "list_price_minor": 100_000 }),
        )?;
    }
    for customer in 0..5000 {
        run("customers.save", json!({ "name": format!("Customer {customer}") }))?;
    }
    let mapping = json!({
        "deal_id": "code", "name": "name", "sales_agent": "owner", "product": "product", "customer": "customer", "deal_stage": "stage",
        "engage_date": "created_on", "close_date": "closed_on", "close_value": "amount", "note": "note", "competitor": "competitor",
        "lost_reason": "lost_reason"
    });
    let plan = json!({ "kind": "deals", "source": { "path": file }, "mapping": mapping, "key": "code", "pipeline_id": pipeline });
    let started = Clock::now();
    let import = run("imports.start", plan)?["import_id"].clone();
    let status = loop {
        let status = run("imports.status", json!({ "import_id": import }))?;
        if status["state"] != "running" {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let ours = started.elapsed();
    if status["created"] != rows {
        return Err(format!("the import took {} of {rows} rows: {status}", status["created"]).into());
    }
    let tables = [
        "imports",
        "people",
        "customers",
        "products",
        "pipelines",
        "stages",
        "deals",
        "deal_versions",
    ];
    let copy = copied(company, &company.with_extension("copy"), &tables)?;
    let started = Clock::now();
    run("imports.undo", json!({ "import_id": import }))?;
    Ok((ours, copy, started.elapsed()))
}
