//! Laws of the learned model: what must hold for every history.

use super::super::Category;
use super::super::history::{DealInterval, Ending, History, State, day, number};
use super::answer::{DealChance, Learned, Question, SIMULATIONS, learned};
use super::ledger::Ledger;
use super::model::LearnedModel;
use super::months::month_of;
use crate::calendar::{FiscalYear, quarter_of};
use crate::ids::{DealId, PersonId};
use crate::time::Day;

const START: &str = "2025-01-01";
const UNTIL: &str = "2026-02-11";

fn at(text: &str) -> i32 {
    number(text.parse::<Day>().unwrap())
}

fn interval(id: i64, made: i32, ended: Option<(i32, Ending)>, amount: Option<i64>) -> DealInterval {
    DealInterval {
        id: DealId(id),
        product: id % 3,
        created: made,
        opened: made,
        counts_on: ended.map_or(0, |(day, _)| day),
        ended,
        closed_by: PersonId(id % 4),
        corrected: Vec::new(),
        states: vec![State {
            from: made,
            stage: (id % 2) as u16,
            furthest: 0,
            amount_minor: amount,
            close_on: (id % 5 > 0).then_some(made + 60),
            probability_bp: 5000,
            category: Category::Pipeline,
            owner: PersonId(id % 4),
        }],
    }
}

/// A deal a day; every third is lost after 20 to 50 days, every third won after 30 to 80, the others stay open.
fn plain() -> History {
    let (start, until) = (at(START), at(UNTIL));
    let of = |id: i64| {
        let made = start + id as i32;
        let ended = match id % 3 {
            0 => Some((made + 20 + (id * 7 % 31) as i32, Ending::Lost)),
            1 => Some((made + 30 + (id * 11 % 51) as i32, Ending::Won(100_000 + id * 1000))),
            _ => None,
        };
        interval(
            id,
            made,
            ended.filter(|(day, _)| *day < until),
            Some(100_000 + id * 1000),
        )
    };
    History::new((0..i64::from(until - start)).map(of).collect())
}

fn asked(until: i32, target_minor: Option<i64>) -> Question {
    Question {
        period: quarter_of(day(until), FiscalYear::default()),
        today: day(until - 1),
        target_minor,
        start_month: 1,
        stages: 2,
        whose: None,
    }
}

fn answer(history: &History, until: i32, target_minor: Option<i64>) -> Learned {
    let model = LearnedModel::train(history, until, 2, 1, &|_| {}).unwrap();
    learned(history, &model, &asked(until, target_minor)).unwrap()
}

#[test]
fn the_parts_are_the_whole() {
    let found = answer(&plain(), at(UNTIL), Some(20_000_000));
    assert_eq!(found.estimate_minor, found.open_minor + found.fresh_minor);
    let near = |parts: i64, whole: i64, count: usize, what: &str| {
        assert!((parts - whole).abs() <= count as i64, "{what}: {parts} {whole}");
    };
    let deals: i64 = found.deals.iter().map(|deal| deal.expected_minor).sum();
    near(deals, found.open_minor, found.deals.len(), "deals");
    near(found.stages_minor.iter().sum(), found.open_minor, 2, "stages");
    let people: i64 = found
        .people
        .iter()
        .map(|person| person.open_minor + person.fresh_minor)
        .sum();
    near(people, found.estimate_minor, 2 * found.people.len(), "people");
    let months: i64 = found
        .months
        .iter()
        .map(|month| month.won_minor + month.estimate_minor)
        .sum();
    near(months, found.outlook_minor, found.months.len(), "months");
    assert_eq!(
        found.histogram.iter().map(|bar| bar.simulations).sum::<i64>(),
        SIMULATIONS as i64
    );
    let band = found.band;
    assert!(band.p10_minor <= band.p50_minor && band.p50_minor <= band.p90_minor);
    assert!(found.deals.iter().all(|deal| (0..=10_000).contains(&deal.chance_bp)));
    assert!(found.decisive.iter().all(|deal| deal.if_won_bp >= deal.if_lost_bp));
}

#[test]
fn the_same_question_has_the_same_answer() {
    assert_eq!(answer(&plain(), at(UNTIL), None), answer(&plain(), at(UNTIL), None));
}

#[test]
fn a_deal_older_than_any_that_was_won_is_not_expected() {
    let found = answer(&plain(), at(UNTIL), None);
    let oldest = found.made_of.oldest_win_days;
    assert_eq!(oldest, 80);
    let (old, young): (Vec<DealChance>, Vec<DealChance>) = found.deals.iter().partition(|deal| deal.outlived);
    assert!(old.iter().all(|deal| deal.expected_minor == 0) && !old.is_empty());
    assert!(young.iter().any(|deal| deal.expected_minor > 0));
}

#[test]
fn a_target_already_reached_is_certain_and_one_out_of_reach_is_not() {
    let history = plain();
    assert_eq!(answer(&history, at(UNTIL), Some(1)).target_probability_bp, Some(10_000));
    assert_eq!(
        answer(&history, at(UNTIL), Some(i64::MAX / 4)).target_probability_bp,
        Some(0)
    );
    assert_eq!(answer(&history, at(UNTIL), None).target_probability_bp, None);
}

#[test]
fn nothing_that_happens_later_changes_what_was_said() {
    let until = at("2025-11-01");
    let all = plain();
    let cut = |interval: &DealInterval| DealInterval {
        ended: interval.ended.filter(|(day, _)| *day < until),
        ..interval.clone()
    };
    let known = History::new(
        all.intervals()
            .iter()
            .filter(|interval| interval.opened < until)
            .map(cut)
            .collect(),
    );
    assert_eq!(
        answer(&all, until, Some(20_000_000)),
        answer(&known, until, Some(20_000_000))
    );
}

#[test]
fn amounts_that_only_won_deals_have_are_no_reason_for_winning() {
    let start = at(START);
    let mut intervals: Vec<DealInterval> = (0..100)
        .map(|id| {
            interval(
                id,
                start,
                Some((start + 20 + id as i32, Ending::Won(100_000))),
                Some(100_000),
            )
        })
        .collect();
    intervals.extend((100..200).map(|id| interval(id, start, Some((start + 20 + id as i32 % 90, Ending::Lost)), None)));
    // One that asks for the owner and product everybody has on the average.
    let history = History::new(intervals);
    let mut ledger = Ledger::new(&history);
    ledger.advance(start + 200);
    let state = |amount_minor| State {
        amount_minor,
        ..history.intervals()[0].states[0]
    };
    let (with, without) = (
        ledger.tilt(99, 99, &state(Some(100_000))),
        ledger.tilt(99, 99, &state(None)),
    );
    assert!(
        (with - 1.0).abs() < 0.02 && (without - 1.0).abs() < 0.02,
        "{with} {without}"
    );
}

#[test]
fn months_are_those_of_the_calendar() {
    let month = month_of(at("2024-02-29"));
    assert_eq!(
        (day(month.first_day()).to_string().as_str(), month.days()),
        ("2024-02-01", 29)
    );
    assert_eq!(
        (month.of_quarter(1), month.of_quarter(2), month.of_quarter(12)),
        (1, 0, 2)
    );
    assert_eq!(month_of(at("2023-12-31")).next(), month_of(at("2024-01-01")));
    assert_eq!(month.of_year(), 1);
}
