//! The last page: how good every model would have been, month by month, against doing nothing cleverer than repeating the past.

use super::compose::Book;
use super::facts::Estimator;
use super::text::{share_bp, signed_bp};
use leadwell_print::chart::{self, Point};
use leadwell_print::colour::{ACCENT, INK, RED, TEXT_2};
use leadwell_print::{Area, Cell, Column, Composer, Density, Row, Style, Table};
use leadwell_rules::forecast::Model;
use leadwell_rules::forecast::backtest::{Backtest, Contender, Length, Score, Span};
use leadwell_rules::money::Minor;
use leadwell_rules::number;

/// Months shown in a panel: the latest.
const MONTHS: usize = 24;

/// Draws the page; with too little history there is none, and the second page says so.
pub fn draw(book: &Book, pages: &mut Composer) {
    let Some(backtest) = book.backtest() else { return };
    pages.page(book.head(
        title(book),
        sub(book, backtest),
        None,
        &["book.formula_backtest", "book.formula_naive"],
    ));
    if let Some(months) = backtest
        .lengths
        .iter()
        .find(|length| length.span == Span::Month && length.rows.len() > 1)
    {
        panels(book, pages, months);
    }
    table(book, pages, backtest);
}

fn best(book: &Book) -> Option<super::facts::Record> {
    let records = book.records();
    let recommended = book.recommended().map(Estimator::contender);
    records
        .into_iter()
        .find(|record| recommended.map_or(!record.contender.is_naive(), |who| who == record.contender))
}

fn title(book: &Book) -> String {
    let words = book.words;
    let Some(best) = best(book) else {
        return words.get("book.backtest_heading");
    };
    let args = [
        ("model", words.contender(best.contender)),
        ("wape", share_bp(best.wape_bp)),
        ("naive", share_bp(best.naive_bp)),
        (
            "less",
            number::percent_whole(&leadwell_rules::ratio::Ratio::new(
                best.naive_bp - best.wape_bp,
                best.naive_bp,
            )),
        ),
    ];
    let args: Vec<(&'static str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    match book.recommended() {
        Some(_) => words.say("book.backtest_title", &args),
        None => words.say("book.backtest_title_none", &args),
    }
}

fn sub(book: &Book, backtest: &Backtest) -> String {
    let words = book.words;
    let rows = || {
        let decides = |length: &&Length| matches!(length.span, Span::Days30 | Span::Days60 | Span::Days90);
        backtest.lengths.iter().filter(decides).flat_map(|length| &length.rows)
    };
    let starts = rows().map(|row| row.period.start);
    let (from, to) = (starts.clone().min(), starts.max());
    let (Some(from), Some(to)) = (from, to) else {
        return String::new();
    };
    let covered = book.covered().map_or_else(String::new, |(inside, all)| {
        words.say(
            "book.backtest_covered",
            &[
                ("inside", &number::count(inside)),
                ("all", &number::count(all)),
                (
                    "share",
                    &number::percent_whole(&leadwell_rules::ratio::Ratio::new(inside, all)),
                ),
            ],
        )
    });
    let how = words.say(
        "book.backtest_sub",
        &[("from", &words.month_short(from)), ("to", &words.month_short(to))],
    );
    words.join(&[how, covered])
}

/// The models in the order of their rank, those without one after them.
fn ranked(book: &Book) -> Vec<Contender> {
    let mut order: Vec<Contender> = book.records().iter().map(|record| record.contender).collect();
    let rest = Contender::ALL.into_iter().filter(|who| !order.contains(who));
    order.extend(rest.collect::<Vec<_>>());
    order
}

fn panels(book: &Book, pages: &mut Composer, months: &Length) {
    let (words, money) = (book.words, book.money);
    let rows = months
        .rows
        .get(months.rows.len().saturating_sub(MONTHS)..)
        .unwrap_or_default();
    let place = |who: Contender| Contender::ALL.iter().position(|other| *other == who).unwrap_or(0);
    let shown: Vec<Contender> = ranked(book).into_iter().filter(|who| !who.is_naive()).collect();
    let all = rows.iter().flat_map(|row| {
        let said = row
            .forecasts_minor
            .iter()
            .take(Contender::ALL.len() - 2)
            .flatten()
            .copied();
        said.chain([row.actual_minor]).chain(row.p90_minor)
    });
    let highest = all.max().unwrap_or(0) as f64;
    let (half, gap) = (236.0, 20.0);
    let height = ((pages.room() - 250.0) / 3.0 - 18.0 - 12.0).clamp(70.0, 118.0);
    for (at, pair) in shown.chunks(2).enumerate() {
        if at > 0 {
            pages.skip(12.0);
        }
        let area = pages.block(18.0 + height);
        for (side, who) in pair.iter().enumerate() {
            let x = area.x + (half + gap) * side as f64;
            let accent = book.recommended().map(Estimator::contender) == Some(*who);
            let score = months.scores.iter().find(|score| score.contender == *who);
            let canvas = pages.canvas();
            let name = format!("{} {}", at * 2 + side + 1, words.contender(*who));
            let style = Style::HEADING.size(9.0).colour(if accent { ACCENT } else { INK });
            canvas.text(x, area.y + 9.0, &name, style);
            canvas.text_right(
                x + half,
                area.y + 9.0,
                &figures(book, score),
                Style::BODY.colour(TEXT_2),
            );
            let points: Vec<Point> = rows
                .iter()
                .map(|row| Point {
                    label: words.month_short(row.period.start),
                    actual: row.actual_minor.max(0) as f64,
                    forecast: row
                        .forecasts_minor
                        .get(place(*who))
                        .copied()
                        .flatten()
                        .map(|minor| minor.max(0) as f64),
                    band: match (*who, row.p10_minor, row.p90_minor) {
                        (Contender::Learned, Some(low), Some(high)) => Some((low as f64, high as f64)),
                        _ => None,
                    },
                })
                .collect();
            let place = Area::new(x, area.y + 16.0, half, height);
            chart::panel(canvas, place, &points, highest, accent, &|minor| money.tick(minor));
        }
    }
    pages.note(&words.say("book.panel_note", &[("unit", &money.unit())]));
}

