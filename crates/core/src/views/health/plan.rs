//! Who looks after the data and how often: the checks that fall due for them, and how the data stood when one was done.

use super::scan::whole;
use crate::engine::call::Call;
use crate::engine::command::Nothing;
use crate::engine::failure::{Failure, Kind};
use crate::engine::jobs::Job;
use crate::engine::permission::Permission;
use crate::engine::store::record::Committed;
use crate::engine::store::{Read, Write, text};
use crate::engine::workspace::Workspace;
use crate::records::people::Person;
use leadwell_rules::ids::PersonId;
use leadwell_rules::rounds::{Interval, due, next};
use leadwell_rules::time::{Day, Instant, business_day};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Checks told of, the newest.
const TOLD: i64 = 12;

/// Who looks after the data, when it is due next, and what came of the checks so far.
#[derive(Debug, Serialize, TS)]
pub struct HealthPlan {
    /// The person responsible.
    pub person_id: Option<PersonId>,
    /// Their name.
    pub person: Option<String>,
    /// Whether they still work here: if not, no check falls due for anybody.
    pub active: bool,
    /// How often.
    pub interval: Interval,
    /// When the next check falls due; null while one is open or nobody is responsible.
    pub next_on: Option<Day>,
    /// The check that waits to be done.
    pub open: Option<OpenCheck>,
    /// The checks that were done, newest first.
    pub done: Vec<DoneCheck>,
}

/// A check that waits.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "OpenHealthCheck")]
pub struct OpenCheck {
    /// For whom.
    pub person_id: PersonId,
    /// That person's name.
    pub person: String,
    /// Since when.
    pub due_on: Day,
    /// Days since then.
    pub late_days: i64,
}

/// A check that was done.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "DoneHealthCheck")]
pub struct DoneCheck {
    /// Who did it.
    pub person: String,
    /// When.
    pub done_at: Instant,
    /// Records that person may see.
    pub records: i64,
    /// Those without a finding then.
    pub sound: i64,
}

/// What the file says about the plan itself.
struct Stored {
    person: Option<i64>,
    name: Option<String>,
    active: bool,
    interval: Interval,
    since: Option<Day>,
}

fn stored(read: &Read<'_>) -> Result<Stored, Failure> {
    read.one(
        "select w.health_person_id, u.name, coalesce(u.active, 0), w.health_interval, w.health_since
         from workspace w left join people u on u.id = w.health_person_id",
        [],
        |row| {
            Ok(Stored {
                person: row.get(0)?,
                name: row.get(1)?,
                active: row.get(2)?,
                interval: Interval::from_stored(row.get_ref(3)?.as_str().unwrap_or_default()),
                since: text::day(row, 4)?,
            })
        },
    )?
    .ok_or_else(|| Failure::internal("no plan"))
}

/// The day the interval counts from: the last check, or the day it was set.
fn last(read: &Read<'_>, plan: &Stored) -> Result<Option<Day>, Failure> {
    let done = read.one("select max(done_at) from health_checks", [], |row| {
        row.get::<_, Option<i64>>(0)
    })?;
    let done = done
        .flatten()
        .map(|at| business_day(Instant(at), &read.settings.time_zone));
    Ok(done.max(plan.since))
}

fn open(read: &Read<'_>) -> Result<Option<OpenCheck>, Failure> {
    let found = read.one(
        "select c.person_id, u.name, c.due_on from health_checks c join people u on u.id = c.person_id where c.done_at is null",
        [],
        |row| Ok((PersonId(row.get(0)?), row.get(1)?, text::day(row, 2)?)),
    )?;
    Ok(found.and_then(|(person_id, person, due_on)| {
        due_on.map(|due_on| OpenCheck {
            person_id,
            person,
            due_on,
            late_days: due_on.days_until(read.today()).max(0),
        })
    }))
}

/// Answers `health.plan`.
pub fn plan(read: &Read<'_>, _: Nothing) -> Result<HealthPlan, Failure> {
    let plan = stored(read)?;
    let open = open(read)?;
    let waits = open.is_some() || !plan.active;
    let next_on = match last(read, &plan)? {
        Some(last) if !waits => next(last, plan.interval),
        _ => None,
    };
    let done = read.all(
        "select u.name, c.done_at, coalesce(c.records, 0), coalesce(c.sound, 0) from health_checks c join people u on u.id = c.person_id
         where c.done_at is not null order by c.done_at desc, c.id desc limit ?1",
        [TOLD],
        |row| {
            Ok(DoneCheck {
                person: row.get(0)?,
                done_at: Instant(row.get(1)?),
                records: row.get(2)?,
                sound: row.get(3)?,
            })
        },
    )?;
    Ok(HealthPlan {
        person_id: plan.person.map(PersonId),
        person: plan.name,
        active: plan.active,
        interval: plan.interval,
        next_on,
        open,
        done,
    })
}

/// Who is to look after the data, and how often.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields, rename = "SaveHealthPlan")]
pub struct SavePlan {
    /// The person; null for nobody.
    #[serde(default)]
    pub person_id: Option<PersonId>,
    /// How often.
    pub interval: Interval,
}

