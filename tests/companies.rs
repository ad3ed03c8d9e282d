//! Invented companies with a known character, for judging forecasts: a history of intervals by a seed. Nothing in the product is
//! fitted to them.

use leadwell_rules::forecast::Category;
use leadwell_rules::forecast::history::{DealInterval, Ending, History, State, day, number};
use leadwell_rules::ids::{DealId, PersonId};
use leadwell_rules::time::Day;
use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, LogNormal, Normal, Poisson};
use rand_pcg::Pcg64Mcg;
use std::f64::consts::TAU;

/// What a company is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Character {
    /// Three per cent more new deals every month.
    Growth,
    /// A season of the year, and a rush at the end of each quarter.
    Season,
    /// Every month alike.
    Calm,
    /// In the last quarter new deals fall to two fifths, and every step is harder.
    Collapse,
    /// A small company with one deal a hundred times the usual.
    Giant,
    /// Thirty deals in all.
    Thirty,
}

impl Character {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Growth,
        Self::Season,
        Self::Calm,
        Self::Collapse,
        Self::Giant,
        Self::Thirty,
    ];
}

/// Months of recorded history.
pub const MONTHS: i32 = 24;
/// Stages of their pipeline.
pub const STAGES: usize = 4;
/// Chance of going on from each stage.
const STEPS: [f64; STAGES] = [0.75, 0.70, 0.70, 0.75];
/// Days before the records begin in which deals were already being made.
const BEFORE: i32 = 200;

/// The first day that is not known.
pub fn end() -> i32 {
    number(first().plus_months(MONTHS))
}

fn first() -> Day {
    Day::new(2023, 1, 1).unwrap_or(day(1))
}

/// A company's history.
pub fn company(character: Character, seed: u64) -> History {
    let mut random = Pcg64Mcg::seed_from_u64(seed * 7919 + character as u64 * 104_729);
    let (first, end) = (number(first()), end());
    let decline = number(day(end).plus_months(-3));
    let mut intervals = Vec::new();
    for made in first - BEFORE..end {
        let rate = new_per_month(character, made, first, decline) / 30.44;
        let count = Poisson::new(rate).map_or(0.0, |poisson| poisson.sample(&mut random));
        for _ in 0..count as usize {
            if character == Character::Thirty && intervals.len() == 30 {
                break;
            }
            let number = intervals.len() as i64 + 1;
            let amount = lognormal(&mut random, 10.0, 0.8) * 100.0;
            let amount = if character == Character::Giant && number == 200 {
                300_000_000.0
            } else {
                amount
            };
            let life = live(&mut random, character, made, amount as i64, number, decline);
            // What ended before the records begin is not in them.
            if life.ended.is_none_or(|(day, _)| day >= first) {
                intervals.push(known(life, end));
            }
        }
    }
    History::new(intervals)
}

fn new_per_month(character: Character, made: i32, first: i32, decline: i32) -> f64 {
    let months = f64::from(made - first) / 30.44;
    let of_year = f64::from(day(made).month() - 1) / 12.0;
    match character {
        Character::Growth => 60.0 * (0.03 * months).exp(),
        Character::Season => 60.0 * (1.0 + 0.5 * (of_year * TAU).sin()),
        Character::Calm => 60.0,
        Character::Collapse => 60.0 * if made >= decline { 0.4 } else { 1.0 },
        Character::Giant => 30.0,
        Character::Thirty => 3.0,
    }
}

fn live(random: &mut Pcg64Mcg, character: Character, made: i32, amount: i64, id: i64, decline: i32) -> DealInterval {
    let owner = PersonId(id % 5 + 1);
    let mut close = made + normal(random, 80.0, 30.0).max(10.0) as i32;
    let mut now = f64::from(made);
    let mut states = Vec::new();
    let mut ended = None;
    for (stage, step) in STEPS.iter().enumerate() {
        states.push(State {
            from: now as i32,
            stage: stage as u16,
            furthest: stage as u16,
            amount_minor: Some(amount),
            close_on: Some(close),
            probability_bp: 2_000 * (stage as i32 + 1),
            category: Category::Pipeline,
            owner,
        });
        now += lognormal(random, 2.9, 0.7);
        let harder = character == Character::Collapse && now as i32 >= decline;
        if random.random::<f64>() > step * if harder { 0.75 } else { 1.0 } {
            // Some are lost, soon or late; some are never heard of again.
            if random.random::<f64>() < 0.85 {
                ended = Some((now as i32 + (random.random::<f64>() * 20.0) as i32, Ending::Lost));
            }
            break;
        }
        if now as i32 > close {
            close = now as i32 + 20;
        }
        if stage + 1 == STAGES {
            let mut won = now as i32;
            let month = day(won).month() % 3;
            if character == Character::Season && month != 0 && random.random::<f64>() < 0.4 {
                let rush = day(won).first_of_month().plus_months(3 - month as i32);
                won = number(rush) + (random.random::<f64>() * 28.0) as i32;
            }
            let agreed = amount as f64 * (0.9 + 0.1 * random.random::<f64>());
            ended = Some((won, Ending::Won(agreed as i64)));
        }
    }
    DealInterval {
        id: DealId(id),
        product: id % 3 + 1,
        created: made,
        opened: made,
        counts_on: ended.map_or(0, |(day, _)| day),
        ended,
        closed_by: owner,
        corrected: Vec::new(),
        states,
    }
}

/// Nothing of what happens from `end` on.
fn known(mut interval: DealInterval, end: i32) -> DealInterval {
    interval.states.retain(|state| state.from < end);
    interval.ended = interval.ended.filter(|(day, _)| *day < end);
    interval
}

fn lognormal(random: &mut Pcg64Mcg, mean: f64, deviation: f64) -> f64 {
    LogNormal::new(mean, deviation).map_or(0.0, |curve| curve.sample(random))
}

fn normal(random: &mut Pcg64Mcg, mean: f64, deviation: f64) -> f64 {
    Normal::new(mean, deviation).map_or(mean, |curve| curve.sample(random))
}
