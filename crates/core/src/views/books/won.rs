//! The won deals of the period, or the largest of them with the sum of the rest.

use super::compose::Book;
use super::deals::{name, unlisted};
use super::fit::Fit;
use super::lists::{Of, WON_LIMIT};
use leadwell_print::{Cell, Composer, Density, Row, Style, Table};
use leadwell_rules::number;

/// What the list is headed with.
pub fn heading(book: &Book) -> String {
    let total = &book.forecast.total;
    let (deals, won) = (book.words.deals(total.won_count), book.money.say(total.won_minor));
    book.words.say("book.won_heading", &[("deals", &deals), ("won", &won)])
}

/// Draws the list as a section after the open deals.
pub fn draw(book: &Book, pages: &mut Composer) {
    let largest = book.lists.won.iter().any(|group| group.of == Of::Largest);
    let note = match largest {
        true => book
            .words
            .say("book.won_note_largest", &[("n", &WON_LIMIT.to_string())]),
        false => book.words.get("book.won_note_all"),
    };
    pages.section(&heading(book), &note, 90.0);
    table(book, pages);
}

/// Draws the table alone.
pub fn table(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let rows = || book.lists.won.iter().flat_map(|group| &group.rows);
    let mut fit = Fit::new();
    fit.code(words.get("book.code"), rows().map(|row| row.label.code.as_str()));
    fit.name(
        words.get("book.customer"),
        rows().map(|row| row.label.customer.as_deref().unwrap_or_default()),
    );
    fit.name(words.get("book.deal"), rows().map(|row| row.label.name.as_str()));
    fit.text(
        words.get("book.product"),
        rows().filter_map(|row| row.label.product.as_deref()),
        84.0,
    );
    fit.text(words.get("book.owner"), rows().map(|row| row.owner.as_str()), 64.0);
    let days = rows()
        .filter_map(|row| row.day)
        .map(|day| words.day(day, book.forecast.today));
    fit.figure(
        words.get("book.closed_on"),
        days.max_by_key(String::len).unwrap_or_default(),
    );
    fit.figure(
        words.say("book.amount_in", &[("unit", money.list_unit())]),
        money.list(total.won_minor),
    );
    let (columns, sizes) = fit.columns();
    let cell = |column: usize, text: &str| Cell::styled(text, Style::BODY.size(sizes[column]));
    let mut table = Table::new(columns, Density::LIST);
    table.continued = words.get("book.continued");
    let grouped = book.lists.won.len() > 1;
    let sum = |name: String, count: i64, amount: i64| {
        let mut cells = vec![Cell::empty(); 7];
        (cells[1], cells[5], cells[6]) = (
            Cell::text(name),
            Cell::text(words.deals(count)),
            Cell::text(money.list(amount)),
        );
        cells
    };
    for group in &book.lists.won {
        if grouped {
            table
                .rows
                .push(Row::group(name(book, group.of), words.deals(group.totals.count)));
        }
        for row in &group.rows {
            let day = row
                .day
                .map_or_else(|| number::NONE.to_owned(), |day| words.day(day, book.forecast.today));
            table.rows.push(Row::line(vec![
                Cell::styled(row.label.code.as_str(), Style::NOTE),
                cell(1, row.label.customer.as_deref().unwrap_or(number::NONE)),
                cell(2, &row.label.name),
                cell(3, row.label.product.as_deref().unwrap_or(number::NONE)),
                cell(4, &row.owner),
                Cell::text(day),
                Cell::text(
                    row.base_minor
                        .map_or_else(|| number::NONE.to_owned(), |minor| money.list(minor)),
                ),
            ]));
        }
        if let Some(text) = unlisted(book, group) {
            table.rows.push(Row::line(vec![Cell::empty(), Cell::text(text)]));
        }
        if grouped {
            let name = words.say("book.subtotal_of", &[("name", &name(book, group.of))]);
            table
                .rows
                .push(Row::Subtotal(sum(name, group.totals.count, group.totals.sum_minor)));
        }
    }
    let mut cells = sum(words.get("book.won_total"), total.won_count, total.won_minor);
    cells.swap(0, 1);
    table.rows.push(Row::Total(cells));
    pages.table(&table);
}
