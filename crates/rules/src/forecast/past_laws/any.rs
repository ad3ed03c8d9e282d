//! Random histories: deals that change one field at a time, end, are corrected, and are opened again.

use super::super::Category;
use super::super::history::{Closing, Ending, Spell, State};
use super::{FIRST, STAGES};
use crate::ids::{OpportunityId, UserId};
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
        owner: UserId(draw.random_range(1..4)),
    }
}

fn any_ending(draw: &mut impl Rng) -> Ending {
    let amount = draw.random_range(1..9_999_999);
    one_of(
        draw,
        &[Ending::Won(amount), Ending::Won(amount), Ending::Lost, Ending::Removed],
    )
}

/// An open spell with its changes up to the day before `until`, and perhaps its end.
pub fn any_spell(draw: &mut impl Rng, id: i64, opened: i32, until: i32) -> Spell {
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
            owner: UserId(draw.random_range(1..4)),
        });
    }
    Spell {
        id: OpportunityId(id),
        product: draw.random_range(0..3),
        created: opened,
        opened,
        ended,
        counts_on,
        closed_by: UserId(draw.random_range(1..4)),
        corrected,
        states,
    }
}

/// A random book over so many days; some deals are reopened.
pub fn any_spells(draw: &mut impl Rng, deals: i64, days: i32) -> Vec<Spell> {
    let mut spells = Vec::new();
    for id in 1..=deals {
        let mut opened = FIRST + draw.random_range(0..days);
        for _ in 0..3 {
            let spell = any_spell(draw, id, opened, FIRST + days);
            let last_known = spell.corrected.last().map(|closing| closing.known_on);
            let ended = last_known.or(spell.ended.map(|(day, _)| day));
            let created = spells
                .last()
                .filter(|last: &&Spell| last.id == spell.id)
                .map(|last| last.created);
            spells.push(Spell {
                created: created.unwrap_or(opened),
                ..spell
            });
            match ended {
                Some(ended) if draw.random_bool(0.2) => opened = ended + draw.random_range(0..20),
                _ => break,
            }
        }
    }
    spells
}

/// The same up to the day before `day`, and from then on something else.
pub fn altered(draw: &mut impl Rng, spells: &[Spell], day: i32) -> Vec<Spell> {
    let mut other: Vec<Spell> = Vec::new();
    for spell in spells.iter().filter(|spell| spell.opened < day) {
        let mut spell = spell.clone();
        spell.states.retain(|state| state.from < day);
        if draw.random_bool(0.5) {
            let from = day + draw.random_range(0..9);
            spell.states.push(any_state(draw, from));
        }
        if spell.ended.is_none_or(|(end, _)| end >= day) {
            let end = day + draw.random_range(0..60);
            spell.ended = draw.random_bool(0.7).then(|| (end, any_ending(draw)));
            spell.counts_on = end - draw.random_range(0..60);
            spell.closed_by = UserId(draw.random_range(1..4));
            spell.corrected.clear();
        } else {
            spell.corrected.retain(|closing| closing.known_on < day);
            if draw.random_bool(0.5) {
                spell.corrected.push(Closing {
                    known_on: day + draw.random_range(0..9),
                    ending: any_ending(draw),
                    counts_on: day - draw.random_range(0..90),
                    owner: UserId(draw.random_range(1..4)),
                });
            }
        }
        // Some are opened again.
        let reopened = spell.ended.map(|(end, _)| end.max(day));
        let id = spell.id.0;
        other.push(spell);
        if let Some(opened) = reopened.filter(|_| draw.random_bool(0.2)) {
            other.push(any_spell(draw, id, opened, opened + 90));
        }
    }
    // A spell that had been followed by another before that day stays followed.
    for id in 1_000..1_020 {
        let opened = day + draw.random_range(0..60);
        other.push(any_spell(draw, id, opened, opened + 90));
    }
    other
}
