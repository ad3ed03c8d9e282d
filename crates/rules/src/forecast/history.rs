//! What happened to every deal, day by day: the one input of all that is learned, replayed or explained from the past.
//!
//! Invariant: whoever looks at a history "as of a day" reads only what stands before that day, so that nothing that happened later can
//! change what was believed.

use super::Category;
use crate::ids::{DealId, PersonId};
use crate::money::Minor;
use crate::time::Day;
use std::collections::HashMap;

/// A deal from a day on: what was known of it until the next state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The first day it was so.
    pub from: i32,
    /// Index of its stage in the stage terms.
    pub stage: u16,
    /// The furthest stage position ever reached.
    pub furthest: u16,
    /// Amount in minor units of the base currency, when known.
    pub amount_minor: Option<Minor>,
    /// Expected closing day.
    pub close_on: Option<i32>,
    /// Its own probability, basis points.
    pub probability_bp: i32,
    /// Forecast category.
    pub category: Category,
    /// Whose deal it was.
    pub owner: PersonId,
}

/// How an open interval of a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Won, for this amount in minor units.
    Won(Minor),
    /// Lost.
    Lost,
    /// Taken out of the book: nothing can be learned from it.
    Removed,
}

/// One open interval of a deal: from the day it was opened to the day it ended. A deal that was reopened has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealInterval {
    /// The deal.
    pub id: DealId,
    /// The product sold; 0 when unknown.
    pub product: i64,
    /// The day the deal was made; its age counts from here.
    pub created: i32,
    /// The day this interval began: the deal's creation, or its reopening.
    pub opened: i32,
    /// The day its end became known, and how it was said to have ended then; nothing while it is open.
    pub ended: Option<(i32, Ending)>,
    /// The day the end counts on, for what was won in a period: never after the day it became known.
    pub counts_on: i32,
    /// Who held it when it ended.
    pub closed_by: PersonId,
    /// What was said of its end on later days, in their order: another amount, another owner, taken out of the book.
    pub corrected: Vec<Closing>,
    /// What was known of it, in the order of days; never empty.
    pub states: Vec<State>,
}

/// How an interval ended, as it was known from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The day it became known.
    pub known_on: i32,
    /// How it ended.
    pub ending: Ending,
    /// The day the end counts on.
    pub counts_on: i32,
    /// Whose deal it was.
    pub owner: PersonId,
}

impl DealInterval {
    /// Whether it was open at the beginning of a day.
    pub fn open_at(&self, day: i32) -> bool {
        self.opened < day && self.ended.is_none_or(|(end, _)| end >= day)
    }

    /// How it had ended, as it was known at the beginning of a day; nothing while it was open.
    pub fn closing_at(&self, day: i32) -> Option<Closing> {
        let (known_on, ending) = self.ended.filter(|(end, _)| *end < day)?;
        let later = self.corrected.iter().rev().find(|closing| closing.known_on < day);
        Some(later.copied().unwrap_or(Closing {
            known_on,
            ending,
            counts_on: self.counts_on,
            owner: self.closed_by,
        }))
    }

    /// What was known of it at the beginning of a day.
    pub fn state_at(&self, day: i32) -> &State {
        let known = self.states.partition_point(|state| state.from < day);
        &self.states[known.saturating_sub(1)]
    }

    /// How many times its expected closing day had been moved to a later one before a day.
    pub fn slips_before(&self, day: i32) -> usize {
        let known = self.states.iter().take_while(|state| state.from < day);
        let days: Vec<i32> = known.filter_map(|state| state.close_on).collect();
        days.windows(2).filter(|pair| pair[1] > pair[0]).count()
    }
}

/// Every interval of every deal, in the order in which they were opened.
#[derive(Clone, Debug, Default)]
pub struct History {
    intervals: Vec<DealInterval>,
    /// For each interval, the day the deal's next one was opened; the end of time when it is the last.
    followed_on: Vec<i32>,
}

impl History {
    /// Puts the intervals in order. Intervals without a state are left out: nothing is known of them.
    pub fn new(mut intervals: Vec<DealInterval>) -> Self {
        intervals.retain(|interval| !interval.states.is_empty());
        intervals.sort_by_key(|interval| (interval.opened, interval.id));
        let mut next: HashMap<DealId, i32> = HashMap::new();
        let mut followed_on = vec![i32::MAX; intervals.len()];
        for (interval, followed) in intervals.iter().zip(&mut followed_on).rev() {
            *followed = next.insert(interval.id, interval.opened).unwrap_or(i32::MAX);
        }
        Self { intervals, followed_on }
    }

    /// The last interval of every deal, as it was known at the beginning of a day: open ones and ended ones.
    pub fn last_known(&self, day: i32) -> impl Iterator<Item = &DealInterval> {
        let known = self.intervals.partition_point(|interval| interval.opened < day);
        let intervals = self.intervals[..known].iter().zip(&self.followed_on);
        intervals
            .filter(move |(_, followed)| **followed >= day)
            .map(|(interval, _)| interval)
    }

    /// All intervals.
    pub fn intervals(&self) -> &[DealInterval] {
        &self.intervals
    }

    /// The intervals open at the beginning of a day.
    pub fn open_at(&self, day: i32) -> impl Iterator<Item = &DealInterval> {
        let known = self.intervals.partition_point(|interval| interval.opened < day);
        self.intervals[..known]
            .iter()
            .filter(move |interval| interval.open_at(day))
    }

    /// The first day something was won or lost.
    pub fn first_closing(&self) -> Option<i32> {
        let closings = self.intervals.iter().filter_map(|interval| interval.ended);
        closings
            .filter(|(_, ending)| *ending != Ending::Removed)
            .map(|(day, _)| day)
            .min()
    }
}

/// A day as a whole number.
pub fn number(day: Day) -> i32 {
    use chrono::Datelike;
    day.0.num_days_from_ce()
}

/// The day of a number.
pub fn day(number: i32) -> Day {
    chrono::NaiveDate::from_num_days_from_ce_opt(number).map_or_else(|| Day(chrono::NaiveDate::default()), Day)
}
