//! A real pipeline file through the real program: 8,800 deals of Maven Analytics' CRM set, imported by the shell, and the
//! same numbers on the board, in the funnel, in the forecast and in the printed book.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join(format!("leadwell{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "build the program first: cargo build -p leadwell-cli");
    program
}

/// The folder of the files, when it lies beside the project.
fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/maven_crm");
    if folder.exists() {
        return Some(folder);
    }
    println!("../shared/data/maven_crm is not here: the test over it is left out");
    None
}

struct Shell {
    file: PathBuf,
    folder: tempfile::TempDir,
}

impl Shell {
    fn new() -> Shell {
        let folder = tempfile::tempdir().unwrap();
        let shell = Shell {
            file: folder.path().join("maven.leadwell"),
            folder,
        };
        shell.ok(&["new", "--name", "Maven", "--time_zone", "UTC"]);
        let stages =
            json!([{ "name": "Prospecting", "win_rate_bp": 2000 }, { "name": "Engaging", "win_rate_bp": 6000 }]);
        shell.ok(&[
            "pipelines.save",
            &json!({ "name": "Maven", "stages": stages }).to_string(),
        ]);
        shell
    }

    /// The output of a call that must succeed: with `--json` standard output carries the answer and nothing else.
    fn ok(&self, words: &[&str]) -> Value {
        let done = Command::new(program())
            .args(["--json", "--lang", "en", "--now", "2017-12-31T12:00:00Z", "--file"])
            .arg(&self.file)
            .args(words)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        let mut answer: Value = serde_json::from_slice(&done.stdout)
            .unwrap_or_else(|error| panic!("{words:?}: {error}: {}", String::from_utf8_lossy(&done.stdout)));
        answer["output"].take()
    }

    fn import(&self, kind: &str, file: &Path, more: &[&str]) -> Value {
        let path = file.display().to_string();
        let mut words = vec!["import", kind, &path];
        words.extend(more);
        self.ok(&words)
    }

    /// Every record as text, without the house's own books.
    fn dump(&self) -> String {
        let connection = rusqlite::Connection::open(&self.file).unwrap();
        let mut out = String::new();
        for table in [
            "people",
            "customers",
            "contacts",
            "products",
            "pipelines",
            "stages",
            "deals",
            "deal_versions",
            "activities",
            "targets",
        ] {
            let columns: String = connection
                .query_row(
                    "select group_concat(name, ', ') from pragma_table_info(?1)",
                    [table],
                    |row| row.get(0),
                )
                .unwrap();
            let mut rows = connection
                .prepare(&format!("select json_array({columns}) from {table} order by 1"))
                .unwrap();
            for row in rows.query_map([], |row| row.get::<_, String>(0)).unwrap() {
                out.push_str(&row.unwrap());
                out.push('\n');
            }
        }
        out
    }
}

fn finding<'a>(dry: &'a Value, code: &str) -> &'a Value {
    dry["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == code)
        .unwrap_or_else(|| panic!("no {code} in {dry}"))
}

