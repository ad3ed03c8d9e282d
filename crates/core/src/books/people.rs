//! By person: won, expected and target of each, and how sure their open deals are.

use super::compose::{Book, LEAD};
use super::summary::bullet;
use crate::forecast::PersonLine;
use leadwell_print::chart::{self, Bullet, Piece};
use leadwell_print::{Area, Cell, Column, Composer, Density, Fill, Row, Style, Table};
use leadwell_rules::money::Minor;
use leadwell_rules::number;

/// Draws the page.
pub fn draw(book: &Book, pages: &mut Composer) {
    if book.forecast.people.is_empty() {
        return;
    }
    let continued = book.words.get("book.people_continued");
    pages.page(book.head(title(book), sub(book), Some(continued), &["book.formula_people"]));
    results(book, pages);
    if book.forecast.total.open_count > 0 {
        certainty(book, pages);
    }
}

fn target(person: &PersonLine) -> Option<Minor> {
    person.standings.first().and_then(|one| one.standing.target_minor)
}

fn gap(book: &Book, person: &PersonLine) -> Option<Minor> {
    book.gap(target(person), book.outlook(&person.line))
}

/// The largest gap first; people without a target after them, the largest outlook first.
fn by_gap(book: &Book) -> Vec<&PersonLine> {
    let mut people: Vec<&PersonLine> = book.forecast.people.iter().collect();
    people.sort_by_key(|person| match gap(book, person) {
        Some(gap) => (0, gap.saturating_neg(), person.owner_id),
        None => (1, book.outlook(&person.line).saturating_neg(), person.owner_id),
    });
    people
}

fn title(book: &Book) -> String {
    let words = book.words;
    let people = by_gap(book);
    let with_target = people.iter().filter(|person| target(person).is_some()).count();
    let short: Vec<&&PersonLine> = people
        .iter()
        .filter(|person| gap(book, person).is_some_and(|gap| gap > 0))
        .collect();
    let reached = words.count("book.people_count", (with_target - short.len()) as i64);
    let first = |count: usize| {
        words.list(
            &short
                .iter()
                .take(count)
                .map(|person| person.owner.clone())
                .collect::<Vec<_>>(),
        )
    };
    if with_target == 0 {
        let most = book
            .forecast
            .people
            .iter()
            .max_by_key(|person| book.outlook(&person.line));
        let (name, outlook) = most.map_or_else(Default::default, |person| {
            (person.owner.clone(), book.outlook(&person.line))
        });
        let code = if book.is_over() {
            "book.people_title_won_most"
        } else {
            "book.people_title_most"
        };
        return words.say(code, &[("name", &name), ("outlook", &book.money.say(outlook))]);
    }
    match short.len() {
        0 => words.count("book.people_title_all", with_target as i64),
        count => words.say(
            "book.people_title_gap",
            &[("reached", &reached), ("names", &first(count.min(2)))],
        ),
    }
}

fn sub(book: &Book) -> String {
    let (words, money) = (book.words, book.money);
    let gaps: Vec<Minor> = book
        .forecast
        .people
        .iter()
        .filter_map(|person| gap(book, person))
        .collect();
    let short: Minor = gaps.iter().filter(|gap| **gap > 0).sum();
    let over: Minor = gaps.iter().filter(|gap| **gap < 0).map(|gap| -gap).sum();
    let count = gaps.iter().filter(|gap| **gap > 0).count() as i64;
    if gaps.is_empty() {
        return words.count("book.people_sub_plain", book.forecast.people.len() as i64);
    }
    let short = match count {
        0 => String::new(),
        count => words.say(
            "book.people_sub_short",
            &[
                ("people", &words.count("book.people_count", count)),
                ("amount", &money.say(short)),
            ],
        ),
    };
    let over = if over > 0 {
        words.say("book.people_sub_over", &[("amount", &money.say(over))])
    } else {
        String::new()
    };
    words.join(&[short, over])
}

fn density(people: usize) -> Density {
    match people {
        0..=8 => Density::THICK_BARS,
        9..=18 => Density::BARS,
        _ => Density::STANDARD,
    }
}

