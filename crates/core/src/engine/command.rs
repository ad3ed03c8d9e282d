//! How a row of the command list becomes a command: parsing, running and describing, the same for all.

use crate::engine::call::Call;
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::input::{bounded, far_day};
use crate::engine::permission::Permission;
use crate::engine::store::record::Committed;
use crate::engine::store::{Read, Write};
use crate::engine::workspace::Workspace;
use leadwell_rules::ids::ChangeId;
use leadwell_rules::time::NoUsableDay;
use schemars::{JsonSchema, Schema};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::{Deserialize as DeriveDeserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use ts_rs::TS;

/// What a command does to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Reads one consistent view.
    Query,
    /// Writes in one recorded transaction.
    Change,
    /// Manages its own transactions or works outside the file.
    Job,
}

/// Whether the command may be called over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Everywhere.
    Lan,
    /// Only on the machine that holds the file.
    Local,
}

/// Parts of the world a query shows and a change makes stale: a screen refreshes when the two meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Settings and counts of the company.
    Workspace,
    /// People.
    People,
    /// Leads, their views and tags.
    Leads,
    /// Customers and contacts.
    Customers,
    /// Products.
    Products,
    /// Pipelines and stages.
    Pipelines,
    /// Deals.
    Deals,
    /// Notes, calls, tasks.
    Activities,
    /// Targets.
    Targets,
    /// Fields that the owner of the file adds.
    Fields,
    /// Imports.
    Imports,
    /// The list of changes.
    History,
}

/// What a command came to: the same on every transport.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// What the command says.
    pub output: Value,
    /// The number of the change it made, by which that change and no other is taken back; null when it changed nothing.
    pub change_id: Option<ChangeId>,
    /// Rows it changed.
    pub records: i64,
}

impl Answer {
    /// The answer of what changes nothing.
    pub(crate) fn of(output: Value) -> Answer {
        Answer {
            output,
            change_id: None,
            records: 0,
        }
    }

    /// The answer of a committed change.
    pub(crate) fn committed(committed: Committed<Value>) -> Answer {
        Answer {
            output: committed.answer,
            change_id: committed.change,
            records: committed.records,
        }
    }
}

pub(crate) type RunQuery = fn(&Read<'_>, Value) -> Result<Value, Failure>;
pub(crate) type RunChange = fn(&mut Write<'_>, Value) -> Result<Value, Failure>;
pub(crate) type RunJob = fn(&Arc<Workspace>, &Call, Value) -> Result<Answer, Failure>;

/// How it is run: the type says what it can reach.
#[derive(Clone, Copy)]
pub(crate) enum Run {
    Query(RunQuery),
    Change(RunChange),
    Job(RunJob),
}

/// One row of the list.
pub struct CommandInfo {
    /// `noun.verb`.
    pub name: &'static str,
    /// One sentence for the help.
    pub summary: &'static str,
    /// What it does to the file.
    pub kind: Kind,
    /// What the caller must be allowed to do.
    pub permission: Permission,
    /// Where it may be called from.
    pub reach: Reach,
    /// What it shows, or makes stale.
    pub topics: &'static [Topic],
    /// JSON schema of the input.
    pub input_schema: fn() -> Schema,
    pub(crate) run: Run,
    pub(crate) types: fn(&mut crate::engine::types::Types) -> (String, String),
}

/// The input of a command that needs none.
#[derive(Debug, Clone, Copy, Default, DeriveDeserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// Reads the input of a command; what does not fit is refused with the reason.
pub(crate) fn parse<T: DeserializeOwned>(input: Value) -> Result<T, Failure> {
    let input = if input.is_null() {
        Value::Object(serde_json::Map::new())
    } else {
        input
    };
    serde_json::from_value(bounded(input)?).map_err(|error| {
        let cause = error.to_string();
        match cause.contains(NoUsableDay::FAR) {
            true => far_day(""),
            false => Failure::new(FailureKind::Invalid, "call.input").arg("cause", cause),
        }
    })
}

/// The answer as JSON.
pub(crate) fn answer<T: Serialize>(value: T) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(Failure::internal)
}

/// For fields of an edit: absent leaves the field alone, null clears it.
pub(crate) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

macro_rules! run {
    (query, $path:path, $input:ty) => {
        $crate::engine::command::Run::Query(|read, input| {
            $crate::engine::command::answer($path(read, $crate::engine::command::parse::<$input>(input)?)?)
        })
    };
    (change, $path:path, $input:ty) => {
        $crate::engine::command::Run::Change(|write, input| {
            $crate::engine::command::answer($path(write, $crate::engine::command::parse::<$input>(input)?)?)
        })
    };
    // A change that looks at much before it writes a little: nobody waits for the file meanwhile.
    (survey, $path:path, $input:ty) => {
        $crate::engine::command::Run::Job(|workspace, call, input| {
            let committed = $path(workspace, call, $crate::engine::command::parse::<$input>(input)?)?;
            Ok($crate::engine::command::Answer::committed(
                committed.map($crate::engine::command::answer)?,
            ))
        })
    };
    (job, $path:path, $input:ty) => {
        $crate::engine::command::Run::Job(|workspace, call, input| {
            Ok($crate::engine::command::Answer::of($crate::engine::command::answer(
                $path(workspace, call, $crate::engine::command::parse::<$input>(input)?)?,
            )?))
        })
    };
}
pub(crate) use run;

macro_rules! kind {
    (query) => {
        $crate::engine::command::Kind::Query
    };
    (change) => {
        $crate::engine::command::Kind::Change
    };
    (survey) => {
        $crate::engine::command::Kind::Change
    };
    (job) => {
        $crate::engine::command::Kind::Job
    };
}
pub(crate) use kind;

/// Declares the list: `/// summary` `kind "name" function, Input => Output, Permission Reach [Topics];`
macro_rules! commands {
    ($( #[doc = $summary:literal] $kind:ident $name:literal $path:path, $input:ty => $output:ty, $permission:ident $reach:ident [$($topic:ident),*]; )*) => {
        /// Everything the product can do.
        pub static COMMANDS: &[$crate::engine::command::CommandInfo] = &[$(
            $crate::engine::command::CommandInfo {
                name: $name,
                summary: $summary,
                kind: $crate::engine::command::kind!($kind),
                permission: $crate::engine::permission::Permission::$permission,
                reach: $crate::engine::command::Reach::$reach,
                topics: &[$($crate::engine::command::Topic::$topic),*],
                input_schema: || schemars::schema_for!($input),
                run: $crate::engine::command::run!($kind, $path, $input),
                types: |types| (types.add::<$input>(), types.add::<$output>()),
            }
        ),*];
    };
}
pub(crate) use commands;
