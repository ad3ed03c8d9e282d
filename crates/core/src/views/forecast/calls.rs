//! What people say of a period by their own word: the owner's typed figure and the manager's adjustment. Nothing said is ever
//! overwritten; the last word holds.

use super::{ForecastQuery, day_asked, period};
use crate::engine::failure::{Failure, Kind};
use crate::engine::permission::{Permission, Scope};
use crate::engine::store::{Read, Write, text};
use crate::records::targets::TargetPeriod;
use leadwell_rules::calendar::{Period, PeriodKind, period_of};
use leadwell_rules::ids::{PersonId, PipelineId};
use leadwell_rules::money::Minor;
use leadwell_rules::time::{Day, Instant, end_of_day};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CommitKind {
    /// What is expected of the period.
    Figure,
    /// What is added to the figure, or taken off it.
    Adjustment,
}

impl CommitKind {
    fn as_str(self) -> &'static str {
        match self {
            CommitKind::Figure => "figure",
            CommitKind::Adjustment => "adjustment",
        }
    }
}

/// Something said of a period.
#[derive(Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ForecastCommit {
    /// figure or adjustment.
    pub kind: CommitKind,
    /// Month, quarter or year.
    pub period_kind: TargetPeriod,
    /// The first day of the period, in the business calendar.
    pub starts_on: Day,
    /// Whose deals it is about; without it, the whole company's.
    #[serde(default)]
    pub person_id: Option<PersonId>,
    /// The pipeline it is about; without it, all of them.
    #[serde(default)]
    pub pipeline_id: Option<PipelineId>,
    /// Minor units of the base currency; null takes back what was said.
    #[serde(default)]
    pub amount_minor: Option<Minor>,
    /// Why; an adjustment needs a reason.
    #[serde(default)]
    pub reason: Option<String>,
}

/// One thing somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CommitEntry {
    /// Its number; later words have higher ones.
    pub id: i64,
    /// figure or adjustment.
    pub kind: CommitKind,
    /// The amount; null where it was taken back.
    pub amount_minor: Option<Minor>,
    /// Why.
    pub reason: Option<String>,
    /// Who said it.
    pub said_by: String,
    /// When.
    pub said_at: Instant,
}

/// What has been said of one person's deals, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CommitLine")]
pub struct Line {
    /// Whose; null for the company's.
    pub person_id: Option<PersonId>,
    /// That person's name.
    pub person: Option<String>,
    /// The figure that holds.
    pub figure: Option<CommitEntry>,
    /// The adjustment that holds.
    pub adjustment: Option<CommitEntry>,
    /// Committed outlook: the figure and the adjustment together. Without a figure of one's own for all, the sum of what the people
    /// are committed to; null where nobody said a figure.
    pub committed_minor: Option<Minor>,
    /// People whose outlooks were added up for want of a figure for all.
    pub people: usize,
    /// All that was said, the last first.
    pub history: Vec<CommitEntry>,
}

/// All that was said of a period.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ForecastCommits {
    /// The period.
    pub period: Period,
    /// What holds at the end of this day.
    pub as_of: Day,
    /// Of all deals the reader sees.
    pub total: Line,
    /// Of each person's, by name.
    pub people: Vec<Line>,
}

/// Answers `forecast.call`: what was said, as it now stands in the history.
pub fn call(write: &mut Write<'_>, said: ForecastCommit) -> Result<CommitEntry, Failure> {
    let period = period_of(said.period_kind.kind(), said.starts_on, write.settings.fiscal, None);
    if period.start != said.starts_on {
        return Err(Failure::invalid("forecast.call_start", "starts_on").arg("start", period.start));
    }
    if let Some(pipeline) = said.pipeline_id {
        crate::records::pipelines::find(write, pipeline)?;
    }
    let name = match said.person_id {
        Some(person) => crate::records::people::find(write, person)?.name,
        None => write.settings.name.clone(),
    };
    may_say(write, &said)?;
    let reason = text::typed(said.reason.as_deref());
    if said.kind == CommitKind::Figure && said.amount_minor.is_some_and(|amount| amount < 0) {
        return Err(Failure::invalid("forecast.call_negative", "amount_minor"));
    }
    if said.kind == CommitKind::Adjustment && said.amount_minor.is_some() && reason.is_none() {
        return Err(Failure::invalid("forecast.call_reason", "reason"));
    }
    write.subject(format!("{name} · {}", said.starts_on));
    let (by, now) = (write.actor.id, write.now());
    let id = write.insert(
        "insert into forecast_calls (kind, person_id, pipeline_id, period_kind, starts_on, amount_minor, reason, said_by, said_at)
         values (:kind, :person, :pipeline, :period, :start, :amount, :reason, :by, :now)",
        named_params! {
            ":kind": said.kind.as_str(), ":person": said.person_id.map(|id| id.0), ":pipeline": said.pipeline_id.map(|id| id.0),
            ":period": said.period_kind.as_str(), ":start": said.starts_on.to_string(), ":amount": said.amount_minor,
            ":reason": reason, ":by": by.0, ":now": now.millis()
        },
    )?;
    Ok(CommitEntry {
        id,
        kind: said.kind,
        amount_minor: said.amount_minor,
        reason: reason.map(str::to_owned),
        said_by: crate::records::people::find(write, by)?.name,
        said_at: now,
    })
}

