//! How the figures are made: every model by stage, the cascade step by step, and the sums to the last digit.

use super::compose::Book;
use super::facts::Estimator;
use super::text::{rate, share_bp, signed_bp};
use super::{ranking, roll_up};
use crate::views::forecast::StageLine;
use leadwell_print::{Cell, Column, Composer, Density, Row, Style, Table};
use leadwell_rules::Language;
use leadwell_rules::forecast::Model;
use leadwell_rules::number;
use leadwell_rules::rates::{Rate, RateSource};
use leadwell_rules::ratio::Ratio;

/// Draws the page; without anything still expected there is nothing to calculate.
pub fn draw(book: &Book, pages: &mut Composer) {
    if book.forecast.total.open_count == 0 {
        return;
    }
    let tested = book.backtest().is_some();
    pages.page(book.head(
        title(book),
        sub(book),
        None,
        if tested { &["book.formula_wape"] } else { &[] },
    ));
    ranking::draw(book, pages);
    roll_up::draw(book, pages);
    roll_up::said(book, pages);
    super::summary::horizons(book, pages);
    let formulas = ["book.formula_calculation", "book.formula_measured"];
    let title = book.words.get("book.arithmetic_title");
    pages.page(book.head(title.clone(), String::new(), Some(title), &formulas));
    arithmetic(book, pages);
    cascade(book, pages);
    identities(book, pages);
}

fn title(book: &Book) -> String {
    let words = book.words;
    let outlooks = || book.estimators().into_iter().map(|estimator| book.outlook(estimator));
    let (low, high) = (outlooks().min().unwrap_or(0), outlooks().max().unwrap_or(0));
    let count = book.estimators().len().to_string();
    let range = if book.money.figure(low) == book.money.figure(high) {
        words.say(
            "book.models_title_same",
            &[("n", &count), ("high", &book.money.say(high))],
        )
    } else {
        // Chinese names the unit once, after the second figure.
        let low = if words.language == Language::Zh {
            book.money.figure(low)
        } else {
            book.money.say(low)
        };
        words.say(
            "book.models_title",
            &[("n", &count), ("low", &low), ("high", &book.money.say(high))],
        )
    };
    match (book.backtest(), book.recommended()) {
        (_, Some(estimator)) => words.say(
            "book.models_title_recommended",
            &[("range", &range), ("model", &words.estimator(estimator))],
        ),
        (Some(_), None) => words.say("book.models_title_none", &[("range", &range)]),
        (None, _) => range,
    }
}

/// What the past says of the model that leads; without a past, how far the models are apart and why none is judged.
fn sub(book: &Book) -> String {
    let words = book.words;
    let mut said = Vec::new();
    let tested = book.record(book.lead.contender());
    if let Some(record) = tested {
        said.push(words.say(
            if book.recommended().is_some() {
                "book.models_sub_tested"
            } else {
                "book.models_sub_none"
            },
            &[
                ("model", &words.estimator(book.lead)),
                ("trials", &number::count(record.trials)),
                ("wape", &share_bp(record.wape_bp)),
                ("naive", &share_bp(record.naive_bp)),
                ("bias", &signed_bp(record.bias_bp)),
            ],
        ));
        if let (Estimator::Learned, Some((inside, all))) = (book.lead, book.covered()) {
            said.push(words.say(
                "book.models_sub_covered",
                &[("inside", &number::count(inside)), ("all", &number::count(all))],
            ));
        }
    } else {
        let estimators = book.estimators();
        let low = estimators
            .iter()
            .min_by_key(|estimator| book.outlook(**estimator))
            .copied();
        let high = estimators
            .iter()
            .max_by_key(|estimator| book.outlook(**estimator))
            .copied();
        if let (Some(low), Some(high)) = (low, high)
            && book.outlook(low) != book.outlook(high)
        {
            let apart = book.money.rest(book.outlook(high), book.outlook(low));
            said.push(words.say(
                "book.models_sub",
                &[
                    ("low", &words.estimator(low)),
                    ("high", &words.estimator(high)),
                    ("apart", &book.money.say(apart)),
                ],
            ));
        }
        if let crate::views::forecast::BacktestAnswer::TooLittle(little) = book.backtest.as_ref() {
            said.push(words.say(
                "book.models_sub_little",
                &[("n", &number::count(i64::from(little.resolved)))],
            ));
        }
    }
    words.join(&said)
}

