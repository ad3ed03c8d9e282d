//! The deals: the rows all formulas of the workbook sum over, and the same as CSV.

use super::Made;
use crate::engine::failure::Failure;
use crate::engine::files::CsvFile;
use crate::engine::files::cell::{Cell, Grid, letter, plain};
use crate::views::books::facts::{Estimator, OpenLine};
use leadwell_rules::forecast::{Category, Model, Place};

/// Columns of the sheet, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
#[allow(dead_code, reason = "every column is named, also those no formula reads")]
pub enum Column {
    /// The number people read.
    Code,
    /// The customer.
    Customer,
    /// The deal.
    Name,
    /// The product.
    Product,
    /// Whose it is.
    Owner,
    /// Number of its stage on the sheet of stages.
    StageNumber,
    /// Its stage.
    Stage,
    /// Its forecast category.
    Category,
    /// Open or won.
    Status,
    /// Expected, or won on.
    Day,
    /// The month it counts in.
    Month,
    /// 1 when it is open and counts in the period.
    Counts,
    /// 1 when its expected day has passed.
    Overdue,
    /// Its amount.
    Amount,
    /// Stage weight: the rate, basis points.
    StageRate,
    /// Manual weight.
    OwnRate,
    /// Commitment.
    CommitRate,
    /// Best practice.
    MeasuredRate,
    /// Cascade: the share that reaches revenue.
    Share,
    /// Expected by the five models, one after the other.
    Expected,
    /// The learned chance, basis points.
    Chance = 24,
    /// What the learned model expects.
    Learned,
}

impl Column {
    /// Its letter.
    pub fn letter(self) -> String {
        letter(self as usize)
    }
}

/// What a model multiplies the amount with.
pub fn rate_column(model: Model) -> Column {
    match model {
        Model::StageWeight => Column::StageRate,
        Model::ManualWeight => Column::OwnRate,
        Model::Commitment => Column::CommitRate,
        Model::BestPractice => Column::MeasuredRate,
        Model::Cascade => Column::Share,
    }
}

/// A column of all deals, as formulas name it.
pub fn range(made: &Made<'_>, column: Column) -> String {
    let last = (made.facts.open.len() + made.facts.won.len() + 1).max(2);
    let letter = column.letter();
    format!("'{}'!${letter}$2:${letter}${last}", made.words.get("sheet.deals"))
}

/// What a model expects of the deals that count and meet a condition (`*(…)`, or nothing), rounded once, half away from zero.
pub fn expected(made: &Made<'_>, model: Model, condition: &str) -> String {
    let (amount, rate, counts) = (
        range(made, Column::Amount),
        range(made, rate_column(model)),
        range(made, Column::Counts),
    );
    let unit = made.currency.minor_per_unit();
    let whole = if model == Model::Cascade { "" } else { "/10000" };
    // Whole minor units times whole basis points are exact; only the end is rounded.
    format!("=ROUND(SUMPRODUCT(ROUND({amount}*{unit},0)*{rate}*{counts}{condition}){whole},0)/{unit}")
}

/// The word for a category.
fn category(made: &Made<'_>, category: Category) -> String {
    made.words.category(category)
}

fn heads(made: &Made<'_>) -> Vec<String> {
    let words = made.words;
    let mut heads: Vec<String> = [
        "book.code",
        "book.customer",
        "book.deal",
        "book.product",
        "book.owner",
        "sheet.stage_number",
        "book.stage",
        "book.category",
        "sheet.status",
        "sheet.day",
        "book.month",
        "sheet.counts",
        "sheet.overdue",
    ]
    .map(|code| words.get(code))
    .to_vec();
    heads.push(words.say("book.amount_in", &[("unit", made.currency.code())]));
    for code in [
        "sheet.stage_rate",
        "sheet.own_rate",
        "sheet.commit_rate",
        "sheet.measured_rate",
        "sheet.share",
    ] {
        heads.push(words.get(code));
    }
    heads.extend(Model::ALL.map(|model| words.say("sheet.expected_by", &[("model", &words.model(model))])));
    heads.push(words.get("sheet.chance"));
    heads.push(words.say("sheet.expected_by", &[("model", &words.estimator(Estimator::Learned))]));
    heads
}

