//! Kills in the middle: a program that is killed while it edits and imports loses nothing it had acknowledged, and what
//! it had not acknowledged is there whole or not at all.

use base64::Engine as _;
use leadwell_core::Workspace;
use leadwell_rules::time::Instant;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How often the program is killed; `LEADWELL_KILLS` asks for more.
const KILLS: u64 = 100;
/// Rows in the file that is being imported meanwhile: more than can be written before the kill.
const ROWS: usize = 40_000;
/// Interrupted imports that are gone on with to their end; the others stay as they are.
const RESUMED: u32 = 3;
/// A kill comes at most this long after the first change.
const LATEST: Duration = Duration::from_millis(400);

/// The `leadwell` program of this build, made by the same `cargo test --workspace`.
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let folder = tests.parent().and_then(Path::parent).unwrap();
    let program = folder.join(format!("leadwell{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "build the program first: cargo build -p leadwell-cli");
    program
}

/// A served file.
struct Server {
    child: Child,
    address: String,
    bearer: String,
}

impl Server {
    fn start(file: &Path) -> Server {
        let mut child = Command::new(program())
            .args(["--json", "--file"])
            .arg(file)
            .args(["serve", "--bind", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: Value = serde_json::from_str(&line).expect("the address");
        let word = |name: &str| said[name].as_str().unwrap().to_owned();
        Server {
            child,
            address: word("address"),
            bearer: word("bearer"),
        }
    }

    fn caller(&self) -> Caller {
        Caller {
            base: format!("http://{}/rpc/", self.address),
            bearer: format!("Bearer {}", self.bearer),
            agent: ureq::Agent::new_with_defaults(),
        }
    }

    fn kill(mut self) {
        // SIGKILL: no handler, no flush.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[derive(Clone)]
struct Caller {
    base: String,
    bearer: String,
    agent: ureq::Agent,
}

impl Caller {
    /// The output of a command; none when the server is gone.
    fn call(&self, command: &str, input: &Value) -> Option<Value> {
        let request = self
            .agent
            .post(format!("{}{command}", self.base))
            .header("Authorization", &self.bearer);
        let mut answer: Value = request.send_json(input).ok()?.body_mut().read_json().ok()?;
        Some(answer["output"].take())
    }
}

/// SplitMix64: the same seed kills at the same moments.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn customers_file(round: u64) -> String {
    let mut text = String::from("customer,sector\n");
    for row in 0..ROWS {
        text.push_str(&format!("Round {round} customer {row},sector {}\n", row % 17));
    }
    text
}

/// Creates deals one after another until the server is gone; what was acknowledged is noted.
fn edit(caller: &Caller, round: u64, acknowledged: &Mutex<Vec<(String, i64)>>, started: &AtomicBool) {
    for number in 0.. {
        let name = format!("deal {round}-{number}");
        let Some(deal) = caller.call("deals.create", &json!({ "name": name, "amount_minor": 100 })) else {
            return;
        };
        acknowledged.lock().unwrap().push((name.clone(), 100));
        started.store(true, Ordering::SeqCst);
        if caller
            .call("deals.edit", &json!({ "id": deal["id"], "amount_minor": 100 + number }))
            .is_none()
        {
            return;
        }
        acknowledged.lock().unwrap().push((name, 100 + number));
    }
}

#[test]
fn killed_at_random_moments() {
    let kills = std::env::var("LEADWELL_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(KILLS);
    let mut seed = std::env::var("LEADWELL_SEED")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(20_261_122);
    println!("{kills} kills, seed {seed}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.leadwell");
    Workspace::create(&file, Instant(1_795_000_000_000)).unwrap();
    let mut everything: Vec<(String, i64)> = Vec::new();
    let mut during_import = 0;
    let mut resumed = 0;
    for round in 0..kills {
        let server = Server::start(&file);
        let caller = server.caller();
        if round == 0 {
            let setup = json!({ "language": "en", "name": "Crash", "base_currency": "USD", "fiscal_start_month": 1, "business": "general", "then": "empty" });
            assert_eq!(caller.call("workspace.setup", &setup).unwrap()["set_up"], true);
        }
        let piece = base64::engine::general_purpose::STANDARD.encode(customers_file(round));
        let upload = caller
            .call(
                "imports.upload",
                &json!({ "name": "accounts.csv", "chunk_base64": &piece, "last": true }),
            )
            .unwrap();
        let plan = json!({ "kind": "customers", "source": { "upload": upload["upload"] }, "mapping": { "customer": "name", "sector": "industry" } });
        let import = caller.call("imports.start", &plan).unwrap()["import_id"]
            .as_i64()
            .unwrap();
        let acknowledged = Arc::new(Mutex::new(Vec::new()));
        let started = Arc::new(AtomicBool::new(false));
        let (editor, noted, flag) = (caller.clone(), Arc::clone(&acknowledged), Arc::clone(&started));
        let editing = std::thread::spawn(move || edit(&editor, round, &noted, &flag));
        while !started.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(random(&mut seed) % LATEST.as_micros() as u64));
        server.kill();
        editing.join().unwrap();
        everything.extend(acknowledged.lock().unwrap().drain(..));
        let interrupted = check(&file, import, &everything);
        during_import += i64::from(interrupted);
        if interrupted && resumed < RESUMED {
            resumed += 1;
            go_on(&file, import, &piece);
            assert!(!check(&file, import, &everything), "all rows are there");
        }
    }
    println!(
        "{} acknowledged changes, {during_import} of {kills} kills fell into a running import",
        everything.len()
    );
    assert!(
        during_import > 0,
        "no kill fell into an import: the file to import is too small for this machine"
    );
}

/// The next program goes on with the import, given the same file, until all rows were gone through.
fn go_on(file: &Path, import: i64, piece: &str) {
    let server = Server::start(file);
    let caller = server.caller();
    let handed = json!({ "name": "accounts.csv", "chunk_base64": piece, "last": true });
    let upload = caller.call("imports.upload", &handed).unwrap();
    let wanted = json!({ "import_id": import, "upload": upload["upload"] });
    caller.call("imports.resume", &wanted).expect("it goes on");
    let status = loop {
        let status = caller.call("imports.status", &json!({ "import_id": import })).unwrap();
        if status["state"] != "running" {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(
        (&status["state"], status["created"].as_u64()),
        (&json!("done"), Some(ROWS as u64)),
        "{status}"
    );
    server.kill();
}

/// Opens the file again and checks all that was promised; whether the import had been running.
fn check(file: &Path, import: i64, acknowledged: &[(String, i64)]) -> bool {
    drop(Workspace::open(file, Instant(1_795_000_000_000)).unwrap());
    let connection = rusqlite::Connection::open(file).unwrap();
    let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(text("pragma integrity_check"), "ok");
    assert_eq!(number("select count(*) from pragma_foreign_key_check"), 0);
    let mut statement = connection
        .prepare("select amount_minor from deals where name = ?1")
        .unwrap();
    let last: std::collections::BTreeMap<&str, i64> = acknowledged
        .iter()
        .map(|(name, amount)| (name.as_str(), *amount))
        .collect();
    for (name, amount) in &last {
        let found: Vec<i64> = statement
            .query_map([name], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(
            found.len(),
            1,
            "{name} was acknowledged and is there {} times",
            found.len()
        );
        // The one change that was under way may have been committed before its answer was sent.
        assert!(found[0] >= *amount, "{name}: acknowledged {amount}, found {}", found[0]);
    }
    let names: BTreeSet<&str> = last.keys().copied().collect();
    assert!(
        number("select count(*) from deals") - names.len() as i64 <= 100,
        "deals nobody asked for"
    );
    assert_eq!(
        number("select count(*) from deals o where not exists (select 1 from deal_versions v where v.deal_id = o.id)"),
        0
    );
    // A chunk of an import is written with its progress and its record, or not at all.
    let rows = number(&format!("select count(*) from customers where import_id = {import}"));
    assert_eq!(
        rows,
        number(&format!("select created from imports where id = {import}"))
    );
    assert_eq!(
        rows,
        number(&format!(
            "select coalesce(sum(records), 0) from changes where import_id = {import}"
        ))
    );
    rows < ROWS as i64
}
