//! Laws of the forecast that hold for every set of deals, and the comparison with a target.

use super::sums::Sums;
use super::*;
use crate::calendar::{FiscalYear, days_from, quarter_of};
use crate::rates::{Basis, Tally, stage_rates};
use crate::ratio::Ratio;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn stage(step_bp: i64, last: bool) -> StageTerms {
    StageTerms {
        win_rate_bp: step_bp / 2,
        step_bp,
        to_won_bp: step_bp / 3,
        last,
    }
}

fn any_deal() -> impl Strategy<Value = OpenDeal> {
    let category = prop::sample::select(vec![
        Category::Pipeline,
        Category::BestCase,
        Category::Commit,
        Category::Omitted,
    ]);
    let amount = prop::option::weighted(0.9, 0_i64..100_000_000_000);
    let close = prop::option::weighted(0.9, 0_i64..500);
    (0_usize..6, amount, 0_i64..=10_000, category, close, 1_i64..6).prop_map(
        |(stage, amount_minor, probability_bp, category, close, owner)| OpenDeal {
            id: DealId(1),
            stage,
            amount_minor,
            probability_bp,
            category,
            close_on: close.map(|days| day("2025-07-01").plus_days(days)),
            owner: PersonId(owner),
        },
    )
}

fn any_won() -> impl Strategy<Value = Won> {
    (0_i64..100_000_000_000, 0_i64..500, 1_i64..6).prop_map(|(amount_minor, days, owner)| Won {
        count: 1,
        amount_minor,
        closed_on: day("2025-07-01").plus_days(days),
        owner: PersonId(owner),
    })
}

fn any_stages() -> impl Strategy<Value = Vec<StageTerms>> {
    prop::collection::vec((0_i64..=10_000, prop::bool::weighted(0.2)), 6)
        .prop_map(|stages| stages.into_iter().map(|(step_bp, last)| stage(step_bp, last)).collect())
}

proptest! {
    #[test]
    fn unrounded_groups_add_up_to_the_total(deals in prop::collection::vec(any_deal(), 0..60), stages in any_stages()) {
        let sums = |deals: &mut dyn Iterator<Item = &OpenDeal>| {
            let shares = super::cascade::shares(&stages);
            let mut sums = Sums::default();
            deals.for_each(|deal| sums += &Sums::of_deal(deal, &stages[deal.stage], shares[deal.stage], false));
            sums
        };
        let mut by_owner = Sums::default();
        (1..6).for_each(|owner| by_owner += &sums(&mut deals.iter().filter(|deal| deal.owner == PersonId(owner))));
        let mut by_stage = Sums::default();
        (0..6).for_each(|stage| by_stage += &sums(&mut deals.iter().filter(|deal| deal.stage == stage)));
        let total = sums(&mut deals.iter());
        prop_assert_eq!(by_owner, total);
        prop_assert_eq!(by_stage, total);
    }

    #[test]
    fn every_deal_is_in_exactly_one_place(deals in prop::collection::vec(any_deal(), 0..60), won in prop::collection::vec(any_won(), 0..20), stages in any_stages()) {
        let today = day("2026-03-18");
        let seen = forecast(&deals, &won, &stages, quarter_of(today, FiscalYear::default()), today);
        let apart = seen.undated.count + seen.omitted.count + seen.elsewhere.count;
        prop_assert_eq!(seen.total.open_count + apart, deals.len() as i64);
        for (rows, what) in [
            (seen.months.iter().map(|row| &row.line).collect::<Vec<_>>(), "months"),
            (seen.owners.iter().map(|row| &row.line).collect(), "owners"),
        ] {
            prop_assert_eq!(rows.iter().map(|line| line.open_minor).sum::<i64>(), seen.total.open_minor, "{}", what);
            prop_assert_eq!(rows.iter().map(|line| line.won_minor).sum::<i64>(), seen.total.won_minor, "{}", what);
            prop_assert_eq!(rows.iter().map(|line| line.overdue_count).sum::<i64>(), seen.total.overdue_count, "{}", what);
            for model in Model::ALL {
                let sum: i64 = rows.iter().map(|line| line.figure(model).estimate_minor).sum();
                let off = (sum - seen.total.figure(model).estimate_minor).abs();
                prop_assert!(off <= rows.len() as i64, "{what} {model:?}: rounding alone may differ");
            }
        }
        prop_assert_eq!(seen.stages.iter().map(|row| row.line.open_minor).sum::<i64>(), seen.total.open_minor);
        prop_assert_eq!(seen.cascade.revenue_minor, seen.total.figure(Model::Cascade).estimate_minor);
        let open = &seen.total.commitment;
        prop_assert_eq!(open.open_pipeline_minor, seen.total.open_minor);
        prop_assert_eq!(open.best_total_minor, seen.total.won_minor + open.commit_minor + open.best_case_minor);
    }

    #[test]
    fn the_cascade_hands_on_what_it_says(deals in prop::collection::vec(any_deal(), 0..40), stages in any_stages()) {
        let today = day("2026-03-18");
        let steps = forecast(&deals, &[], &stages, quarter_of(today, FiscalYear::default()), today).cascade.steps;
        for pair in steps.windows(2) {
            let expected = if pair[0].last { 0 } else { pair[0].moved_minor };
            prop_assert_eq!(pair[1].carried_minor, expected);
        }
        for step in steps {
            prop_assert_eq!(step.total_minor, step.own_minor + step.carried_minor);
            prop_assert!(0 <= step.moved_minor && step.moved_minor <= step.total_minor);
        }
    }

    #[test]
    fn horizons_are_the_forecasts_of_their_days(deals in prop::collection::vec(any_deal(), 0..40), won in prop::collection::vec(any_won(), 0..9), stages in any_stages()) {
        let today = day("2026-03-18");
        let seen = horizons(&deals, &won, &stages, today, &[30, 60, 90]);
        for horizon in &seen {
            let whole = forecast(&deals, &won, &stages, days_from(today, horizon.days), today);
            prop_assert_eq!(&horizon.line, &whole.total);
        }
        prop_assert!(seen.windows(2).all(|pair| pair[0].line.open_count <= pair[1].line.open_count));
    }
}

