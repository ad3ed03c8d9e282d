//! The pipeline file of Maven Analytics as a history, as its import gives it. Read from beside the project, when it is there.

use leadwell_rules::forecast::Category;
use leadwell_rules::forecast::history::{DealInterval, Ending, History, State, number};
use leadwell_rules::ids::{DealId, PersonId};
use leadwell_rules::time::Day;
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

/// The folder of the files, when it lies beside the project; says so in one line when it does not.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/maven_crm");
    if folder.exists() {
        return Some(folder);
    }
    println!("../shared/data/maven_crm is not here: the test over it is left out");
    None
}

/// Stages of its pipeline.
pub const STAGES: usize = 2;

/// The first day after the file.
pub fn end() -> i32 {
    Day::new(2018, 1, 1).map_or(0, number)
}

/// Every deal with the day it was made, at its product's list price until it closed.
///
/// # Errors
/// When a file cannot be read.
pub fn history(folder: &Path) -> Result<History, Box<dyn Error>> {
    let mut prices: HashMap<String, i64> = HashMap::new();
    for row in csv::Reader::from_path(folder.join("products.csv"))?.records() {
        let row = row?;
        prices.insert(row[0].to_owned(), row[2].parse::<i64>()? * 100);
    }
    let (mut people, mut products) = (Numbers::default(), Numbers::default());
    let mut intervals = Vec::new();
    for row in csv::Reader::from_path(folder.join("sales_pipeline.csv"))?.records() {
        let row = row?;
        let number_of = |text: &str| text.parse::<Day>().ok().map(number);
        let Some(made) = number_of(&row[5]) else { continue };
        let product = if &row[2] == "GTXPro" { "GTX Pro" } else { &row[2] };
        let owner = PersonId(people.of(&row[1]));
        let ended = match (&row[4], number_of(&row[6])) {
            ("Won", Some(day)) => Some((day, Ending::Won((row[7].parse::<f64>()? * 100.0) as i64))),
            ("Lost", Some(day)) => Some((day, Ending::Lost)),
            _ => None,
        };
        intervals.push(DealInterval {
            id: DealId(intervals.len() as i64 + 1),
            product: products.of(product),
            created: made,
            opened: made,
            counts_on: ended.map_or(0, |(day, _)| day),
            ended,
            closed_by: owner,
            corrected: Vec::new(),
            states: vec![State {
                from: made,
                stage: 1,
                furthest: 1,
                amount_minor: prices.get(product).copied(),
                close_on: None,
                probability_bp: 6_000,
                category: Category::Pipeline,
                owner,
            }],
        });
    }
    Ok(History::new(intervals))
}

#[derive(Default)]
struct Numbers(HashMap<String, i64>);

impl Numbers {
    fn of(&mut self, name: &str) -> i64 {
        let next = self.0.len() as i64 + 1;
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}
