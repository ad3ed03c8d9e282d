//! By stage: what is open, the configured rate, and the rate history shows with its interval.

use super::compose::Book;
use super::facts::Estimator;
use super::models::{insufficient, pipeline_begins};
use super::months::is_wanted;
use super::text::rate;
use leadwell_print::chart;
use leadwell_print::colour::{INK, RED, TEXT_2};
use leadwell_print::{Area, Cell, Column, Composer, Density, Fill, Row, Style, Table};
use leadwell_rules::number;
use leadwell_rules::rates::RateSource;

/// Draws the section on the page of the months, or on the next.
pub fn draw(book: &Book, pages: &mut Composer) {
    if !is_wanted(book) {
        return;
    }
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let columns = vec![
        Column::left(words.get("book.stage"), 80.0),
        Column::left(book.with_unit("book.open_head"), 100.0),
        Column::right(words.get("book.deals_head"), 28.0),
        Column::right(words.get("book.rate_configured"), 46.0),
        Column::right(words.get("book.rate_to_won"), 54.0),
        Column::left("", 8.0),
        Column::left("", 60.0),
        Column::right(words.get("book.interval"), 42.0),
        Column::right("n", 26.0),
        Column::right(words.estimator(book.lead), 48.0),
    ];
    let mut table = Table::new(
        columns,
        Density {
            height: 20.0,
            baseline: 13.0,
            ..Density::BARS
        },
    );
    let highest = forecast
        .stages
        .iter()
        .map(|stage| stage.line.open_minor)
        .max()
        .unwrap_or(0) as f64;
    for (index, stage) in forecast.stages.iter().enumerate() {
        if let Some(name) = pipeline_begins(book, index) {
            table.rows.push(Row::group(name, ""));
        }
        let to_won = stage.rates.to_won;
        let measured = matches!(to_won.used.source, RateSource::Measured { .. });
        let share = to_won.used.rate_bp as f64 / 10_000.0;
        let interval = to_won
            .interval
            .filter(|_| measured)
            .map(|interval| (interval.low, interval.high));
        let shown = if measured {
            Cell::styled(rate(to_won.used.rate_bp), Style::BODY.bold())
        } else {
            Cell::text(words.say("book.benchmark", &[("rate", &rate(to_won.used.rate_bp))]))
        };
        let per_cent = |share: f64| (share * 100.0).round() as i64;
        let range = interval.map_or_else(
            || number::NONE.to_owned(),
            |(low, high)| format!("{}–{}%", per_cent(low), per_cent(high)),
        );
        let (amount, figure) = (stage.line.open_minor as f64, money.some(stage.line.open_minor));
        table.rows.push(Row::line(vec![
            Cell::text(stage.stage.as_str()),
            Cell::drawing(move |canvas, area| {
                let room = area.width - 10.0 - Style::BODY.width(&figure);
                let width = amount / highest.max(1.0) * room;
                canvas.bar(Area::new(area.x, area.middle() - 5.0, width, 10.0), Fill::Pipeline, 2.8);
                canvas.text(
                    area.x + width + 4.0,
                    area.middle() + 3.0,
                    &figure,
                    Style::BODY.colour(INK),
                );
            }),
            Cell::text(book.number(stage.line.open_count)),
            Cell::styled(rate(stage.win_rate_bp), Style::BODY.colour(TEXT_2)),
            shown,
            Cell::empty(),
            Cell::drawing(move |canvas, area| {
                let area = Area::new(area.x, area.y, area.width - 8.0, area.height);
                chart::dot_range(canvas, area, (0.0, 1.0), share, interval, measured);
            }),
            Cell::styled(range, Style::NOTE),
            if measured {
                Cell::text(number::count(to_won.n))
            } else {
                Cell::styled(number::count(to_won.n), Style::BODY.bold().colour(RED))
            },
            Cell::text(money.some(book.stage(book.lead, index))),
        ]));
    }
    if let (Estimator::Learned, Some(learned)) = (book.lead, book.learned())
        && money.figure(learned.fresh_minor) != money.figure(0)
    {
        let mut cells = vec![Cell::empty(); 10];
        (cells[0], cells[9]) = (
            Cell::text(words.get("book.fresh_deals")),
            Cell::text(money.some(learned.fresh_minor)),
        );
        table.rows.push(Row::line(cells));
    }
    let mut cells = vec![Cell::empty(); 10];
    cells[0] = Cell::text(words.get("book.open_total"));
    cells[1] = Cell::text(money.figure(forecast.total.open_minor));
    cells[2] = Cell::text(book.number(forecast.total.open_count));
    cells[6] = Cell::drawing(|canvas, area| {
        let (left, right) = (area.x, area.x + 52.0);
        let style = Style::NOTE.colour(TEXT_2);
        canvas.text(left, area.y + 11.5, "0%", style);
        canvas.text_right(right, area.y + 11.5, "100%", style);
    });
    cells[9] = Cell::text(money.figure(book.shown(book.lead)));
    table.rows.push(Row::Total(cells));
    pages.section(
        &words.get("book.stages_heading"),
        &words.get("book.stages_note"),
        table.height().min(360.0),
    );
    pages.table(&table);
    if book.lead == Estimator::Learned {
        pages.note(&words.get("book.stages_learned_note"));
    }
    let text = insufficient(book, |stage| &stage.rates.to_won);
    if !text.is_empty() {
        pages.note(&text);
    }
}