/// Of one's own deals everybody who sells says what they will make; a manager speaks and adjusts for the team, the owner for all.
fn may_say(read: &Read<'_>, said: &ForecastCommit) -> Result<(), Failure> {
    let leads = read.actor.may(Permission::TargetWrite);
    let allowed = match said.person_id {
        None => leads && read.actor.scope == Scope::All,
        Some(person) if !leads => person == read.actor.id && said.kind == CommitKind::Figure,
        Some(person) => read
            .one(
                "select 1 where :scope is null or :person in (select value from json_each(:scope))",
                named_params! { ":scope": read.actor.scope.bound(), ":person": person.0 },
                |_| Ok(()),
            )?
            .is_some(),
    };
    if allowed {
        return Ok(());
    }
    let (code, field) = match said.kind {
        CommitKind::Adjustment if !leads => ("forecast.call_adjusts", "kind"),
        _ => ("forecast.call_others", "person_id"),
    };
    Err(Failure::new(Kind::Forbidden, code).at(field))
}

/// Answers `forecast.calls`: what holds, and all that was said before it, as it was at the end of the day asked for. A question about
/// one product or about a number of days has none, because figures are said of whole periods.
pub fn calls(read: &Read<'_>, query: ForecastQuery) -> Result<ForecastCommits, Failure> {
    let as_of = day_asked(read, &query)?;
    let period = period(read, &query)?;
    let mut people: Vec<Line> = Vec::new();
    let mut all = Line::of(None, None);
    if query.product_id.is_none() && period.kind != PeriodKind::Days {
        for (person, name, word) in said(read, &query, &period, as_of)? {
            match (person, people.last_mut()) {
                (None, _) => all.take(word),
                (person, Some(line)) if line.person_id == person => line.take(word),
                (person, _) => {
                    let mut line = Line::of(person, name);
                    line.take(word);
                    people.push(line);
                }
            }
        }
    }
    all.add_up(&people);
    let total = match query.owner_id {
        Some(owner) => people
            .iter()
            .find(|line| line.person_id == Some(owner))
            .cloned()
            .unwrap_or_else(|| Line::of(Some(owner), None)),
        None => all,
    };
    Ok(ForecastCommits {
        period,
        as_of,
        total,
        people,
    })
}

type Said = (Option<PersonId>, Option<String>, CommitEntry);

/// Every word of the period, person by person, the last first. The company's own is for those who see the whole company.
fn said(read: &Read<'_>, query: &ForecastQuery, period: &Period, as_of: Day) -> Result<Vec<Said>, Failure> {
    let kind = match period.kind {
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Year => "year",
        PeriodKind::Days => return Ok(Vec::new()),
    };
    read.all(
        "select c.person_id, u.name, c.id, c.kind, c.amount_minor, c.reason, b.name, c.said_at
           from forecast_calls c left join people u on u.id = c.person_id join people b on b.id = c.said_by
          where c.period_kind = :kind and c.starts_on = :start and c.said_at <= :until and (:owner is null or c.person_id = :owner)
            and (c.pipeline_id is :pipeline
                 or (c.pipeline_id is null and (select count(*) from pipelines where archived = 0) = 1))
            and (:scope is null or c.person_id in (select value from json_each(:scope)))
          order by u.name, c.person_id, c.id desc",
        named_params! {
            ":kind": kind, ":start": period.start.to_string(),
            ":until": end_of_day(as_of, &read.settings.time_zone).millis(),
            ":owner": query.owner_id.map(|id| id.0), ":pipeline": query.pipeline_id.map(|id| id.0),
            ":scope": read.actor.scope.bound()
        },
        |row| {
            let word = CommitEntry {
                id: row.get(2)?,
                kind: if row.get_ref(3)?.as_str().unwrap_or_default() == "figure" {
                    CommitKind::Figure
                } else {
                    CommitKind::Adjustment
                },
                amount_minor: row.get(4)?,
                reason: row.get(5)?,
                said_by: row.get(6)?,
                said_at: Instant(row.get(7)?),
            };
            Ok((row.get::<_, Option<i64>>(0)?.map(PersonId), row.get(1)?, word))
        },
    )
}

impl Line {
    fn of(person_id: Option<PersonId>, person: Option<String>) -> Line {
        Line {
            person_id,
            person,
            figure: None,
            adjustment: None,
            committed_minor: None,
            people: 0,
            history: Vec::new(),
        }
    }

    /// The next word back in time: the first of its kind is the one that holds, unless it took the word back.
    fn take(&mut self, word: CommitEntry) {
        if !self.history.iter().any(|later| later.kind == word.kind) {
            let holds = word.amount_minor.map(|_| word.clone());
            match word.kind {
                CommitKind::Figure => self.figure = holds,
                CommitKind::Adjustment => self.adjustment = holds,
            }
        }
        self.history.push(word);
        self.committed_minor = self
            .figure
            .as_ref()
            .and_then(|word| word.amount_minor)
            .map(|figure| figure.saturating_add(self.adjusted()));
    }

    fn adjusted(&self) -> Minor {
        let word = self.adjustment.as_ref();
        word.and_then(|word| word.amount_minor).unwrap_or(0)
    }

    /// Where nobody said a figure for all, the people's outlooks make one.
    fn add_up(&mut self, people: &[Line]) {
        if self.figure.is_some() {
            return;
        }
        let outlooks: Vec<Minor> = people.iter().filter_map(|line| line.committed_minor).collect();
        self.people = outlooks.len();
        self.committed_minor = outlooks
            .into_iter()
            .reduce(Minor::saturating_add)
            .map(|sum| sum.saturating_add(self.adjusted()));
    }
}
