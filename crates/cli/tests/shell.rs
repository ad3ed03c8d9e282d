//! The program as a person types it: new files, answers as text, files that answers carry.

use crate::world::Shell;
use serde_json::{Value, json};

#[test]
fn a_new_file_without_answers_is_complete_and_says_what_was_assumed() {
    for (language, currency, stage) in [("zh", "CNY", "初步接洽"), ("en", "USD", "First contact")] {
        let shell = Shell::empty();
        let made = shell.ok(&["--lang", language, "new", &shell.path("firm.leadwell")]);
        let assumed = json!({
            "language": language, "name": "firm", "base_currency": currency, "time_zone": "Europe/Berlin", "fiscal_start_month": 1,
            "business": "general", "then": "empty"
        });
        assert_eq!(made["assumed"], assumed);
        assert_eq!((&made["set_up"], &made["name"]), (&json!(true), &json!("firm")));
        let file = shell.path("firm.leadwell");
        let pipelines = shell.ok(&["--file", &file, "pipelines.list"]);
        assert_eq!(pipelines[0]["stages"][0]["name"], stage);
        shell.ok(&["--file", &file, "deals.create", "--name", "A"]);
    }
}

#[test]
fn what_is_answered_is_not_assumed() {
    let shell = Shell::empty();
    let made = shell.ok(&["new", "--language", "en", "--base_currency", "EUR", "--name", "Acme"]);
    assert_eq!((&made["base_currency"], &made["name"]), (&json!("EUR"), &json!("Acme")));
    assert_eq!(
        made["assumed"],
        json!({ "time_zone": "Europe/Berlin", "fiscal_start_month": 1, "business": "general", "then": "empty" })
    );
    let refused = shell.refused(&["new", &shell.path("b.leadwell"), "--base_currency", "XYZ"]);
    assert_eq!((refused.0, &refused.1["code"]), (2, &json!("workspace.currency")));
    let message = refused.1["message"].as_str().unwrap();
    assert!(
        message.contains("XYZ\" is not"),
        "in the language of the shell: {message}"
    );
    assert!(
        !std::path::Path::new(&shell.path("b.leadwell")).exists(),
        "nothing half-made stays"
    );
}

#[test]
fn a_blank_file_leaves_the_questions_to_the_window() {
    let shell = Shell::empty();
    assert_eq!(shell.ok(&["new", "--blank"])["set_up"], false);
    let refused = shell.refused(&["new", &shell.path("b.leadwell"), "--blank", "--name", "B"]);
    assert_eq!((refused.0, &refused.1["code"]), (2, &json!("cli.usage")));
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    let shell = Shell::empty();
    let typo = shell.path("typo.leadwell");
    for words in [&["serve"][..], &["board.get"], &["import", "customers", "a.csv"]] {
        let (exit, failure) = shell.refused(&[&["--file", &typo, "--lang", "en"], words].concat());
        assert_eq!((exit, &failure["code"]), (3, &json!("cli.no_workspace")), "{words:?}");
        let message = failure["message"].as_str().unwrap();
        assert!(message.contains(&typo) && message.contains("leadwell new"), "{message}");
        assert!(!std::path::Path::new(&typo).exists());
    }
}

#[test]
fn an_address_that_cannot_be_had_is_named() {
    let shell = Shell::with_company();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (exit, failure) = shell.refused(&["serve", "--bind", &address]);
    assert_eq!((exit, &failure["code"]), (7, &json!("gateway.cannot_listen")));
    assert!(failure["message"].as_str().unwrap().contains(&address), "{failure}");
}

#[test]
fn the_first_service_of_all_makes_the_usual_file() {
    let shell = Shell::empty();
    let (status, info) = shell.serve(&[]).call("workspace.info", "{}");
    assert_eq!(
        (status, &info["set_up"], &info["path"]),
        (200, &json!(false), &json!(shell.company()))
    );
}

