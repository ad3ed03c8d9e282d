//! The summary, the models side by side, and the stages whose rates they multiply with.

use super::Made;
use super::deals::{Column, expected, range};
use crate::engine::files::cell::{Cell, Grid, letter, units};
use crate::views::books::facts::Estimator;
use crate::views::books::text::chance;
use leadwell_rules::forecast::Model;
use leadwell_rules::rates::RateSource;

/// The first row of the models, below the head.
const FIRST: usize = 2;

/// The row of an estimator on the sheet of models.
fn row(made: &Made<'_>, estimator: Estimator) -> usize {
    FIRST
        + made
            .facts
            .estimators()
            .iter()
            .position(|one| *one == estimator)
            .unwrap_or(0)
}

/// The shares of an amount that reach revenue from each stage, as the formulas come to them.
pub fn shares(made: &Made<'_>) -> Vec<f64> {
    let mut further = 1.0;
    let mut shares: Vec<f64> = made
        .facts
        .terms
        .iter()
        .rev()
        .map(|terms| {
            if terms.last {
                further = 1.0;
            }
            further *= terms.step_bp as f64 / 10_000.0;
            further
        })
        .collect();
    shares.reverse();
    shares
}

/// Won in the period, under a condition (`*(…)`, or nothing).
pub fn won(made: &Made<'_>, condition: &str) -> String {
    let (amount, status) = (range(made, Column::Amount), range(made, Column::Status));
    let digits = made.currency.exponent();
    let won = made.words.get("sheet.won");
    format!("=ROUND(SUMPRODUCT({amount}*({status}=\"{won}\"){condition}),{digits})")
}

/// Amounts of open deals that count, under a condition.
pub fn open(made: &Made<'_>, condition: &str) -> String {
    let (amount, counts) = (range(made, Column::Amount), range(made, Column::Counts));
    let digits = made.currency.exponent();
    format!("=ROUND(SUMPRODUCT({amount}*{counts}{condition}),{digits})")
}

/// How many open deals count, under a condition.
pub fn open_count(made: &Made<'_>, condition: &str) -> String {
    let counts = range(made, Column::Counts);
    format!("=SUMPRODUCT({counts}{condition})")
}

