//! One failure, two transports: the same kind, code and sentence, with the exit code and the HTTP status of the one table.

use crate::world::Shell;
use serde_json::{Value, json};

/// Fails the same call over both transports.
#[track_caller]
fn compare(shell: &Shell, who: &[&str], command: &str, input: &Value, kind: &str, exit: i32, status: u16) {
    let served = shell.serve(&[who, &["--lang", "en"]].concat());
    let input = input.to_string();
    // At once, because a busy file is waited for.
    let (over_http, from_shell) = std::thread::scope(|scope| {
        let called = scope.spawn(|| served.call(command, &input));
        let run = shell.refused(&[who, &["--lang", "en", command, &input]].concat());
        (called.join().unwrap(), run)
    });
    assert_eq!((from_shell.0, over_http.0), (exit, status), "{command}: {over_http:?}");
    assert_eq!(from_shell.1, over_http.1, "{command}");
    assert_eq!(from_shell.1["kind"], kind, "{command}");
}

#[test]
fn the_same_failure_from_the_shell_and_over_http() {
    let shell = Shell::with_company();
    shell.ok(&["people.save", "--name", "Li", "--role", "viewer"]);
    let owner: &[&str] = &[];
    for (who, command, input, kind, exit, status) in [
        (
            owner,
            "workspace.save",
            json!({ "coverage_line_bp": 0 }),
            "invalid",
            2,
            422,
        ),
        (owner, "workspace.save", json!({ "nonsense": 0 }), "invalid", 2, 422),
        (owner, "deals.get", json!({ "id": 99 }), "not_found", 3, 404),
        (
            &["--as", "Li"],
            "workspace.save",
            json!({ "name": "B" }),
            "forbidden",
            4,
            403,
        ),
        (
            owner,
            "workspace.setup",
            json!({
                "language": "en", "name": "A", "base_currency": "USD", "fiscal_start_month": 1, "business": "general", "then": "empty"
            }),
            "conflict",
            5,
            409,
        ),
    ] {
        compare(&shell, who, command, &input, kind, exit, status);
    }
    // A name that is no command never gets as far as a file.
    let (exit, failure) = shell.refused(&["--lang", "en", "no.such"]);
    let (status, over_http) = shell.serve(&["--lang", "en"]).call("no.such", "{}");
    assert_eq!((exit, status), (3, 404));
    assert_eq!(failure, over_http);
}

#[test]
fn a_busy_file_is_said_to_be_busy() {
    let shell = Shell::with_company();
    let other = rusqlite::Connection::open(shell.company()).unwrap();
    other.execute_batch("begin immediate").unwrap();
    compare(&shell, &[], "workspace.save", &json!({ "name": "B" }), "busy", 6, 503);
}

#[test]
fn what_only_the_shell_meets_has_its_exit_code() {
    let shell = Shell::with_company();
    let file = shell.write("a.csv", "Customer,Employees\nA,many\n");
    shell.ok(&["import", "customers", &file]);
    let below_a_file = format!("{file}/b.csv");
    let (exit, failure) = shell.refused(&["imports.errors", "--import_id", "1", "--out", &below_a_file]);
    assert_eq!((exit, &failure["kind"]), (7, &json!("io")));
    let no_workspace = shell.write("b.leadwell", &"not a workspace ".repeat(100));
    let (exit, failure) = shell.refused(&["--file", &no_workspace, "board.get"]);
    assert_eq!((exit, &failure["kind"]), (8, &json!("corrupt")));
}

#[test]
fn the_same_answer_from_the_shell_and_over_http() {
    let shell = Shell::with_company();
    let made = shell.answer(&["products.save", "--name", "Line 1"]);
    assert_eq!((&made["change_id"], &made["records"]), (&json!(2), &json!(1)), "{made}");
    let asked = shell.answer(&["products.list"]);
    assert_eq!((&asked["change_id"], &asked["records"]), (&Value::Null, &json!(0)));
    let (_, over_http) = shell.serve(&[]).answer("products.list", "{}");
    assert_eq!(over_http, asked);
    // What changes nothing has no change to take back.
    let again = shell.answer(&["products.save", "--id", "1", "--name", "Line 1"]);
    assert_eq!(again["output"]["name"], "Line 1");
}

#[test]
fn what_others_changed_is_not_written_over_on_any_transport() {
    let shell = Shell::with_company();
    shell.ok(&["people.save", "--name", "Sue", "--role", "owner"]);
    let customer = shell.answer(&["customers.save", "--name", "Ruhr"]);
    let (id, seen) = (customer["output"]["id"].to_string(), customer["change_id"].to_string());
    shell.ok(&["--as", "Sue", "customers.save", "--id", &id, "--phone", "1"]);
    let mine = json!({ "id": customer["output"]["id"], "phone": "2" }).to_string();
    let (exit, failure) = shell.refused(&["--lang", "en", "--seen", &seen, "customers.save", &mine]);
    let served = shell.serve(&["--lang", "en"]);
    let (status, over_http) = served.answer_with(&format!("x-leadwell-seen: {seen}\r\n"), "customers.save", &mine);
    assert_eq!((exit, status), (5, 409));
    assert_eq!(
        (&failure["code"], &failure["field"]),
        (&json!("record.changed_meanwhile"), &json!("phone"))
    );
    assert_eq!(failure, over_http);
    // Whoever does not say what they saw is not asked.
    assert_eq!(served.answer("customers.save", &mine).0, 200);
}
