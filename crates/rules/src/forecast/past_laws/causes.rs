//! Every cause of the waterfall, each with a deal it happens to.

use super::super::history::{Closing, DealInterval, Ending, History, State, day};
use super::super::waterfall::Cause;
use super::super::{Category, Model};
use super::{FIRST, between};
use crate::calendar::days_from;
use crate::ids::{DealId, PersonId};

/// A deal of 1,000.00 in the middle stage, expected on a day of the period.
fn plain(close_on: i32) -> State {
    State {
        from: FIRST,
        stage: 1,
        furthest: 1,
        amount_minor: Some(100_000),
        close_on: Some(close_on),
        probability_bp: 5_000,
        category: Category::Pipeline,
        owner: PersonId(1),
    }
}

#[test]
fn every_cause_has_its_name() {
    // The period is days 10 to 19; the ends looked at are those of days 12 and 15; day 14 brings the change.
    let at = |days: i32| FIRST + days;
    let then = |state: State| State { from: at(14), ..state };
    let inside = plain(at(17));
    let open = |states: Vec<State>| DealInterval {
        id: DealId(1),
        product: 0,
        created: states[0].from,
        opened: states[0].from,
        ended: None,
        counts_on: 0,
        closed_by: PersonId(1),
        corrected: vec![],
        states,
    };
    let ended = |states: Vec<State>, on: i32, ending: Ending, counts: i32| DealInterval {
        ended: Some((at(on), ending)),
        counts_on: at(counts),
        ..open(states)
    };
    let correction = |ending, counts: i32| Closing {
        known_on: at(14),
        ending,
        counts_on: at(counts),
        owner: PersonId(1),
    };
    let won = Ending::Won(90_000);
    let won_first = |later: Closing| DealInterval {
        corrected: vec![later],
        ..ended(vec![inside], 11, won, 11)
    };
    // What is expected of 100,000 at 33.33 %.
    let third = 33_330;
    type Steps = Vec<(Cause, i64, i64)>;
    let table: Vec<(&str, Vec<DealInterval>, Steps)> = vec![
        ("nothing", vec![open(vec![inside])], vec![]),
        (
            "new",
            vec![open(vec![then(inside)])],
            vec![(Cause::New, 100_000, third)],
        ),
        (
            "grown",
            vec![open(vec![
                inside,
                then(State {
                    amount_minor: Some(100_100),
                    ..inside
                }),
            ])],
            vec![(Cause::Grown, 100, 33)],
        ),
        (
            "shrunk and moved on",
            vec![open(vec![
                inside,
                then(State {
                    amount_minor: Some(50_000),
                    stage: 2,
                    ..inside
                }),
            ])],
            vec![(Cause::ChanceChanged, 0, 18_335), (Cause::Shrunk, -50_000, -16_665)],
        ),
        (
            "slipped",
            vec![open(vec![inside, then(plain(at(20)))])],
            vec![(Cause::Slipped, -100_000, -third)],
        ),
        (
            "undated",
            vec![open(vec![
                inside,
                then(State {
                    close_on: None,
                    ..inside
                }),
            ])],
            vec![(Cause::Slipped, -100_000, -third)],
        ),
        (
            "pulled in",
            vec![open(vec![plain(at(20)), then(inside)])],
            vec![(Cause::PulledIn, 100_000, third)],
        ),
        (
            "omitted",
            vec![open(vec![
                inside,
                then(State {
                    category: Category::Omitted,
                    ..inside
                }),
            ])],
            vec![(Cause::Omitted, -100_000, -third)],
        ),
        (
            "included",
            vec![open(vec![
                State {
                    category: Category::Omitted,
                    ..inside
                },
                then(inside),
            ])],
            vec![(Cause::Included, 100_000, third)],
        ),
        (
            "lost",
            vec![ended(vec![inside], 14, Ending::Lost, 14)],
            vec![(Cause::Lost, -100_000, -third)],
        ),
        (
            "removed",
            vec![ended(vec![inside], 14, Ending::Removed, 14)],
            vec![(Cause::Removed, -100_000, -third)],
        ),
        (
            "won",
            vec![ended(vec![inside], 14, won, 13)],
            vec![(Cause::Won, -100_000, 90_000 - third)],
        ),
        (
            "won elsewhere",
            vec![ended(vec![inside], 14, won, 9)],
            vec![(Cause::WonElsewhere, -100_000, -third)],
        ),
        (
            "new and won",
            vec![ended(vec![then(inside)], 15, won, 15)],
            vec![(Cause::Won, 0, 90_000)],
        ),
        (
            "new and lost",
            vec![ended(vec![then(inside)], 15, Ending::Lost, 15)],
            vec![],
        ),
        (
            "reopened",
            vec![ended(vec![inside], 11, Ending::Lost, 11), open(vec![then(inside)])],
            vec![(Cause::Reopened, 100_000, third)],
        ),
        (
            "a win taken back",
            vec![ended(vec![inside], 11, won, 11), open(vec![then(inside)])],
            vec![(Cause::Reopened, 100_000, third - 90_000)],
        ),
        (
            "a win corrected",
            vec![won_first(correction(Ending::Won(95_000), 11))],
            vec![(Cause::Grown, 0, 5_000)],
        ),
        (
            "a win dated back",
            vec![won_first(correction(won, 9))],
            vec![(Cause::Slipped, 0, -90_000)],
        ),
        (
            "a win removed",
            vec![won_first(correction(Ending::Removed, 14))],
            vec![(Cause::Removed, 0, -90_000)],
        ),
        ("expected on a day that passed", vec![open(vec![plain(at(13))])], vec![]),
    ];
    let period = days_from(day(at(10)), 10);
    for (what, intervals, expected) in &table {
        let (found, _) = between(
            &History::new(intervals.clone()),
            [at(12), at(15)],
            &period,
            None,
            Model::StageWeight,
        );
        let steps = found
            .steps
            .iter()
            .map(|step| (step.cause, step.open_minor, step.outlook_minor));
        assert_eq!(&steps.collect::<Vec<_>>(), expected, "{what}");
    }

    // One person's view; and the first days of a period.
    let handed = [open(vec![
        inside,
        then(State {
            owner: PersonId(2),
            ..inside
        }),
    ])];
    let over = |whose: i64| {
        let history = History::new(handed.to_vec());
        between(
            &history,
            [at(12), at(15)],
            &period,
            Some(PersonId(whose)),
            Model::ManualWeight,
        )
        .0
        .steps[0]
            .clone()
    };
    assert_eq!((over(1).cause, over(1).outlook_minor), (Cause::HandedOver, -50_000));
    assert_eq!((over(2).cause, over(2).outlook_minor), (Cause::TakenOver, 50_000));
    let late = History::new(vec![open(vec![plain(at(9))])]);
    let begun = between(&late, [at(9), at(10)], &period, None, Model::StageWeight).0;
    assert_eq!(begun.steps[0].cause, Cause::CarriedOver);
    let before = between(
        &late,
        [at(9), at(10)],
        &days_from(day(at(0)), 10),
        None,
        Model::StageWeight,
    )
    .0;
    assert_eq!(before.steps[0].cause, Cause::Slipped);
}
