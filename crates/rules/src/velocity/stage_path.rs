//! Each deal's path through the stages, as it was known at the beginning of a day: when it first reached each stage, how long it stood
//! there, and how it ended. Funnel and velocity are counted from these.

use crate::forecast::history::{DealInterval, Ending, History, number};
use crate::ids::{DealId, PersonId};
use crate::money::Minor;
use crate::time::Day;
use std::collections::{HashMap, HashSet};

/// Days from – to, both included.
pub type Span = (i32, i32);

/// The span between two days; without a first one, from the beginning.
pub fn span(from: Option<Day>, to: Day) -> Span {
    (from.map_or(i32::MIN, number), number(to))
}

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Won.
    Won,
    /// Lost.
    Lost,
}

/// A deal's stay in one stage: all days it stood there, coming back included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage.
    pub stage: usize,
    /// Days in all.
    pub days: i64,
    /// The day it left for the last time; nothing while it stands there.
    pub left_on: Option<i32>,
}

/// One deal's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagePath {
    /// The deal.
    pub id: DealId,
    /// The day it was made.
    pub created: i32,
    /// Whose it is, or whose it was when it ended.
    pub owner: PersonId,
    /// Its last known amount; what it was won for. Nothing when unknown.
    pub amount_minor: Option<Minor>,
    /// The stage it stands in, or left from.
    pub stage: usize,
    /// The furthest stage it came to; a won deal may have been won from here, past the others.
    pub furthest: usize,
    /// The first day it had come to each stage; a skipped one with the next, and none beyond the furthest. A won deal came to all.
    pub reached: Vec<i32>,
    /// Its stays, in the order of the stages.
    pub stays: Vec<Stay>,
    /// How and on which day it ended; nothing while it is open.
    pub end: Option<(End, i32)>,
}

impl StagePath {
    /// Days from creation to the day it was won.
    pub fn cycle(&self) -> Option<i64> {
        let (end, on) = self.end?;
        (end == End::Won).then(|| i64::from(on.saturating_sub(self.created).max(0)))
    }

    /// Whether it ended so in the span.
    pub fn ended(&self, how: End, span: Span) -> bool {
        self.end
            .is_some_and(|(end, on)| end == how && span.0 <= on && on <= span.1)
    }

    /// Whether it was open at the end of a day.
    pub fn open_after(&self, day: i32) -> bool {
        self.created <= day && self.end.is_none_or(|(_, on)| on > day)
    }

    /// The furthest stage it had come to by the end of a day; nothing before it was made.
    pub fn furthest_by(&self, day: i32) -> Option<usize> {
        self.reached
            .iter()
            .take_while(|reached| **reached <= day)
            .count()
            .checked_sub(1)
    }
}

/// The paths of all deals as known at the beginning of a day, in the order in which they were made. Deals taken out of the book have none.
pub fn paths(history: &History, day: i32, stages: usize) -> Vec<StagePath> {
    let mut paths: Vec<StagePath> = Vec::new();
    let mut place: HashMap<DealId, usize> = HashMap::new();
    let mut removed: HashSet<DealId> = HashSet::new();
    let last = stages.saturating_sub(1);
    for interval in history.intervals().iter().filter(|interval| interval.opened < day) {
        let index = *place.entry(interval.id).or_insert_with(|| {
            paths.push(StagePath {
                id: interval.id,
                created: interval.created,
                owner: interval.closed_by,
                amount_minor: None,
                stage: 0,
                furthest: 0,
                reached: Vec::new(),
                stays: Vec::new(),
                end: None,
            });
            paths.len() - 1
        });
        walk(&mut paths[index], interval, day, last);
        if interval
            .closing_at(day)
            .is_some_and(|closing| closing.ending == Ending::Removed)
        {
            removed.insert(interval.id);
        }
    }
    for path in &mut paths {
        if let Some((End::Won, on)) = path.end {
            path.reached.resize(stages, on);
        }
        path.stays.sort_by_key(|stay| stay.stage);
    }
    paths.retain(|path| !removed.contains(&path.id));
    paths
}

/// Goes through one open interval, as far as it was known.
fn walk(path: &mut StagePath, interval: &DealInterval, day: i32, last: usize) {
    let closing = interval.closing_at(day);
    let known = interval.states.partition_point(|state| state.from < day);
    let states = &interval.states[..known];
    for (index, state) in states.iter().enumerate() {
        let from = if path.reached.is_empty() {
            path.created
        } else {
            state.from
        };
        let stage = usize::from(state.stage).min(last);
        let furthest = usize::from(state.furthest).min(last).max(stage);
        // The end counts on its own day, which is never after the day it became known.
        let until = match (states.get(index + 1), closing) {
            (Some(next), _) => Some(next.from),
            (None, Some(closing)) => Some(closing.counts_on),
            (None, None) => None,
        };
        if furthest + 1 > path.reached.len() {
            path.reached.resize(furthest + 1, from);
        }
        stay(&mut path.stays, stage, from, until);
        path.stage = stage;
        path.furthest = path.furthest.max(furthest);
        path.owner = state.owner;
        path.amount_minor = state.amount_minor;
    }
    path.end = None;
    if let Some(closing) = closing {
        path.owner = closing.owner;
        let on = closing.counts_on.max(path.created);
        match closing.ending {
            Ending::Won(amount) => {
                path.amount_minor = Some(amount);
                path.end = Some((End::Won, on));
            }
            Ending::Lost => path.end = Some((End::Lost, on)),
            Ending::Removed => {}
        }
    }
}