#[test]
fn target_and_risk() {
    use Status::{AtRisk, Behind, NoTarget, OnTrack};
    let thresholds = Thresholds::default();
    // Target, won, outlook, open → attainment and outlook in basis points, gap, coverage in hundredths, status.
    for (target, won, outlook, open, attainment, ahead, gap, coverage, status) in [
        (
            Some(1000),
            400,
            1000,
            1800,
            Some(4000),
            Some(10_000),
            Some(0),
            Some(300),
            OnTrack,
        ),
        (
            Some(1000),
            400,
            999,
            1800,
            Some(4000),
            Some(9990),
            Some(1),
            Some(300),
            AtRisk,
        ),
        (
            Some(1000),
            400,
            850,
            600,
            Some(4000),
            Some(8500),
            Some(150),
            Some(100),
            AtRisk,
        ),
        (
            Some(1000),
            400,
            849,
            300,
            Some(4000),
            Some(8490),
            Some(151),
            Some(50),
            Behind,
        ),
        (Some(1000), 0, 0, 0, Some(0), Some(0), Some(1000), Some(0), Behind),
        (
            Some(1000),
            1000,
            1000,
            500,
            Some(10_000),
            Some(10_000),
            Some(0),
            None,
            OnTrack,
        ),
        (
            Some(1000),
            1500,
            1600,
            500,
            Some(15_000),
            Some(16_000),
            Some(-600),
            None,
            OnTrack,
        ),
        (
            Some(1000),
            -200,
            300,
            600,
            Some(-2000),
            Some(3000),
            Some(700),
            Some(50),
            Behind,
        ),
        (Some(0), 400, 500, 600, None, None, Some(-500), None, NoTarget),
        (Some(0), 0, 0, 600, None, None, Some(0), None, NoTarget),
        (None, 400, 500, 600, None, None, None, None, NoTarget),
    ] {
        let seen = standing(target, won, outlook, open, &thresholds);
        let told = (
            seen.attainment.basis_points(),
            seen.outlook.basis_points(),
            seen.gap_minor,
            seen.coverage.scaled(100),
        );
        assert_eq!(
            (told, seen.status),
            ((attainment, ahead, gap, coverage), status),
            "{target:?} {won} {outlook}"
        );
    }
    let strict = Thresholds {
        on_track_bp: 11_000,
        at_risk_bp: 10_000,
    };
    assert_eq!(standing(Some(1000), 0, 1050, 0, &strict).status, AtRisk);
    assert_eq!(standing(Some(0), 0, 0, 9, &thresholds).coverage, Ratio::new(9, 0));
}

#[test]
fn terms_come_from_measured_rates() {
    let counts = [
        StageCounts {
            win_rate_bp: 2000,
            lost: Tally::new(30, 0),
            ..StageCounts::default()
        },
        StageCounts {
            win_rate_bp: 5000,
            lost: Tally::new(5, 0),
            won: Tally::new(15, 0),
            ..StageCounts::default()
        },
    ];
    let terms = terms(&counts, &stage_rates(&counts, 20, Basis::Count));
    assert_eq!(
        terms,
        [
            StageTerms {
                win_rate_bp: 2000,
                step_bp: 4000,
                to_won_bp: 3000,
                last: false
            },
            StageTerms {
                win_rate_bp: 5000,
                step_bp: 7500,
                to_won_bp: 7500,
                last: true
            },
        ]
    );
    let deal = OpenDeal {
        id: DealId(1),
        stage: 0,
        amount_minor: Some(1005),
        probability_bp: 9000,
        category: Category::Commit,
        close_on: None,
        owner: PersonId(1),
    };
    assert_eq!(
        Model::ALL.map(|model| expected(&deal, &terms, model)),
        [201, 905, 1005, 302, 302]
    );
    assert_eq!(
        expected(
            &OpenDeal {
                category: Category::Omitted,
                ..deal
            },
            &terms,
            Model::ManualWeight
        ),
        0
    );
    assert_eq!(
        expected(
            &OpenDeal {
                amount_minor: None,
                ..deal
            },
            &terms,
            Model::ManualWeight
        ),
        0
    );
}
