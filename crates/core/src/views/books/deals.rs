//! The lists: open deals counted in the period by the month they are expected in, the overdue first; then won ones.

use super::compose::Book;
use super::facts::Estimator;
use super::fit::Fit;
use super::lists::{Group, Of, totals};
use super::text::rate;
use leadwell_print::colour::RED;
use leadwell_print::{Cell, Composer, Density, Row, Style, Table};
use leadwell_rules::forecast::{Aside, Model};
use leadwell_rules::number;

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
    pages.page(book.head(title, overdue, Some(continued), &[formula(book)]));
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
    fit.code(words.get("book.code"), rows().map(|row| row.label.code.as_str()));
    fit.name(
        words.get("book.customer"),
        rows().map(|row| row.label.customer.as_deref().unwrap_or_default()),
    );
    fit.name(words.get("book.deal"), rows().map(|row| row.label.name.as_str()));
    fit.text(words.get("book.owner"), rows().map(|row| row.owner.as_str()), 48.0);
    fit.text(words.get("book.stage"), rows().map(|row| row.stage.as_str()), 50.0);
    fit.text(
        words.get("book.category"),
        rows().map(|row| words.category(row.category)),
        38.0,
    );
    let days = rows()
        .filter_map(|row| row.day)
        .map(|day| words.day(day, forecast.today));
    fit.figure(
        words.get("book.close_on"),
        days.max_by_key(String::len).unwrap_or_default(),
    );
    fit.figure(
        words.say("book.amount_in", &[("unit", money.list_unit())]),
        money.list(total.open_minor),
    );
    fit.figure(words.get(rate_head(book)), "100%".to_owned());
    fit.figure(words.get("book.counted"), money.list(book.estimate(book.lead)));
    let (columns, sizes) = fit.columns();
    let cell = |column: usize, text: &str| Cell::styled(text, Style::BODY.size(sizes[column]));
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
                .day
                .map_or_else(|| number::NONE.to_owned(), |day| words.day(day, forecast.today));
            let amount = |minor: Option<i64>| {
                Cell::text(minor.map_or_else(|| number::NONE.to_owned(), |minor| money.list(minor)))
            };
            table.rows.push(Row::line(vec![
                Cell::styled(row.label.code.as_str(), Style::NOTE),
                cell(1, row.label.customer.as_deref().unwrap_or(number::NONE)),
                cell(2, &row.label.name),
                cell(3, &row.owner),
                cell(4, &row.stage),
                cell(5, &words.category(row.category)),
                if row.overdue {
                    Cell::styled(day, Style::BODY.bold().colour(RED))
                } else {
                    Cell::text(day)
                },
                amount(row.base_minor),
                Cell::text(whole_rate(book, row.rate_bp)),
                amount(row.base_minor.map(|_| row.counted_minor)),
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
            totals.counted_minor,
        )));
    }
    let counted: i64 = match book.lead {
        Estimator::Model(model) => total.figure(model).estimate_minor,
        Estimator::Learned => book.lists.open.iter().map(|group| group.totals.counted_minor).sum(),
    };
    let mut cells = sum(
        words.get("book.open_total"),
        total.open_count,
        total.open_minor,
        counted,
    );
    cells.swap(0, 1);
    if let (Estimator::Learned, Some(learned)) = (book.lead, book.learned()) {
        table.rows.push(Row::Sum(cells));
        // What the learned model expects beyond the deals listed: so that the column arrives at its estimate.
        let elsewhere: Vec<_> = book.open.iter().filter(|line| !line.counts()).collect();
        let plain = |name: &str, text: String, amount: i64| {
            let mut cells = vec![Cell::empty(); 10];
            (cells[0], cells[6]) = (Cell::text(words.get(name)), Cell::text(text));
            cells[9] = Cell::text(money.list(amount));
            Row::line(cells)
        };
        let further = totals(book, &elsewhere);
        let rest = learned.estimate_minor - counted - learned.fresh_minor;
        if further.count > 0 || rest != 0 {
            table
                .rows
                .push(plain("book.further_deals", words.deals(further.count), rest));
        }
        if learned.fresh_minor != 0 {
            table
                .rows
                .push(plain("book.fresh_deals", String::new(), learned.fresh_minor));
        }
        let mut cells = vec![Cell::empty(); 10];
        (cells[0], cells[9]) = (
            Cell::text(words.get("book.estimate_total")),
            Cell::text(money.list(learned.estimate_minor)),
        );
        table.rows.push(Row::Total(cells));
    } else {
        table.rows.push(Row::Total(cells));
    }
    table
}

/// What the rate of the list is called.
fn rate_head(book: &Book) -> &'static str {
    match book.lead {
        Estimator::Learned => "book.chance",
        _ => "book.rate",
    }
}

/// The formula of the list.
fn formula(book: &Book) -> &'static str {
    match book.lead {
        Estimator::Learned => "book.formula_deals_learned",
        Estimator::Model(Model::StageWeight) => "book.formula_deals",
        Estimator::Model(Model::ManualWeight) => "book.formula_deals_manual",
        Estimator::Model(Model::Commitment) => "book.formula_deals_commitment",
        Estimator::Model(Model::BestPractice) => "book.formula_deals_best",
        Estimator::Model(Model::Cascade) => "book.formula_deals_cascade",
    }
}

/// A rate set by hand as it is multiplied; a chance in whole per cent.
fn whole_rate(book: &Book, basis_points: i64) -> String {
    match book.lead {
        Estimator::Learned => number::percent_whole(&leadwell_rules::ratio::Ratio::new(basis_points, 10_000)),
        _ => rate(basis_points),
    }
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
    let mut said = vec![words.say(
        "book.reconcile",
        &[
            ("counted", &money.exact(book.estimate(book.lead))),
            ("won", &money.exact(total.won_minor)),
            ("outlook", &money.exact(book.leading())),
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
    let home = book.lists.rows().filter(|row| row.label.foreign).count() as i64;
    if home > 0 {
        said.push(words.say(
            "book.converted",
            &[("deals", &words.deals(home)), ("unit", money.list_unit())],
        ));
    }
    pages.body(&words.join(&said));
}
