//! Targets as a forecast compares with them: the one set for the period, else the sum of its parts, else its share of the longer period.

use super::ForecastQuery;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::records::targets::Split;
use leadwell_rules::calendar::{FiscalYear, PeriodKind};
use leadwell_rules::ids::PersonId;
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use std::collections::HashMap;

/// All targets a question may compare with.
pub struct Targets {
    fiscal: FiscalYear,
    /// (person, kind, first day) → amount; person 0 is the company.
    set: HashMap<(i64, &'static str, Day), Minor>,
    people: Vec<i64>,
    /// Whose targets make up "everybody's", for a reader who sees a team or only themself.
    seen: Option<Vec<i64>>,
}

impl Targets {
    /// Reads the targets of the chosen pipeline that the reader may see; with one pipeline in use, those set for no pipeline are its own.
    /// Targets are set for money as a whole, so a question about one product has none.
    pub fn load(read: &Read<'_>, query: &ForecastQuery) -> Result<Targets, Failure> {
        let mut targets = Targets {
            fiscal: read.settings.fiscal,
            set: HashMap::new(),
            people: Vec::new(),
            seen: seen(read)?,
        };
        if query.product_id.is_some() {
            return Ok(targets);
        }
        let rows = read.all(
            "select coalesce(person_id, 0), period_kind, starts_on, amount_minor from targets
             where (pipeline_id is ?1 or (pipeline_id is null and (select count(*) from pipelines where archived = 0) = 1))
               and (?2 is null or person_id is null or person_id in (select value from json_each(?2)))
             order by pipeline_id is null desc",
            (query.pipeline_id.map(|id| id.0), read.actor.scope.bound()),
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, Minor>(3)?)),
        )?;
        for (person, kind, starts_on, amount) in rows {
            let (Some(kind), Ok(day)) = (known(&kind), starts_on.parse()) else {
                continue;
            };
            targets.set.insert((person, kind, day), amount);
            if person != 0 && !targets.people.contains(&person) {
                targets.people.push(person);
            }
        }
        Ok(targets)
    }

    /// The target of a person, or of everybody: the company's own, else the sum of the people's. A reader who sees a team
    /// compares with the targets of that team.
    pub fn of(&self, person: Option<PersonId>, kind: PeriodKind, start: Day) -> Option<Minor> {
        let sum = |people: &[i64]| {
            let targets: Vec<Minor> = people
                .iter()
                .filter_map(|person| self.own(*person, kind, start))
                .collect();
            (!targets.is_empty()).then(|| targets.iter().sum())
        };
        match (person, &self.seen) {
            (Some(person), _) => self.own(person.0, kind, start),
            (None, Some(seen)) => sum(seen),
            (None, None) => self.own(0, kind, start).or_else(|| sum(&self.people)),
        }
    }

    /// People with a target for the period, whether or not they have deals.
    pub fn people(&self, kind: PeriodKind, start: Day) -> Vec<PersonId> {
        let known = self
            .people
            .iter()
            .filter(|person| self.seen.as_ref().is_none_or(|seen| seen.contains(person)));
        known
            .filter(|person| self.own(**person, kind, start).is_some())
            .map(|person| PersonId(*person))
            .collect()
    }

    /// Out of those set for the person: the period's own, the sum of its parts, or its share of the longer period.
    fn own(&self, person: i64, kind: PeriodKind, start: Day) -> Option<Minor> {
        let set = |kind: PeriodKind, start: Day| {
            let name = match kind {
                PeriodKind::Month => "month",
                PeriodKind::Quarter => "quarter",
                PeriodKind::Year => "year",
                PeriodKind::Days => return None,
            };
            self.set.get(&(person, name, start)).copied()
        };
        Split {
            fiscal: self.fiscal,
            set,
        }
        .of(kind, start)
    }
}

fn known(kind: &str) -> Option<&'static str> {
    ["month", "quarter", "year"].into_iter().find(|name| *name == kind)
}

/// The people in the reader's scope; none for a reader who sees everybody.
fn seen(read: &Read<'_>) -> Result<Option<Vec<i64>>, Failure> {
    let Some(scope) = read.actor.scope.bound() else {
        return Ok(None);
    };
    read.all("select value from json_each(?1)", [scope], |row| row.get(0))
        .map(Some)
}