/// What the measured models rest on: history with its number of deals, or the benchmark by its name.
pub fn basis(book: &Book) -> String {
    let of = |rate: fn(&StageLine) -> &Rate| {
        let (mut measured, mut benchmark) = (None::<i64>, None::<(i64, &str)>);
        for stage in &book.forecast.stages {
            match rate(stage).used.source {
                RateSource::Measured { n } => measured = Some(measured.map_or(n, |most| most.max(n))),
                RateSource::Benchmark { name, n } => {
                    benchmark = Some((
                        benchmark.map_or(n, |(most, _)| most.max(n)),
                        name.name(book.words.language),
                    ));
                }
            }
        }
        (measured, benchmark)
    };
    let say = |model: Model, rate: fn(&StageLine) -> &Rate| {
        let name = book.words.model(model);
        let (code, measured, (n, benchmark)) = match of(rate) {
            (Some(measured), None) => ("book.basis_measured", measured, (0, "")),
            (Some(measured), Some(benchmark)) => ("book.basis_mixed", measured, benchmark),
            (None, Some(benchmark)) => ("book.basis_benchmark", 0, benchmark),
            (None, None) => return String::new(),
        };
        let (measured, n) = (number::count(measured), number::count(n));
        book.words.say(
            code,
            &[
                ("model", &name),
                ("measured", &measured),
                ("benchmark", benchmark),
                ("n", &n),
            ],
        )
    };
    let sentences = [
        say(Model::BestPractice, |stage| &stage.rates.to_won),
        say(Model::Cascade, |stage| &stage.rates.step),
    ];
    book.words.join(&sentences)
}

/// Whether stages of several pipelines stand in the book, which are then told apart.
pub fn several_pipelines(book: &Book) -> bool {
    let mut names = book.forecast.stages.iter().map(|stage| stage.pipeline.as_str());
    let first = names.next();
    names.any(|name| Some(name) != first)
}

/// The name of the pipeline that begins with stage `index`, when pipelines are told apart.
pub fn pipeline_begins(book: &Book, index: usize) -> Option<&str> {
    let stages = &book.forecast.stages;
    let here = stages.get(index)?;
    let first = index
        .checked_sub(1)
        .and_then(|before| stages.get(before))
        .is_none_or(|before| before.pipeline != here.pipeline);
    (first && several_pipelines(book)).then_some(here.pipeline.as_str())
}

