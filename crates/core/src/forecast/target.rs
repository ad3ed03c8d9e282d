//! Targets as a forecast compares with them: the one set for the period, else the sum of its parts.

use super::ForecastQuery;
use crate::failure::Failure;
use crate::store::Read;
use leadwell_rules::calendar::{FiscalYear, PeriodKind, months_in, period_of};
use leadwell_rules::ids::UserId;
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use std::collections::HashMap;

/// All targets a question may compare with.
pub struct Targets {
    fiscal: FiscalYear,
    /// (person, kind, first day) → amount; person 0 is the company.
    set: HashMap<(i64, &'static str, Day), Minor>,
    people: Vec<i64>,
}

impl Targets {
    /// Reads the targets of the chosen pipeline; with one pipeline in use, those set for no pipeline are its own.
    /// Targets are set for money as a whole, so a question about one product has none.
    pub fn load(read: &Read<'_>, query: &ForecastQuery) -> Result<Targets, Failure> {
        let mut targets = Targets { fiscal: read.house.fiscal, set: HashMap::new(), people: Vec::new() };
        if query.product_id.is_some() {
            return Ok(targets);
        }
        let rows = read.all(
            "select coalesce(user_id, 0), period_kind, starts_on, amount_minor from targets
             where pipeline_id is ?1 or (pipeline_id is null and (select count(*) from pipelines where archived = 0) = 1)
             order by pipeline_id is null desc",
            [query.pipeline_id.map(|id| id.0)],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, Minor>(3)?)),
        )?;
        for (person, kind, starts_on, amount) in rows {
            let (Some(kind), Ok(day)) = (known(&kind), starts_on.parse()) else { continue };
            targets.set.insert((person, kind, day), amount);
            if person != 0 && !targets.people.contains(&person) {
                targets.people.push(person);
            }
        }
        Ok(targets)
    }

    /// The target of a person, or of everybody: the company's own, else the sum of the people's.
    pub fn of(&self, person: Option<UserId>, kind: PeriodKind, start: Day) -> Option<Minor> {
        let id = person.map_or(0, |person| person.0);
        self.own(id, kind, start).or_else(|| {
            let of_people = || self.people.iter().filter_map(|person| self.own(*person, kind, start));
            (id == 0 && of_people().next().is_some()).then(|| of_people().sum())
        })
    }

    /// Set for the very period, else the sum over its quarters or months when each of them has one.
    fn own(&self, person: i64, kind: PeriodKind, start: Day) -> Option<Minor> {
        let name = match kind {
            PeriodKind::Month => "month",
            PeriodKind::Quarter => "quarter",
            PeriodKind::Year => "year",
            PeriodKind::Days => return None,
        };
        if let Some(amount) = self.set.get(&(person, name, start)) {
            return Some(*amount);
        }
        let period = period_of(kind, start, self.fiscal, None);
        let months = || months_in(&period).into_iter().map(|month| month.start);
        match kind {
            PeriodKind::Year => {
                let quarters = months().step_by(3).map(|month| self.own(person, PeriodKind::Quarter, month));
                quarters.sum::<Option<Minor>>()
            }
            PeriodKind::Quarter => months().map(|month| self.own(person, PeriodKind::Month, month)).sum::<Option<Minor>>(),
            PeriodKind::Month | PeriodKind::Days => None,
        }
    }
}

fn known(kind: &str) -> Option<&'static str> {
    ["month", "quarter", "year"].into_iter().find(|name| *name == kind)
}
