//! What the learned model would have said at every past start, put beside what came of it and what the naive models said.

use leadwell_rules::forecast::history::History;
use leadwell_rules::forecast::learned::model::{LearnedModel, TooLittle};

/// One past forecast. Amounts in minor units.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    /// The day number of its start.
    pub start: i32,
    /// What came of it.
    pub actual: f64,
    /// What the model said.
    pub said: f64,
    /// Its band.
    pub band: (f64, f64),
    /// The last period's.
    pub last: Option<f64>,
    /// The same weeks of the quarter before.
    pub quarter: Option<f64>,
    /// Half the width of the last period's band by its own past errors, as a share: 1.28 standard errors.
    pub last_error: Option<f64>,
}

/// Walks through the whole history of a company.
///
/// # Errors
/// When there is too little of it.
pub fn rehearse(history: &History, until: i32, stages: usize) -> Result<LearnedModel<'_>, TooLittle> {
    LearnedModel::train(history, until, stages, 1, &|_| {})
}

/// All trials of a length whose outcome is known, from a day on.
pub fn trials(model: &LearnedModel<'_>, days: i32, from: i32) -> Vec<Trial> {
    let mut errors: Vec<(i32, f64)> = Vec::new();
    let mut found = Vec::new();
    for trial in model.trials().iter().filter(|trial| trial.days == days) {
        let Some(actual) = trial.actual else { continue };
        let (last, quarter) = model.naive(trial.start, days);
        let known: Vec<f64> = errors
            .iter()
            .filter(|(known, _)| *known <= trial.start)
            .map(|(_, error)| *error)
            .collect();
        let mean = known.iter().map(|error| error * error).sum::<f64>() / known.len().max(1) as f64;
        found.push(Trial {
            start: trial.start,
            actual,
            said: trial.forecast,
            band: (trial.p10, trial.p90),
            last,
            quarter,
            last_error: (!known.is_empty()).then(|| 1.2816 * mean.sqrt()),
        });
        if let Some(last) = last.filter(|last| *last > 0.0) {
            errors.push((trial.start + days, actual / last - 1.0));
        }
    }
    found.retain(|trial| trial.start >= from);
    found
}

/// Σ|F − A| ÷ ΣA over the trials a forecast exists for.
pub fn wape(trials: &[Trial], said: impl Fn(&Trial) -> Option<f64>) -> f64 {
    let told: Vec<(f64, f64)> = trials
        .iter()
        .filter_map(|trial| Some((said(trial)?, trial.actual)))
        .collect();
    let all: f64 = told.iter().map(|(_, actual)| actual).sum();
    told.iter().map(|(said, actual)| (said - actual).abs()).sum::<f64>() / all
}

/// The mean of |F − A| ÷ A; trials without an outcome are left out.
pub fn mape(trials: &[Trial], said: impl Fn(&Trial) -> Option<f64>) -> f64 {
    let told = trials.iter().filter(|trial| trial.actual > 0.0);
    let shares: Vec<f64> = told
        .filter_map(|trial| Some((said(trial)? - trial.actual).abs() / trial.actual))
        .collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

/// How many outcomes lay inside the band.
pub fn inside(trials: &[Trial]) -> usize {
    trials
        .iter()
        .filter(|trial| (trial.band.0..=trial.band.1).contains(&trial.actual))
        .count()
}