/// Answers `health.save_plan`. An open check goes to the new person; when nothing falls due any more, it is gone.
pub fn save_plan(write: &mut Write<'_>, wanted: SavePlan) -> Result<HealthPlan, Failure> {
    let before = stored(write)?;
    match wanted.person_id {
        Some(person) => {
            let person = crate::records::people::find(write, person).map_err(|failure| failure.at("person_id"))?;
            if !person.active {
                return Err(Failure::invalid("health.person_left", "person_id").arg("name", person.name));
            }
            if !may_look_after(&person) {
                return Err(Failure::invalid("health.person_reads", "person_id").arg("name", person.name));
            }
            write.subject(person.name);
        }
        None if wanted.interval != Interval::Off => return Err(Failure::invalid("health.nobody", "person_id")),
        None => {}
    }
    // Counted anew when the interval changes, so that switching it on does not make a check due at once.
    let since = match wanted.interval {
        Interval::Off => None,
        interval if interval == before.interval => before.since,
        _ => Some(write.today()),
    };
    write.run(
        "update workspace set health_person_id = ?1, health_interval = ?2, health_since = ?3",
        (
            wanted.person_id.map(|id| id.0),
            wanted.interval.as_str(),
            since.map(|day| day.to_string()),
        ),
    )?;
    match wanted.person_id.filter(|_| wanted.interval != Interval::Off) {
        Some(person) => write.run(
            "update health_checks set person_id = ?1 where done_at is null",
            [person.0],
        )?,
        None => write.run("delete from health_checks where done_at is null", [])?,
    };
    plan(write, Nothing {})
}

/// Whoever leaves leaves the data to the first of these who may look after it: with the check that waits. Nobody counts anew.
pub(crate) fn hand_over(write: &mut Write<'_>, from: PersonId, to: &[Person]) -> Result<(), Failure> {
    let Some(to) = to.iter().find(|person| may_look_after(person)) else {
        return Ok(());
    };
    write.run(
        "update workspace set health_person_id = ?2 where health_person_id = ?1",
        (from.0, to.id.0),
    )?;
    write.run(
        "update health_checks set person_id = ?2 where person_id = ?1 and done_at is null",
        (from.0, to.id.0),
    )?;
    Ok(())
}

fn may_look_after(person: &Person) -> bool {
    person.role.may(Permission::LeadWrite)
}

/// The check that was ticked off.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "HealthChecked")]
pub struct Checked {
    /// Records looked at.
    pub records: usize,
    /// Those without a finding.
    pub sound: usize,
}

/// Answers `health.checked`: ticks the open check off, or notes one that nobody had to be told of; with the figure as it stands.
/// Everything is looked at before the change begins, so that nobody else waits for it.
pub fn checked(workspace: &Arc<Workspace>, call: &Call, _: Nothing) -> Result<Committed<Checked>, Failure> {
    let found = workspace.read(call, |read| {
        may_tick_off(read)?;
        let scanned = whole(read, &|_| ())?;
        let records = scanned.iter().map(|kind| kind.looked).sum();
        let flagged: usize = scanned.iter().map(|kind| kind.flagged.len()).sum();
        Ok(Checked {
            records,
            sound: records - flagged,
        })
    })?;
    workspace.write(call, "health.checked", |write| tick_off(write, found))
}

/// Whoever is responsible, or has the open check, or keeps the rules of leads.
fn may_tick_off(read: &Read<'_>) -> Result<(), Failure> {
    let person = read.actor.id;
    let theirs = stored(read)?.person == Some(person.0) || open(read)?.is_some_and(|open| open.person_id == person);
    if theirs || read.actor.may(Permission::LeadManage) {
        Ok(())
    } else {
        Err(Failure::new(Kind::Forbidden, "health.not_yours"))
    }
}

fn tick_off(write: &mut Write<'_>, found: Checked) -> Result<Checked, Failure> {
    may_tick_off(write)?;
    let (person, now, today) = (write.actor.id.0, write.now().millis(), write.today());
    let (records, sound) = (found.records as i64, found.sound as i64);
    let done = write.run(
        "update health_checks set person_id = ?1, done_at = ?2, records = ?3, sound = ?4 where done_at is null",
        (person, now, records, sound),
    )?;
    if done == 0 {
        write.insert(
            "insert into health_checks (person_id, due_on, done_at, records, sound, created_at) values (?1, ?2, ?3, ?4, ?5, ?3)",
            (person, today.to_string(), now, records, sound),
        )?;
    }
    write.subject(today.to_string());
    Ok(found)
}

/// Tells the person responsible when a check has fallen due.
pub(crate) const JOB: Job = Job {
    name: "health",
    due: |read| Ok(fallen_due(read)?.is_some()),
    run: remind,
};

/// For whom a check has fallen due, and since when. One at a time: while it is open, no other does.
fn fallen_due(read: &Read<'_>) -> Result<Option<(i64, Day)>, Failure> {
    let plan = stored(read)?;
    let Some(person) = plan.person.filter(|_| plan.active) else {
        return Ok(None);
    };
    if open(read)?.is_some() {
        return Ok(None);
    }
    let last = last(read, &plan)?;
    Ok(last
        .and_then(|last| due(read.today(), last, plan.interval))
        .map(|day| (person, day)))
}

fn remind(workspace: &Arc<Workspace>, call: &Call) -> Result<(), Failure> {
    workspace.write(call, "tick.health", |write| {
        if let Some((person, day)) = fallen_due(write)? {
            let now = write.now().millis();
            write.insert(
                "insert into health_checks (person_id, due_on, created_at) values (?1, ?2, ?3)",
                (person, day.to_string(), now),
            )?;
            write.subject(day.to_string());
        }
        Ok(())
    })?;
    Ok(())
}
