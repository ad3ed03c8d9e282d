//! By person: won, expected and target of each, and how sure their open deals are.

use super::compose::Book;
use super::facts::Estimator;
use super::summary::bullet;
use crate::views::forecast::PersonLine;
use leadwell_print::chart::{self, Bullet, Piece};
use leadwell_print::frame::heading;
use leadwell_print::{Area, Cell, Column, Composer, Density, Fill, Row, Style, Table};
use leadwell_rules::money::Minor;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

/// Draws the page.
pub fn draw(book: &Book, pages: &mut Composer) {
    if book.forecast.people.is_empty() {
        return;
    }
    let continued = book.words.get("book.people_continued");
    pages.page(book.head(title(book), sub(book), Some(continued), &[formula(book)]));
    results(book, pages);
    let rates = win_rates(book);
    match (book.forecast.total.open_count > 0, rates) {
        (true, Some(rates)) if book.forecast.people.len() <= SIDE_BY_SIDE => {
            let sure = certainty(book, true);
            pages.skip(28.0);
            let height = sure.height().max(rates.height()) + HEAD;
            let area = pages.block(height);
            let canvas = pages.canvas();
            let words = book.words;
            let note = book.unit_and("book.certainty_note_short");
            let top = heading(
                canvas,
                area.x,
                area.y,
                LEFT,
                &words.get("book.certainty_heading"),
                &note,
            );
            sure.spread(LEFT).draw(canvas, area.x, top.max(area.y + HEAD));
            let right = area.right() - RIGHT;
            let note = words.get("book.win_rates_note_short");
            let top = heading(
                canvas,
                right,
                area.y,
                RIGHT,
                &words.get("book.win_rates_heading"),
                &note,
            );
            rates.spread(RIGHT).draw(canvas, right, top.max(area.y + HEAD));
            reading(book, pages);
        }
        (open, rates) => {
            if open {
                let table = certainty(book, false);
                let note = book.unit_and("book.certainty_note");
                pages.section(
                    &book.words.get("book.certainty_heading"),
                    &note,
                    table.height().min(240.0),
                );
                pages.table(&table);
            }
            if let Some(table) = rates {
                let (title, note) = ("book.win_rates_heading", "book.win_rates_note");
                pages.section(&book.words.get(title), &book.words.get(note), table.height().min(240.0));
                pages.table(&table);
                reading(book, pages);
            }
        }
    }
}

/// So many people have both tables beside each other.
const SIDE_BY_SIDE: usize = 14;
/// Width of the left one.
const LEFT: f64 = 290.0;
/// Width of the right one.
const RIGHT: f64 = 184.0;
/// Height of their headings.
const HEAD: f64 = 18.0;

/// How to read the win rates.
fn reading(book: &Book, pages: &mut Composer) {
    let floor = number::count(book.forecast.rate_floor);
    pages.note(&book.words.say("book.win_rates_reading", &[("floor", &floor)]));
}

fn formula(book: &Book) -> &'static str {
    match book.lead {
        Estimator::Learned => "book.formula_people_learned",
        Estimator::Model(_) => "book.formula_people",
    }
}

fn target(person: &PersonLine) -> Option<Minor> {
    person.standings.first().and_then(|one| one.standing.target_minor)
}

/// Won + what the leading model expects.
fn outlook(book: &Book, person: &PersonLine) -> Minor {
    person.line.won_minor.saturating_add(book.person(person))
}

fn gap(book: &Book, person: &PersonLine) -> Option<Minor> {
    book.gap(target(person), outlook(book, person))
}

/// What the leading model expects of people who have no row, with what it expects of nobody in particular.
fn unassigned(book: &Book) -> Minor {
    let people: Minor = book.forecast.people.iter().map(|person| book.person(person)).sum();
    book.estimate(book.lead) - people
}

