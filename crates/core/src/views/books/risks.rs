//! The open deals one should not rely on as they stand: why, and what to do.

use super::compose::Book;
use super::facts::OpenLine;
use leadwell_print::colour::{INK, RED, TEXT_2};
use leadwell_print::{Align, Area, Canvas, Cell, Column, Composer, Density, Row, Style, Table, wrap};
use leadwell_rules::forecast::Category;
use leadwell_rules::forecast::risk::Severity;
use leadwell_rules::money::Minor;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

/// Deals with reasons; the others follow as one sum.
const LIMIT: usize = 60;
/// Room of the names.
const NAMES: f64 = 128.0;
/// Room of reason and act, beside the mark.
const WHY: f64 = 129.0;

/// A doubtful deal with what it counts for here.
struct Line<'b> {
    deal: &'b crate::views::forecast::RiskyDeal,
    counted_minor: Minor,
}

/// Draws the page; without a doubt there is none.
pub fn draw(book: &Book, pages: &mut Composer) {
    let counted = |deal: &crate::views::forecast::RiskyDeal| {
        let open = book.open.iter().find(|line| line.deal.id == deal.id);
        open.map_or(0, |line: &OpenLine| book.expected(&line.deal, book.lead).1)
    };
    let mut lines: Vec<Line<'_>> = book
        .risks
        .deals
        .iter()
        .map(|deal| Line {
            deal,
            counted_minor: counted(deal),
        })
        .collect();
    if lines.is_empty() {
        return;
    }
    lines.sort_by_key(|line| (-line.counted_minor, -line.deal.amount_minor.unwrap_or(0), line.deal.id));
    let continued = book.words.get("book.risks_continued");
    pages.page(book.head(title(book), sub(book, &lines), Some(continued), &["book.formula_risks"]));
    pages.table(&table(book, &lines));
    legend(book, pages);
    what_if(book, pages, &lines);
}

fn amount(lines: &[Line<'_>]) -> Minor {
    lines.iter().filter_map(|line| line.deal.amount_minor).sum()
}

fn title(book: &Book) -> String {
    let (words, risks) = (book.words, &book.risks);
    let share = number::percent_whole(&Ratio::new(risks.at_risk.amount_minor, book.forecast.total.open_minor));
    words.say(
        "book.risks_title",
        &[("deals", &words.deals(risks.at_risk.count)), ("share", &share)],
    )
}

fn sub(book: &Book, lines: &[Line<'_>]) -> String {
    let (words, money) = (book.words, book.money);
    let counted = lines.iter().map(|line| line.counted_minor).sum();
    let committed = lines
        .iter()
        .filter(|line| line.deal.category == Category::Commit)
        .count() as i64;
    let sums = words.say(
        "book.risks_sub",
        &[("amount", &money.say(amount(lines))), ("counted", &money.say(counted))],
    );
    let commit = match committed {
        0 => String::new(),
        count => words.say("book.risks_sub_commit", &[("deals", &words.deals(count))]),
    };
    words.join(&[sums, commit, words.get("book.risks_sub_order")])
}

/// ■ severe, □ to handle, nothing where something is only to be added.
fn mark(canvas: &mut Canvas, at: [f64; 2], severity: Severity) {
    let area = Area::new(at[0], at[1] - 5.5, 5.5, 5.5);
    match severity {
        Severity::Severe => canvas.rectangle(area, RED),
        Severity::ToHandle => canvas.outline(area, 0.8, INK),
        Severity::Note => {}
    }
}

/// A text in a cell, and a second one under it: lines each takes in a room.
fn lines_of(text: &str, room: f64, style: Style) -> usize {
    wrap::fit(text, style.size, style.weight, room).lines.len()
}

fn table(book: &Book, lines: &[Line<'_>]) -> Table {
    let (words, money) = (book.words, book.money);
    let columns = vec![
        Column::left(words.get("book.customer_and_deal"), NAMES + 6.0),
        Column::left(words.get("book.owner"), 44.0),
        Column::left(words.get("book.stage"), 48.0),
        Column::left(words.get("book.category"), 40.0),
        Column::right(book.with_unit("book.amount"), 40.0),
        Column::right(words.get("book.counted"), 40.0),
        Column::left("", 8.0),
        Column::left(words.get("book.reason_and_act"), WHY + 9.0),
    ];
    let shown = || lines.iter().take(LIMIT);
    let words_of = |line: &Line<'_>| {
        let reasons: Vec<String> = line.deal.reasons.iter().map(|reason| reason.reason.clone()).collect();
        let act = line
            .deal
            .reasons
            .first()
            .map(|reason| reason.act.clone())
            .unwrap_or_default();
        (words.parts(&reasons), act)
    };
    let heads = |line: &Line<'_>| match &line.deal.customer {
        Some(customer) => (customer.clone(), line.deal.name.clone()),
        None => (line.deal.name.clone(), String::new()),
    };
    // All rows are as high as the fullest; under each first text its second one.
    let left = |line: &Line<'_>| {
        let (customer, name) = heads(line);
        (
            lines_of(&customer, NAMES, Style::BODY.bold()),
            lines_of(&name, NAMES, Style::NOTE),
        )
    };
    let right = |line: &Line<'_>| {
        let (reasons, act) = words_of(line);
        (lines_of(&reasons, WHY, Style::BODY), lines_of(&act, WHY, Style::NOTE))
    };
    let most = shown().map(|line| {
        let ((a, b), (c, d)) = (left(line), right(line));
        (a + b).max(c + d)
    });
    let second = |first: usize| 25.0 + 9.0 * (first.max(1) - 1) as f64;
    let density = Density {
        height: 32.0 + 9.0 * most.max().unwrap_or(2).saturating_sub(2) as f64,
        ..Density::TWO_LINES
    };
    let mut table = Table::new(columns, density);
    for line in shown() {
        let deal = line.deal;
        let (under_name, under_reason) = (second(left(line).0), second(right(line).0));
        let (customer, name) = heads(line);
        let (reasons, act) = words_of(line);
        let day = deal
            .close_on
            .map_or_else(|| number::NONE.to_owned(), |day| words.day(day, book.forecast.today));
        let late = deal.close_on.is_some_and(|day| day < book.forecast.today);
        let (counted, severity) = (money.figure(line.counted_minor), deal.severity);
        let commit = deal.category == Category::Commit;
        table.rows.push(Row::line(vec![
            Cell::drawing(move |canvas, area| {
                let room = [area.x, area.x + NAMES];
                canvas.text_in(room, area.y + 13.5, Align::Left, &customer, Style::BODY.bold());
                canvas.text_in(
                    room,
                    area.y + under_name,
                    Align::Left,
                    &name,
                    Style::NOTE.colour(TEXT_2),
                );
            }),
            Cell::text(deal.owner.as_str()),
            Cell::text(deal.stage.as_str()),
            Cell::styled(
                words.category(deal.category),
                if commit { Style::BODY.bold() } else { Style::BODY },
            ),
            Cell::text(
                deal.amount_minor
                    .map_or_else(|| number::NONE.to_owned(), |minor| money.figure(minor)),
            ),
            Cell::drawing(move |canvas, area| {
                let room = [area.x, area.right()];
                canvas.text_in(room, area.y + 13.5, Align::Right, &counted, Style::BODY);
                let style = if late {
                    Style::NOTE.bold().colour(RED)
                } else {
                    Style::NOTE
                };
                canvas.text_in(room, area.y + 25.0, Align::Right, &day, style);
            }),
            Cell::empty(),
            Cell::drawing(move |canvas, area| {
                mark(canvas, [area.x, area.y + 13.5], severity);
                let room = [area.x + 9.0, area.x + 9.0 + WHY];
                canvas.text_in(room, area.y + 13.5, Align::Left, &reasons, Style::BODY);
                canvas.text_in(
                    room,
                    area.y + under_reason,
                    Align::Left,
                    &act,
                    Style::NOTE.colour(TEXT_2),
                );
            }),
        ]));
    }
    if lines.len() > LIMIT {
        let rest = &lines[LIMIT..];
        let text = words.say(
            "book.unlisted",
            &[
                ("deals", &words.deals(rest.len() as i64)),
                ("amount", &money.say(amount(rest))),
            ],
        );
        table.rows.push(Row::line(vec![Cell::styled(text, Style::NOTE)]));
    }
    let mut cells = vec![Cell::empty(); 8];
    cells[0] = Cell::text(words.say("book.risks_total", &[("deals", &words.deals(lines.len() as i64))]));
    cells[4] = Cell::text(money.figure(amount(lines)));
    cells[5] = Cell::text(money.figure(lines.iter().map(|line| line.counted_minor).sum()));
    table.rows.push(Row::Total(cells));
    table
}

