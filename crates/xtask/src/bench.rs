//! `cargo xtask bench`: measures and prints ratios of one and the same run, since two machines cannot be compared.

use crate::process::{Done, cargo};
use crate::{page_bench, window_bench};

/// One line of the table.
pub struct Line {
    /// What was measured.
    pub what: String,
    /// The product's figure, with its unit.
    pub ours: String,
    /// What it is compared with, with its unit; empty when there is no comparison.
    pub other: String,
    /// Ours divided by the other, or the figure itself when there is none.
    pub ratio: f64,
    /// What the ratio (or figure) should not exceed.
    pub goal: f64,
}

/// Name and measurement.
type Part = (&'static str, fn() -> Done<Vec<Line>>);

const PARTS: &[Part] = &[
    ("import", || core("import")),
    ("pages", || core("pages")),
    ("forecast", || core("forecast")),
    ("duplicates", || core("duplicates")),
    ("leads", || core("leads")),
    ("custom_fields", || core("custom_fields")),
    ("search", || core("search")),
    ("leads_page", page_bench::leads_page),
    ("window", window_bench::window),
];

/// Parts that take long and are measured only when they are named.
const NAMED: &[Part] = &[("review", || core("review"))];

/// What needs the core runs in a program of its own, so that this one starts on a machine that has nothing but Rust.
fn core(part: &str) -> Done<Vec<Line>> {
    let output = cargo()
        .args([
            "run",
            "--quiet",
            "--release",
            "--locked",
            "--package",
            "leadwell-tests",
            "--bin",
            "leadwell-bench",
            "--",
            part,
        ])
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!("the measurement of {part} failed"));
    }
    String::from_utf8_lossy(&output.stdout).lines().map(line).collect()
}

fn line(text: &str) -> Done<Line> {
    let parts: Vec<&str> = text.split('\t').collect();
    let number = |text: &str| text.parse::<f64>().map_err(|error| format!("{text}: {error}"));
    match parts.as_slice() {
        [what, ours, other, ratio, goal] => Ok(Line {
            what: (*what).to_owned(),
            ours: (*ours).to_owned(),
            other: (*other).to_owned(),
            ratio: number(ratio)?,
            goal: number(goal)?,
        }),
        _ => Err(format!("not a figure: {text}")),
    }
}

/// Measures all parts, or the named ones.
pub fn bench(words: &[String]) -> Done {
    let chosen: Vec<&Part> = PARTS
        .iter()
        .filter(|_| words.is_empty())
        .chain(
            PARTS
                .iter()
                .chain(NAMED)
                .filter(|(name, _)| words.iter().any(|word| word == name)),
        )
        .collect();
    if chosen.is_empty() {
        return Err(format!(
            "there are: {}",
            PARTS
                .iter()
                .chain(NAMED)
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    println!(
        "{:<44} {:>14} {:>14} {:>8} {:>8}",
        "", "Leadwell", "compared with", "ratio", "goal"
    );
    let mut over = 0;
    for (_, measure) in chosen {
        for line in measure()? {
            let mark = if line.ratio > line.goal { "  over" } else { "" };
            over += usize::from(line.ratio > line.goal);
            println!(
                "{:<44} {:>14} {:>14} {:>8.2} {:>8.2}{mark}",
                line.what, line.ours, line.other, line.ratio, line.goal
            );
        }
    }
    println!("{over} over their goal");
    Ok(())
}
