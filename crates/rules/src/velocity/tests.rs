//! Golden tables and properties of pace, stage times, bottleneck, trend, and the funnel's two views.

use super::stage_path::tests::interval;
use super::stage_path::{End, StagePath, Stay, paths};
use super::trend::{Measure, trend, usual};
use super::*;
use crate::forecast::history::{Ending, History, number};
use crate::funnel::{cohort, funnel, narrowed, throughput};
use crate::ids::{DealId, PersonId};
use crate::rates::StageCounts;
use crate::time::Day;
use proptest::prelude::*;

const ALWAYS: Span = (i32::MIN, i32::MAX);

fn path(created: i32, end: Option<(End, i32)>, amount: Option<Minor>) -> StagePath {
    StagePath {
        id: DealId(1),
        created,
        owner: PersonId(1),
        amount_minor: amount,
        stage: 0,
        furthest: 0,
        reached: vec![created],
        stays: Vec::new(),
        end,
    }
}

#[test]
fn the_pace_of_a_span() {
    let deals = [
        path(0, Some((End::Won, 10)), Some(3_000)),
        path(5, Some((End::Won, 25)), Some(1_000)),
        path(5, Some((End::Won, 45)), Some(500)),
        path(8, Some((End::Lost, 30)), Some(2_000)),
        path(9, None, Some(9_000)),
        path(9, None, None),
        // Ended after the span: open at its end.
        path(9, Some((End::Won, 60)), Some(3_000)),
        // Made after it.
        path(55, None, Some(1)),
    ];
    let seen = pace(&deals, (5, 50));
    assert_eq!(
        (seen.made.count, seen.won, seen.lost.count),
        (6, Tally::new(3, 4_500), 1)
    );
    assert_eq!(
        (seen.win_rate, seen.win_rate_by_value),
        (Ratio::new(3, 4), Ratio::new(4_500, 6_500))
    );
    assert_eq!(seen.cycle_days, Some(20));
    assert_eq!((seen.open, seen.open_unvalued), (Tally::new(3, 12_000), 1));
    assert_eq!(seen.average_minor, Some(4_000));
    // 3 × 4,000 × 3/4 ÷ 20 a day.
    assert_eq!(seen.per_day_minor, Some(450));
    // Nothing closed, nothing open with an amount: no rate, no velocity, never 0.
    let none = pace(&[path(0, None, None)], ALWAYS);
    assert_eq!(
        (
            none.win_rate.value(),
            none.cycle_days,
            none.average_minor,
            none.per_day_minor
        ),
        (None, None, None, None)
    );
}

/// Stays that ended, by stage and days; steps now and before.
fn time(n: i64, days: i64, now: (i64, i64), before: (i64, i64)) -> StageTime {
    StageTime {
        n,
        median_days: (n > 0).then_some(days / n.max(1)),
        share: Ratio::new(days, 1_000),
        step: Ratio::new(now.0, now.1),
        step_before: Ratio::new(before.0, before.1),
    }
}

#[test]
fn the_bottleneck_is_foremost_in_time_and_in_the_fall() {
    let found = |times: &[StageTime]| bottleneck(times, 20).map(|found| (found.stage, found.slowest, found.fell_most));
    let table = [
        // Largest share and deepest fall in one stage.
        (
            vec![time(30, 200, (20, 30), (20, 30)), time(30, 800, (10, 30), (20, 30))],
            Some((1, true, true)),
        ),
        // One is slowest, the other fell most: the share decides the tie.
        (
            vec![time(30, 700, (20, 30), (20, 30)), time(30, 300, (10, 30), (20, 30))],
            Some((0, true, false)),
        ),
        // Second in time and first in the fall beats first in time and third in the fall.
        (
            vec![
                time(30, 500, (29, 30), (20, 30)),
                time(30, 400, (5, 30), (20, 30)),
                time(30, 100, (20, 30), (20, 30)),
            ],
            Some((1, false, true)),
        ),
        // No past: time alone.
        (
            vec![time(30, 600, (20, 30), (0, 0)), time(30, 400, (10, 30), (0, 0))],
            Some((0, true, false)),
        ),
        // Every rate rose: nothing fell.
        (
            vec![time(30, 600, (25, 30), (20, 30)), time(30, 400, (30, 30), (20, 30))],
            Some((0, true, false)),
        ),
        // Too little, or nothing to compare.
        (
            vec![time(9, 600, (20, 30), (20, 30)), time(10, 400, (20, 30), (20, 30))],
            None,
        ),
        (
            vec![time(30, 600, (20, 30), (20, 30)), time(0, 0, (0, 0), (0, 0))],
            None,
        ),
        (
            vec![time(30, 0, (20, 30), (20, 30)), time(30, 0, (20, 30), (20, 30))],
            None,
        ),
        (vec![], None),
    ];
    for (times, expected) in table {
        assert_eq!(found(&times), expected, "{times:?}");
    }
}

