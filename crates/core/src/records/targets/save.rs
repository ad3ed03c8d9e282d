//! Setting a target and taking it away.

use super::list::{Target, TargetPeriod, find};
use crate::engine::failure::{Failure, Kind};
use crate::engine::store::Write;
use leadwell_rules::calendar::period_of;
use leadwell_rules::ids::{PersonId, PipelineId, TargetId};
use leadwell_rules::time::Day;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A target as it shall be. There is one for each person, pipeline and period.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveTarget {
    /// Whose it is; without it, the company's.
    #[serde(default)]
    pub person_id: Option<PersonId>,
    /// The pipeline it is for; without it, all of them.
    #[serde(default)]
    pub pipeline_id: Option<PipelineId>,
    /// Month, quarter or year.
    pub period_kind: TargetPeriod,
    /// The first day of the period, in the business calendar.
    pub starts_on: Day,
    /// The amount to be won, minor units of the base currency; without it, the target is taken away.
    #[serde(default)]
    pub amount_minor: Option<i64>,
    /// The amount hoped for; not less than the target.
    #[serde(default)]
    pub stretch_minor: Option<i64>,
}

/// Answers `targets.save`: the target, or null when it was taken away.
pub fn save(write: &mut Write<'_>, wanted: SaveTarget) -> Result<Option<Target>, Failure> {
    let period = period_of(wanted.period_kind.kind(), wanted.starts_on, write.settings.fiscal, None);
    if period.start != wanted.starts_on {
        return Err(Failure::invalid("target.not_a_start", "starts_on").arg("start", period.start));
    }
    if let Some(pipeline) = wanted.pipeline_id {
        crate::records::pipelines::find(write, pipeline)?;
    }
    let whose = match wanted.person_id {
        Some(person) => {
            let name = crate::records::people::find(write, person)?.name;
            in_sight(write, person)?;
            name
        }
        None => write.settings.name.clone(),
    };
    write.subject(format!("{whose} · {}", wanted.starts_on));
    let Some(amount) = wanted.amount_minor else {
        write.run(
            "delete from targets where coalesce(person_id, 0) = coalesce(:person, 0) and coalesce(pipeline_id, 0) = coalesce(:pipeline, 0)
               and period_kind = :kind and starts_on = :start",
            named_params! {
                ":person": wanted.person_id.map(|id| id.0), ":pipeline": wanted.pipeline_id.map(|id| id.0),
                ":kind": wanted.period_kind.as_str(), ":start": wanted.starts_on.to_string()
            },
        )?;
        return Ok(None);
    };
    if amount < 0 {
        return Err(Failure::invalid("target.negative", "amount_minor"));
    }
    if wanted.stretch_minor.is_some_and(|stretch| stretch < amount) {
        return Err(Failure::invalid("target.stretch_below", "stretch_minor"));
    }
    let id = write.one(
        // A figure the owner sets is the owner's, unless it is for somebody of the sample company.
        "insert into targets (person_id, pipeline_id, period_kind, starts_on, amount_minor, stretch_minor, origin, updated_at)
         values (:person, :pipeline, :kind, :start, :amount, :stretch, (select origin from people where id = :person), :now)
         on conflict (coalesce(person_id, 0), coalesce(pipeline_id, 0), period_kind, starts_on)
         do update set amount_minor = excluded.amount_minor, stretch_minor = excluded.stretch_minor, origin = excluded.origin,
                       updated_at = excluded.updated_at
         returning id",
        named_params! {
            ":person": wanted.person_id.map(|id| id.0), ":pipeline": wanted.pipeline_id.map(|id| id.0),
            ":kind": wanted.period_kind.as_str(), ":start": wanted.starts_on.to_string(), ":amount": amount,
            ":stretch": wanted.stretch_minor, ":now": write.now().millis()
        },
        |row| Ok(TargetId(row.get(0)?)),
    )?;
    id.map(|id| find(write, id)).transpose()
}

/// A manager sets targets for their own team.
fn in_sight(write: &Write<'_>, person: PersonId) -> Result<(), Failure> {
    let seen = write.one(
        "select 1 where :scope is null or :person in (select value from json_each(:scope))",
        named_params! { ":scope": write.actor.scope.bound(), ":person": person.0 },
        |_| Ok(()),
    )?;
    seen.ok_or_else(|| Failure::new(Kind::Forbidden, "target.not_your_team").at("person_id"))
}
