//! Each rule of the risk list at its edge.

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A deal nothing is doubtful about.
fn sound() -> Facts {
    Facts {
        category: Category::BestCase,
        amount_minor: Some(100_000),
        close_on: Some(day("2026-03-18")),
        age: 90,
        idle: 14,
        limit: Some(14),
        slips: 1,
        planned: true,
        customer: Usual::of(vec![40_000, 30_000, 50_000]),
        pipeline: Usual::of(vec![20_000; 20]),
        oldest: 90,
    }
}

#[test]
fn each_rule_begins_where_it_says() {
    let sound = sound();
    let oversized = |of, usual_minor, wins, times_tenths| Risk::Oversized {
        of,
        usual_minor,
        wins,
        times_tenths,
    };
    let table: Vec<(&str, Facts, Vec<Risk>)> = vec![
        ("sound", sound, vec![]),
        (
            "nothing known",
            Facts {
                amount_minor: None,
                close_on: None,
                limit: None,
                idle: 999,
                ..sound
            },
            vec![],
        ),
        (
            "a day late",
            Facts {
                close_on: Some(day("2026-03-17")),
                ..sound
            },
            vec![Risk::Overdue { days: 1 }],
        ),
        (
            "in time",
            Facts {
                close_on: Some(day("2026-03-19")),
                ..sound
            },
            vec![],
        ),
        (
            "a day older",
            Facts { age: 91, ..sound },
            vec![Risk::Outlived { days: 91, oldest: 90 }],
        ),
        (
            "older, few wins",
            Facts {
                age: 91,
                pipeline: Usual::of(vec![20_000; 19]),
                ..sound
            },
            vec![],
        ),
        (
            "over the limit",
            Facts { idle: 15, ..sound },
            vec![Risk::Rotting { days: 15, limit: 14 }],
        ),
        (
            "slipped twice",
            Facts { slips: 2, ..sound },
            vec![Risk::Slipped { times: 2 }],
        ),
        (
            "nothing planned",
            Facts {
                planned: false,
                ..sound
            },
            vec![Risk::WithoutNext],
        ),
        (
            "promised, nothing planned",
            Facts {
                planned: false,
                category: Category::Commit,
                ..sound
            },
            vec![Risk::CommitWithoutNext],
        ),
        (
            "three times the customer's usual",
            Facts {
                amount_minor: Some(120_000),
                ..sound
            },
            vec![],
        ),
        (
            "a cent more",
            Facts {
                amount_minor: Some(120_001),
                ..sound
            },
            vec![oversized(UsualOf::Customer, 40_000, 3, 30)],
        ),
        (
            "two wins are no custom: five times the pipeline's",
            Facts {
                customer: Usual::of(vec![1, 1]),
                ..sound
            },
            vec![],
        ),
        (
            "more than five times the pipeline's",
            Facts {
                amount_minor: Some(104_000),
                customer: Usual::of(vec![]),
                ..sound
            },
            vec![oversized(UsualOf::Pipeline, 20_000, 20, 52)],
        ),
        (
            "too few wins to compare with",
            Facts {
                amount_minor: Some(Minor::MAX),
                customer: Usual::default(),
                pipeline: Usual::of(vec![1; 19]),
                ..sound
            },
            vec![],
        ),
        (
            "wins for nothing are no measure",
            Facts {
                amount_minor: Some(5),
                customer: Usual::of(vec![0; 9]),
                ..sound
            },
            vec![],
        ),
        (
            "everything at once",
            Facts {
                close_on: Some(day("2026-03-10")),
                age: 400,
                idle: 30,
                slips: 3,
                planned: false,
                amount_minor: Some(400_000),
                ..sound
            },
            vec![
                Risk::Overdue { days: 8 },
                Risk::Outlived { days: 400, oldest: 90 },
                Risk::Rotting { days: 30, limit: 14 },
                Risk::Slipped { times: 3 },
                oversized(UsualOf::Customer, 40_000, 3, 100),
                Risk::WithoutNext,
            ],
        ),
    ];
    for (what, facts, expected) in table {
        assert_eq!(risks(&facts, 20, day("2026-03-18")), expected, "{what}");
    }
}

#[test]
fn the_usual_is_the_middle() {
    for (amounts, median) in [
        (vec![], 0),
        (vec![7], 7),
        (vec![9, 1, 5], 5),
        (vec![4, 1, 9, 2], 3),
        (vec![1, 2], 2),
    ] {
        assert_eq!(Usual::of(amounts.clone()).median_minor, median, "{amounts:?}");
    }
}

#[test]
fn the_gravest_rules_come_first() {
    let grave = Rule::ALL.map(Rule::severity);
    assert!(grave.windows(2).all(|pair| pair[0] >= pair[1]));
}