fn month(line: &OpenLine) -> String {
    match line.place {
        Place::Counted { on, .. } => on.0.format("%Y-%m").to_string(),
        _ => String::new(),
    }
}

fn stage(made: &Made<'_>, line: &OpenLine) -> String {
    let stage = made.facts.forecast.stages.get(line.deal.stage);
    stage.map(|stage| stage.stage.clone()).unwrap_or_default()
}

/// Open deals first, those that count before the others, by day; then the won ones.
fn open<'m>(made: &Made<'m>) -> Vec<&'m OpenLine> {
    let mut open: Vec<&OpenLine> = made.facts.open.iter().collect();
    open.sort_by_key(|line| (!line.counts(), line.deal.close_on, line.deal.id));
    open
}

/// The sheet.
pub fn grid(made: &Made<'_>) -> Grid {
    let (facts, words, currency) = (made.facts, made.words, made.currency);
    let learned = facts.learned().filter(|_| !facts.is_over()).is_some();
    let mut rows = vec![heads(made).into_iter().map(Cell::text).collect::<Vec<_>>()];
    let stages = words.get("sheet.stages");
    for line in open(made) {
        let row = rows.len() + 1;
        let deal = &line.deal;
        let at = |column: Column| format!("{}{row}", column.letter());
        let of_stage = |column: &str, result: f64| {
            let number = at(Column::StageNumber);
            let last = facts.forecast.stages.len() + 1;
            Cell::live(
                format!("=INDEX('{stages}'!${column}$2:${column}${last},{number})"),
                result,
            )
        };
        let rate = |model: Model| facts.rate(deal, model) as f64;
        let share = super::models::shares(made).get(deal.stage).copied().unwrap_or(0.0);
        let counted = match line.place {
            Place::Counted { on, .. } => Cell::month(on),
            _ => Cell::empty(),
        };
        let mut cells = vec![
            Cell::text(line.label.code.as_str()),
            Cell::text(line.label.customer.clone().unwrap_or_default()),
            Cell::text(line.label.name.as_str()),
            Cell::text(line.label.product.clone().unwrap_or_default()),
            Cell::text(line.owner.as_str()),
            Cell::count(deal.stage as i64 + 1),
            Cell::text(stage(made, line)),
            Cell::text(category(made, deal.category)),
            Cell::text(words.get("sheet.open")),
            deal.close_on.map_or_else(Cell::empty, Cell::day),
            counted,
            Cell::count(i64::from(line.counts())),
            Cell::count(i64::from(line.overdue())),
            Cell::some(deal.amount_minor, currency),
            of_stage("D", rate(Model::StageWeight)),
            Cell::count(deal.probability_bp),
            Cell::live(
                format!(
                    "=10000*({}=\"{}\")",
                    at(Column::Category),
                    category(made, Category::Commit)
                ),
                rate(Model::Commitment),
            ),
            of_stage("F", rate(Model::BestPractice)),
            of_stage("H", share),
        ];
        let (amount, counts, unit) = (at(Column::Amount), at(Column::Counts), currency.minor_per_unit());
        for model in Model::ALL {
            let result = if line.counts() {
                facts.expected(deal, Estimator::Model(model)).1
            } else {
                0
            };
            let whole = if model == Model::Cascade { "" } else { "/10000" };
            let rate = at(rate_column(model));
            let formula = format!("=ROUND(ROUND({amount}*{unit},0)*{rate}*{counts}{whole},0)/{unit}");
            cells.push(Cell::sum(formula, result, currency));
        }
        if learned {
            let (chance, expected) = facts.expected(deal, Estimator::Learned);
            cells.push(Cell::count(chance));
            cells.push(Cell::money(expected, currency));
        }
        rows.push(cells);
    }
    for line in &facts.won {
        let mut cells = vec![
            Cell::text(line.label.code.as_str()),
            Cell::text(line.label.customer.clone().unwrap_or_default()),
            Cell::text(line.label.name.as_str()),
            Cell::text(line.label.product.clone().unwrap_or_default()),
            Cell::text(line.owner.as_str()),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            Cell::text(words.get("sheet.won")),
            Cell::day(line.day),
            Cell::month(line.day),
        ];
        cells.extend([Cell::empty(), Cell::empty(), Cell::money(line.amount_minor, currency)]);
        rows.push(cells);
    }
    Grid {
        name: words.get("sheet.deals"),
        rows,
        heads: 1,
        widths: vec![
            10.0, 26.0, 30.0, 16.0, 12.0, 7.0, 12.0, 10.0, 8.0, 11.0, 9.0, 8.0, 8.0, 15.0, 10.0, 10.0, 10.0, 10.0,
            10.0, 14.0,
        ],
        filter: true,
    }
}

