//! One run of the program over one file: who asks, when, in which language.

use chrono::{DateTime, NaiveDate};
use clap::ArgMatches;
use leadwell_core::location::Places;
use leadwell_core::{Answer, Call, Failure, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::ids::ChangeId;
use leadwell_rules::time::Instant;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Half a day: a date given for now means its noon, so that it is the same day in the zones around.
const NOON: i64 = 12 * 3_600_000;

/// An open file and the circumstances of the calls.
pub struct Session {
    workspace: Arc<Workspace>,
    call: Call,
}

impl Session {
    /// Opens the file that was asked for, else the one open last, else the usual one.
    pub fn open(given: &ArgMatches) -> Result<Session, Failure> {
        let path = file(given);
        if !path.exists() {
            return Err(Failure::not_found("cli.no_workspace").arg("path", path.display()));
        }
        Session::over(Workspace::open(&path, clock(given)?)?, given)
    }

    /// A session over a file that is open already.
    pub fn over(workspace: Arc<Workspace>, given: &ArgMatches) -> Result<Session, Failure> {
        let person = match given.get_one::<String>("as") {
            Some(who) => workspace.person(who)?,
            None => workspace.owner()?,
        };
        let language = language(given).map_or_else(|| workspace.language(), Ok)?;
        let mut session = Session {
            workspace,
            call: Call {
                now: clock(given)?,
                person,
                language,
                origin: Origin::Local,
                seen: given.get_one("seen").copied().map(ChangeId),
            },
        };
        if let Some(Now::Day(day)) = asked_now(given)? {
            session.call.now = session.noon(day)?;
        }
        Ok(session)
    }

    /// The same with its sentences in this language.
    pub fn speaking(mut self, language: Language) -> Session {
        self.call.language = language;
        self
    }

    /// The open file.
    pub fn workspace(&self) -> Arc<Workspace> {
        Arc::clone(&self.workspace)
    }

    /// The circumstances of the calls.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// Runs one command.
    pub fn answer(&self, command: &str, input: Value) -> Result<Answer, Failure> {
        self.workspace
            .answer(&self.call, command, input)
            .map_err(|failure| failure.in_language(self.call.language))
    }

    /// Runs one command on the way to another: its output alone.
    pub fn dispatch(&self, command: &str, input: Value) -> Result<Value, Failure> {
        Ok(self.answer(command, input)?.output)
    }

    /// The number of the pipeline with this name.
    pub fn pipeline(&self, name: &str) -> Result<Value, Failure> {
        let all = self.dispatch("pipelines.list", json!({}))?;
        let found = all
            .as_array()
            .into_iter()
            .flatten()
            .find(|one| one["name"] == name || one["id"].as_i64().is_some_and(|id| name.parse() == Ok(id)));
        found
            .map(|one| one["id"].clone())
            .ok_or_else(|| Failure::not_found("pipeline.unknown").arg("name", name))
    }

    /// Noon of a day in the workspace's time zone.
    fn noon(&self, day: NaiveDate) -> Result<Instant, Failure> {
        let info = self.dispatch("workspace.info", json!({}))?;
        let zone: chrono_tz::Tz = info["time_zone"]
            .as_str()
            .and_then(|name| name.parse().ok())
            .unwrap_or(chrono_tz::UTC);
        let noon = day
            .and_hms_opt(12, 0, 0)
            .and_then(|noon| noon.and_local_timezone(zone).earliest());
        Ok(noon.map_or(self.call.now, |noon| Instant(noon.timestamp_millis())))
    }
}

/// The workspace file these arguments mean.
pub fn file(given: &ArgMatches) -> PathBuf {
    places().file_to_open(given.get_one::<String>("file").map(Path::new))
}

/// This person's folders.
pub fn places() -> Places {
    Places::from_environment(|name| std::env::var_os(name))
}

/// The language that was asked for.
pub fn language(given: &ArgMatches) -> Option<Language> {
    given
        .get_one::<String>("lang")
        .map(|tag| if tag == "zh" { Language::Zh } else { Language::En })
}

/// The language of the shell, for sentences before a file is open.
pub fn language_of_shell() -> Language {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|tag| !tag.is_empty()));
    if tag.is_some_and(|tag| tag.starts_with("zh")) {
        Language::Zh
    } else {
        Language::En
    }
}

/// The time zone this machine is set to, when it is set to the zone of a place.
pub fn zone_of_machine() -> Option<String> {
    let set = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    let link = || std::fs::read_link("/etc/localtime").ok();
    let name = set.or_else(|| Some(link()?.to_str()?.split_once("zoneinfo/")?.1.to_owned()))?;
    let placed = name.contains('/') && !name.starts_with("Etc/") && name.parse::<chrono_tz::Tz>().is_ok();
    placed.then_some(name)
}

/// Now: what `--now` says, else this machine's clock.
pub fn clock(given: &ArgMatches) -> Result<Instant, Failure> {
    Ok(match asked_now(given)? {
        Some(Now::Exact(instant)) => instant,
        Some(Now::Day(day)) => Instant(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + NOON),
        None => {
            let millis = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_millis());
            Instant(i64::try_from(millis).unwrap_or(i64::MAX))
        }
    })
}

enum Now {
    Exact(Instant),
    Day(NaiveDate),
}

fn asked_now(given: &ArgMatches) -> Result<Option<Now>, Failure> {
    let Some(text) = given.get_one::<String>("now") else {
        return Ok(None);
    };
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(Some(Now::Day(day)));
    }
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) => Ok(Some(Now::Exact(Instant(time.timestamp_millis())))),
        Err(_) => Err(Failure::invalid("call.input", "now").arg("cause", format!("--now {text}"))),
    }
}
