//! `leadwell`: every command of the list from the shell, and a few arrangements of them.
//!
//! Architecture invariant: commands and their flags come from core's list; none is written down here.

mod args;
mod arrange;
mod document;
mod fields;
mod render;
mod serve;
mod session;

use clap::ArgMatches;
use leadwell_core::{Answer, Failure, Kind};
use serde_json::Value;
use session::Session;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Standard output carries answers only; everything else goes to standard error.
    let filter = tracing_subscriber::EnvFilter::try_from_env("LEADWELL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("off"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();

    let asked = match args::program().try_get_matches() {
        Ok(asked) => asked,
        Err(error) => return args::misused(&error),
    };
    let json = asked.get_flag("json");
    let language = session::language(&asked);
    match run(&asked) {
        Ok(Some(Shown::Answer(answer))) if json => print(&pretty(&answer)),
        Ok(Some(Shown::Answer(answer))) => print(&render::text(&answer.output)),
        Ok(Some(Shown::Here(value))) if json => print(&pretty(&value)),
        Ok(Some(Shown::Here(value))) => print(&render::text(&value)),
        Ok(None) => ExitCode::SUCCESS,
        Err(failure) => refuse(
            failure.in_language(language.unwrap_or_else(session::language_of_shell)),
            json,
        ),
    }
}

/// What is shown in the end.
enum Shown {
    /// What a command of the core answered: with `--json` whole, as on every other transport; for a person its output.
    Answer(Answer),
    /// What this program knows by itself.
    Here(Value),
}

/// Carries out what was asked. `None` when the answer has been given already.
fn run(asked: &ArgMatches) -> Result<Option<Shown>, Failure> {
    let Some((name, given)) = asked.subcommand() else {
        return Err(Failure::new(Kind::Invalid, "call.unknown_command"));
    };
    match name {
        "commands" => Ok(Some(Shown::Here(args::list(given.get_flag("json"))))),
        "new" => answered(arrange::new(given)),
        "import" => answered(arrange::import(&Session::open(given)?, given)),
        "print" => answered(arrange::print(&Session::open(given)?, given)),
        "serve" => serve::serve(given).map(|()| None),
        command => {
            let session = Session::open(given)?;
            let input = fields::input(given, &fields::of(command))?;
            answered(document::settle(session.answer(command, input)?, given))
        }
    }
}

fn answered(answer: Result<Answer, Failure>) -> Result<Option<Shown>, Failure> {
    answer.map(|answer| Some(Shown::Answer(answer)))
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn print(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush()) {
        // Whoever reads the answer may stop reading (`| head`).
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Says what went wrong on standard error – with `--json` as the same JSON as on every other transport.
pub(crate) fn refuse(failure: Failure, json: bool) -> ExitCode {
    if json {
        eprintln!("{}", serde_json::to_string_pretty(&failure).unwrap_or_default());
    } else {
        let field = failure
            .field
            .as_ref()
            .map(|field| format!(" ({field})"))
            .unwrap_or_default();
        eprintln!("{}{field} [{}]", failure.message, failure.code);
    }
    ExitCode::from(u8::try_from(failure.kind.exit_code()).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_code_is_the_one_of_the_kind() {
        for (kind, code) in [
            (Kind::Internal, 1),
            (Kind::Invalid, 2),
            (Kind::NotFound, 3),
            (Kind::Forbidden, 4),
            (Kind::Conflict, 5),
            (Kind::Busy, 6),
            (Kind::Io, 7),
            (Kind::Corrupt, 8),
            (Kind::NotConfigured, 9),
        ] {
            assert_eq!(kind.exit_code(), i32::from(code));
            let exit = refuse(Failure::new(kind, "record.refused"), true);
            // Exit codes can be looked at only this way.
            assert_eq!(format!("{exit:?}"), format!("{:?}", ExitCode::from(code)), "{kind:?}");
        }
    }
}