fn arithmetic(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let columns = vec![
        Column::left(words.get("book.stage"), 76.0),
        Column::right(words.get("book.deals_head"), 28.0),
        Column::right(words.get("book.open_head"), 46.0),
        Column::right(words.get("book.rate_configured"), 46.0),
        Column::right(words.model(Model::StageWeight), 50.0),
        Column::right(words.get("book.rate_own"), 46.0),
        Column::right(words.model(Model::ManualWeight), 56.0),
        Column::right(words.model_head(Model::Commitment), 48.0),
        Column::right(words.get("book.rate_used"), 44.0),
        Column::right(words.model(Model::BestPractice), 52.0),
    ];
    let learned = book.learned().filter(|_| !book.is_over());
    let mut columns = columns;
    if learned.is_some() {
        columns.push(Column::right(words.get("book.model_learned_head"), 46.0));
    }
    let mut table = Table::new(columns, Density::STANDARD);
    for (index, stage) in book.forecast.stages.iter().enumerate() {
        if let Some(name) = pipeline_begins(book, index) {
            table.rows.push(Row::group(name, ""));
        }
        let line = &stage.line;
        let estimate = |model: Model| Cell::text(money.some(line.figure(model).estimate_minor));
        let own = Ratio::new(line.figure(Model::ManualWeight).estimate_minor, line.open_minor);
        let grey = |text: String| Cell::styled(text, Style::BODY.colour(leadwell_print::colour::TEXT_2));
        let mut cells = vec![
            Cell::text(stage.stage.as_str()),
            Cell::text(book.number(line.open_count)),
            Cell::text(money.some(line.open_minor)),
            grey(rate(stage.win_rate_bp)),
            estimate(Model::StageWeight),
            grey(own.basis_points().map_or_else(|| number::NONE.to_owned(), rate)),
            estimate(Model::ManualWeight),
            estimate(Model::Commitment),
            grey(rate(stage.rates.to_won.used.rate_bp)),
            estimate(Model::BestPractice),
        ];
        if learned.is_some() {
            cells.push(Cell::text(money.some(book.stage(Estimator::Learned, index))));
        }
        table.rows.push(Row::line(cells));
    }
    if let Some(learned) = learned.filter(|learned| money.figure(learned.fresh_minor) != money.figure(0)) {
        let mut cells = vec![Cell::empty(); 11];
        (cells[0], cells[10]) = (
            Cell::text(words.get("book.fresh_deals")),
            Cell::text(money.some(learned.fresh_minor)),
        );
        table.rows.push(Row::line(cells));
    }
    let shown = [
        Model::StageWeight,
        Model::ManualWeight,
        Model::Commitment,
        Model::BestPractice,
    ];
    let row = |name: &str, figure: &dyn Fn(Estimator) -> String| {
        let [stage, manual, commit, best] = shown.map(|model| Cell::text(figure(Estimator::Model(model))));
        let mut cells = vec![
            Cell::text(words.get(name)),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            stage,
        ];
        cells.extend([Cell::empty(), manual, commit, Cell::empty(), best]);
        cells.extend(learned.map(|_| Cell::text(figure(Estimator::Learned))));
        cells
    };
    let mut sum = row(
        if learned.is_some() {
            "book.expected_total"
        } else {
            "book.open_total"
        },
        &|estimator| money.figure(book.shown(estimator)),
    );
    sum[1] = Cell::text(book.number(total.open_count));
    sum[2] = Cell::text(money.figure(total.open_minor));
    table.rows.push(Row::Sum(sum));
    table
        .rows
        .push(Row::line(row("book.plus_won", &|_| money.figure(total.won_minor))));
    table.rows.push(Row::Total(row("book.outlook", &|estimator| {
        money.figure(book.outlook(estimator))
    })));
    pages.section(
        &words.get("book.arithmetic_heading"),
        &book.unit_and("book.arithmetic_note"),
        table.height().min(320.0),
    );
    pages.table(&table);
    if learned.is_some() {
        pages.note(&words.get("book.arithmetic_learned_note"));
    }
}

