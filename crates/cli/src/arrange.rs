//! Arrangements of several commands: a new file with its setup, an import from start to end, a document to a file.

use crate::fields;
use crate::session::{self, Session};
use clap::ArgMatches;
use leadwell_core::{Failure, Workspace};
use serde_json::{Value, json};
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `leadwell new`: makes the file, and answers the first-run questions when answers are given.
pub fn new(given: &ArgMatches) -> Result<Value, Failure> {
    let path = given
        .get_one::<String>("path")
        .map_or_else(|| session::file(given), PathBuf::from);
    if given.get_one::<String>("path").is_none()
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)?;
    }
    let workspace = Workspace::create(&path, session::clock(given)?)?;
    let fields = fields::of("workspace.setup");
    let answered = fields.iter().any(|field| fields::is_given(given, field));
    let session = Session::over(workspace, given)?;
    if answered {
        return session.dispatch("workspace.setup", fields::input(given, &fields)?);
    }
    session.dispatch("workspace.info", json!({}))
}

/// `leadwell import`: a dry run, or the import itself, followed to its end. Headings that no `--mapping` names are guessed.
pub fn import(session: &Session, given: &ArgMatches) -> Result<Value, Failure> {
    let text = |name: &str| given.get_one::<String>(name);
    let (Some(kind), Some(file)) = (text("import-kind"), text("import-file")) else {
        return Ok(Value::Null);
    };
    let mut plan = fields::input(given, &fields::of("imports.start"))?;
    plan["kind"] = json!(kind);
    plan["source"] = json!({ "path": std::path::absolute(file)? });
    if let Some(name) = text("pipeline") {
        plan["pipeline_id"] = session.pipeline(name)?;
    }
    if given.get_flag("dry-run") {
        return session.dispatch("imports.dry_run", plan);
    }
    let started = session.dispatch("imports.start", plan)?;
    follow(session, json!({ "import_id": started["import_id"] }))
}

/// Waits for an import and shows how far it is. Whether it goes on is the file's matter, not ours: ending this program
/// ends the import, and the file is as before.
fn follow(session: &Session, which: Value) -> Result<Value, Failure> {
    let show = std::io::stderr().is_terminal();
    let mut pause = Duration::from_millis(5);
    loop {
        let status = session.dispatch("imports.status", which.clone())?;
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
            return Ok(status);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(200));
    }
}

/// `leadwell print`: a document of the list, to a file.
pub fn print(session: &Session, given: &ArgMatches) -> Result<Value, Failure> {
    let Some((document, given)) = given.subcommand() else {
        return Ok(Value::Null);
    };
    let command = format!("{document}.print");
    let mut input = fields::input(given, &fields::of(&command))?;
    if let Some(out) = input["out"].as_str() {
        input["out"] = json!(std::path::absolute(Path::new(out))?);
    }
    if input["query"].is_null() {
        // What a person without further wishes wants to see: the quarter we are in.
        input["query"] = json!({ "period_kind": "quarter" });
    }
    if let Some(name) = given.get_one::<String>("pipeline") {
        input["query"]["pipeline_id"] = session.pipeline(name)?;
    }
    let mut answer = session.dispatch(&command, input)?;
    // The bytes are in the file now; nobody wants them on the terminal.
    if let Some(object) = answer.as_object_mut()
        && object.contains_key("path")
    {
        object.remove("pdf_base64");
    }
    Ok(answer)
}