/// The sheet every reader opens first: the answer, from the leading model.
pub fn summary(made: &Made<'_>) -> Grid {
    let (facts, words, currency) = (made.facts, made.words, made.currency);
    let (forecast, total) = (&facts.forecast, &facts.forecast.total);
    let sheet = words.get("sheet.models");
    let lead = row(made, facts.lead);
    let digits = currency.exponent();
    let target = forecast.standings.first().and_then(|one| one.standing.target_minor);
    let with_unit = |code: &str| {
        words.say(
            "book.with_unit",
            &[("name", &words.get(code)), ("unit", currency.code())],
        )
    };
    let mut rows: Vec<Vec<Cell>> = vec![
        vec![Cell::text(words.say("book.document", &[("period", &made.period.full)])).bold()],
        vec![Cell::text(made.footer.as_str())],
        Vec::new(),
    ];
    let at = |rows: &[Vec<Cell>]| rows.len() + 1;
    rows.push(vec![
        Cell::text(words.get("sheet.leading")),
        Cell::text(words.estimator(facts.lead)).bold(),
    ]);
    let target_row = at(&rows);
    rows.push(vec![Cell::text(with_unit("book.target")), Cell::some(target, currency)]);
    let won_row = at(&rows);
    rows.push(vec![
        Cell::text(with_unit("book.won")),
        Cell::sum(format!("='{sheet}'!B{lead}"), total.won_minor, currency),
    ]);
    rows.push(vec![
        Cell::text(with_unit("sheet.still_expected")),
        Cell::sum(format!("='{sheet}'!C{lead}"), facts.estimate(facts.lead), currency),
    ]);
    let outlook_row = at(&rows);
    let outlook = facts.outlook(facts.lead);
    rows.push(vec![
        Cell::text(with_unit("book.outlook")).bold(),
        Cell::sum(format!("='{sheet}'!D{lead}"), outlook, currency).bold(),
    ]);
    if let Some(target) = target {
        rows.push(vec![
            Cell::text(with_unit("book.gap")),
            Cell::sum(
                format!("=ROUND(B{target_row}-B{outlook_row},{digits})"),
                target.saturating_sub(outlook),
                currency,
            ),
        ]);
        let ratio = |minor: i64| (target > 0).then(|| minor as f64 / target as f64);
        rows.push(vec![
            Cell::text(words.get("sheet.outlook_of_target")),
            Cell::maybe(
                format!("=IF(B{target_row}>0,B{outlook_row}/B{target_row},\"\")"),
                ratio(outlook),
            )
            .share(),
        ]);
    }
    let open_row = at(&rows);
    rows.push(vec![
        Cell::text(with_unit("book.open")),
        Cell::sum(open(made, ""), total.open_minor, currency),
    ]);
    rows.push(vec![
        Cell::text(words.get("sheet.open_deals")),
        Cell::live(open_count(made, ""), total.open_count as f64),
    ]);
    if let Some(target) = target {
        let missing = target - total.won_minor;
        let coverage = (missing > 0).then(|| total.open_minor as f64 / missing as f64);
        let formula = format!("=IF(B{target_row}>B{won_row},B{open_row}/(B{target_row}-B{won_row}),\"\")");
        rows.push(vec![
            Cell::text(words.get("book.coverage")),
            Cell::maybe(formula, coverage).decimals(2),
        ]);
    }
    if let Some(band) = facts.band() {
        for (name, minor) in [
            ("P10", band.p10_minor),
            ("P50", band.p50_minor),
            ("P90", band.p90_minor),
        ] {
            let name = words.say("book.with_unit", &[("name", name), ("unit", currency.code())]);
            rows.push(vec![Cell::text(name), Cell::money(minor, currency)]);
        }
    }
    if let Some(learned) = facts.learned()
        && let Some(basis_points) = learned.target_probability_bp
    {
        rows.push(vec![
            Cell::text(words.get("book.chance_of_target")),
            Cell::text(chance(basis_points)),
        ]);
    }
    Grid {
        name: words.get("sheet.summary"),
        rows,
        heads: 0,
        widths: vec![30.0, 22.0],
        filter: false,
    }
}

