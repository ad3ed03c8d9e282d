//! Targets of the sample company: a little more than it usually wins, by month, quarter and year, for the company and each person.

use super::scene::{MANAGERS, SHARES, Scene};
use leadwell_rules::calendar::{Period, PeriodKind, month_of, months_in, quarter_of, year_of};
use leadwell_rules::money::split;
use leadwell_rules::time::Day;

/// Quarters of wins that the targets are made from.
const QUARTERS: i32 = 8;

/// One target before it is written down.
pub struct Goal {
    /// Whose: a place among the people; none is the company's.
    pub person: Option<usize>,
    /// month, quarter or year.
    pub kind: &'static str,
    /// The first day of its period.
    pub start: Day,
    /// The amount to be won.
    pub amount: i64,
    /// The amount hoped for; the company's quarters and years have one.
    pub stretch: Option<i64>,
}

/// Targets from the last business year to the end of this one, and of the next quarter. `wins` are days and amounts;
/// `outlook` is what this quarter promises to bring by the win rates of the stages.
pub fn goals(scene: &Scene, wins: &[(Day, i64)], outlook: i64) -> Vec<Goal> {
    let this = quarter_of(scene.today, scene.fiscal);
    let from = this.start.plus_months(-3 * QUARTERS);
    let past = wins.iter().filter(|(day, _)| (from..this.start).contains(day));
    let usual = past.map(|(_, amount)| amount).sum::<i64>() / i64::from(QUARTERS);
    // What lies ahead is ambitious: a little more than it looks like now, so that there is a gap to talk about.
    let ahead = usual.max(outlook * 97 / 100);
    let first = year_of(scene.today, scene.fiscal).previous().start;
    let last = year_of(scene.today, scene.fiscal).end.max(this.next().end);
    let mut goals = Vec::new();
    let (mut quarter, mut year) = (quarter_of(first, scene.fiscal), Vec::new());
    while quarter.end <= last {
        // Each quarter asks for two per cent more than the one before; this one for about a tenth more than usual.
        let age = quarter.start.days_until(this.start) / 91;
        let basis = if quarter.start < this.start { usual } else { ahead };
        let company = step(scene, basis * (112 - 2 * age) / 100);
        let parts = share_out(scene, company);
        spread(
            &mut goals,
            None,
            &quarter,
            company,
            Some(step(scene, company * 115 / 100)),
        );
        for (person, amount) in &parts {
            spread(&mut goals, Some(*person), &quarter, *amount, None);
        }
        year.push((company, parts));
        if quarter.end == year_of(quarter.start, scene.fiscal).end {
            whole_year(scene, &mut goals, year_of(quarter.start, scene.fiscal).start, &year);
            year.clear();
        }
        quarter = quarter.next();
    }
    goals
}

/// The company's figure and each salesperson's part of it.
type Quarter = (i64, Vec<(usize, i64)>);

fn whole_year(scene: &Scene, goals: &mut Vec<Goal>, start: Day, quarters: &[Quarter]) {
    let company: i64 = quarters.iter().map(|(company, _)| company).sum();
    goals.push(Goal {
        person: None,
        kind: "year",
        start,
        amount: company,
        stretch: Some(step(scene, company * 115 / 100)),
    });
    for person in MANAGERS..SHARES.len() {
        let amount = quarters
            .iter()
            .flat_map(|(_, parts)| parts)
            .filter(|(who, _)| *who == person)
            .map(|(_, amount)| amount)
            .sum();
        goals.push(Goal {
            person: Some(person),
            kind: "year",
            start,
            amount,
            stretch: None,
        });
    }
}

/// The salespeople's parts, in whole steps; the last takes the remainder, so that they sum to the company's.
fn share_out(scene: &Scene, company: i64) -> Vec<(usize, i64)> {
    let unit = 1_000 * scene.unit;
    let weights: Vec<u64> = SHARES[MANAGERS..].iter().map(|share| u64::from(*share)).collect();
    split(company / unit, &weights)
        .into_iter()
        .enumerate()
        .map(|(place, part)| (place + MANAGERS, part * unit))
        .collect()
}

/// A quarter and its months: the last month carries most.
fn spread(goals: &mut Vec<Goal>, person: Option<usize>, quarter: &Period, amount: i64, stretch: Option<i64>) {
    debug_assert_eq!(quarter.kind, PeriodKind::Quarter);
    goals.push(Goal {
        person,
        kind: "quarter",
        start: quarter.start,
        amount,
        stretch,
    });
    for (month, amount) in months_in(quarter).iter().zip(split(amount, &[30, 30, 40])) {
        goals.push(Goal {
            person,
            kind: "month",
            start: month_of(month.start).start,
            amount,
            stretch: None,
        });
    }
}

/// A figure a manager would name: whole ten thousands of dollars.
fn step(scene: &Scene, minor: i64) -> i64 {
    let step = 10_000 * scene.unit;
    (minor / step).max(1) * step
}