fn cascade(book: &Book, pages: &mut Composer) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let columns = vec![
        Column::left(words.get("book.stage"), 78.0),
        Column::right(words.get("book.cascade_own"), 70.0),
        Column::right(words.get("book.cascade_carried"), 70.0),
        Column::right(words.get("book.cascade_total"), 70.0),
        Column::right(words.get("book.cascade_rate"), 44.0),
        Column::left("", 10.0),
        Column::left(words.get("book.source"), 80.0),
        Column::right(words.get("book.cascade_moved"), 70.0),
    ];
    let mut table = Table::new(columns, Density::STANDARD);
    for (index, (step, stage)) in forecast.cascade.steps.iter().zip(&forecast.stages).enumerate() {
        if let Some(name) = pipeline_begins(book, index) {
            table.rows.push(Row::group(name, ""));
        }
        let moved = Cell::styled(
            money.exact(step.moved_minor),
            if step.last { Style::BODY.bold() } else { Style::BODY },
        );
        table.rows.push(Row::line(vec![
            Cell::text(stage.stage.as_str()),
            Cell::text(money.exact(step.own_minor)),
            Cell::text(money.exact(step.carried_minor)),
            Cell::text(money.exact(step.total_minor)),
            Cell::text(rate(step.step_bp)),
            Cell::empty(),
            Cell::styled(source(book, &stage.rates.step), Style::NOTE),
            moved,
        ]));
    }
    let mut cells = vec![Cell::empty(); 8];
    (cells[0], cells[1]) = (
        Cell::text(words.get("book.revenue")),
        Cell::text(money.exact(forecast.total.open_minor)),
    );
    cells[7] = Cell::text(money.exact(forecast.cascade.revenue_minor));
    table.rows.push(Row::Total(cells));
    let note = words.say("book.cascade_note", &[("unit", money.list_unit())]);
    pages.section(&words.get("book.cascade_heading"), &note, table.height().min(320.0));
    pages.table(&table);
    let text = insufficient(book, |stage| &stage.rates.step);
    if !text.is_empty() {
        pages.note(&text);
    }
}

/// Where a rate comes from, short: 实测 n = 203.
pub fn source(book: &Book, rate: &Rate) -> String {
    match rate.used.source {
        RateSource::Measured { n } => book.words.say("book.source_measured", &[("n", &number::count(n))]),
        RateSource::Benchmark { n, .. } => book.words.say("book.source_benchmark", &[("n", &number::count(n))]),
    }
}

/// The stages whose history does not suffice, named with the benchmark that stands in; empty when all are measured.
pub fn insufficient(book: &Book, rate: fn(&StageLine) -> &Rate) -> String {
    let (mut names, mut table) = (Vec::new(), "");
    for stage in &book.forecast.stages {
        if let RateSource::Benchmark { name, n } = rate(stage).used.source {
            names.push(book.words.say(
                "book.insufficient_stage",
                &[("stage", &stage.stage), ("n", &number::count(n))],
            ));
            table = name.name(book.words.language);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    let floor = number::count(book.forecast.rate_floor);
    book.words.say(
        "book.insufficient",
        &[
            ("stages", &book.words.list(&names)),
            ("floor", &floor),
            ("benchmark", table),
        ],
    )
}

/// Won + open = outlook, target − outlook = gap, to the last digit.
fn identities(book: &Book, pages: &mut Composer) {
    let (words, money, total, target) = (book.words, book.money, &book.forecast.total, book.target());
    let mut columns = vec![
        Column::left(words.get("book.model"), 112.0),
        Column::right(words.get("book.won"), 76.0),
        Column::right(words.get("book.identity_open"), 76.0),
        Column::right(words.get("book.identity_outlook"), 76.0),
    ];
    if target.is_some() {
        columns.push(Column::right(words.get("book.target"), 76.0));
        columns.push(Column::right(words.get("book.identity_gap"), 76.0));
    }
    let mut table = Table::new(columns, Density::STANDARD);
    for estimator in book.estimators() {
        let mut cells = vec![
            Cell::text(words.estimator(estimator)),
            Cell::text(money.exact(total.won_minor)),
            Cell::text(money.exact(book.estimate(estimator))),
            Cell::styled(money.exact(book.outlook(estimator)), Style::BODY.bold()),
        ];
        if let Some(target) = target {
            cells.push(Cell::text(money.exact(target)));
            cells.push(Cell::text(money.exact(target.saturating_sub(book.outlook(estimator)))));
        }
        table.rows.push(Row::line(cells));
    }
    let note = words.say("book.identities_note", &[("unit", money.list_unit())]);
    pages.section(&words.get("book.identities_heading"), &note, table.height());
    pages.table(&table);
}
