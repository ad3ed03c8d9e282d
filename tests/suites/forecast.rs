//! Does the learned forecast deserve trust? On a real file and on invented companies, with only what was known at each start.

use leadwell_rules::forecast::history::{day, number};
use leadwell_tests::companies::{self, Character, company};
use leadwell_tests::maven;
use leadwell_tests::rehearsal::{Trial, inside, mape, rehearse, trials, wape};

/// Seeds of each character.
const SEEDS: u64 = 20;

#[test]
fn on_a_real_file_it_is_better_than_naive_and_knows_how_far_off_it_may_be() {
    let Some(folder) = maven::folder() else { return };
    let history = maven::history(&folder).unwrap();
    let course = rehearse(&history, maven::end(), maven::STAGES).unwrap();
    let said = |trial: &Trial| Some(trial.said);
    let late = |trials: &[Trial]| -> Vec<Trial> {
        trials
            .iter()
            .filter(|trial| day(trial.start).month() >= 9)
            .copied()
            .collect()
    };
    let month = trials(&course, 30, 0);
    assert_eq!(month.len(), 9, "April to December");
    assert!(
        mape(&month, said) < 0.254,
        "survival Monte Carlo: {}",
        mape(&month, said)
    );
    assert!(mape(&month, said) < mape(&month, |trial| trial.last));
    assert!(mape(&late(&month), said) <= 0.10, "{}", mape(&late(&month), said));
    assert!(inside(&month) >= 6, "{} of 9", inside(&month));
    for trial in month.iter().filter(|trial| trial.last_error.is_some()) {
        let width = (trial.band.1 - trial.band.0) / trial.said;
        let naive = 2.0 * trial.last_error.unwrap();
        assert!(
            width <= naive,
            "{}: {width} is wider than naive, {naive}",
            day(trial.start)
        );
    }
    let quarter = trials(&course, 90, 0);
    assert_eq!(quarter.len(), 7, "April to October: later ones are not over");
    assert!(
        mape(&quarter, said) < 0.153,
        "survival Monte Carlo: {}",
        mape(&quarter, said)
    );
    assert!(mape(&late(&quarter), said) <= 0.08, "{}", mape(&late(&quarter), said));
    assert!(inside(&quarter) >= 6, "{} of 7", inside(&quarter));
}

#[test]
fn on_invented_companies_it_beats_both_naive_models_and_its_band_holds() {
    let last_year = number(day(companies::end()).plus_months(-12));
    for character in Character::ALL
        .into_iter()
        .filter(|character| *character != Character::Thirty)
    {
        let (mut covered, mut seen) = (0, 0);
        let mut means = [[0.0; 3]; 2];
        for seed in 0..SEEDS {
            let history = company(character, seed);
            let course = rehearse(&history, companies::end(), companies::STAGES).unwrap();
            for (days, mean) in [30, 90].into_iter().zip(&mut means) {
                let found = trials(&course, days, last_year);
                covered += inside(&found);
                seen += found.len();
                let all: [f64; 3] = [
                    wape(&found, |trial| Some(trial.said)),
                    wape(&found, |trial| trial.last),
                    wape(&found, |trial| trial.quarter),
                ];
                mean.iter_mut()
                    .zip(all)
                    .for_each(|(mean, one)| *mean += one / SEEDS as f64);
            }
        }
        for [model, last, quarter] in means {
            assert!(model <= last.min(quarter), "{character:?}: {means:?}");
        }
        let share = covered as f64 / seen as f64;
        assert!(
            (0.70..=0.90).contains(&share),
            "{character:?}: {covered} of {seen} inside the band"
        );
    }
}

#[test]
fn with_thirty_deals_it_says_that_it_does_not_know() {
    for seed in 0..SEEDS {
        let history = company(Character::Thirty, seed);
        let little = rehearse(&history, companies::end(), companies::STAGES).err();
        assert!(little.is_some_and(|little| little.resolved <= 30), "seed {seed}");
    }
}
