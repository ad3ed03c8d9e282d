//! Measures the core: import against raw inserts, and the pages of a small and of a very large company. One line per
//! figure, tab-separated, for `cargo xtask bench`: what, ours, compared with, ratio, goal.

mod custom_fields;
mod duplicates;
mod forecast;
mod import;
mod leads;
mod pages;
mod review;
mod search;

/// One measured figure.
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// The product's figure with its unit.
    pub ours: String,
    /// What it is compared with; empty when with its goal alone.
    pub other: String,
    /// Ours ÷ other, or the figure itself.
    pub ratio: f64,
    /// What the ratio, or the figure, should not exceed.
    pub goal: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // No measure, but a file for one: many leads, with everything prepared that the background prepares.
    if let [part, path] = words.as_slice()
        && part == "leads_file"
    {
        return leads::keep(std::path::Path::new(path));
    }
    if let [word, file] = words.as_slice()
        && word == review::OF
    {
        return print(review::of(file.as_ref())?);
    }
    let wanted = |part: &str| words.is_empty() || words.iter().any(|word| word == part);
    let mut figures = Vec::new();
    if wanted("import") {
        figures.extend(import::measure()?);
    }
    if wanted("forecast") {
        figures.extend(forecast::measure()?);
    }
    if wanted("duplicates") {
        figures.extend(duplicates::measure()?);
    }
    if wanted("leads") {
        figures.extend(leads::measure()?);
    }
    if wanted("custom_fields") {
        figures.extend(custom_fields::measure()?);
    }
    if wanted("pages") {
        figures.extend(pages::measure()?);
    }
    if wanted("search") {
        figures.extend(search::measure()?);
    }
    // Takes minutes for one question: only when it is named.
    if words.iter().any(|word| word == "review") {
        figures.extend(review::measure()?);
    }
    print(figures)
}

fn print(figures: Vec<Figure>) -> Result<(), Box<dyn std::error::Error>> {
    for figure in figures {
        println!(
            "{}\t{}\t{}\t{}\t{}",
            figure.what, figure.ours, figure.other, figure.ratio, figure.goal
        );
    }
    Ok(())
}