#[test]
fn days_of_each_stage_and_its_step_against_the_past() {
    let history = History::new(vec![
        interval(1, 10, &[(10, 0), (14, 1), (20, 2)], Some((21, Ending::Won(100)))),
        interval(2, 10, &[(10, 0), (40, 1)], Some((60, Ending::Lost))),
        interval(3, 30, &[(30, 0)], Some((50, Ending::Lost))),
        interval(4, 45, &[(45, 0), (55, 1)], None),
    ]);
    let times = stage_times(&paths(&history, 100, 3), 3, (35, 60));
    let seen: Vec<_> = times
        .iter()
        .map(|time| {
            (
                time.n,
                time.median_days,
                time.share.numerator,
                time.step,
                time.step_before,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            // Deals 2, 3 and 4 left the first stage in the span after 30, 20 and 10 days; one was lost there.
            (3, Some(20), 60, Ratio::new(2, 3), Ratio::new(1, 1)),
            (1, Some(20), 20, Ratio::new(0, 1), Ratio::new(1, 1)),
            (0, None, 0, Ratio::new(0, 0), Ratio::new(1, 1)),
        ]
    );
    assert_eq!(times[0].share.denominator, 80);
    // Over all time there is no past.
    assert_eq!(
        stage_times(&paths(&history, 100, 3), 3, ALWAYS)[0].step_before,
        Ratio::default()
    );
}

#[test]
fn what_passed_in_a_span() {
    let history = History::new(vec![
        interval(1, 10, &[(10, 0), (14, 1), (20, 2)], Some((41, Ending::Won(700)))),
        interval(2, 10, &[(10, 0), (40, 1)], Some((60, Ending::Lost))),
        interval(3, 42, &[(42, 0)], Some((43, Ending::Won(300)))),
        interval(4, 45, &[(45, 0), (47, 2)], None),
        interval(5, 46, &[(46, 0)], Some((50, Ending::Lost))),
    ]);
    let paths = paths(&history, 100, 3);
    let seen = throughput(&paths, &[0, 1, 2], (40, 50));
    let table: Vec<_> = seen
        .stages
        .iter()
        .map(|stage| (stage.entered.count, stage.lost.count, stage.open.count, stage.step))
        .collect();
    assert_eq!(
        table,
        [
            (3, 1, 0, Ratio::new(3, 4)),
            (3, 0, 1, Ratio::new(2, 2)),
            (2, 0, 1, Ratio::new(2, 2))
        ]
    );
    assert_eq!(
        (seen.won, seen.lost.count, seen.open.count),
        (Tally::new(2, 1_000), 1, 2)
    );
    assert_eq!((seen.total, seen.win_rate), (Ratio::new(2, 3), Ratio::new(2, 3)));
    // Without the middle stage its lost deals count with the first.
    let fewer = throughput(&paths, &[0, 2], (40, 60));
    assert_eq!(
        (fewer.stages[0].lost.count, fewer.stages[0].step),
        (2, Ratio::new(2, 4))
    );
    // The cohort of the same days, and its chosen stages.
    let counts = cohort(&paths, 3, (40, 50));
    assert_eq!(
        counts
            .iter()
            .map(|stage| (stage.open.count, stage.lost.count, stage.won.count))
            .collect::<Vec<_>>(),
        [(0, 1, 1), (0, 0, 0), (1, 0, 0)]
    );
    let late = funnel(&narrowed(&counts, &[1, 2]));
    assert_eq!(
        late.stages.iter().map(|stage| stage.entered.count).collect::<Vec<_>>(),
        [2, 2]
    );
    assert_eq!(late.won.count, 1);
    assert_eq!(throughput(&paths, &[], ALWAYS).total.value(), None);
}

fn on(text: &str) -> i32 {
    number(text.parse::<Day>().unwrap())
}

#[test]
fn a_month_stands_out_when_it_leaves_the_usual_band() {
    assert_eq!(usual(&[1.0; 5]), None);
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sample variance 32/7.
    let (low, high) = usual(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
    assert!(
        (low - 0.723_813).abs() < 1e-5 && (high - 9.276_187).abs() < 1e-5,
        "{low} {high}"
    );

    // Seven months of 3, 4, 3, 4 … new deals, then 12, then 3 in a month that is not over.
    let mut deals = Vec::new();
    for (month, count) in (0..).zip([3, 4, 3, 4, 3, 4, 3, 12, 3]) {
        let day = number("2025-06-03".parse::<Day>().unwrap().plus_months(month));
        deals.extend((0..count).map(|_| path(day, Some((End::Won, day + 1)), Some(10))));
    }
    let months = trend(&deals, on("2026-02-10"), 12);
    assert_eq!(months.len(), 9);
    assert_eq!(months.iter().map(|month| month.new.count).sum::<i64>(), 39);
    let marked: Vec<_> = months
        .iter()
        .enumerate()
        .flat_map(|(at, month)| month.marks.iter().map(move |mark| (at, mark.measure, mark.n)))
        .collect();
    assert_eq!(marked, [(7, Measure::New, 7), (7, Measure::Won, 7)]);
    assert!(months[8].running && !months[7].running);
    // Fewer shown, the same comparison.
    assert_eq!(trend(&deals, on("2026-02-10"), 2), months[7..]);
    assert_eq!(trend(&deals, on("2025-01-01"), 12), []);
    assert_eq!(trend(&[], on("2025-01-01"), 12), []);
    // A cycle far off, of four deals and of five.
    for (count, marked) in [(4, false), (5, true)] {
        let mut deals = Vec::new();
        for (month, days) in (0..).zip([30, 31, 30, 31, 30, 31, 90]) {
            let won = number("2025-06-20".parse::<Day>().unwrap().plus_months(month));
            deals.extend((0..count).map(|_| path(won - days, Some((End::Won, won)), Some(10))));
        }
        let last = trend(&deals, on("2025-12-31"), 12).pop().unwrap();
        assert_eq!(
            last.marks.iter().any(|mark| mark.measure == Measure::Cycle),
            marked,
            "{count}"
        );
    }
}

/// A deal: the day it was made, its moves (days later, to a stage), and how it ended: 0 won, 1 lost, 2 taken out of the book if it never
/// moved, 3 not yet.
type Made = (i32, Vec<(i32, u16)>, u8);

/// Up to 30 deals over 300 days and 4 stages.
fn histories() -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec((0..300, prop::collection::vec((1..20, 0_u16..4), 0..5), 0_u8..4), 1..30)
}

fn history(deals: &[Made]) -> History {
    let deal = |(id, (created, moves, end)): (i64, &Made)| {
        let mut day = *created;
        let mut steps = vec![(day, 0)];
        for (days, stage) in moves {
            day += days;
            steps.push((day, *stage));
        }
        let ended = match end {
            0 => Some((day + 3, Ending::Won(50))),
            1 => Some((day + 2, Ending::Lost)),
            2 if moves.is_empty() => Some((day + 1, Ending::Removed)),
            _ => None,
        };
        interval(id, *created, &steps, ended)
    };
    History::new((1..).zip(deals).map(deal).collect())
}

proptest! {
    #[test]
    fn over_all_time_what_passed_is_what_was_made(deals in histories()) {
        let paths = paths(&history(&deals), 1_000, 4);
        let passed = throughput(&paths, &[0, 1, 2, 3], ALWAYS);
        let made = funnel(&cohort(&paths, 4, ALWAYS));
        for (passed, made) in passed.stages.iter().zip(&made.stages) {
            prop_assert_eq!(passed.entered, made.entered);
            prop_assert_eq!((passed.lost, passed.resolved), (made.lost, made.resolved));
        }
        prop_assert_eq!((passed.won, passed.lost, passed.total), (made.won, made.lost, made.total));
    }

    #[test]
    fn two_spans_add_up_to_the_whole(deals in histories(), cut in 0_i32..400) {
        let paths = paths(&history(&deals), 1_000, 4);
        let entered = |span| throughput(&paths, &[0, 2], span).stages.iter().map(|stage| stage.entered).collect::<Vec<_>>();
        let (early, late) = (entered((i32::MIN, cut)), entered((cut + 1, i32::MAX)));
        let both: Vec<Tally> = early.into_iter().zip(late).map(|(early, late)| early + late).collect();
        prop_assert_eq!(both, entered(ALWAYS));
    }

    #[test]
    fn chosen_stages_keep_their_numbers(deals in histories(), picked in prop::collection::btree_set(0_usize..4, 1..4)) {
        let chosen: Vec<usize> = picked.into_iter().collect();
        let counts: Vec<StageCounts> = cohort(&paths(&history(&deals), 1_000, 4), 4, ALWAYS);
        let (all, few) = (funnel(&counts), funnel(&narrowed(&counts, &chosen)));
        for (at, stage) in chosen.iter().enumerate() {
            prop_assert_eq!(few.stages[at].entered, all.stages[*stage].entered);
        }
        prop_assert_eq!(few.won, all.won);
    }

    #[test]
    fn nothing_later_changes_what_was_known(deals in histories(), more in histories(), day in 0_i32..400) {
        let before = paths(&history(&deals), day, 4);
        // The same deals, each with what happened from that day on cut off; and further deals made later.
        let mut intervals = history(&deals).intervals().to_vec();
        for interval in &mut intervals {
            let known = interval.states.partition_point(|state| state.from < day).max(1);
            interval.states.truncate(known);
            interval.ended = interval.ended.filter(|(end, _)| *end < day);
        }
        intervals.extend(history(&more).intervals().iter().cloned().map(|mut interval| {
            interval.id = DealId(interval.id.0 + 1_000);
            interval.opened += 500;
            interval
        }));
        prop_assert_eq!(before, paths(&History::new(intervals), day, 4));
    }

    #[test]
    fn shares_are_of_one_whole(deals in histories(), from in 0_i32..300, length in 0_i32..200) {
        let paths = paths(&history(&deals), 1_000, 4);
        let times = stage_times(&paths, 4, (from, from + length));
        let whole: i64 = times.iter().map(|time| time.share.numerator).sum();
        prop_assert!(times.iter().all(|time| time.share.denominator == whole));
        let stays: Vec<&Stay> = paths.iter().flat_map(|path| &path.stays).collect();
        prop_assert!(stays.iter().all(|stay| stay.days >= 0));
    }
}
