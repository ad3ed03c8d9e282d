//! The page of leads in a browser, over a file with very many: how long a person waits for the first rows, and for the figures of the tabs.

use crate::bench::Line;
use crate::process::{Done, cargo, output, root, run, target};
use crate::{install, interface};
use std::fs;

/// Measures visits of the page, each in a browser of its own; the slowest but one counts.
pub fn leads_page() -> Done<Vec<Line>> {
    install::system(true)?;
    let harness = root().join("tests/e2e");
    interface::packages(&interface::folder())?;
    interface::packages(&harness)?;
    interface::build()?;
    run(cargo().args([
        "build",
        "--release",
        "--workspace",
        "--bin",
        "leadwell",
        "--bin",
        "leadwell-bench",
    ]))?;
    let release = target().join("release");
    let place = target().join("bench-page");
    let _old = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).map_err(|error| error.to_string())?;
    let file = place.join("large.leadwell");
    run(
        crate::process::program(&release.join("leadwell-bench").to_string_lossy())
            .arg("leads_file")
            .arg(&file),
    )?;
    let said = output(
        interface::npm(&harness)
            .args(["run", "--silent", "leads-page", "--"])
            .arg(&file)
            .env("LEADWELL_BIN", release.join("leadwell")),
    )?;
    let _done = fs::remove_dir_all(&place);
    let mut times = [Vec::new(), Vec::new()];
    for visit in String::from_utf8_lossy(&said).lines() {
        for (at, text) in visit.split('\t').take(2).enumerate() {
            times[at].push(text.parse::<f64>().map_err(|error| format!("{visit}: {error}"))?);
        }
    }
    let line = |what: &str, mut times: Vec<f64>, goal: f64| -> Done<Line> {
        times.sort_by(f64::total_cmp);
        let slow = times.len().checked_sub(2).and_then(|at| times.get(at)).copied();
        let slow = slow.ok_or_else(|| format!("{what}: too few visits"))?;
        Ok(Line {
            what: format!("leads page in Chromium, {what}, slowest but one"),
            ours: format!("{slow:.0} ms"),
            other: format!("median {:.0} ms", times[times.len() / 2]),
            ratio: slow,
            goal,
        })
    };
    let [rows, counts] = times;
    Ok(vec![
        line("first rows", rows, 200.0)?,
        line("figures of all tabs", counts, 400.0)?,
    ])
}
