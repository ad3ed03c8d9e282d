//! Arrangements of several commands: a new file with its setup, an import from start to end, a document to a file.

use crate::session::{self, Session};
use crate::{document, fields};
use clap::ArgMatches;
use leadwell_core::{Answer, Failure, Workspace};
use leadwell_rules::Language;
use serde_json::{Value, json};
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// `leadwell new`: makes the file and answers the first-run questions; what is not given is assumed, and the answer says so.
pub fn new(given: &ArgMatches) -> Result<Answer, Failure> {
    let path = given
        .get_one::<String>("path")
        .map_or_else(|| session::file(given), PathBuf::from);
    let mut answers = fields::input(given, &fields::of("workspace.setup"))?;
    let assumed = assume(&mut answers, given, &path);
    if given.get_one::<String>("path").is_none()
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)?;
    }
    let spoken = if answers["language"] == "zh" {
        Language::Zh
    } else {
        Language::En
    };
    let language = session::language(given).unwrap_or(spoken);
    // What cannot be set up is never there: the next attempt shall not find a file that the first one left half-made.
    let (workspace, set_up) = Workspace::create_arranged(&path, session::clock(given)?, |workspace| {
        if given.get_flag("blank") {
            return Ok(None);
        }
        let session = Session::over(Arc::clone(workspace), given)?.speaking(language);
        session.answer("workspace.setup", answers).map(Some)
    })?;
    let session = Session::over(workspace, given)?.speaking(language);
    let Some(mut answer) = set_up else {
        return session.answer("workspace.info", json!({}));
    };
    // As it is now that it has its name.
    answer.output = session.dispatch("workspace.info", json!({}))?;
    answer.output["assumed"] = assumed;
    Ok(answer)
}

/// Completes the answers to the first-run questions; what was added.
fn assume(answers: &mut Value, given: &ArgMatches, path: &Path) -> Value {
    let asked = || session::language(given).unwrap_or_else(session::language_of_shell);
    let chinese = answers["language"]
        .as_str()
        .map_or(asked() == Language::Zh, |tag| tag == "zh");
    let defaults = [
        ("language", json!(if chinese { "zh" } else { "en" })),
        ("name", json!(path.file_stem().unwrap_or_default().to_string_lossy())),
        ("base_currency", json!(if chinese { "CNY" } else { "USD" })),
        (
            "time_zone",
            json!(session::zone_of_machine().unwrap_or(if chinese { "Asia/Shanghai" } else { "UTC" }.to_owned())),
        ),
        ("fiscal_start_month", json!(1)),
        ("business", json!("general")),
        ("then", json!("empty")),
    ];
    let mut assumed = json!({});
    for (name, value) in defaults {
        if answers[name].is_null() {
            answers[name] = value.clone();
            assumed[name] = value;
        }
    }
    assumed
}

/// `leadwell import`: a dry run, or the import itself, followed to its end. Headings that no `--mapping` names are guessed.
pub fn import(session: &Session, given: &ArgMatches) -> Result<Answer, Failure> {
    let text = |name: &str| given.get_one::<String>(name);
    let (Some(kind), Some(file)) = (text("import-kind"), text("import-file")) else {
        return Err(Failure::new(leadwell_core::Kind::Invalid, "call.unknown_command"));
    };
    let mut plan = fields::input(given, &fields::of("imports.start"))?;
    plan["kind"] = json!(kind);
    plan["source"] = json!({ "path": std::path::absolute(file)? });
    if let Some(name) = text("pipeline") {
        plan["pipeline_id"] = session.pipeline(name)?;
    }
    if given.get_flag("dry-run") {
        return session.answer("imports.dry_run", plan);
    }
    let started = session.dispatch("imports.start", plan)?;
    follow(session, json!({ "import_id": started["import_id"] }))
}

/// Waits for an import and shows how far it is. Whether it goes on is the file's matter, not ours: ending this program
/// ends the import, and the file is as before.
fn follow(session: &Session, which: Value) -> Result<Answer, Failure> {
    let show = std::io::stderr().is_terminal();
    let mut pause = Duration::from_millis(5);
    loop {
        let answer = session.answer("imports.status", which.clone())?;
        let status = &answer.output;
        if show {
            eprint!("\r{} / {}  ", status["done"], status["rows"]);
            let _shown = std::io::stderr().flush();
        }
        if !matches!(
            status["state"].as_str(),
            Some("waiting" | "queued" | "reading" | "running")
        ) {
            if show {
                eprintln!();
            }
            return if status["state"] == "failed" {
                let reason = status["message"].as_str().unwrap_or_default();
                Err(Failure::conflict("import.failed").arg("reason", reason))
            } else {
                Ok(answer)
            };
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(200));
    }
}

/// Whether a document is of a period: the forecast is, a list of records is not.
pub fn asks_for_a_period(fields: &[fields::Field]) -> bool {
    fields.iter().any(|field| field.name.starts_with("query."))
}

/// `leadwell print`: a document of the list, to a file.
pub fn print(session: &Session, given: &ArgMatches) -> Result<Answer, Failure> {
    let Some((document, given)) = given.subcommand() else {
        return Err(Failure::new(leadwell_core::Kind::Invalid, "call.unknown_command"));
    };
    let command = format!("{document}.print");
    let fields = fields::of(&command);
    let mut input = fields::input(given, &fields)?;
    if asks_for_a_period(&fields) {
        if input["query"].is_null() {
            // What a person without further wishes wants to see: the quarter we are in.
            input["query"] = json!({ "period_kind": "quarter" });
        }
        if let Some(name) = given.get_one::<String>("pipeline") {
            input["query"]["pipeline_id"] = session.pipeline(name)?;
        }
    }
    document::settle(session.answer(&command, input)?, given)
}