#[test]
fn the_same_numbers_everywhere() {
    let Some(data) = data() else { return };
    let shell = Shell::new();
    assert_eq!(
        shell.import("customers", &data.join("accounts.csv"), &[])["created"],
        85
    );
    assert_eq!(shell.import("products", &data.join("products.csv"), &[])["created"], 7);
    shell.import("people", &data.join("sales_teams.csv"), &[]);
    let people = shell.ok(&["people.list"]);
    let people = people.as_array().unwrap();
    let count = |test: &dyn Fn(&&Value) -> bool| people.iter().filter(test).count();
    assert_eq!(
        (
            count(&|person| person["role"] == "sales"),
            count(&|person| person["role"] == "manager"),
            people.len()
        ),
        (35, 6, 42),
        "41 people and the owner"
    );
    let managers: std::collections::BTreeSet<i64> = people
        .iter()
        .filter(|person| person["role"] == "sales")
        .map(|person| person["manager_id"].as_i64().unwrap())
        .collect();
    let offices: std::collections::BTreeSet<&str> =
        people.iter().filter_map(|person| person["team"].as_str()).collect();
    assert_eq!((managers.len(), offices.len()), (6, 3));

    let deals = data.join("sales_pipeline.csv");
    let before = shell.dump();
    let dry = shell.import("deals", &deals, &["--pipeline", "Maven", "--dry-run"]);
    assert_eq!(dry["rows"], 8800);
    let product = finding(&dry, "import.unknown_product");
    assert_eq!(
        (&product["value"], &product["rows"], &product["suggestion"]),
        (&json!("GTXPro"), &json!(1480), &json!("GTX Pro"))
    );
    for (code, rows) in [
        ("import.without_customer", 1425),
        ("import.without_created_on", 500),
        ("import.open_without_amount", 2089),
    ] {
        assert_eq!(finding(&dry, code)["rows"], rows, "{code}");
    }
    assert_eq!(shell.dump(), before, "a dry run writes nothing");

    let wanted = [
        "--pipeline",
        "Maven",
        "--accept-suggestions",
        "--fill-amount-from-list-price",
    ];
    let done = shell.import("deals", &deals, &wanted);
    assert_eq!(
        (&done["created"], &done["rejected"], &done["skipped"]),
        (&json!(8800), &json!(0), &json!(0))
    );

    let pipelines = shell.ok(&["pipelines.list"]);
    let pipeline = pipelines
        .as_array()
        .unwrap()
        .iter()
        .find(|pipeline| pipeline["name"] == "Maven")
        .unwrap()["id"]
        .to_string();
    let won = shell.ok(&[
        "deals.totals",
        r#"{"filter":{"condition":{"field":"status","is":"any_of","values":["won"]}}}"#,
    ]);
    assert_eq!(
        (&won["count"], &won["sum_minor"]),
        (&json!(4238), &json!(1_000_553_400))
    );
    let board = shell.ok(&["board.get", "--pipeline_id", &pipeline]);
    let columns: Vec<(&str, i64)> = board["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| {
            (
                column["stage"]["name"].as_str().unwrap(),
                column["count"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(columns, [("Prospecting", 500), ("Engaging", 1589)]);
    let funnel = shell.ok(&["funnel.get", "--pipeline_id", &pipeline]);
    assert_eq!(
        (
            &funnel["won"]["count"],
            &funnel["won"]["minor"],
            &funnel["lost"]["count"]
        ),
        (&json!(4238), &json!(1_000_553_400), &json!(2473))
    );
    assert_eq!(funnel["win_rate"], json!({ "numerator": 4238, "denominator": 6711 }));
    let standing: Vec<i64> = funnel["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| stage["standing"]["count"].as_i64().unwrap())
        .collect();
    assert_eq!(standing, [500, 1589]);
    let forecast = shell.ok(&["forecast.get", "--period_kind", "year", "--pipeline_id", &pipeline]);
    assert_eq!(
        (&forecast["total"]["won_count"], &forecast["total"]["won_minor"]),
        (&json!(4238), &json!(1_000_553_400))
    );
    assert_eq!(
        (&forecast["undated"]["count"], &forecast["undated"]["minor"]),
        (&board["totals"]["count"], &board["totals"]["sum_minor"])
    );

    let book = shell.folder.path().join("book.pdf");
    let printed = shell.ok(&[
        "print",
        "forecast",
        "--query.period_kind",
        "year",
        "--pipeline",
        "Maven",
        "--out",
        &book.display().to_string(),
    ]);
    assert!(printed["page_count"].as_i64().unwrap() >= 3);
    match Command::new("pdftotext").arg("-layout").arg(&book).arg("-").output() {
        Ok(text) => {
            let text: String = String::from_utf8_lossy(&text.stdout).split_whitespace().collect();
            for words in ["10,005,534.00", "4,238", "63.15%", "6,711", "2,089"] {
                assert!(text.contains(words), "the book does not say {words}");
            }
        }
        Err(_) => println!("pdftotext is not installed: the text of the book is not checked"),
    }

    let after = shell.dump();
    let again = shell.import("deals", &deals, &wanted);
    assert_eq!(
        (&again["created"], &again["updated"]),
        (&json!(0), &json!(0)),
        "the same file again on its key"
    );
    assert_eq!(shell.dump(), after);
    shell.ok(&["imports.undo", "--import_id", &done["import_id"].to_string()]);
    assert_eq!(shell.dump(), before, "undo leaves the file as before");
}
