//! The commitment, category by category: each begins where the one before ends.

use super::compose::Book;
use leadwell_print::colour::INK;
use leadwell_print::{Area, Cell, Column, Composer, Density, Fill, Row, Style, Table};

/// Draws the section.
pub fn draw(book: &Book, pages: &mut Composer) {
    let (words, money, commitment) = (book.words, book.money, &book.forecast.total.commitment);
    let won_count = book.forecast.total.won_count;
    let columns = vec![
        Column::left(words.get("book.category"), 92.0),
        Column::left("", 188.0),
        Column::right(words.get("book.deals_head"), 44.0),
        Column::right(words.get("book.of_category"), 56.0),
        Column::right(words.get("book.cumulative"), 56.0),
        Column::right(words.get("book.to_target"), 56.0),
    ];
    let mut table = Table::new(columns, Density::STANDARD);
    let target = book.target();
    let all = commitment.best_total_minor.saturating_add(commitment.pipeline_minor);
    let highest = all.max(target.unwrap_or(0)) as f64;
    let rows = [
        (
            "book.closed",
            won_count,
            commitment.closed_minor,
            commitment.closed_minor,
            Fill::Won,
        ),
        (
            "book.category_commit",
            commitment.commit_count,
            commitment.commit_minor,
            commitment.commit_total_minor,
            Fill::Commit,
        ),
        (
            "book.category_best_case",
            commitment.best_case_count,
            commitment.best_case_minor,
            commitment.best_total_minor,
            Fill::BestCase,
        ),
        (
            "book.category_pipeline",
            commitment.pipeline_count,
            commitment.pipeline_minor,
            all,
            Fill::Pipeline,
        ),
    ];
    let mut before = 0;
    for (code, count, amount, cumulative, fill) in rows {
        let (from, target_at) = (before as f64, target.map(|target| target as f64));
        // The reader adds this column: each term is what the sums differ by.
        let term = money.rest(cumulative, before);
        table.rows.push(Row::line(vec![
            Cell::text(words.get(code)),
            Cell::drawing(move |canvas, area| {
                let unit = if highest > 0.0 {
                    (area.width - 10.0) / (highest * 1.01)
                } else {
                    0.0
                };
                let place = Area::new(
                    area.x + from.max(0.0) * unit,
                    area.y + 4.0,
                    amount as f64 * unit,
                    area.height - 8.0,
                );
                canvas.bar(place, fill, 2.2);
                canvas.line([area.x, area.y], [area.x, area.bottom()], 0.5, INK);
                if let Some(target) = target_at.filter(|target| *target > 0.0) {
                    let x = area.x + target * unit;
                    canvas.line([x, area.y], [x, area.bottom()], 1.5, INK);
                }
            }),
            Cell::text(book.number(count)),
            Cell::text(money.some(term)),
            Cell::styled(money.figure(cumulative), Style::BODY.bold()),
            book.gap_cell(book.gap(target, cumulative)),
        ]));
        before = cumulative;
    }
    pages.section(
        &words.get("book.roll_up_heading"),
        &book.unit_and("book.roll_up_note"),
        table.height(),
    );
    pages.table(&table);
}

/// What people typed: the figure, the adjustment, and both together, each with its time.
pub fn said(book: &Book, pages: &mut Composer) {
    let (words, money, line) = (book.words, book.money, &book.calls.total);
    let mut said = Vec::new();
    let of = |code: &str, word: &crate::views::forecast::CommitEntry| {
        let amount = money.say(word.amount_minor.unwrap_or(0));
        words.say(
            code,
            &[
                ("amount", &amount),
                ("who", &word.said_by),
                ("when", &book.minute(word.said_at)),
                ("reason", word.reason.as_deref().unwrap_or_default()),
            ],
        )
    };
    match (&line.figure, line.people) {
        (Some(word), _) => said.push(of("book.said_figure", word)),
        (None, people) if people > 0 => said.push(words.say(
            "book.said_people",
            &[
                ("people", &words.count("book.people_count", people as i64)),
                (
                    "amount",
                    &money.say(line.committed_minor.unwrap_or(0) - adjusted(line.adjustment.as_ref())),
                ),
            ],
        )),
        _ => {}
    }
    if let Some(word) = &line.adjustment {
        said.push(of("book.said_adjustment", word));
    }
    if let (Some(committed), Some(_)) = (line.committed_minor, &line.adjustment) {
        said.push(words.say("book.said_committed", &[("amount", &money.say(committed))]));
    }
    pages.body(&if said.is_empty() {
        words.get("book.said_nothing")
    } else {
        words.join(&said)
    });
}

fn adjusted(word: Option<&crate::views::forecast::CommitEntry>) -> i64 {
    word.and_then(|word| word.amount_minor).unwrap_or(0)
}
