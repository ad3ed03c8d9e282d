//! What can be typed: the global flags, the arrangements, and one subcommand per row of the command list.

use crate::arrange::asks_for_a_period;
use crate::{document, fields};
use clap::{Arg, ArgAction, Command, builder::StyledStr};
use leadwell_core::{CommandInfo, Failure, Kind, commands};
use leadwell_rules::Language;
use serde_json::{Value, json};
use std::process::ExitCode;

/// The whole program. Flags of a command are made from its JSON schema only when that command is asked for.
pub fn program() -> Command {
    let global = |arg: Arg| arg.global(true).help_heading("Everywhere");
    Command::new("leadwell")
        .version(env!("CARGO_PKG_VERSION"))
        .about("引泉 Leadwell: the CRM on this machine, from the shell")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(120)
        .arg(global(
            Arg::new("file")
                .long("file")
                .value_name("FILE")
                .help("Workspace file [default: the one open last]"),
        ))
        .arg(global(
            Arg::new("now")
                .long("now")
                .value_name("TIME")
                .help("Take this date or RFC 3339 time for now"),
        ))
        .arg(global(
            Arg::new("as")
                .long("as")
                .value_name("PERSON")
                .help("Act as this person (name or number)"),
        ))
        .arg(global(
            Arg::new("seen")
                .long("seen")
                .value_name("CHANGE")
                .value_parser(clap::value_parser!(i64))
                .help("Write over nothing that others changed after this change"),
        ))
        .arg(global(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Answer as JSON, and nothing else"),
        ))
        .arg(global(
            Arg::new("lang")
                .long("lang")
                .value_name("LANGUAGE")
                .value_parser(["zh", "en"])
                .help("Language of sentences"),
        ))
        .subcommand(Command::new("commands").about("Lists every command"))
        .subcommand(new())
        .subcommand(import())
        .subcommand(print())
        .subcommand(serve())
        .subcommands(commands().iter().map(row))
}

/// One row of the list.
fn row(info: &'static CommandInfo) -> Command {
    Command::new(info.name).about(info.summary.trim()).defer(|command| {
        let Some(info) = commands().iter().find(|info| info.name == command.get_name()) else {
            return command;
        };
        let facts = format!(
            "{} · permission {} · {}",
            word(&info.kind),
            word(&info.permission),
            if word(&info.reach) == "lan" {
                "also over HTTP"
            } else {
                "only on this machine"
            },
        );
        let fields = fields::of(info.name);
        let out = (!fields.iter().any(|field| field.name == document::OUT)).then(document::arg);
        command
            .arg(
                Arg::new(fields::INPUT)
                    .value_name("JSON")
                    .help("The whole input: JSON, @file, or - for standard input"),
            )
            .args(fields.iter().map(fields::Field::arg))
            .args(out)
            .after_help(StyledStr::from(facts))
    })
}

fn new() -> Command {
    Command::new("new")
        .about("Makes a new workspace file, ready for use; what is not answered is assumed and said")
        .defer(|command| {
            let answers = fields::of("workspace.setup");
            command
                .arg(
                    Arg::new("path")
                        .value_name("FILE")
                        .help("The new file [default: --file, or the usual place]"),
                )
                .arg(
                    Arg::new("blank")
                        .long("blank")
                        .action(ArgAction::SetTrue)
                        .conflicts_with_all(answers.iter().map(|field| field.name.clone()))
                        .help("Answer nothing: the window asks the first-run questions"),
                )
                .args(answers.into_iter().map(|field| field.optional().arg()))
        })
}

fn import() -> Command {
    Command::new("import")
        .about("Imports a table: CSV, XLSX, XLS, XLSB or ODS")
        .defer(|command| {
            command
                .arg(
                    Arg::new("import-kind")
                        .value_name("KIND")
                        .required(true)
                        .help("One of `leadwell imports.kinds`"),
                )
                .arg(
                    Arg::new("import-file")
                        .value_name("FILE")
                        .required(true)
                        .help("CSV, XLSX, XLS, XLSB or ODS"),
                )
                .arg(
                    Arg::new("dry-run")
                        .long("dry-run")
                        .action(ArgAction::SetTrue)
                        .help("Only say what would happen"),
                )
                .arg(
                    Arg::new("pipeline")
                        .long("pipeline")
                        .value_name("NAME")
                        .help("The pipeline, by name"),
                )
                .args(
                    fields::of("imports.start")
                        .iter()
                        .filter(|field| !["kind", "source"].contains(&&*field.name))
                        .map(fields::Field::arg),
                )
        })
}