/// The largest gap first; people without a target after them, the largest outlook first.
fn by_gap(book: &Book) -> Vec<&PersonLine> {
    let mut people: Vec<&PersonLine> = book.forecast.people.iter().collect();
    people.sort_by_key(|person| match gap(book, person) {
        Some(gap) => (0, gap.saturating_neg(), person.owner_id),
        None => (1, outlook(book, person).saturating_neg(), person.owner_id),
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
        let most = book.forecast.people.iter().max_by_key(|person| outlook(book, person));
        let (name, highest) =
            most.map_or_else(Default::default, |person| (person.owner.clone(), outlook(book, person)));
        let code = if book.is_over() {
            "book.people_title_won_most"
        } else {
            "book.people_title_most"
        };
        return words.say(code, &[("name", &name), ("outlook", &book.money.say(highest))]);
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
    let reach = |person: &&PersonLine| outlook(book, person).max(target(person).unwrap_or(0));
    let highest = people.iter().map(reach).max().unwrap_or(0) as f64;
    let figures = |target: Option<Minor>, won: Minor, outlook: Minor| {
        let mut cells = vec![Cell::text(money.some(won)), Cell::text(money.some(outlook))];
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
            expected: book.person(person) as f64,
            target: target(person).map(|target| target as f64),
        };
        let mut cells = vec![
            Cell::styled(person.owner.as_str(), Style::BODY.bold())
                .then(person.team.clone().unwrap_or_default(), Style::NOTE),
            bullet(bar, highest),
        ];
        cells.extend(figures(target(person), person.line.won_minor, outlook(book, person)));
        table.rows.push(Row::line(cells));
    }
    let unassigned = unassigned(book);
    if book.lead == Estimator::Learned && money.figure(unassigned) != money.figure(0) {
        let mut cells = vec![Cell::text(words.get("book.unassigned")), Cell::empty()];
        cells.extend(figures(None, 0, unassigned));
        table.rows.push(Row::line(cells));
    }
    let mut cells = vec![Cell::text(words.get("book.everybody")), Cell::empty()];
    cells.extend(figures(book.target(), total.won_minor, book.leading()));
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

/// Won of won and lost, person by person, with the interval; a person with too little history gets words instead of a rate.
fn win_rates(book: &Book) -> Option<Table> {
    let words = book.words;
    let floor = book.forecast.rate_floor;
    let mut people: Vec<(&PersonLine, i64, i64)> = book
        .forecast
        .people
        .iter()
        .filter_map(|person| {
            let (won, resolved) = book.closings.get(&person.owner_id).copied()?;
            Some((person, won, resolved))
        })
        .collect();
    if people.is_empty() {
        return None;
    }
    let share = |won: i64, resolved: i64| Ratio::new(won, resolved);
    people.sort_by(|a, b| {
        let key = |line: &(&PersonLine, i64, i64)| (line.2 >= floor, share(line.1, line.2).value().unwrap_or(0.0));
        let ((few_a, rate_a), (few_b, rate_b)) = (key(a), key(b));
        few_b
            .cmp(&few_a)
            .then(rate_b.total_cmp(&rate_a))
            .then(a.0.owner_id.cmp(&b.0.owner_id))
    });
    let (all_won, all) = book
        .closings
        .values()
        .fold((0, 0), |sum, line| (sum.0 + line.0, sum.1 + line.1));
    let columns = vec![
        Column::left(words.get("book.owner"), 54.0),
        Column::left("", 50.0),
        Column::right(words.get("book.win_rate"), 28.0),
        Column::right(words.get("book.won_of_resolved"), 52.0),
    ];
    let mut table = Table::new(columns, ROW);
    for (person, won, resolved) in people {
        let counts = format!("{} / {}", number::count(won), number::count(resolved));
        let ratio = share(won, resolved);
        let known = resolved >= floor;
        let (drawn, rate) = match (known, ratio.value(), ratio.wilson()) {
            (true, Some(value), Some((low, high))) => (
                Cell::drawing(move |canvas, area| {
                    let area = Area::new(area.x, area.y, area.width - 6.0, area.height);
                    chart::dot_range(canvas, area, (0.0, 1.0), value, Some((low, high)), true);
                }),
                Cell::styled(number::percent_whole(&ratio), Style::BODY.bold()),
            ),
            _ => (
                Cell::styled(
                    words.say("book.insufficient_person", &[("n", &number::count(resolved))]),
                    Style::NOTE,
                ),
                Cell::empty(),
            ),
        };
        table.rows.push(Row::line(vec![
            Cell::text(person.owner.as_str()),
            drawn,
            rate,
            Cell::text(counts),
        ]));
    }
    table.rows.push(Row::Total(vec![
        Cell::text(words.get("book.everybody")),
        Cell::empty(),
        Cell::text(if all >= floor {
            number::percent_whole(&share(all_won, all))
        } else {
            String::new()
        }),
        Cell::text(format!("{} / {}", number::count(all_won), number::count(all))),
    ]));
    Some(table)
}

/// Rows of the two tables.
const ROW: Density = Density {
    height: 18.0,
    baseline: 12.0,
    ..Density::BARS
};

/// What everybody has open, by category: how far it carries, and how sure it is.
fn certainty(book: &Book, narrow: bool) -> Table {
    let (words, money, total) = (book.words, book.money, &book.forecast.total);
    let mut people: Vec<&PersonLine> = book
        .forecast
        .people
        .iter()
        .filter(|person| person.line.open_count > 0)
        .collect();
    people.sort_by_key(|person| (person.line.open_minor.saturating_neg(), person.owner_id));
    let mut columns = vec![
        Column::left(words.get("book.owner"), if narrow { 66.0 } else { 104.0 }),
        Column::left(book.with_unit("book.open_head"), if narrow { 190.0 } else { 158.0 }),
        Column::right(words.get("book.deals_head"), if narrow { 32.0 } else { 40.0 }),
        Column::right(words.get("book.category_commit"), 48.0),
        Column::right(words.get("book.category_best_case"), 48.0),
        Column::right(words.get("book.category_pipeline"), 48.0),
        Column::right(words.get("book.overdue_head"), 46.0),
    ];
    let row_height = if people.len() > 18 { Density::STANDARD } else { ROW };
    if narrow {
        columns.truncate(3);
    }
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
    let sum = match narrow {
        true => words.say(
            "book.certainty_sum",
            &[
                ("open", &money.figure(total.open_minor)),
                ("commit", &money.figure(commitment.commit_minor)),
                ("best", &money.figure(commitment.best_case_minor)),
                ("pipeline", &money.figure(commitment.pipeline_minor)),
            ],
        ),
        false => money.figure(total.open_minor),
    };
    table.rows.push(Row::Total(vec![
        Cell::text(words.get("book.everybody")),
        Cell::text(sum),
        Cell::text(book.number(total.open_count)),
        Cell::text(money.some(commitment.commit_minor)),
        Cell::text(money.some(commitment.best_case_minor)),
        Cell::text(money.some(commitment.pipeline_minor)),
        Cell::text(money.some(total.overdue_minor)),
    ]));
    table
}
