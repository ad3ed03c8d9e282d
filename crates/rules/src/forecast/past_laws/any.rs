//! Random histories: deals that change one field at a time, end, are corrected, and are opened again.

use super::super::Category;
use super::super::history::{Closing, DealInterval, Ending, State};
use super::{FIRST, STAGES};
use crate::ids::{DealId, PersonId};
use rand::Rng;

fn one_of<T: Copy>(draw: &mut impl Rng, list: &[T]) -> T {
    list[draw.random_range(0..list.len())]
}

fn any_state(draw: &mut impl Rng, from: i32) -> State {
    let stage = draw.random_range(0..STAGES as u16);
    State {
        from,
        stage,
        furthest: stage,
        amount_minor: draw.random_bool(0.9).then(|| draw.random_range(0..9_999_999)),
        close_on: draw.random_bool(0.9).then(|| from + draw.random_range(-20..120)),
        probability_bp: draw.random_range(0..=10_000),
        category: one_of(
            draw,
            &[
                Category::Pipeline,
                Category::Pipeline,
                Category::BestCase,
                Category::Commit,
                Category::Omitted,
            ],
        ),
        owner: PersonId(draw.random_range(1..4)),
    }
}

fn any_ending(draw: &mut impl Rng) -> Ending {
    let amount = draw.random_range(1..9_999_999);
    one_of(
        draw,
        &[Ending::Won(amount), Ending::Won(amount), Ending::Lost, Ending::Removed],
    )
}

/// An open interval with its changes up to the day before `until`, and perhaps its end.
pub fn any_spell(draw: &mut impl Rng, id: i64, opened: i32, until: i32) -> DealInterval {
    let mut states = vec![any_state(draw, opened)];
    let mut at = opened + draw.random_range(1..30);
    while at < until && draw.random_bool(0.6) {
        let kept = states[states.len() - 1];
        let drawn = any_state(draw, at);
        // Mostly one field at a time, as people work.
        states.push(match draw.random_range(0..5) {
            0 => drawn,
            1 => State {
                from: at,
                stage: drawn.stage,
                furthest: kept.furthest.max(drawn.stage),
                ..kept
            },
            2 => State {
                from: at,
                amount_minor: drawn.amount_minor,
                ..kept
            },
            3 => State {
                from: at,
                close_on: drawn.close_on,
                ..kept
            },
            _ => State {
                from: at,
                owner: drawn.owner,
                category: drawn.category,
                ..kept
            },
        });
        at += draw.random_range(1..40);
    }
    let ended = (at < until && draw.random_bool(0.85)).then(|| (at, any_ending(draw)));
    let counts_on = at - one_of(draw, &[0, 0, 0, 1, 9]);
    let mut corrected = Vec::new();
    if ended.is_some() && draw.random_bool(0.15) {
        corrected.push(Closing {
            known_on: at + draw.random_range(1..40),
            ending: any_ending(draw),
            counts_on: counts_on - one_of(draw, &[0, 0, 30]),
            owner: PersonId(draw.random_range(1..4)),
        });
    }
    DealInterval {
        id: DealId(id),
        product: draw.random_range(0..3),
        created: opened,
        opened,
        ended,
        counts_on,
        closed_by: PersonId(draw.random_range(1..4)),
        corrected,
        states,
    }
}

/// A random book over so many days; some deals are reopened.
pub fn any_spells(draw: &mut impl Rng, deals: i64, days: i32) -> Vec<DealInterval> {
    let mut intervals = Vec::new();
    for id in 1..=deals {
        let mut opened = FIRST + draw.random_range(0..days);
        for _ in 0..3 {
            let interval = any_spell(draw, id, opened, FIRST + days);
            let last_known = interval.corrected.last().map(|closing| closing.known_on);
            let ended = last_known.or(interval.ended.map(|(day, _)| day));
            let created = intervals
                .last()
                .filter(|last: &&DealInterval| last.id == interval.id)
                .map(|last| last.created);
            intervals.push(DealInterval {
                created: created.unwrap_or(opened),
                ..interval
            });
            match ended {
                Some(ended) if draw.random_bool(0.2) => opened = ended + draw.random_range(0..20),
                _ => break,
            }
        }
    }
    intervals
}

/// The same up to the day before `day`, and from then on something else.
pub fn altered(draw: &mut impl Rng, intervals: &[DealInterval], day: i32) -> Vec<DealInterval> {
    let mut other: Vec<DealInterval> = Vec::new();
    for interval in intervals.iter().filter(|interval| interval.opened < day) {
        let mut interval = interval.clone();
        interval.states.retain(|state| state.from < day);
        if draw.random_bool(0.5) {
            let from = day + draw.random_range(0..9);
            interval.states.push(any_state(draw, from));
        }
        if interval.ended.is_none_or(|(end, _)| end >= day) {
            let end = day + draw.random_range(0..60);
            interval.ended = draw.random_bool(0.7).then(|| (end, any_ending(draw)));
            interval.counts_on = end - draw.random_range(0..60);
            interval.closed_by = PersonId(draw.random_range(1..4));
            interval.corrected.clear();
        } else {
            interval.corrected.retain(|closing| closing.known_on < day);
            if draw.random_bool(0.5) {
                interval.corrected.push(Closing {
                    known_on: day + draw.random_range(0..9),
                    ending: any_ending(draw),
                    counts_on: day - draw.random_range(0..90),
                    owner: PersonId(draw.random_range(1..4)),
                });
            }
        }
        // Some are opened again.
        let reopened = interval.ended.map(|(end, _)| end.max(day));
        let id = interval.id.0;
        other.push(interval);
        if let Some(opened) = reopened.filter(|_| draw.random_bool(0.2)) {
            other.push(any_spell(draw, id, opened, opened + 90));
        }
    }
    // An interval that had been followed by another before that day stays followed.
    for id in 1_000..1_020 {
        let opened = day + draw.random_range(0..60);
        other.push(any_spell(draw, id, opened, opened + 90));
    }
    other
}
