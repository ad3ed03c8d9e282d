//! By month: what was won, what is expected, the targets.

use super::compose::Book;
use crate::views::forecast::MonthLine;
use leadwell_print::chart::{self, Month, Months};
use leadwell_print::colour::RED;
use leadwell_print::{Cell, Column, Composer, Density, Row, Style, Table};
use leadwell_rules::calendar::PeriodKind;
use leadwell_rules::forecast::learned::answer::Band;
use leadwell_rules::money::Minor;
use leadwell_rules::number;

const CHART: f64 = 170.0;

/// Name, target, figures, expected, outlook, band.
type MonthRow<'l> = (
    Cell,
    Option<Minor>,
    &'l leadwell_rules::forecast::Line,
    Minor,
    Minor,
    Option<Band>,
);

/// Draws the page down to the stages, which follow on it.
pub fn draw(book: &Book, pages: &mut Composer) {
    if !is_wanted(book) {
        return;
    }
    if has_own_page(book) {
        let continued = book.words.get("book.months_continued");
        let formulas = ["book.formula_months", "book.formula_measured"];
        pages.page(book.head(title(book), sub(book), Some(continued), &formulas));
    }
    chart(book, pages);
    table(book, pages);
}

/// Whether anything was won, is open or was set in the months shown; the months and stages of an empty file say nothing.
pub fn is_wanted(book: &Book) -> bool {
    let any = |month: &MonthLine| month.line.won_count + month.line.open_count > 0 || month.target_minor.is_some();
    book.forecast.timeline.iter().any(any)
}

/// Whether the months begin a page; without open deals the first page has room for them.
pub fn has_own_page(book: &Book) -> bool {
    book.forecast.total.open_count > 0
}

/// The month in which most is still to be won against its target, else the one with most open.
fn key_month(book: &Book) -> Option<(&MonthLine, bool)> {
    let left = || {
        book.forecast
            .months
            .iter()
            .filter(|month| month.month.end >= book.forecast.today)
    };
    let missing = |month: &MonthLine| {
        month
            .target_minor
            .map_or(0, |target| target.saturating_sub(month.line.won_minor))
    };
    let by_target = left()
        .filter(|month| missing(month) > 0)
        .max_by_key(|month| missing(month));
    let by_open = || {
        left()
            .filter(|month| month.line.open_minor > 0)
            .max_by_key(|month| month.line.open_minor)
    };
    by_target
        .map(|month| (month, true))
        .or_else(|| by_open().map(|month| (month, false)))
}

fn title(book: &Book) -> String {
    let (words, money) = (book.words, book.money);
    let single = book.forecast.months.len() < 2;
    match key_month(book) {
        Some((month, true)) if !single => words.say(
            "book.months_title_target",
            &[
                ("month", &words.month_bare(month.month.start)),
                ("target", &money.say(month.target_minor.unwrap_or(0))),
                ("outlook", &money.say(book.month_ahead(month).0)),
            ],
        ),
        Some((month, false)) if !single => words.say(
            "book.months_title_open",
            &[
                ("month", &words.month_bare(month.month.start)),
                ("open", &money.say(month.line.open_minor)),
                ("deals", &words.deals(month.line.open_count)),
            ],
        ),
        _ => words.say("book.months_title", &[("period", &book.period.full)]),
    }
}

fn sub(book: &Book) -> String {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let average = {
        let past: Vec<Minor> = forecast
            .timeline
            .iter()
            .filter(|month| month.month.end < forecast.today)
            .map(|month| month.line.won_minor)
            .collect();
        let count = past.len() as i64;
        (count > 0).then(|| (count, past.iter().sum::<Minor>() / count))
    };
    let before = match average {
        Some((count, average)) => words.say(
            "book.months_average",
            &[("n", &count.to_string()), ("average", &money.say(average))],
        ),
        None => String::new(),
    };
    let previous = match forecast.period.kind {
        PeriodKind::Days => String::new(),
        _ => words.say(
            "book.months_previous",
            &[("won", &money.say(forecast.previous_won_minor))],
        ),
    };
    words.join(&[before, previous])
}

