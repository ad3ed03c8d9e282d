//! Laws of looking back: the waterfall adds up on any history, and nothing that happens later changes what was believed.

mod any;
mod causes;

use super::history::{History, day};
use super::learned::answer::{Learned, Question, learned};
use super::learned::model::{LearnedModel, TooLittle};
use super::replay::{Book, StageLadder, Whose, book};
use super::waterfall::{Cause, Look, Waterfall, waterfall};
use super::*;
use crate::calendar::{PeriodKind, days_from};
use any::{altered, any_spells};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// The first day of every history here: 1 January 2025.
const FIRST: i32 = 739_252;
const STAGES: usize = 3;

fn ladders() -> Vec<StageLadder> {
    vec![StageLadder {
        first: 0,
        win_rates_bp: vec![1_000, 3_333, 7_000],
    }]
}

fn any_period(draw: &mut impl Rng, around: i32) -> Period {
    let length = draw.random_range(1..100);
    let first = day(around + draw.random_range(-90..60));
    days_from(first, length)
}

/// A waterfall between the ends of two days, with the books at both.
fn between(history: &History, days: [i32; 2], period: &Period, whose: Whose, model: Model) -> (Waterfall, [Book; 2]) {
    let books = days.map(|day| book(history, day + 1, &ladders(), 5, whose));
    let look = |at: usize| Look {
        day: day(days[at]),
        terms: &books[at].terms,
    };
    (waterfall(history, look(0), look(1), period, whose, model), books)
}

fn sums(steps: &[super::waterfall::Step]) -> (i64, i64) {
    let open = steps.iter().map(|step| step.open_minor).sum();
    (open, steps.iter().map(|step| step.outlook_minor).sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_waterfall_adds_up_to_the_last_cent(seed in any::<u64>(), whose in prop::option::of(1_i64..4), model in prop::sample::select(Model::ALL.to_vec())) {
        let mut draw = Pcg64Mcg::seed_from_u64(seed);
        let deals = draw.random_range(0..40);
        let history = History::new(any_spells(&mut draw, deals, 400));
        let whose = whose.map(PersonId);
        let mut days: [i32; 3] = std::array::from_fn(|_| FIRST + draw.random_range(0..420));
        days.sort_unstable();
        let period = any_period(&mut draw, days[1]);
        let (whole, books) = between(&history, [days[0], days[2]], &period, whose, model);
        let (open, outlook) = sums(&whole.steps);
        prop_assert_eq!(whole.start.open_minor + open, whole.end.open_minor);
        prop_assert_eq!(whole.start.outlook_minor + outlook, whole.end.outlook_minor);
        // Both ends are what the forecast itself says of them.
        for (level, (book, at)) in [whole.start, whole.end].iter().zip(books.iter().zip([days[0], days[2]])) {
            let line = forecast(&book.open, &book.won, &book.terms, period, day(at)).total;
            prop_assert_eq!((level.open_count, level.open_minor), (line.open_count, line.open_minor));
            prop_assert_eq!((level.won_count, level.won_minor), (line.won_count, line.won_minor));
            prop_assert_eq!(level.outlook_minor, line.figure(model).outlook_minor);
        }
        // Two stretches end to end make the whole.
        let (first, _) = between(&history, [days[0], days[1]], &period, whose, model);
        let (second, _) = between(&history, [days[1], days[2]], &period, whose, model);
        prop_assert_eq!((first.start, first.end, second.end), (whole.start, second.start, whole.end));
        let (a, b) = (sums(&first.steps), sums(&second.steps));
        prop_assert_eq!((a.0 + b.0, a.1 + b.1), (open, outlook));
        // From a day to itself nothing happened.
        let (still, _) = between(&history, [days[1], days[1]], &period, whose, model);
        prop_assert_eq!(still.steps, vec![]);
        // Everybody's waterfall knows no hand-overs, and counts each deal once in a step.
        for step in &whole.steps {
            prop_assert!(whose.is_some() || !matches!(step.cause, Cause::TakenOver | Cause::HandedOver));
            prop_assert!(step.ids.windows(2).all(|pair| pair[0] < pair[1]) && step.count == step.ids.len() as i64);
        }
    }

    #[test]
    fn what_happens_later_changes_no_book_and_no_waterfall(seed in any::<u64>(), whose in prop::option::of(1_i64..4)) {
        let mut draw = Pcg64Mcg::seed_from_u64(seed);
        let intervals = any_spells(&mut draw, 30, 400);
        let now = FIRST + draw.random_range(30..380);
        let other = History::new(altered(&mut draw, &intervals, now));
        let history = History::new(intervals);
        let whose = whose.map(PersonId);
        let told = |history: &History| format!("{:?}", book(history, now, &ladders(), 5, whose));
        prop_assert_eq!(told(&history), told(&other));
        let from = draw.random_range(FIRST..now);
        let period = any_period(&mut draw, now);
        let (as_was, _) = between(&history, [from, now - 1], &period, whose, Model::BestPractice);
        let (as_is, _) = between(&other, [from, now - 1], &period, whose, Model::BestPractice);
        prop_assert_eq!(as_was, as_is);
    }
}

/// What the learned model says on a day, standing there with what a walk to a later day left behind.
fn learned_at(history: &History, now: i32, later: i32, whose: Whose) -> Result<Learned, TooLittle> {
    let memory = LearnedModel::train(history, later, STAGES, 1, &|_| ())?.into_memory();
    let model = LearnedModel::resume(history, memory, now, STAGES, 1)?;
    let period = days_from(day(now - 40), 90);
    let asked = Question {
        period: Period {
            kind: PeriodKind::Days,
            ..period
        },
        today: day(now - 1),
        target_minor: Some(200_000_000),
        start_month: 1,
        stages: STAGES,
        whose,
    };
    learned(history, &model, &asked)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_happens_later_changes_nothing_learned(seed in any::<u64>(), whose in prop::option::weighted(0.3, 1_i64..4)) {
        let mut draw = Pcg64Mcg::seed_from_u64(seed);
        let intervals = any_spells(&mut draw, 260, 400);
        let now = FIRST + draw.random_range(250..380);
        let other = History::new(altered(&mut draw, &intervals, now));
        let history = History::new(intervals);
        let closings = history.intervals().iter().filter(|interval| interval.ended.is_some_and(|(day, _)| day < now));
        prop_assert!(closings.count() >= 60, "a history to learn from");
        let whose = whose.map(PersonId);
        let then = learned_at(&history, now, now, whose);
        prop_assert!(then.is_ok());
        prop_assert_eq!(&then, &learned_at(&history, now, now + 100, whose), "looked back at");
        prop_assert_eq!(&then, &learned_at(&other, now, now + 100, whose), "another future");
    }
}