/// Every model: won, expected, outlook, gap, past error.
pub fn models(made: &Made<'_>) -> Grid {
    let (facts, words, currency) = (made.facts, made.words, made.currency);
    let total = &facts.forecast.total;
    let target = facts
        .forecast
        .standings
        .first()
        .and_then(|one| one.standing.target_minor);
    let with_unit = |code: &str| {
        words.say(
            "book.with_unit",
            &[("name", &words.get(code)), ("unit", currency.code())],
        )
    };
    let digits = currency.exponent();
    let heads = [
        words.get("book.model"),
        with_unit("book.won"),
        with_unit("sheet.still_expected"),
        with_unit("book.outlook"),
        with_unit("book.target"),
        with_unit("book.gap"),
        words.get("sheet.wape"),
        words.get("book.bias"),
        words.get("sheet.trials"),
        with_unit("sheet.fresh"),
        with_unit("sheet.rounding"),
    ];
    let mut rows = vec![heads.map(Cell::text).to_vec()];
    for estimator in facts.estimators() {
        let at = rows.len() + 1;
        let estimate = match estimator {
            Estimator::Model(model) => Cell::sum(expected(made, model, ""), facts.estimate(estimator), currency),
            Estimator::Learned => {
                let learned = range(made, Column::Learned);
                let formula = format!("=ROUND(SUM({learned})+J{at}+K{at},{digits})");
                Cell::sum(formula, facts.estimate(estimator), currency)
            }
        };
        let outlook = facts.outlook(estimator);
        let record = facts.record(estimator.contender());
        let leads = estimator == facts.lead;
        let mut cells = vec![
            Cell::text(words.estimator(estimator)).bold_if(leads),
            Cell::sum(won(made, ""), total.won_minor, currency),
            estimate,
            Cell::sum(format!("=ROUND(B{at}+C{at},{digits})"), outlook, currency).bold_if(leads),
            Cell::some(target, currency),
            target.map_or_else(Cell::empty, |target| {
                Cell::sum(
                    format!("=ROUND(E{at}-D{at},{digits})"),
                    target.saturating_sub(outlook),
                    currency,
                )
            }),
        ];
        let share =
            |basis_points: i64| Cell::share(Cell::decimals(Cell::live_value(basis_points as f64 / 10_000.0), 1));
        cells.push(record.map_or_else(Cell::empty, |record| share(record.wape_bp)));
        cells.push(record.map_or_else(Cell::empty, |record| share(record.bias_bp)));
        cells.push(record.map_or_else(Cell::empty, |record| Cell::count(record.trials)));
        if let (Estimator::Learned, Some(learned)) = (estimator, facts.learned()) {
            // Each deal is rounded on its own; what that takes or adds stands apart, so that the sum is the page's to the cent.
            let listed: i64 = facts
                .open
                .iter()
                .map(|line| facts.expected(&line.deal, Estimator::Learned).1)
                .sum();
            cells.push(Cell::money(learned.fresh_minor, currency));
            cells.push(Cell::money(learned.open_minor - listed, currency));
        }
        rows.push(cells);
    }
    for record in facts.records().into_iter().filter(|record| record.contender.is_naive()) {
        let share =
            |basis_points: i64| Cell::share(Cell::decimals(Cell::live_value(basis_points as f64 / 10_000.0), 1));
        let mut cells = vec![Cell::text(words.contender(record.contender))];
        cells.extend((0..5).map(|_| Cell::empty()));
        cells.extend([share(record.wape_bp), share(record.bias_bp), Cell::count(record.trials)]);
        rows.push(cells);
    }
    rows.push(Vec::new());
    let verdict = match (facts.backtest(), facts.recommended()) {
        (_, Some(estimator)) => words.say("sheet.recommended", &[("model", &words.estimator(estimator))]),
        (Some(_), None) => words.get("sheet.none_recommended"),
        (None, _) => words.get("sheet.not_tested"),
    };
    rows.push(vec![Cell::text(verdict)]);
    Grid {
        name: words.get("sheet.models"),
        rows,
        heads: 1,
        widths: vec![22.0, 17.0, 17.0, 17.0, 17.0, 17.0, 11.0, 11.0, 10.0, 17.0, 12.0],
        filter: false,
    }
}

