//! How many doubles are found in files whose doubles are known, with the settings as shipped, and how long it takes.

use super::Figure;
use leadwell_rules::matching::{Pair, Settings, find};
use leadwell_rules::names::core_key;
use leadwell_tests::dedupe::{self, Known, Score, pairs};
use std::error::Error;
use std::time::Instant as Clock;

/// Names read for measuring the speed of the key.
const NAMES: usize = 200_000;

/// Measures all; the table goes beside the figures.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let mut figures = vec![keys()];
    let Some(folder) = dedupe::folder() else {
        return Ok(figures);
    };
    eprintln!(
        "\nDoubles                records  doubles  compared  precision  recall      F1   clusters: precision  recall      F1"
    );
    // What F1 should not fall short of; none was set for the last three.
    for (what, known, least) in [
        ("Febrl 1", dedupe::febrl(&folder, 1)?, Some(0.99)),
        ("Febrl 2", dedupe::febrl(&folder, 2)?, Some(0.98)),
        ("Chicago organisations", dedupe::chicago(&folder)?, None),
        ("Abt and Buy", dedupe::products(&folder)?, None),
        ("invented people", dedupe::invented(&folder)?, None),
    ] {
        figures.extend(one(what, &known, least));
    }
    Ok(figures)
}

fn one(what: &str, known: &Known, least: Option<f64>) -> Vec<Figure> {
    let started = Clock::now();
    let found = find(&known.records, &Settings::default());
    let took = started.elapsed().as_secs_f64() * 1000.0;
    let alone = Score::of(&found.pairs.iter().map(Pair::records).collect(), &known.doubles);
    let joined = Score::of(&pairs(found.clusters().into_iter()), &known.doubles);
    eprintln!(
        "{what:<22} {:>7} {:>8} {:>9}     {:.4}  {:.4}  {:.4}               {:.4}  {:.4}  {:.4}",
        known.records.rows.len(),
        known.doubles.len(),
        found.compared,
        alone.precision,
        alone.recall,
        alone.f1(),
        joined.precision,
        joined.recall,
        joined.f1()
    );
    vec![
        Figure {
            what: format!("{what}: 1 - F1"),
            ours: format!("{:.4}", 1.0 - alone.f1()),
            other: format!("precision {:.3}, recall {:.3}", alone.precision, alone.recall),
            ratio: 1.0 - alone.f1(),
            goal: least.map_or(1.0, |least| 1.0 - least),
        },
        Figure {
            what: format!("{what}: time for {} records", known.records.rows.len()),
            ours: format!("{took:.0} ms"),
            other: format!("{} pairs compared", found.compared),
            ratio: took,
            goal: 1_000.0,
        },
    ]
}

/// How fast names are brought to their key.
fn keys() -> Figure {
    const SAMPLES: [&str; 4] = [
        "北京纷扬科技有限公司",
        "上海市浦东新区华耀贸易有限公司",
        "Fenyang Technology (Shanghai) Co., Ltd.",
        "Müller & Söhne GmbH & Co. KG",
    ];
    let started = Clock::now();
    let letters: usize = (0..NAMES).map(|at| core_key(SAMPLES[at % SAMPLES.len()]).len()).sum();
    let took = started.elapsed().as_secs_f64();
    Figure {
        what: format!("key of {NAMES} company names"),
        ours: format!("{:.0} names/s", NAMES as f64 / took),
        other: format!("{:.1} bytes each", letters as f64 / NAMES as f64),
        ratio: took * 1000.0,
        goal: 2_000.0,
    }
}