fn print() -> Command {
    let printers = || commands().iter().filter_map(|info| info.name.strip_suffix(".print"));
    Command::new("print")
        .about("Prints a document to a PDF file")
        .subcommand_required(true)
        .subcommands(printers().map(|name| {
            Command::new(name).about(format!("Prints {name}")).defer(|command| {
                let fields = fields::of(&format!("{}.print", command.get_name()));
                let pipeline = Arg::new("pipeline")
                    .long("pipeline")
                    .value_name("NAME")
                    .help("The pipeline, by name");
                command
                    .args(asks_for_a_period(&fields).then_some(pipeline))
                    .args(fields.iter().map(fields::Field::arg))
                    .mut_arg(document::OUT, |arg| {
                        arg.required(true).value_name("FILE").help("The PDF file")
                    })
            })
        }))
}

fn serve() -> Command {
    Command::new("serve")
        .about("Serves the interface to browsers on this machine, until ctrl-c")
        .arg(
            Arg::new("bind")
                .long("bind")
                .value_name("ADDRESS")
                .default_value("127.0.0.1:0")
                .help("Where to listen on this machine; port 0 takes a free one"),
        )
        .arg(
            Arg::new("allow-host")
                .long("allow-host")
                .value_name("NAME")
                .action(ArgAction::Append)
                .help("A further name this machine is reached under"),
        )
        .arg(
            Arg::new("ui")
                .long("ui")
                .value_name("FOLDER")
                .hide(true)
                .help("Serve the interface from a folder"),
        )
        .arg(
            Arg::new("open")
                .long("open")
                .action(ArgAction::SetTrue)
                .help("Open the link in the browser"),
        )
}

/// `leadwell commands`: a row each; with `--json` with the schema of the input too.
pub fn list(full: bool) -> Value {
    let rows = commands().iter().map(|info| {
        let mut row = json!({
            "name": info.name,
            "kind": info.kind,
            "permission": info.permission,
            "reach": info.reach,
            "summary": info.summary.trim(),
        });
        if full {
            row["topics"] = json!(info.topics);
            row["input"] = (info.input_schema)().to_value();
        }
        row
    });
    Value::Array(rows.collect())
}

/// Says what was typed wrong, with the known flags; help and version are no mistakes.
pub fn misused(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind as E;
    if !error.use_stderr() {
        let _shown = error.print();
        return ExitCode::SUCCESS;
    }
    if let Some(failure) = unknown_command(error) {
        return crate::refuse(failure, json_asked());
    }
    let mut message = error.to_string();
    if matches!(error.kind(), E::UnknownArgument)
        && let Some(known) = std::env::args()
            .skip(1)
            .find_map(|word| commands().iter().find(|info| info.name == word))
    {
        let flags: Vec<String> = fields::of(known.name)
            .iter()
            .map(|field| format!("--{}", field.name))
            .collect();
        message = format!("{}\n\n{} knows: {}\n", message.trim_end(), known.name, flags.join(" "));
    }
    if json_asked() {
        let failure = json!({ "kind": Kind::Invalid, "code": "cli.usage", "message": message.trim() });
        eprintln!("{failure:#}");
    } else {
        eprint!("{message}");
    }
    ExitCode::from(u8::try_from(Kind::Invalid.exit_code()).unwrap_or(2))
}

/// A name that is no command fails like a call of it over any other transport.
fn unknown_command(error: &clap::Error) -> Option<Failure> {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let name = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(name))) => name,
        _ => return None,
    };
    let line = std::env::args()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("--lang=", "--lang ");
    let language = match line.split("--lang ").nth(1).and_then(|rest| rest.split(' ').next()) {
        Some("en") => Language::En,
        Some("zh") => Language::Zh,
        _ => crate::session::language_of_shell(),
    };
    Some(
        Failure::not_found("call.unknown_command")
            .arg("command", name)
            .in_language(language),
    )
}

fn json_asked() -> bool {
    std::env::args().any(|word| word == "--json")
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