/// Stages: rates, what is open, what each model makes of it, and the cascade step by step.
pub fn stages(made: &Made<'_>) -> Grid {
    let (facts, words, currency) = (made.facts, made.words, made.currency);
    let with_unit = |code: &str| {
        words.say(
            "book.with_unit",
            &[("name", &words.get(code)), ("unit", currency.code())],
        )
    };
    let mut heads = vec![
        words.get("sheet.stage_number"),
        words.get("sheet.pipeline"),
        words.get("book.stage"),
        words.get("sheet.stage_rate"),
        words.get("sheet.step_rate"),
        words.get("sheet.measured_rate"),
        words.get("sheet.last"),
        words.get("sheet.share"),
        words.get("book.deals_head"),
        with_unit("book.open_head"),
        with_unit("book.cascade_carried"),
        with_unit("book.cascade_total"),
        with_unit("book.cascade_moved"),
    ];
    heads.extend(Model::ALL.map(|model| words.say("sheet.expected_by", &[("model", &words.model(model))])));
    heads
        .extend(["book.source", "sheet.resolved", "sheet.wilson_low", "sheet.wilson_high"].map(|code| words.get(code)));
    let mut rows = vec![heads.into_iter().map(Cell::text).collect::<Vec<_>>()];
    let shares = shares(made);
    let last = facts.forecast.stages.len();
    let (mut carried, mut first) = (0.0_f64, true);
    for (index, stage) in facts.forecast.stages.iter().enumerate() {
        let Some(terms) = facts.terms.get(index) else { continue };
        let at = rows.len() + 1;
        let numbers = range(made, Column::StageNumber);
        let condition = format!("*({numbers}=A{at})");
        let ends = terms.last || index + 1 == last;
        let share = if ends {
            format!("=E{at}/10000")
        } else {
            format!("=E{at}/10000*H{}", at + 1)
        };
        let own = units(stage.line.open_minor, currency);
        let total = own + carried;
        let moved = total * terms.step_bp as f64 / 10_000.0;
        let digits = currency.exponent();
        let before = if first {
            "=0".to_owned()
        } else {
            format!("=M{}", at - 1)
        };
        let to_won = &stage.rates.to_won;
        let source = match to_won.used.source {
            RateSource::Measured { .. } => words.get("sheet.measured"),
            RateSource::Benchmark { name, .. } => name.name(words.language).to_owned(),
        };
        let mut cells = vec![
            Cell::count(index as i64 + 1),
            Cell::text(stage.pipeline.as_str()),
            Cell::text(stage.stage.as_str()),
            Cell::count(terms.win_rate_bp),
            Cell::count(terms.step_bp),
            Cell::count(terms.to_won_bp),
            Cell::count(i64::from(ends)),
            Cell::live(share, shares.get(index).copied().unwrap_or(0.0)),
            Cell::live(open_count(made, &condition), stage.line.open_count as f64),
            Cell::sum(open(made, &condition), stage.line.open_minor, currency),
            Cell::live(before, carried).decimals(digits),
            Cell::live(format!("=J{at}+K{at}"), total).decimals(digits),
            Cell::live(format!("=L{at}*E{at}/10000"), moved).decimals(digits),
        ];
        for model in Model::ALL {
            let estimate = stage.line.figure(model).estimate_minor;
            cells.push(Cell::sum(expected(made, model, &condition), estimate, currency));
        }
        cells.push(Cell::text(source));
        cells.push(Cell::count(to_won.n));
        let end = |share: Option<f64>| share.map_or_else(Cell::empty, |share| Cell::live_value(share).share());
        cells.push(end(to_won.interval.map(|interval| interval.low)));
        cells.push(end(to_won.interval.map(|interval| interval.high)));
        rows.push(cells);
        (carried, first) = if ends { (0.0, true) } else { (moved, false) };
    }
    let mut cells = vec![Cell::text(words.get("book.open_total")).bold()];
    cells.extend((1..8).map(|_| Cell::empty()));
    let total = &facts.forecast.total;
    cells.push(Cell::live(open_count(made, ""), total.open_count as f64).bold());
    cells.push(Cell::sum(open(made, ""), total.open_minor, currency).bold());
    cells.extend((0..3).map(|_| Cell::empty()));
    cells.extend(total_cells(made));
    rows.push(cells);
    Grid {
        name: words.get("sheet.stages"),
        rows,
        heads: 1,
        widths: vec![7.0, 16.0, 14.0, 10.0, 10.0, 10.0, 6.0, 10.0, 8.0, 16.0],
        filter: false,
    }
}

/// What each of the five models expects in all, from the sheet of models.
pub fn total_cells(made: &Made<'_>) -> Vec<Cell> {
    let sheet = made.words.get("sheet.models");
    let of = |model: Model| {
        let estimator = Estimator::Model(model);
        let formula = format!("='{sheet}'!{}{}", letter(2), row(made, estimator));
        Cell::sum(formula, made.facts.estimate(estimator), made.currency).bold()
    };
    Model::ALL.map(of).to_vec()
}