fn results(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let people = by_gap(book);
    let with_targets = book.target().is_some() || people.iter().any(|person| target(person).is_some());
    let mut columns = vec![
        Column::left(words.get("book.owner"), 104.0),
        Column::left("", 158.0),
        Column::right(words.get("book.won"), 46.0),
        Column::right(words.get("book.outlook"), 46.0),
    ];
    if with_targets {
        columns.insert(2, Column::right(words.get("book.target"), 48.0));
        columns.push(Column::right(words.get("book.gap"), 50.0));
        columns.push(Column::right(words.get("book.attained"), 40.0));
    }
    let mut table = Table::new(columns, density(people.len()));
    let reach = |person: &&PersonLine| book.outlook(&person.line).max(target(person).unwrap_or(0));
    let highest = people.iter().map(reach).max().unwrap_or(0) as f64;
    let figures = |target: Option<Minor>, line: &leadwell_rules::forecast::Line| {
        let outlook = book.outlook(line);
        let mut cells = vec![Cell::text(money.some(line.won_minor)), Cell::text(money.some(outlook))];
        if with_targets {
            cells.insert(
                0,
                Cell::text(target.map_or_else(|| number::NONE.to_owned(), |target| money.figure(target))),
            );
            cells.push(book.gap_cell(book.gap(target, outlook)));
            cells.push(Cell::text(book.attained(outlook, target)));
        }
        cells
    };
    for person in &people {
        let bar = Bullet {
            won: person.line.won_minor as f64,
            expected: person.line.figure(LEAD).estimate_minor as f64,
            target: target(person).map(|target| target as f64),
        };
        let mut cells = vec![
            Cell::styled(person.owner.as_str(), Style::BODY.bold())
                .then(person.team.clone().unwrap_or_default(), Style::NOTE),
            bullet(bar, highest),
        ];
        cells.extend(figures(target(person), &person.line));
        table.rows.push(Row::line(cells));
    }
    let mut cells = vec![Cell::text(words.get("book.everybody")), Cell::empty()];
    cells.extend(figures(book.target(), total));
    table.rows.push(Row::Total(cells));
    let (heading, note, below) = match with_targets {
        true => ("book.people_heading", "book.people_note", "book.people_table_note"),
        false => (
            "book.people_heading_plain",
            "book.people_note_plain",
            "book.people_table_note_plain",
        ),
    };
    pages.section(&words.get(heading), &book.unit_and(note), table.height().min(300.0));
    pages.table(&table);
    let sum: Minor = people.iter().filter_map(|person| target(person)).sum();
    let differs = book.target().is_some_and(|whole| sum != whole && sum != 0);
    let targets = match book.target() {
        Some(whole) if differs => words.say(
            "book.people_target_note",
            &[("sum", &money.say(sum)), ("target", &money.say(whole))],
        ),
        _ => String::new(),
    };
    pages.note(&words.join(&[words.get(below), targets]));
}

/// What everybody has open, by category: how far it carries, and how sure it is.
fn certainty(book: &Book, pages: &mut Composer) {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let mut people: Vec<&PersonLine> = book
        .forecast
        .people
        .iter()
        .filter(|person| person.line.open_count > 0)
        .collect();
    people.sort_by_key(|person| (person.line.open_minor.saturating_neg(), person.owner_id));
    let columns = vec![
        Column::left(words.get("book.owner"), 104.0),
        Column::left(book.with_unit("book.open_head"), 158.0),
        Column::right(words.get("book.deals_head"), 40.0),
        Column::right(words.get("book.category_commit"), 48.0),
        Column::right(words.get("book.category_best_case"), 48.0),
        Column::right(words.get("book.category_pipeline"), 48.0),
        Column::right(words.get("book.overdue_head"), 46.0),
    ];
    let row_height = if people.len() > 18 {
        Density::STANDARD
    } else {
        Density {
            height: 20.0,
            baseline: 13.0,
            ..Density::BARS
        }
    };
    let mut table = Table::new(columns, row_height);
    let highest = people.iter().map(|person| person.line.open_minor).max().unwrap_or(0) as f64;
    for person in people {
        let (line, commitment) = (&person.line, &person.line.commitment);
        let pieces = [
            Piece {
                value: commitment.commit_minor as f64,
                fill: Fill::Commit,
            },
            Piece {
                value: commitment.best_case_minor as f64,
                fill: Fill::BestCase,
            },
            Piece {
                value: commitment.pipeline_minor as f64,
                fill: Fill::Pipeline,
            },
        ];
        let figure = money.some(line.open_minor);
        let widest = Style::BODY.width(&money.figure(highest as Minor));
        table.rows.push(Row::line(vec![
            Cell::text(person.owner.as_str()),
            Cell::drawing(move |canvas, area| {
                let bar = Area::new(area.x, area.y, area.width - 14.0 - widest, area.height);
                let end = chart::stack(canvas, bar, &pieces, highest);
                canvas.text(end + 4.0, area.middle() + 3.0, &figure, Style::BODY);
            }),
            Cell::text(book.number(line.open_count)),
            Cell::text(money.some(commitment.commit_minor)),
            Cell::text(money.some(commitment.best_case_minor)),
            Cell::text(money.some(commitment.pipeline_minor)),
            Cell::text(money.some(line.overdue_minor)),
        ]));
    }
    let commitment = &total.commitment;
    table.rows.push(Row::Total(vec![
        Cell::text(words.get("book.everybody")),
        Cell::text(money.figure(total.open_minor)),
        Cell::text(book.number(total.open_count)),
        Cell::text(money.some(commitment.commit_minor)),
        Cell::text(money.some(commitment.best_case_minor)),
        Cell::text(money.some(commitment.pipeline_minor)),
        Cell::text(money.some(total.overdue_minor)),
    ]));
    pages.section(
        &words.get("book.certainty_heading"),
        &book.unit_and("book.certainty_note"),
        table.height().min(240.0),
    );
    pages.table(&table);
}
