//! The deals a book lists: open ones by the month they count in, won ones by the day; with what is left out, so that sums agree.

use super::facts::{Estimator, Facts, Label, OpenLine, WonLine};
use leadwell_rules::calendar::{PeriodKind, months_in};
use leadwell_rules::forecast::{Category, Place};
use leadwell_rules::money::Minor;
use leadwell_rules::time::Day;
use std::collections::BTreeMap;

/// Open deals listed one by one; beyond this the largest are.
const OPEN_LIMIT: usize = 500;

/// Won deals listed one by one; beyond this the largest are.
pub const WON_LIMIT: usize = 100;

/// What a group of deals has in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Open, and their expected day has passed.
    Overdue,
    /// Expected or won in the month of this day.
    Month(Day),
    /// The largest of a period, whatever the month.
    Largest,
}

/// A deal in a list.
#[derive(Debug)]
pub struct Listed {
    /// Its names.
    pub label: Label,
    /// Whose it is.
    pub owner: String,
    /// Its stage; empty for won ones.
    pub stage: String,
    /// Its category.
    pub category: Category,
    /// Expected or won on.
    pub day: Option<Day>,
    /// Whether the expected day has passed.
    pub overdue: bool,
    /// Its amount.
    pub base_minor: Option<Minor>,
    /// What the leading model multiplies with, basis points.
    pub rate_bp: i64,
    /// What it counts for.
    pub counted_minor: Minor,
}

/// All deals under a heading, also those not listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Totals {
    /// How many.
    pub count: i64,
    /// Their amounts.
    pub sum_minor: Minor,
    /// What they count for, from unrounded figures.
    pub counted_minor: Minor,
}

/// Deals under one heading.
#[derive(Debug)]
pub struct Group {
    /// What they have in common.
    pub of: Of,
    /// Those listed, in the order of their days (the largest first in [`Of::Largest`]).
    pub rows: Vec<Listed>,
    /// All of them, also those not listed.
    pub totals: Totals,
}

impl Group {
    /// Count and sum of those that are not listed.
    pub fn unlisted(&self) -> (i64, Minor) {
        let listed: Minor = self.rows.iter().filter_map(|row| row.base_minor).sum();
        (
            self.totals.count - self.rows.len() as i64,
            self.totals.sum_minor - listed,
        )
    }
}

/// Everything a book lists.
#[derive(Debug)]
pub struct Lists {
    /// Open deals counted in the period, the overdue first.
    pub open: Vec<Group>,
    /// Won deals of the period.
    pub won: Vec<Group>,
}

impl Lists {
    /// Puts the deals behind a forecast in order.
    pub fn load(facts: &Facts) -> Lists {
        Lists {
            open: open(facts),
            won: won(facts),
        }
    }

    /// All deals that are listed.
    pub fn rows(&self) -> impl Iterator<Item = &Listed> {
        self.open.iter().chain(&self.won).flat_map(|group| &group.rows)
    }
}

/// The sums of some open deals by the leading model.
pub fn totals(facts: &Facts, lines: &[&OpenLine]) -> Totals {
    let line = facts.line(lines.iter().copied());
    Totals {
        count: lines.len() as i64,
        sum_minor: lines.iter().filter_map(|line| line.deal.amount_minor).sum(),
        counted_minor: match facts.lead {
            Estimator::Model(model) => line.figure(model).estimate_minor,
            Estimator::Learned => lines
                .iter()
                .map(|line| facts.expected(&line.deal, Estimator::Learned).1)
                .sum(),
        },
    }
}

fn open(facts: &Facts) -> Vec<Group> {
    let mut lines: Vec<&OpenLine> = facts.open.iter().filter(|line| line.counts()).collect();
    lines.sort_by_key(|line| (-line.deal.amount_minor.unwrap_or(-1), line.deal.id));
    let mut groups: BTreeMap<Option<Day>, (Vec<&OpenLine>, Vec<&OpenLine>)> = BTreeMap::new();
    for (index, line) in lines.into_iter().enumerate() {
        let month = match line.place {
            Place::Counted { on, overdue: false } => Some(on.first_of_month()),
            _ => None,
        };
        let group = groups.entry(month).or_default();
        group.0.push(line);
        if index < OPEN_LIMIT {
            group.1.push(line);
        }
    }
    let row = |line: &OpenLine| {
        let (rate_bp, counted_minor) = facts.expected(&line.deal, facts.lead);
        let stage = facts.forecast.stages.get(line.deal.stage);
        Listed {
            label: line.label.clone(),
            owner: line.owner.clone(),
            stage: stage.map(|stage| stage.stage.clone()).unwrap_or_default(),
            category: line.deal.category,
            day: line.deal.close_on,
            overdue: line.overdue(),
            base_minor: line.deal.amount_minor,
            rate_bp,
            counted_minor,
        }
    };
    let group = |(month, (all, mut listed)): (Option<Day>, (Vec<&OpenLine>, Vec<&OpenLine>))| {
        listed.sort_by_key(|line| (line.deal.close_on, -line.deal.amount_minor.unwrap_or(0), line.deal.id));
        Group {
            of: month.map_or(Of::Overdue, Of::Month),
            rows: listed.into_iter().map(row).collect(),
            totals: totals(facts, &all),
        }
    };
    groups.into_iter().map(group).collect()
}

fn won(facts: &Facts) -> Vec<Group> {
    let row = |line: &WonLine| Listed {
        label: line.label.clone(),
        owner: line.owner.clone(),
        stage: String::new(),
        category: Category::Commit,
        day: Some(line.day),
        overdue: false,
        base_minor: Some(line.amount_minor),
        rate_bp: 0,
        counted_minor: line.amount_minor,
    };
    let group = |of: Of, all: &[&WonLine], limit: usize| {
        let sum_minor = all.iter().map(|line| line.amount_minor).sum();
        Group {
            of,
            rows: all.iter().take(limit).map(|line| row(line)).collect(),
            totals: Totals {
                count: all.len() as i64,
                sum_minor,
                counted_minor: sum_minor,
            },
        }
    };
    let mut all: Vec<&WonLine> = facts.won.iter().collect();
    if all.is_empty() {
        return Vec::new();
    }
    if all.len() > WON_LIMIT {
        all.sort_by_key(|line| (-line.amount_minor, line.id));
        return vec![group(Of::Largest, &all, WON_LIMIT)];
    }
    let period = facts.forecast.period;
    let spans = match period.kind {
        PeriodKind::Month => vec![period],
        _ => months_in(&period),
    };
    let of = |month: leadwell_rules::calendar::Period| {
        let lines: Vec<&WonLine> = all.iter().copied().filter(|line| month.contains(line.day)).collect();
        (!lines.is_empty()).then(|| group(Of::Month(month.start.first_of_month()), &lines, WON_LIMIT))
    };
    spans.into_iter().filter_map(of).collect()
}