fn stay(stays: &mut Vec<Stay>, stage: usize, from: i32, until: Option<i32>) {
    let days = until.map_or(0, |until| i64::from(until.saturating_sub(from).max(0)));
    match stays.iter_mut().find(|stay| stay.stage == stage) {
        Some(stay) => {
            stay.days += days;
            stay.left_on = until;
        }
        None => stays.push(Stay {
            stage,
            days,
            left_on: until,
        }),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::forecast::Category;
    use crate::forecast::history::{Closing, State};

    /// An interval: created, the stages it came to with their days, its end.
    pub fn interval(id: i64, created: i32, steps: &[(i32, u16)], ended: Option<(i32, Ending)>) -> DealInterval {
        let mut furthest = 0;
        let states = steps.iter().map(|(from, stage)| {
            furthest = furthest.max(*stage);
            State {
                from: *from,
                stage: *stage,
                furthest,
                amount_minor: Some(100),
                close_on: None,
                probability_bp: 0,
                category: Category::Pipeline,
                owner: PersonId(1),
            }
        });
        DealInterval {
            id: DealId(id),
            product: 0,
            created,
            opened: steps[0].0,
            ended,
            counts_on: ended.map_or(0, |(day, _)| day),
            closed_by: PersonId(1),
            corrected: Vec::new(),
            states: states.collect(),
        }
    }

    fn one(intervals: Vec<DealInterval>, day: i32) -> StagePath {
        paths(&History::new(intervals), day, 4).remove(0)
    }

    #[test]
    fn a_skipped_stage_is_reached_with_the_next_and_a_return_counts_once() {
        let deal = interval(
            1,
            10,
            &[(10, 0), (15, 2), (18, 1), (20, 2)],
            Some((30, Ending::Won(900))),
        );
        let path = one(vec![deal], 100);
        assert_eq!(path.reached, [10, 15, 15, 30]);
        let stays: Vec<_> = path
            .stays
            .iter()
            .map(|stay| (stay.stage, stay.days, stay.left_on))
            .collect();
        assert_eq!(stays, [(0, 5, Some(15)), (1, 2, Some(20)), (2, 13, Some(30))]);
        assert_eq!(
            (path.cycle(), path.amount_minor, path.end),
            (Some(20), Some(900), Some((End::Won, 30)))
        );
        assert_eq!(
            (path.furthest_by(9), path.furthest_by(10), path.furthest_by(29)),
            (None, Some(0), Some(2))
        );
    }

    #[test]
    fn only_what_was_known_is_seen() {
        let deal = interval(1, 10, &[(10, 0), (15, 2)], Some((30, Ending::Lost)));
        let path = one(vec![deal.clone()], 15);
        assert_eq!((path.reached, path.end, path.stage), (vec![10], None, 0));
        let path = one(vec![deal.clone()], 30);
        assert_eq!((path.end, path.stays[1].left_on), (None, None));
        assert_eq!(one(vec![deal], 31).end, Some((End::Lost, 30)));
    }

    #[test]
    fn a_reopened_deal_is_one_deal_and_its_last_end_holds() {
        let first = interval(1, 10, &[(10, 0), (12, 1)], Some((20, Ending::Lost)));
        let mut again = interval(1, 10, &[(25, 1), (27, 2)], None);
        again.states[0].furthest = 1;
        let path = one(vec![first, again], 40);
        assert_eq!((path.end, path.reached.clone()), (None, vec![10, 12, 27]));
        // The days between the two intervals were spent nowhere.
        assert_eq!(
            path.stays[1],
            Stay {
                stage: 1,
                days: 8 + 2,
                left_on: Some(27)
            }
        );
    }

    #[test]
    fn what_was_taken_out_of_the_book_has_no_way() {
        let deal = interval(1, 10, &[(10, 0)], Some((20, Ending::Removed)));
        assert_eq!(paths(&History::new(vec![deal.clone()]), 21, 4), []);
        assert_eq!(paths(&History::new(vec![deal]), 20, 4).len(), 1);
        // A closed one too, from that day on.
        let mut lost = interval(1, 10, &[(10, 0)], Some((15, Ending::Lost)));
        lost.corrected.push(Closing {
            known_on: 20,
            ending: Ending::Removed,
            counts_on: 15,
            owner: PersonId(1),
        });
        let known = |day| paths(&History::new(vec![lost.clone()]), day, 4).len();
        assert_eq!((known(20), known(21)), (1, 0));
    }
}
