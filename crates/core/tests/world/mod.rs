//! A company in a temporary file, spoken to only through `Workspace::dispatch`: what every suite of the core starts with.
// Each suite uses its own part; what a test stands on may fail loudly.
#![allow(dead_code, clippy::unwrap_used)]

pub mod company;
pub mod files;
pub mod folders;
pub mod leads;

use leadwell_core::{Call, Failure, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::ids::PersonId;
use leadwell_rules::time::{Day, Instant, business_day, zone};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// A company, the person speaking and the time on their clock.
pub struct World {
    pub workspace: Arc<Workspace>,
    pub call: Call,
    folder: tempfile::TempDir,
}

impl World {
    /// A new file nobody has answered the first-run questions of, on 2026-03-18 at 10:00 in Shanghai.
    pub fn blank() -> World {
        let folder = tempfile::tempdir().unwrap();
        let now = instant("2026-03-18T10:00");
        let workspace = Workspace::create(&folder.path().join("company.leadwell"), now).unwrap();
        let call = Call {
            now,
            person: workspace.owner().unwrap(),
            language: Language::Zh,
            origin: Origin::Local,
            seen: None,
        };
        World {
            workspace,
            call,
            folder,
        }
    }

    /// A Chinese company set up and empty.
    pub fn new() -> World {
        World::set_up("zh", "CNY", "empty")
    }

    /// The same with the sample company in it.
    pub fn sample() -> World {
        World::set_up("zh", "CNY", "sample")
    }

    /// A company set up as said: `then` is empty or sample.
    pub fn set_up(language: &str, currency: &str, then: &str) -> World {
        let mut world = World::blank();
        if language == "en" {
            world.call.language = Language::En;
        }
        world.ok(
            "workspace.setup",
            json!({
                "language": language, "name": "Acme", "base_currency": currency, "fiscal_start_month": 1,
                "time_zone": "Asia/Shanghai", "business": "manufacturing", "owner_name": "Owner", "then": then
            }),
        );
        world
    }

    /// Sets the clock, in the company's time zone (Shanghai).
    pub fn at(&mut self, local: &str) -> &mut World {
        self.call.now = instant(local);
        self
    }

    /// The person with this name speaks from now on.
    pub fn speak_as(&mut self, name: &str) -> &mut World {
        self.call.person = self.workspace.person(name).unwrap();
        self
    }

    /// The business date on the clock.
    pub fn today(&self) -> Day {
        business_day(self.call.now, &zone("Asia/Shanghai").unwrap())
    }

    /// The answer of a command, or its failure.
    pub fn run(&self, command: &str, input: Value) -> Result<Value, Failure> {
        self.workspace.dispatch(&self.call, command, input)
    }

    /// The answer of a command that must succeed.
    #[track_caller]
    pub fn ok(&self, command: &str, input: Value) -> Value {
        match self.run(command, input.clone()) {
            Ok(answer) => answer,
            Err(failure) => panic!("{command} {input} failed: {failure:?}"),
        }
    }

    /// The code of the failure of a command that must fail, and must leave the file as it was.
    #[track_caller]
    pub fn err(&self, command: &str, input: Value) -> String {
        let before = self.dump();
        match self.run(command, input.clone()) {
            Ok(answer) => panic!("{command} {input} should fail, but answered {answer}"),
            Err(failure) => {
                assert_eq!(before, self.dump(), "{command} failed and still changed something");
                assert_ne!(failure.message, failure.code, "{command} fails without a sentence");
                assert!(!failure.message.contains("{ $"), "{command}: {}", failure.message);
                failure.code.to_owned()
            }
        }
    }

    /// Adds a person; their id.
    pub fn person(&self, name: &str, role: &str) -> PersonId {
        PersonId(
            self.ok("people.save", json!({ "name": name, "role": role }))["id"]
                .as_i64()
                .unwrap(),
        )
    }

    /// Creates a deal; its id. `more` are further fields of `deals.create`.
    pub fn deal(&self, name: &str, more: Value) -> i64 {
        let mut input = json!({ "name": name });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ok("deals.create", input)["id"].as_i64().unwrap()
    }

    /// The file as it stands at this moment, opened as if the program that works on it had been killed.
    pub fn killed_here(&self) -> World {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("company.leadwell");
        let connection = Connection::open(self.path()).unwrap();
        connection.execute("vacuum into ?1", [copy.to_string_lossy()]).unwrap();
        World {
            workspace: Workspace::open(&copy, self.call.now).unwrap(),
            call: self.call.clone(),
            folder,
        }
    }

    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        self.workspace.path().to_owned()
    }

    /// A second connection, to look – not to write.
    pub fn look(&self) -> Connection {
        let connection = Connection::open(self.path()).unwrap();
        connection.execute_batch("pragma query_only = on").unwrap();
        connection
    }

    /// One number out of the file.
    pub fn number(&self, sql: &str) -> i64 {
        self.look()
            .query_row(sql, [], |row| row.get::<_, Option<i64>>(0))
            .unwrap()
            .unwrap_or(0)
    }

    /// Everything in the file but the record of changes and what search makes of the records, as text: two equal dumps mean the
    /// same records.
    pub fn dump(&self) -> String {
        let connection = self.look();
        let mut out = String::new();
        let mut tables = connection
            .prepare(
                "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'
                 and name not like 'search_%' and name not in ('changes', 'change_records') order by name",
            )
            .unwrap();
        let tables: Vec<String> = tables
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for table in tables {
            let mut rows = connection
                .prepare(&format!("select * from {table} order by 1, 2"))
                .unwrap();
            let columns = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                out.push_str(&table);
                for column in 0..columns {
                    let _ = match row.get_ref(column).unwrap() {
                        ValueRef::Null => write!(out, "|"),
                        ValueRef::Integer(number) => write!(out, "|{number}"),
                        ValueRef::Real(number) => write!(out, "|{number}"),
                        ValueRef::Text(text) => write!(out, "|{:?}", String::from_utf8_lossy(text)),
                        ValueRef::Blob(bytes) => write!(out, "|{} bytes", bytes.len()),
                    };
                }
                out.push('\n');
            }
        }
        out
    }
}

/// An instant by the clock in Shanghai: `2026-03-18T10:00`.
pub fn instant(local: &str) -> Instant {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap();
    Instant(local.and_utc().timestamp_millis() - 8 * 3_600_000)
}

/// How many deals keep something else about their planned activities than the activities say: must be 0.
pub const NEXT_DIFFERS: &str = "
  select count(*) from deals o
  where next_due_on is not (select min(due_on) from activities a where a.deal_id = o.id and a.done_at is null and a.deleted_at is null)
     or next_kind is not (select kind from activities a where a.deal_id = o.id and a.done_at is null and a.deleted_at is null
                          order by due_on, kind limit 1)";

/// The ids of a list.
pub fn ids(rows: &Value) -> Vec<i64> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_i64().unwrap())
        .collect()
}

/// The names of a list.
pub fn names(rows: &Value) -> Vec<String> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect()
}

/// The kinds of a timeline's items.
pub fn kinds(timeline: &Value) -> Vec<String> {
    timeline
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["kind"].as_str().unwrap().to_owned())
        .collect()
}

/// A dump without the record of changes and of imports: what an undo has to bring back.
pub fn lasting(dump: &str) -> String {
    let passing = ["changes|", "change_records|", "imports|", "import_", "sqlite_sequence|"];
    let kept: Vec<&str> = dump
        .lines()
        .filter(|line| !passing.iter().any(|table| line.starts_with(table)))
        .collect();
    kept.join("\n")
}