fn figures(book: &Book, score: Option<&Score>) -> String {
    let none = || number::NONE.to_owned();
    let wape = score.and_then(|score| score.wape_bp).map_or_else(none, share_bp);
    let bias = score.and_then(|score| score.bias_bp).map_or_else(none, signed_bp);
    book.words
        .say("book.panel_figures", &[("wape", &wape), ("bias", &bias)])
}

fn table(book: &Book, pages: &mut Composer, backtest: &Backtest) {
    let (words, money) = (book.words, book.money);
    let records = book.records();
    let columns = vec![
        Column::left("", 14.0),
        Column::left(words.get("book.model"), 104.0),
        Column::right(words.get("book.wape_all"), 52.0),
        Column::right(words.say("book.days_head", &[("n", "30")]), 40.0),
        Column::right(words.say("book.days_head", &[("n", "60")]), 40.0),
        Column::right(words.say("book.days_head", &[("n", "90")]), 40.0),
        Column::right("MAPE", 42.0),
        Column::right(words.get("book.bias"), 46.0),
        Column::right(words.get("book.covered_head"), 48.0),
        Column::left("", 10.0),
        Column::left(words.get("book.verdict"), 70.0),
    ];
    let mut table = Table::new(columns, Density::STANDARD);
    let score = |span: Span, who: Contender| {
        let length = backtest.lengths.iter().find(|length| length.span == span)?;
        length.scores.iter().find(|score| score.contender == who).copied()
    };
    let share = |share: Option<i64>| Cell::text(share.map_or_else(|| number::NONE.to_owned(), share_bp));
    let recommended = book.recommended().map(Estimator::contender);
    let mut rank = 0;
    for who in ranked(book) {
        let record = records.iter().find(|record| record.contender == who);
        let first = recommended == Some(who);
        let place = match (who.is_naive(), record) {
            (false, Some(_)) => {
                rank += 1;
                rank.to_string()
            }
            _ => number::NONE.to_owned(),
        };
        let bold = |text: String| Cell::styled(text, if first { Style::BODY.bold() } else { Style::BODY });
        let verdict = match record {
            None => Cell::styled(words.get("book.verdict_unknown"), Style::BODY.colour(TEXT_2)),
            Some(_) if who.is_naive() => Cell::text(words.get("book.verdict_naive")),
            Some(_) if first => bold(words.get("book.verdict_recommended")),
            Some(record) if record.wape_bp < record.naive_bp => Cell::text(words.get("book.verdict_better")),
            Some(_) => Cell::styled(words.get("book.verdict_worse"), Style::BODY.colour(RED)),
        };
        let covered = match (who, book.covered()) {
            (Contender::Learned, Some((inside, all))) => format!("{inside} / {all}"),
            _ => number::NONE.to_owned(),
        };
        table.rows.push(Row::Line {
            cells: vec![
                Cell::styled(place, Style::NOTE),
                bold(words.contender(who)),
                bold(record.map_or_else(|| number::NONE.to_owned(), |record| share_bp(record.wape_bp))),
                share(score(Span::Days30, who).and_then(|score| score.wape_bp)),
                share(score(Span::Days60, who).and_then(|score| score.wape_bp)),
                share(score(Span::Days90, who).and_then(|score| score.wape_bp)),
                share(score(Span::Days30, who).and_then(|score| score.mape_bp)),
                bold(record.map_or_else(|| number::NONE.to_owned(), |record| signed_bp(record.bias_bp))),
                Cell::text(covered),
                Cell::empty(),
                verdict,
            ],
            under: None,
            shaded: who.is_naive(),
        });
    }
    pages.section(
        &words.get("book.backtest_heading"),
        &words.get("book.backtest_note"),
        table.height().min(160.0),
    );
    pages.table(&table);
    let left_out = score(Span::Days30, Contender::LastPeriod).map_or(0, |score| score.mape_left_out);
    let actual: Minor = backtest
        .lengths
        .iter()
        .filter(|length| length.span == Span::Month)
        .flat_map(|length| &length.rows)
        .map(|row| row.actual_minor)
        .sum();
    let high: Vec<String> = Model::ALL
        .map(|model| Estimator::Model(model).contender())
        .into_iter()
        .filter(|who| {
            records
                .iter()
                .any(|record| record.contender == *who && record.bias_bp > 500)
        })
        .map(|who| words.contender(who))
        .collect();
    let reading = match high.is_empty() {
        true => String::new(),
        false => words.say("book.backtest_high", &[("models", &words.list(&high))]),
    };
    let sample = words.say(
        "book.backtest_sample",
        &[
            (
                "trials",
                &number::count(records.iter().map(|record| record.trials).max().unwrap_or(0)),
            ),
            ("left_out", &number::count(left_out)),
            ("actual", &money.say(actual)),
        ],
    );
    pages.body(&words.join(&[sample, reading]));
}
