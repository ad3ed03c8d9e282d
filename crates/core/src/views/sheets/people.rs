//! By month and by person.

use super::Made;
use super::deals::{Column, expected, range};
use super::models::{open, open_count, total_cells, won};
use crate::engine::files::cell::{Cell, Grid};
use crate::views::books::facts::Estimator;
use leadwell_rules::forecast::{Line, Model};
use leadwell_rules::money::Minor;

fn heads(made: &Made<'_>, first: &str) -> Vec<Cell> {
    let (words, currency) = (made.words, made.currency);
    let with_unit = |code: &str| {
        words.say(
            "book.with_unit",
            &[("name", &words.get(code)), ("unit", currency.code())],
        )
    };
    let mut heads = vec![
        words.get(first),
        with_unit("book.target"),
        with_unit("book.won"),
        words.get("book.deals_head"),
        with_unit("book.open_head"),
    ];
    heads.extend(Model::ALL.map(|model| words.say("sheet.expected_by", &[("model", &words.model(model))])));
    if learned(made) {
        heads.push(words.say("sheet.expected_by", &[("model", &words.estimator(Estimator::Learned))]));
    }
    heads.into_iter().map(Cell::text).collect()
}

fn learned(made: &Made<'_>) -> bool {
    made.facts.estimators().contains(&Estimator::Learned)
}

/// A row whose formulas sum over the deals that have `A…` in a column.
fn line(
    made: &Made<'_>,
    at: usize,
    key: Column,
    target: Option<Minor>,
    line: &Line,
    ahead: Option<Minor>,
) -> Vec<Cell> {
    let currency = made.currency;
    let keys = range(made, key);
    let condition = format!("*({keys}=A{at})");
    let mut cells = vec![
        Cell::some(target, currency),
        Cell::sum(won(made, &condition), line.won_minor, currency),
        Cell::live(open_count(made, &condition), line.open_count as f64),
        Cell::sum(open(made, &condition), line.open_minor, currency),
    ];
    for model in Model::ALL {
        let formula = expected(made, model, &condition);
        cells.push(Cell::sum(formula, line.figure(model).estimate_minor, currency));
    }
    cells.extend(ahead.map(|minor| Cell::money(minor, currency)));
    cells
}

/// The whole period.
fn total(made: &Made<'_>, name: &str) -> Vec<Cell> {
    let (facts, currency) = (made.facts, made.currency);
    let total = &facts.forecast.total;
    let target = facts
        .forecast
        .standings
        .first()
        .and_then(|one| one.standing.target_minor);
    let mut cells = vec![
        Cell::text(made.words.get(name)).bold(),
        Cell::some(target, currency).bold(),
        Cell::sum(won(made, ""), total.won_minor, currency).bold(),
        Cell::live(open_count(made, ""), total.open_count as f64).bold(),
        Cell::sum(open(made, ""), total.open_minor, currency).bold(),
    ];
    cells.extend(total_cells(made));
    if learned(made) {
        cells.push(Cell::money(facts.estimate(Estimator::Learned), currency).bold());
    }
    cells
}

const WIDTHS: [f64; 6] = [16.0, 16.0, 16.0, 9.0, 16.0, 16.0];

/// Months of the period, with the learned band of those to come.
pub fn months(made: &Made<'_>) -> Grid {
    let (facts, currency) = (made.facts, made.currency);
    let mut head = heads(made, "book.month");
    let banded = learned(made);
    if banded {
        head.extend(["P10", "P90"].map(Cell::text));
    }
    let mut rows = vec![head];
    for month in &facts.forecast.months {
        let ahead = facts.learned().filter(|_| banded).and_then(|learned| {
            let same =
                |one: &&leadwell_rules::forecast::learned::answer::MonthAhead| one.month.start == month.month.start;
            learned.months.iter().find(same)
        });
        let mut cells = vec![Cell::month(month.month.start)];
        let estimate = banded.then(|| ahead.map_or(0, |ahead| ahead.estimate_minor));
        cells.extend(line(
            made,
            rows.len() + 1,
            Column::Month,
            month.target_minor,
            &month.line,
            estimate,
        ));
        if let Some(ahead) = ahead.filter(|ahead| ahead.month.end >= facts.forecast.today) {
            cells.push(Cell::money(ahead.band.p10_minor, currency));
            cells.push(Cell::money(ahead.band.p90_minor, currency));
        }
        rows.push(cells);
    }
    let mut cells = total(made, "book.period_total");
    if let Some(band) = facts.band() {
        cells.push(Cell::money(band.p10_minor, currency).bold());
        cells.push(Cell::money(band.p90_minor, currency).bold());
    }
    rows.push(cells);
    if banded {
        rows.push(Vec::new());
        rows.push(vec![Cell::text(made.words.get("sheet.bands_do_not_add"))]);
    }
    Grid {
        name: made.words.get("sheet.months"),
        rows,
        heads: 1,
        widths: WIDTHS.to_vec(),
        filter: false,
    }
}

/// People with something won, open or to be reached.
pub fn people(made: &Made<'_>) -> Grid {
    let facts = made.facts;
    let mut rows = vec![heads(made, "book.owner")];
    for person in &facts.forecast.people {
        let target = person.standings.first().and_then(|one| one.standing.target_minor);
        let ahead = learned(made).then(|| facts.ahead(person.owner_id));
        let mut cells = vec![Cell::text(person.owner.as_str())];
        cells.extend(line(made, rows.len() + 1, Column::Owner, target, &person.line, ahead));
        rows.push(cells);
    }
    rows.push(total(made, "book.everybody"));
    Grid {
        name: made.words.get("sheet.people"),
        rows,
        heads: 1,
        widths: WIDTHS.to_vec(),
        filter: false,
    }
}