/// The months of the chart: all around today and the period, or in a long time those of the period, 36 at most.
fn shown(book: &Book) -> &[MonthLine] {
    let (timeline, period) = (&book.forecast.timeline, &book.forecast.period);
    if timeline.len() <= 24 {
        return timeline;
    }
    let from = timeline
        .iter()
        .position(|month| month.month.end >= period.start.plus_months(-6))
        .unwrap_or(0);
    let last = period.end.plus_months(2);
    let to = timeline
        .iter()
        .rposition(|month| month.month.start <= last)
        .map_or(timeline.len(), |index| index + 1);
    timeline.get(from.max(to.saturating_sub(36))..to).unwrap_or(timeline)
}

fn chart(book: &Book, pages: &mut Composer) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let mut year = None;
    let lines = shown(book);
    let shown: Vec<Month> = lines
        .iter()
        .map(|month| {
            let (start, line) = (month.month.start, &month.line);
            let new_year = year.replace(start.year()) != Some(start.year());
            let (outlook, band) = book.month_ahead(month);
            let coming = month.month.end >= forecast.today && outlook > 0;
            Month {
                label: if words.language == leadwell_rules::Language::Zh {
                    start.month().to_string()
                } else {
                    start.0.format("%b").to_string()
                },
                won: line.won_minor.max(0) as f64,
                expected: book.month(month).0.max(0) as f64,
                target: month.target_minor.map(|target| target as f64),
                interval: band.map(|band| (band.p10_minor.max(0) as f64, band.p90_minor.max(0) as f64)),
                year: new_year.then(|| words.say("book.year", &[("year", &start.year().to_string())])),
                figure: coming.then(|| money.figure(outlook)),
            }
        })
        .collect();
    let now = lines.iter().position(|month| month.month.end >= forecast.today);
    let divide = now.filter(|index| *index > 0);
    let divides = now.is_some();
    let heading = words.say(
        "book.months_heading",
        &[
            ("past", &now.unwrap_or(shown.len()).to_string()),
            ("coming", &(shown.len() - now.unwrap_or(shown.len())).to_string()),
        ],
    );
    let banded = book.learned().is_some() && divides;
    let note = words.say(
        if banded {
            "book.months_note_band"
        } else {
            "book.months_note"
        },
        &[("model", &words.estimator(book.lead))],
    );
    let note = words.say("book.unit_and", &[("unit", &money.unit()), ("note", &note)]);
    pages.section(&heading, &note, CHART);
    let area = pages.block(CHART);
    let months = Months {
        months: shown,
        divide: divide.map(|index| (index, words.get("book.actual"), words.get("book.expected"))),
    };
    chart::months(pages.canvas(), area, &months, &|minor| money.tick(minor));
}

fn table(book: &Book, pages: &mut Composer) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    if !has_own_page(book) {
        return results(book, pages);
    }
    let banded = book.learned().is_some();
    let mut columns = vec![
        Column::left(words.get("book.month"), 74.0),
        Column::right(words.get("book.target"), 46.0),
        Column::right(words.get("book.won"), 46.0),
        Column::right(words.get("book.deals_head"), 30.0),
        Column::right(words.get("book.open_head"), 50.0),
        Column::right(words.get("book.overdue_head"), 44.0),
        Column::right(words.get("book.estimate"), 46.0),
        Column::right(words.get("book.outlook"), 50.0),
    ];
    if banded {
        columns.push(Column::right("P10", 42.0));
        columns.push(Column::right("P90", 42.0));
    }
    columns.push(Column::right(words.get("book.attained"), 40.0));
    let mut table = Table::new(columns, Density::STANDARD);
    let line = |(name, target, line, estimate, outlook, band): MonthRow<'_>| {
        let overdue = money.some(line.overdue_minor);
        let mut cells = vec![
            name,
            Cell::text(target.map_or_else(|| number::NONE.to_owned(), |target| money.figure(target))),
            Cell::text(money.some(line.won_minor)),
            Cell::text(book.number(line.open_count)),
            Cell::text(money.some(line.open_minor)),
            if line.overdue_minor > 0 {
                Cell::styled(overdue, Style::BODY.bold().colour(RED))
            } else {
                Cell::text(overdue)
            },
            Cell::text(money.some(estimate)),
            Cell::styled(money.some(outlook), Style::BODY.bold()),
        ];
        if banded {
            let end = |minor: fn(&Band) -> Minor| {
                band.as_ref()
                    .map_or_else(|| number::NONE.to_owned(), |band| money.figure(minor(band)))
            };
            cells.push(Cell::text(end(|band| band.p10_minor)));
            cells.push(Cell::text(end(|band| band.p90_minor)));
        }
        cells.push(Cell::text(book.attained(outlook, target)));
        cells
    };
    for month in &forecast.months {
        let (outlook, band) = book.month_ahead(month);
        let estimate = money.rest(outlook, month.line.won_minor);
        let row = (
            name(book, month),
            month.target_minor,
            &month.line,
            estimate,
            outlook,
            band,
        );
        table.rows.push(Row::line(line(row)));
    }
    table.rows.push(Row::Total(line((
        Cell::text(words.get("book.period_total")),
        book.target(),
        &forecast.total,
        book.shown(book.lead),
        book.leading(),
        book.band(),
    ))));
    pages.skip(12.0);
    pages.need(table.height().min(240.0));
    pages.table(&table);
    let code = if banded {
        "book.months_table_note_band"
    } else {
        "book.months_table_note"
    };
    let args = [("unit", money.unit()), ("model", words.estimator(book.lead))];
    let args: Vec<(&'static str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    pages.note(&words.say(code, &args));
    targets_note(book, pages);
}

