//! The registrations there are.

use super::store::{COLUMNS, Registration, TABLES, registration};
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use leadwell_rules::ids::PersonId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use ts_rs::TS;

/// Registrations in a list when nobody says how many, and at most.
const SHOWN: (usize, usize) = (200, 2000);

/// Which of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "WhichRegistrations")]
pub enum Which {
    /// Protected today, whoever holds them.
    #[default]
    All,
    /// Protected today, and one's own.
    Mine,
    /// Run out, given back or ended.
    Ended,
}

/// Which registrations.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListRegistrations {
    /// Protected ones when not given.
    pub which: Option<Which>,
    /// How many at most, up to 2000; 200 when not given.
    pub limit: Option<usize>,
}

/// Registrations the person may see.
#[derive(Debug, Serialize, TS)]
pub struct RegistrationList {
    /// Protected ones by the day they run out, the next first; ended ones the latest first.
    pub rows: Vec<Registration>,
    /// How many are protected.
    pub all: usize,
    /// How many of them are one's own.
    pub mine: usize,
    /// How many have ended.
    pub ended: usize,
    /// Days a new one lasts.
    pub days: i64,
}

/// What a person has registered that is protected today, the oldest first.
pub(crate) fn held_by(read: &Read<'_>, person: PersonId) -> Result<Vec<Registration>, Failure> {
    let today = read.today();
    let text = format!("select {COLUMNS} from {TABLES} where r.person_id = ?1 order by r.id");
    let mut held = read.all(&text, [person.0], |row| registration(row, today))?;
    held.retain(|one| one.term().protects(today));
    Ok(held)
}

/// Answers `registrations.list`.
pub fn list(read: &Read<'_>, wanted: ListRegistrations) -> Result<RegistrationList, Failure> {
    let today = read.today();
    let text = format!(
        "select {COLUMNS} from {TABLES}
         where (?1 is null or r.person_id in (select value from json_each(?1))) order by r.id desc"
    );
    let everything = read.all(&text, [read.actor.scope.bound()], |row| registration(row, today))?;
    let (mut protected, mut over): (Vec<_>, Vec<_>) =
        everything.into_iter().partition(|one| one.term().protects(today));
    let own = |one: &Registration| one.person_id == read.actor.id;
    let (all, ended) = (protected.len(), over.len());
    let mine = protected.iter().filter(|one| own(one)).count();
    protected.sort_by_key(|one| (one.ends_on, one.id));
    over.sort_by_key(|one| Reverse((one.ended_on.unwrap_or(one.ends_on), one.id)));
    let mut rows = match wanted.which.unwrap_or_default() {
        Which::All => protected,
        Which::Mine => protected.into_iter().filter(own).collect(),
        Which::Ended => over,
    };
    rows.truncate(wanted.limit.unwrap_or(SHOWN.0).clamp(1, SHOWN.1));
    Ok(RegistrationList {
        rows,
        all,
        mine,
        ended,
        days: read.settings.registration_days,
    })
}