#[test]
fn a_served_file_has_the_clock_and_the_language_it_was_given() {
    let shell = Shell::with_company();
    let served = shell.serve(&["--now", "2024-02-29", "--lang", "zh"]);
    let (status, info) = served.call("workspace.info", "{}");
    assert_eq!((status, &info["today"]), (200, &json!("2024-02-29")));
    let (status, failure) = served.call("deals.create", "{\"name\":\"\"}");
    assert_eq!((status, &failure["message"]), (422, &json!("请填写商机名称。")));
}

const CUSTOMERS: &str = "Customer,Employees\nAcme,10\n=Beta,many\n";

#[test]
fn the_file_an_answer_carries_is_written_where_one_says() {
    let shell = Shell::with_company();
    let file = shell.write("customers.csv", CUSTOMERS);
    let done = shell.ok(&["import", "customers", &file]);
    assert_eq!((&done["created"], &done["rejected"]), (&json!(1), &json!(1)));
    let which = ["imports.errors", "--import_id", "1"];
    let carried = shell.ok(&which);
    assert!(carried["csv_base64"].is_string());
    let shown = shell.shown(&which);
    assert!(
        !shown.contains(carried["csv_base64"].as_str().unwrap()),
        "no file on the terminal: {shown}"
    );

    let out = shell.path("errors.csv");
    let written = shell.ok(&[&which[..], &["--out", &out]].concat());
    assert_eq!(
        written,
        json!({ "name": "customers.errors.csv", "rows": 1, "path": out })
    );
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("'=Beta,many"), "{text}");
    // Into a folder, under its own name.
    let into = shell.ok(&[&which[..], &["--out", &shell.path("")]].concat());
    assert_eq!(into["path"], shell.path("customers.errors.csv"));

    let (exit, failure) = shell.refused(&["board.get", "--out", &out]);
    assert_eq!((exit, &failure["code"]), (2, &json!("cli.no_file_in_answer")));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), text);
    let nowhere = shell.path("none/errors.csv");
    let (exit, failure) = shell.refused(&[&which[..], &["--out", &nowhere]].concat());
    assert_eq!((exit, &failure["code"]), (3, &json!("file.not_found")));
}

#[test]
fn a_printed_document_goes_the_same_way() {
    let shell = Shell::with_company();
    let book = shell.path("book.pdf");
    for words in [
        &["print", "forecast", "--out", &book][..],
        &["forecast.print", "--query.period_kind", "quarter", "--out", &book],
    ] {
        let printed = shell.ok(words);
        assert_eq!(
            (&printed["path"], &printed["pdf_base64"]),
            (&json!(book), &Value::Null),
            "{words:?}"
        );
        assert!(std::fs::read(&book).unwrap().starts_with(b"%PDF"));
        std::fs::remove_file(&book).unwrap();
    }
}

#[test]
fn sentences_are_shown_whole() {
    let shell = Shell::with_company();
    let file = shell.write(
        "deals.csv",
        "Deal name,Customer,Amount\nA,Nobody Ever Heard Of This Company Ltd,5\n",
    );
    let dry = ["import", "deals", &file, "--dry-run"];
    let answer = shell.ok(&dry);
    let shown: String = shell.shown(&dry).split_whitespace().collect();
    let findings = answer["findings"].as_array().unwrap();
    assert!(findings.len() > 1, "{answer}");
    for finding in findings {
        // Lines of a cell stand below each other, beside those of other cells: word by word it is all there.
        for word in finding["message"].as_str().unwrap().split_whitespace() {
            assert!(shown.contains(word), "{word} of {finding}");
        }
    }
    assert!(!shown.contains('…'), "{shown}");
}
#[test]
fn an_import_that_fails_is_no_success() {
    let shell = Shell::with_company();
    let file = shell.write("people.csv", "Name,Manager\nLi,Wang\n");
    let values = json!({ "manager": { "Wang": "Nobody" } }).to_string();
    let (exit, failure) = shell.refused(&["--lang", "en", "import", "people", &file, "--values", &values]);
    assert_eq!((exit, &failure["code"]), (5, &json!("import.failed")));
    let message = failure["message"].as_str().unwrap();
    assert!(message.contains("Nobody"), "{message}");
    assert_eq!(shell.ok(&["people.list"]).as_array().unwrap().len(), 1);
}
