//! Reading targets.

use crate::engine::failure::Failure;
use crate::engine::store::{Read, text};
use leadwell_rules::calendar::{PeriodKind, year_of};
use leadwell_rules::ids::{PersonId, PipelineId, TargetId};
use leadwell_rules::time::Day;
use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long a target runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TargetPeriod {
    /// A calendar month.
    Month,
    /// A quarter of the business year.
    Quarter,
    /// A business year.
    Year,
}

impl TargetPeriod {
    /// The name stored in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            TargetPeriod::Month => "month",
            TargetPeriod::Quarter => "quarter",
            TargetPeriod::Year => "year",
        }
    }

    /// The kind of period of the calendar.
    pub fn kind(self) -> PeriodKind {
        match self {
            TargetPeriod::Month => PeriodKind::Month,
            TargetPeriod::Quarter => PeriodKind::Quarter,
            TargetPeriod::Year => PeriodKind::Year,
        }
    }

    fn from_stored(name: &str) -> TargetPeriod {
        match name {
            "quarter" => TargetPeriod::Quarter,
            "year" => TargetPeriod::Year,
            _ => TargetPeriod::Month,
        }
    }
}

/// Which targets.
#[derive(Debug, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListTargets {
    /// The calendar year in which the business year begins; this business year when not given.
    #[serde(default)]
    pub year: Option<i32>,
}

/// An amount to be won in a period. Money is minor units of the base currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Target {
    /// Its id.
    pub id: TargetId,
    /// Whose it is; null for the company's.
    pub person_id: Option<PersonId>,
    /// That person's name.
    pub person: Option<String>,
    /// The pipeline it is for; null for all.
    pub pipeline_id: Option<PipelineId>,
    /// Month, quarter or year.
    pub period_kind: TargetPeriod,
    /// The first day of the period.
    pub starts_on: Day,
    /// The amount to be won.
    pub amount_minor: i64,
    /// The amount hoped for.
    pub stretch_minor: Option<i64>,
    /// Part of the sample company.
    pub sample: bool,
}

const TARGETS: &str =
    "select t.id, t.person_id, u.name, t.pipeline_id, t.period_kind, t.starts_on, t.amount_minor, t.stretch_minor,
                              t.origin is 'sample'
                       from targets t left join people u on u.id = t.person_id";

fn target(row: &Row<'_>) -> rusqlite::Result<Target> {
    Ok(Target {
        id: TargetId(row.get(0)?),
        person_id: row.get::<_, Option<i64>>(1)?.map(PersonId),
        person: row.get(2)?,
        pipeline_id: row.get::<_, Option<i64>>(3)?.map(PipelineId),
        period_kind: TargetPeriod::from_stored(&row.get::<_, String>(4)?),
        starts_on: text::day(row, 5)?.unwrap_or(Day(Default::default())),
        amount_minor: row.get(6)?,
        stretch_minor: row.get(7)?,
        sample: row.get(8)?,
    })
}

/// Answers `targets.list`: the company's and those of the people one sees; the company's first, then by person, longest period first.
pub fn list(read: &Read<'_>, wanted: ListTargets) -> Result<Vec<Target>, Failure> {
    let fiscal = read.settings.fiscal;
    let within = match wanted.year {
        None => read.today(),
        Some(year) => {
            let month = if (1..=12).contains(&fiscal.start_month) {
                fiscal.start_month
            } else {
                1
            };
            Day::new(year, month, 1).ok_or_else(|| Failure::invalid("target.year", "year").arg("year", year))?
        }
    };
    let year = year_of(within, fiscal);
    read.all(
        &format!(
            "{TARGETS} where t.starts_on between :first and :last
               and (:scope is null or t.person_id is null or t.person_id in (select value from json_each(:scope)))
             order by t.person_id is not null, u.name, t.person_id, t.pipeline_id nulls first,
                      case t.period_kind when 'year' then 0 when 'quarter' then 1 else 2 end, t.starts_on"
        ),
        named_params! {
            ":first": year.start.to_string(), ":last": year.end.to_string(), ":scope": read.actor.scope.bound()
        },
        target,
    )
}

/// One target.
pub(super) fn find(read: &Read<'_>, id: TargetId) -> Result<Target, Failure> {
    read.one(&format!("{TARGETS} where t.id = ?1"), [id.0], target)?
        .ok_or_else(|| Failure::not_found("target.unknown"))
}
