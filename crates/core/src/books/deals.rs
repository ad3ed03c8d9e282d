//! The lists: open deals counted in the period by the month they are expected in, the overdue first; then won ones.

use super::compose::{Book, LEAD};
use super::fit::Fit;
use super::lists::{Group, Of};
use super::text::rate;
use leadwell_print::colour::RED;
use leadwell_print::{Cell, Composer, Density, Row, Style, Table};
use leadwell_rules::forecast::Aside;
use leadwell_rules::money::times_bp;
use leadwell_rules::number;
use std::collections::HashMap;

/// Draws the list over as many pages as it takes.
pub fn draw(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    if total.open_count + total.won_count == 0 {
        return;
    }
    let title = match total.open_count {
        0 => super::won::heading(book),
        _ => words.say(
            "book.deals_title",
            &[
                ("deals", &words.deals(total.open_count)),
                ("open", &money.say(total.open_minor)),
            ],
        ),
    };
    let continued = words.get("book.deals_continued");
    let overdue = match total.overdue_count {
        0 => String::new(),
        count => words.say(
            "book.deals_sub_overdue",
            &[
                ("deals", &words.deals(count)),
                ("amount", &money.say(total.overdue_minor)),
            ],
        ),
    };
    pages.page(book.head(title, overdue, Some(continued), &["book.formula_deals"]));
    if total.open_count > 0 {
        pages.table(&table(book));
    } else {
        super::won::table(book, pages);
    }
    sentences(book, pages);
    if total.open_count > 0 && !book.lists.won.is_empty() {
        super::won::draw(book, pages);
    }
}

/// The heading of a group.
pub fn name(book: &Book, of: Of) -> String {
    match of {
        Of::Overdue => book.words.get("book.group_overdue"),
        Of::Month(day) => book.words.month(day),
        Of::Largest => book.words.get("book.group_largest"),
    }
}

fn table(book: &Book) -> Table {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let total = &forecast.total;
    let rows = || book.lists.open.iter().flat_map(|group| &group.rows);
    let mut fit = Fit::new();
    fit.code(words.get("book.code"), rows().map(|row| row.code.as_str()));
    fit.name(
        words.get("book.account"),
        rows().map(|row| row.account.as_deref().unwrap_or_default()),
    );
    fit.name(words.get("book.deal"), rows().map(|row| row.name.as_str()));
    fit.text(words.get("book.owner"), rows().map(|row| row.owner.as_str()), 48.0);
    fit.text(words.get("book.stage"), rows().map(|row| row.stage.as_str()), 50.0);
    fit.text(
        words.get("book.category"),
        rows().map(|row| words.category(&row.category)),
        38.0,
    );
    let days = rows()
        .filter_map(|row| row.close_on)
        .map(|day| words.day(day, forecast.today));
    fit.figure(
        words.get("book.close_on"),
        days.max_by_key(String::len).unwrap_or_default(),
    );
    fit.figure(
        words.say("book.amount_in", &[("unit", money.list_unit())]),
        money.list(total.open_minor),
    );
    fit.figure(words.get("book.rate"), "100%".to_owned());
    fit.figure(words.get("book.counted"), money.list(total.figure(LEAD).estimate_minor));
    let (columns, sizes) = fit.columns();
    let cell = |column: usize, text: &str| Cell::styled(text, Style::BODY.size(sizes[column]));
    let rates: HashMap<i64, i64> = forecast
        .stages
        .iter()
        .map(|stage| (stage.stage_id.0, stage.win_rate_bp))
        .collect();
    let mut table = Table::new(columns, Density::LIST);
    table.continued = words.get("book.continued");
    let sum = |name: String, count: i64, amount: i64, counted: i64| {
        let mut cells = vec![Cell::empty(); 10];
        (cells[1], cells[6]) = (Cell::text(name), Cell::text(words.deals(count)));
        (cells[7], cells[9]) = (Cell::text(money.list(amount)), Cell::text(money.list(counted)));
        cells
    };
    for group in &book.lists.open {
        table
            .rows
            .push(Row::group(name(book, group.of), words.deals(group.totals.count)));
        for row in &group.rows {
            let day = row
                .close_on
                .map_or_else(|| number::NONE.to_owned(), |day| words.day(day, forecast.today));
            let stage_rate = rates.get(&row.stage_id.0).copied().unwrap_or(0);
            let amount = |minor: Option<i64>| {
                Cell::text(minor.map_or_else(|| number::NONE.to_owned(), |minor| money.list(minor)))
            };
            table.rows.push(Row::line(vec![
                Cell::styled(row.code.as_str(), Style::NOTE),
                cell(1, row.account.as_deref().unwrap_or(number::NONE)),
                cell(2, &row.name),
                cell(3, &row.owner),
                cell(4, &row.stage),
                cell(5, &words.category(&row.category)),
                if row.overdue {
                    Cell::styled(day, Style::BODY.bold().colour(RED))
                } else {
                    Cell::text(day)
                },
                amount(row.base_minor),
                Cell::text(rate(stage_rate)),
                amount(row.base_minor.map(|base| times_bp(base, stage_rate))),
            ]));
        }
        if let Some(text) = unlisted(book, group) {
            table
                .rows
                .push(Row::line(vec![Cell::empty(), Cell::styled(text, Style::NOTE)]));
        }
        let name = words.say("book.subtotal_of", &[("name", &name(book, group.of))]);
        let totals = &group.totals;
        table.rows.push(Row::Subtotal(sum(
            name,
            totals.count,
            totals.sum_minor,
            totals.weighted_minor,
        )));
    }
    let mut cells = sum(
        words.get("book.open_total"),
        total.open_count,
        total.open_minor,
        total.figure(LEAD).estimate_minor,
    );
    cells.swap(0, 1);
    table.rows.push(Row::Total(cells));
    table
}

