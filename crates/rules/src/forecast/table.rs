//! The golden table of the forecast: small worlds in words, with the figures worked out by hand.

use super::*;
use crate::calendar::{FiscalYear, PeriodKind, days_from, period_of};

/// A case: its name, and its lines by their first word.
struct Case {
    name: &'static str,
    setup: &'static str,
    open: Vec<Vec<&'static str>>,
    won: Vec<Vec<&'static str>>,
    expected: Vec<(&'static str, i64)>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in include_str!("cases.txt")
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        let Some(rest) = line.strip_prefix("  ") else {
            cases.push(Case {
                name: line,
                setup: "",
                open: vec![],
                won: vec![],
                expected: vec![],
            });
            continue;
        };
        let case = cases.last_mut().unwrap();
        let (what, rest) = rest.split_once(' ').unwrap();
        let words = || rest.split_whitespace();
        match what {
            "on" => case.setup = rest,
            "open" => case.open.push(words().collect()),
            "won" => case.won.push(words().collect()),
            "=" => case.expected.extend(words().map(|pair| {
                let (key, value) = pair.split_once('=').unwrap();
                (key, value.parse::<i64>().unwrap())
            })),
            _ => panic!("{line}"),
        }
    }
    cases
}

struct World {
    deals: Vec<OpenDeal>,
    won: Vec<Won>,
    stages: Vec<StageTerms>,
    period: Period,
    today: Day,
}

fn stages_of(text: &str) -> Vec<StageTerms> {
    let mut stages: Vec<StageTerms> = text
        .split(',')
        .map(|stage| {
            let percent: Vec<i64> = stage
                .trim_end_matches('!')
                .split('/')
                .map(|n| n.parse().unwrap())
                .collect();
            StageTerms {
                win_rate_bp: percent[0] * 100,
                step_bp: percent[1] * 100,
                to_won_bp: percent[2] * 100,
                last: stage.ends_with('!'),
            }
        })
        .collect();
    stages.last_mut().unwrap().last = true;
    stages
}

fn letter(name: &str) -> usize {
    (name.to_ascii_lowercase().as_bytes()[0] - b'a') as usize
}

fn world(case: &Case) -> World {
    let mut words = case.setup.split_whitespace();
    let today: Day = words.next().unwrap().parse().unwrap();
    let kind = words.next().unwrap();
    let (mut start, mut fiscal, mut stages) = (today, FiscalYear::default(), stages_of("10/30/11,30/50/42,60/80/79"));
    for word in words {
        if let Some(month) = word.strip_prefix("fiscal=") {
            fiscal = FiscalYear::new(month.parse().unwrap());
        } else if let Ok(day) = word.parse() {
            start = day;
        } else {
            stages = stages_of(word);
        }
    }
    let period = match kind {
        "month" => period_of(PeriodKind::Month, start, fiscal, None),
        "quarter" => period_of(PeriodKind::Quarter, start, fiscal, None),
        "year" => period_of(PeriodKind::Year, start, fiscal, None),
        days => days_from(start, days.parse().unwrap()),
    };
    let deal = |(index, row): (usize, &Vec<&str>)| OpenDeal {
        id: DealId(index as i64 + 1),
        stage: letter(row[0]),
        amount_minor: row[1].parse().ok(),
        probability_bp: row[2].parse::<i64>().unwrap() * 100,
        category: serde_json::from_value(row[3].into()).unwrap(),
        close_on: row[4].parse().ok(),
        owner: PersonId(row[5].parse().unwrap()),
    };
    let won = |row: &Vec<&str>| Won {
        count: 1,
        amount_minor: row[0].parse().unwrap(),
        closed_on: row[1].parse().unwrap(),
        owner: PersonId(row[2].parse().unwrap()),
    };
    World {
        deals: case.open.iter().enumerate().map(deal).collect(),
        won: case.won.iter().map(won).collect(),
        stages,
        period,
        today,
    }
}

fn model(name: &str) -> Option<Model> {
    Some(match name {
        "stage_weight" => Model::StageWeight,
        "manual" => Model::ManualWeight,
        "commitment" => Model::Commitment,
        "best_practice" => Model::BestPractice,
        "cascade" => Model::Cascade,
        _ => return None,
    })
}

/// One expected figure by its name in the table.
fn figure(seen: &Forecast, name: &str) -> i64 {
    let total = &seen.total;
    let weight = |line: &Line| line.figure(Model::StageWeight).estimate_minor;
    if let Some(model) = model(name) {
        return total.figure(model).estimate_minor;
    }
    if let Some(name) = name.strip_prefix("outlook_") {
        return total.figure(model(name).unwrap()).outlook_minor;
    }
    match name {
        "open" => return total.open_minor,
        "count" => return total.open_count,
        "won" => return total.won_minor,
        "overdue" => return total.overdue_minor,
        "overdue_count" => return total.overdue_count,
        "unknown" => return total.unknown_amounts,
        "undated" => return seen.undated.minor,
        "omitted" => return seen.omitted.minor,
        "elsewhere" => return seen.elsewhere.minor,
        "commit_total" => return total.commitment.commit_total_minor,
        "best_total" => return total.commitment.best_total_minor,
        "open_pipeline" => return total.commitment.open_pipeline_minor,
        "revenue" => return seen.cascade.revenue_minor,
        "months" => return seen.months.len() as i64,
        "owners" => return seen.owners.len() as i64,
        "stages" => return seen.stages.len() as i64,
        _ => {}
    }
    let owner = |id: &str| {
        let id = PersonId(id.parse().unwrap());
        &seen.owners.iter().find(|row| row.owner == id).unwrap().line
    };
    let month = |number: &str| &seen.months[number.parse::<usize>().unwrap() - 1].line;
    if let Some((what, stage)) = name.split_once('_')
        && let Some(step) = seen.cascade.steps.get(letter(stage)).filter(|_| stage.len() == 1)
    {
        return match what {
            "own" => step.own_minor,
            "carried" => step.carried_minor,
            "total" => step.total_minor,
            "moved" => step.moved_minor,
            "s" => weight(&seen.stages[letter(stage)].line),
            _ => panic!("unknown figure {name}"),
        };
    }
    match name.strip_prefix("won_") {
        Some(group) if group.starts_with('m') => month(&group[1..]).won_minor,
        Some(group) => owner(&group[1..]).won_minor,
        None if name.starts_with('m') => weight(month(&name[1..])),
        None => weight(owner(&name[1..])),
    }
}

#[test]
fn every_case_of_the_table() {
    let cases = cases();
    assert!(cases.len() >= 40, "the table was not read");
    for case in cases {
        let world = world(&case);
        let seen = forecast(&world.deals, &world.won, &world.stages, world.period, world.today);
        assert!(!case.expected.is_empty(), "{}: expects nothing", case.name);
        for (key, value) in &case.expected {
            assert_eq!(figure(&seen, key), *value, "{}: {key}", case.name);
        }
    }
}
