//! The pages people look at all day, in a company of 10,000 and in one of 1,000,000 deals: the slowest of twenty (p95).

use super::Figure;
use leadwell_core::{Call, Origin, Workspace};
use leadwell_rules::Language;
use leadwell_rules::time::Instant;
use serde_json::{Value, json};
use std::error::Error;
use std::time::Instant as Clock;

/// How often each page is asked for.
const TIMES: usize = 40;

/// Name, command, input, goal in milliseconds at a million deals.
fn pages() -> Vec<(&'static str, &'static str, Value, f64)> {
    vec![
        ("board", "board.get", json!({}), 30.0),
        (
            "board of one person",
            "board.get",
            json!({ "filter": { "condition": { "field": "owner", "is": "any_of", "values": [7] } } }),
            30.0,
        ),
        ("first list page", "deals.list", json!({}), 30.0),
        (
            "list: open deals",
            "deals.list",
            json!({ "filter": { "condition": { "field": "status", "is": "any_of", "values": ["open"] } } }),
            30.0,
        ),
        (
            "list: filter by person and status",
            "deals.list",
            json!({ "filter": { "condition": { "all": [{ "field": "owner", "is": "any_of", "values": [7] }, { "field": "status", "is": "any_of", "values": ["won"] }] } } }),
            50.0,
        ),
        (
            "list: largest open deals",
            "deals.list",
            json!({ "filter": { "condition": { "field": "status", "is": "any_of", "values": ["open"] } }, "sort": [{ "column": "amount", "descending": true }] }),
            50.0,
        ),
        ("forecast of the quarter", "forecast.get", json!({}), 300.0),
        ("funnel", "funnel.get", json!({}), 300.0),
    ]
}

/// Measures every page in both companies.
pub fn measure() -> Result<Vec<Figure>, Box<dyn Error>> {
    let largest: usize = std::env::var("LEADWELL_BENCH_DEALS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let now = Instant(1_795_000_000_000);
    let mut figures = Vec::new();
    for deals in [10_000, largest] {
        let workspace = Workspace::create(&folder.path().join(format!("{deals}.leadwell")), now)?;
        let call = Call {
            now,
            person: workspace.owner()?,
            language: Language::En,
            origin: Origin::Local,
            seen: None,
        };
        let setup = json!({ "language": "en", "name": "Bench", "base_currency": "USD", "fiscal_start_month": 1, "business": "general", "then": "empty" });
        workspace.dispatch(&call, "workspace.setup", setup)?;
        leadwell_core::bench_fill(workspace.path(), deals, now)?;
        for (name, command, input, goal) in pages() {
            let mut times = Vec::new();
            for _ in 0..TIMES {
                let started = Clock::now();
                let answer = workspace.dispatch(&call, command, input.clone())?;
                let text = serde_json::to_string(&answer)?;
                times.push(started.elapsed().as_secs_f64() * 1000.0);
                if text.len() < 10 {
                    return Err(format!("{command} answered {text}").into());
                }
            }
            times.sort_by(f64::total_cmp);
            let (middle, slow) = (times[TIMES / 2], times[TIMES * 95 / 100]);
            figures.push(Figure {
                what: format!("{name}, {deals} deals, p95"),
                ours: format!("{slow:.1} ms"),
                other: format!("median {middle:.1} ms"),
                ratio: slow,
                goal,
            });
        }
    }
    Ok(figures)
}