/// The deals as CSV in UTF-8 with its mark, so that spreadsheet programs read it rightly.
pub fn csv(made: &Made<'_>) -> Result<Vec<u8>, Failure> {
    let (facts, words, currency) = (made.facts, made.words, made.currency);
    let mut file = CsvFile::begin(Vec::new())?;
    let learned = facts.learned().filter(|_| !facts.is_over()).is_some();
    let formula_columns = [
        Column::StageNumber as usize,
        Column::CommitRate as usize,
        Column::Share as usize,
    ];
    let kept = |row: Vec<String>| -> Vec<String> {
        let columns = row
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !formula_columns.contains(at));
        columns.map(|(_, text)| text).collect()
    };
    let mut put = |row: Vec<String>| file.row(kept(row));
    put(heads(made))?;
    let amount = |minor: Option<i64>| minor.map_or_else(String::new, |minor| plain(minor, currency));
    for line in open(made) {
        let (deal, label) = (&line.deal, &line.label);
        let mut row = vec![
            label.code.clone(),
            label.customer.clone().unwrap_or_default(),
            label.name.clone(),
            label.product.clone().unwrap_or_default(),
            line.owner.clone(),
            String::new(),
            stage(made, line),
            category(made, deal.category),
            words.get("sheet.open"),
            deal.close_on.map(|day| day.to_string()).unwrap_or_default(),
            month(line),
            i64::from(line.counts()).to_string(),
            i64::from(line.overdue()).to_string(),
            amount(deal.amount_minor),
            facts.rate(deal, Model::StageWeight).to_string(),
            deal.probability_bp.to_string(),
            String::new(),
            facts.rate(deal, Model::BestPractice).to_string(),
            String::new(),
        ];
        for model in Model::ALL {
            let expected = if line.counts() {
                facts.expected(deal, Estimator::Model(model)).1
            } else {
                0
            };
            row.push(plain(expected, currency));
        }
        let (chance, expected) = facts.expected(deal, Estimator::Learned);
        row.push(if learned { chance.to_string() } else { String::new() });
        row.push(if learned {
            plain(expected, currency)
        } else {
            String::new()
        });
        put(row)?;
    }
    for line in &facts.won {
        let label = &line.label;
        let mut row = vec![
            label.code.clone(),
            label.customer.clone().unwrap_or_default(),
            label.name.clone(),
            label.product.clone().unwrap_or_default(),
            line.owner.clone(),
        ];
        row.extend([String::new(), String::new(), String::new()]);
        row.extend([
            words.get("sheet.won"),
            line.day.to_string(),
            line.day.0.format("%Y-%m").to_string(),
        ]);
        row.extend([String::new(), String::new(), plain(line.amount_minor, currency)]);
        row.resize(Column::Learned as usize + 1, String::new());
        put(row)?;
    }
    file.end()
}