/// What a group holds beyond its listed rows.
pub fn unlisted(book: &Book, group: &Group) -> Option<String> {
    let (count, amount) = group.unlisted();
    (count > 0).then(|| {
        book.words.say(
            "book.unlisted",
            &[
                ("deals", &book.words.deals(count)),
                ("amount", &book.money.list_say(amount)),
            ],
        )
    })
}

/// The sums that lead back to the first page, and what is not listed here.
fn sentences(book: &Book, pages: &mut Composer) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let total = &forecast.total;
    let figure = total.figure(LEAD);
    let mut said = vec![words.say(
        "book.reconcile",
        &[
            ("counted", &money.exact(figure.estimate_minor)),
            ("won", &money.exact(total.won_minor)),
            ("outlook", &money.exact(figure.outlook_minor)),
            ("unit", money.list_unit()),
        ],
    )];
    let asides = [
        ("book.aside_elsewhere", forecast.elsewhere),
        ("book.aside_undated", forecast.undated),
        ("book.aside_omitted", forecast.omitted),
    ];
    if asides.iter().any(|(_, aside)| aside.count > 0) {
        let here = Aside {
            count: total.open_count,
            minor: total.open_minor,
            unknown_amounts: total.unknown_amounts,
        };
        let mut parts = vec![("book.aside_counted", here)];
        parts.extend(asides.into_iter().filter(|(_, aside)| aside.count > 0));
        let (count, minor) = parts.iter().fold((0, 0), |(count, minor), (_, one)| {
            (count + one.count, minor + one.minor)
        });
        let part = |(code, one): &(&str, Aside)| {
            let (what, deals) = (words.get(code), words.deals(one.count));
            words.say(
                "book.aside_term",
                &[("what", &what), ("deals", &deals), ("amount", &money.list(one.minor))],
            )
        };
        let terms: Vec<String> = parts.iter().map(part).collect();
        said.push(words.say(
            "book.all_open",
            &[
                ("deals", &words.deals(count)),
                ("amount", &money.list_say(minor)),
                ("terms", &terms.join(" + ")),
            ],
        ));
    }
    if total.unknown_amounts > 0 {
        said.push(words.say(
            "book.unknown_amounts",
            &[("deals", &words.deals(total.unknown_amounts))],
        ));
    }
    let home = book
        .lists
        .rows()
        .filter(|row| row.amount_minor.is_some() && row.amount_minor != row.base_minor)
        .count() as i64;
    if home > 0 {
        said.push(words.say(
            "book.converted",
            &[("deals", &words.deals(home)), ("unit", money.list_unit())],
        ));
    }
    pages.body(&words.join(&said));
}