fn legend(book: &Book, pages: &mut Composer) {
    pages.skip(6.0);
    let area = pages.block(12.0);
    let canvas = pages.canvas();
    let mut x = area.x;
    for (severity, code) in [
        (Severity::Severe, "book.risk_severe"),
        (Severity::ToHandle, "book.risk_to_handle"),
        (Severity::Note, "book.risk_note"),
    ] {
        mark(canvas, [x, area.y + 8.5], severity);
        let left = if severity == Severity::Note { x } else { x + 9.0 };
        x = canvas.text(left, area.y + 8.5, &book.words.get(code), Style::NOTE) + 20.0;
    }
}

/// What becomes of the outlook when none of them comes, and of the commitment when the doubtful ones leave it.
fn what_if(book: &Book, pages: &mut Composer, lines: &[Line<'_>]) {
    let (words, money) = (book.words, book.money);
    let counted: Minor = lines.iter().map(|line| line.counted_minor).sum();
    let outlook = book.leading();
    let mut said = vec![
        words.say(
            "book.if_all_fail",
            &[
                ("outlook", &money.say(outlook)),
                ("left", &money.say(outlook - counted)),
                (
                    "gap",
                    &book
                        .gap(book.target(), outlook - counted)
                        .map_or_else(String::new, |gap| money.say(gap.abs())),
                ),
                (
                    "side",
                    match book.gap(book.target(), outlook - counted) {
                        Some(gap) if gap > 0 => "below",
                        Some(_) => "above",
                        None => "none",
                    },
                ),
            ],
        ),
    ];
    let severe: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| line.deal.category == Category::Commit && line.deal.severity == Severity::Severe)
        .collect();
    if !severe.is_empty() {
        let leaves: Minor = severe.iter().filter_map(|line| line.deal.amount_minor).sum();
        let commitment = &book.forecast.total.commitment;
        said.push(words.say(
            "book.if_commit_leaves",
            &[
                ("deals", &words.deals(severe.len() as i64)),
                ("from", &money.say(commitment.commit_minor)),
                ("to", &money.say(commitment.commit_minor - leaves)),
                ("total", &money.say(commitment.commit_total_minor - leaves)),
            ],
        ));
    }
    pages.body(&words.join(&said));
}
