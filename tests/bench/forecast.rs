//! How far the learned forecast can be trusted, start by start, and how long the models take in a large company.

use super::Figure;
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::forecast::history::{History, day, number};
use leadwell_rules::forecast::learned::model::LearnedModel;
use leadwell_rules::time::Instant;
use leadwell_tests::companies::{self, Character, company};
use leadwell_tests::maven;
use leadwell_tests::rehearsal::{Trial, inside, mape, rehearse, trials, wape};
use serde_json::json;
use std::error::Error;
use std::time::Instant as Clock;

/// Deals of the large company: one in twenty is open.
const DEALS: usize = 210_000;
/// Seeds of each invented company.
const SEEDS: u64 = 20;

/// Measures all.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let mut figures = real()?;
    figures.extend(invented());
    figures.extend(speed()?);
    Ok(figures)
}

fn share(what: String, ours: f64, other: String, goal: f64) -> Figure {
    Figure {
        what,
        ours: format!("{ours:.3}"),
        other,
        ratio: ours,
        goal,
    }
}

/// The real file, start by start; the table goes beside the figures.
fn real() -> Result<Vec<Figure>, Box<dyn Error>> {
    let Some(folder) = maven::folder() else {
        return Ok(Vec::new());
    };
    let history = maven::history(&folder)?;
    let model = rehearse(&history, maven::end(), maven::STAGES).map_err(|little| format!("{little:?}"))?;
    let mut figures = Vec::new();
    for (days, survival, late_goal) in [(30, 0.254, 0.10), (90, 0.153, 0.08)] {
        let found = trials(&model, days, 0);
        eprintln!("\nMaven, next {days} days        actual    learned   error       P10 –       P90    last   quarter");
        let off = |said: Option<f64>, actual: f64| {
            said.map_or("–".to_owned(), |said| format!("{:+.3}", said / actual - 1.0))
        };
        for trial in &found {
            eprintln!(
                "{}          {:>12.0} {:>10.0}  {}  {:>10.0} {} {:>10.0}  {}  {}",
                day(trial.start),
                trial.actual / 100.0,
                trial.said / 100.0,
                off(Some(trial.said), trial.actual),
                trial.band.0 / 100.0,
                if inside(&[*trial]) == 1 { '–' } else { '!' },
                trial.band.1 / 100.0,
                off(trial.last, trial.actual),
                off(trial.quarter, trial.actual)
            );
        }
        let said = |trial: &Trial| Some(trial.said);
        let late: Vec<Trial> = found
            .iter()
            .filter(|trial| day(trial.start).month() >= 9)
            .copied()
            .collect();
        let naive = format!(
            "last {:.3}, quarter {:.3}",
            mape(&found, |trial| trial.last),
            mape(&found, |trial| trial.quarter)
        );
        figures.push(share(
            format!("Maven, next {days} days, {} starts: MAPE", found.len()),
            mape(&found, said),
            naive,
            survival,
        ));
        figures.push(share(
            format!("Maven, next {days} days, from September: MAPE"),
            mape(&late, said),
            format!("{} starts", late.len()),
            late_goal,
        ));
        let outside = found.len() - inside(&found);
        figures.push(share(
            format!("Maven, next {days} days: outcomes outside the band"),
            outside as f64,
            format!("of {}", found.len()),
            3.0,
        ));
    }
    Ok(figures)
}

/// Invented companies: WAPE against the better naive model, and how often the band held.
fn invented() -> Vec<Figure> {
    let last_year = number(day(companies::end()).plus_months(-12));
    let mut figures = Vec::new();
    for character in Character::ALL {
        let histories: Vec<History> = (0..SEEDS).map(|seed| company(character, seed)).collect();
        let simulations: Vec<Option<LearnedModel<'_>>> = histories
            .iter()
            .map(|history| rehearse(history, companies::end(), companies::STAGES).ok())
            .collect();
        for days in [30, 90] {
            let mut mean = [0.0; 3];
            let (mut covered, mut seen, mut silent) = (0, 0, 0);
            for model in &simulations {
                let Some(model) = model else {
                    silent += 1;
                    continue;
                };
                let found = trials(model, days, last_year);
                covered += inside(&found);
                seen += found.len();
                mean[0] += wape(&found, |trial| Some(trial.said)) / SEEDS as f64;
                mean[1] += wape(&found, |trial| trial.last) / SEEDS as f64;
                mean[2] += wape(&found, |trial| trial.quarter) / SEEDS as f64;
            }
            if silent == SEEDS {
                figures.push(Figure {
                    what: format!("{character:?}, next {days} days"),
                    ours: "too little".to_owned(),
                    other: format!("{silent} of {SEEDS} seeds"),
                    ratio: 0.0,
                    goal: 1.0,
                });
                continue;
            }
            let best = mean[1].min(mean[2]);
            figures.push(Figure {
                what: format!("{character:?}, next {days} days: WAPE / better naive"),
                ours: format!("{:.3}", mean[0]),
                other: format!("{best:.3}; in band {:.0} %", covered as f64 / seen as f64 * 100.0),
                ratio: mean[0] / best,
                goal: 1.0,
            });
        }
    }
    figures
}

fn speed() -> Result<Vec<Figure>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let now = Instant(1_795_000_000_000);
    let path = folder.path().join("large.leadwell");
    let workspace = Workspace::create(&path, now)?;
    let call = Call {
        now,
        person: workspace.owner()?,
        language: Language::En,
        origin: Origin::Local,
        seen: None,
    };
    let setup = json!({ "language": "en", "name": "Bench", "base_currency": "USD", "fiscal_start_month": 1, "business": "general", "then": "empty" });
    workspace.dispatch(&call, "workspace.setup", setup)?;
    leadwell_core::bench_fill(workspace.path(), DEALS, now)?;
    let mut figures = Vec::new();
    let mut timed =
        |what: &str, goal: f64, command: &str, input: serde_json::Value| -> Result<serde_json::Value, Box<dyn Error>> {
            let started = Clock::now();
            let answer = workspace.dispatch(&call, command, input)?;
            let took = started.elapsed().as_secs_f64() * 1000.0;
            figures.push(Figure {
                what: format!("{what}, {DEALS} deals"),
                ours: format!("{took:.0} ms"),
                other: String::new(),
                ratio: took,
                goal,
            });
            Ok(answer)
        };
    timed("five models, first time", 500.0, "forecast.get", json!({}))?;
    timed(
        "back-test of all starts x eight, first time",
        5_000.0,
        "forecast.backtest",
        json!({ "wait": true }),
    )?;
    timed("learned model, after it", 500.0, "forecast.learned", json!({}))?;
    timed(
        "learned model of another quarter",
        500.0,
        "forecast.learned",
        json!({ "starts_on": "2027-01-01" }),
    )?;
    timed(
        "five models as of a past day",
        500.0,
        "forecast.get",
        json!({ "as_of": "2026-09-01" }),
    )?;
    timed("book of the quarter", 1_000.0, "forecast.book", json!({ "query": {} }))?;
    Ok(figures)
}