/// A month with where it stands.
fn name(book: &Book, month: &MonthLine) -> Cell {
    let (words, today) = (book.words, book.forecast.today);
    let note = if month.month.end < today {
        words.get("book.month_over")
    } else if month.month.contains(today) {
        words.get("book.month_running")
    } else {
        String::new()
    };
    Cell::text(words.month_short(month.month.start)).then(note, Style::NOTE)
}

/// The months of a period without open deals: what was won, against the targets.
fn results(book: &Book, pages: &mut Composer) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let with_targets = book.target().is_some() || forecast.months.iter().any(|month| month.target_minor.is_some());
    if forecast.total.won_count == 0 && !with_targets {
        return;
    }
    let mut columns = vec![
        Column::left(book.words.get("book.month"), 132.0),
        Column::right(book.with_unit("book.won"), 90.0),
        Column::right(words.get("book.deals_head"), 90.0),
    ];
    if with_targets {
        columns.push(Column::right(book.with_unit("book.target"), 90.0));
        columns.push(Column::right(book.with_unit("book.gap"), 90.0));
        columns.push(Column::right(words.get("book.attained"), 90.0));
    }
    let mut table = Table::new(columns, Density::STANDARD);
    let line = |name: Cell, target: Option<Minor>, line: &leadwell_rules::forecast::Line| {
        let won = line.won_minor;
        let mut cells = vec![
            name,
            Cell::text(money.some(won)),
            Cell::text(book.number(line.won_count)),
        ];
        if with_targets {
            cells.push(Cell::text(
                target.map_or_else(|| number::NONE.to_owned(), |target| money.figure(target)),
            ));
            cells.push(book.gap_cell(book.gap(target, won)));
            cells.push(Cell::text(book.attained(won, target)));
        }
        cells
    };
    for month in &forecast.months {
        table
            .rows
            .push(Row::line(line(name(book, month), month.target_minor, &month.line)));
    }
    let name = Cell::text(words.get("book.period_total"));
    table.rows.push(Row::Total(line(name, book.target(), &forecast.total)));
    pages.skip(12.0);
    pages.need(table.height().min(240.0));
    pages.table(&table);
    targets_note(book, pages);
}

/// Says when the months' targets and the period's were set apart from each other.
fn targets_note(book: &Book, pages: &mut Composer) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let sum: Option<Minor> = forecast.months.iter().map(|month| month.target_minor).sum();
    if let (Some(sum), Some(target)) = (sum, book.target())
        && sum != target
        && forecast.months.len() > 1
    {
        pages.note(&words.say(
            "book.months_target_note",
            &[("sum", &money.say(sum)), ("target", &money.say(target))],
        ));
    }
}
