//! The models by their past errors: the outlook of each, where it lies against the target, how far it was off and which way.

use super::compose::Book;
use super::facts::Estimator;
use super::models::basis;
use super::summary::{formula, named};
use super::text::{share_bp, signed_bp};
use leadwell_print::colour::{ACCENT, ACCENT_TINT, ACCENT_WASH, INK, LINE_2, RED, TEXT_2, TEXT_3};
use leadwell_print::frame::MEASURE;
use leadwell_print::{Align, Area, Canvas, Cell, Colour, Column, Composer, Density, Fill, Row, Stroke, Style, Table};
use leadwell_rules::forecast::backtest::Contender;
use leadwell_rules::money::{div_round, narrow};
use leadwell_rules::number;

/// Rows of the ranking.
const RANKED: Density = Density {
    height: 30.0,
    baseline: 18.5,
    ..Density::BARS
};

/// A line of the ranking.
#[derive(Clone, Copy)]
enum Ranked {
    Estimator(Estimator),
    Naive(Contender),
}

/// The models by their past error, the naive ones at their rank; those never tested after them.
fn ranked(book: &Book) -> Vec<Ranked> {
    let estimators = book.estimators();
    let mut order: Vec<Ranked> = Vec::new();
    for record in book.records() {
        match Estimator::of(record.contender) {
            Some(estimator) if estimators.contains(&estimator) => order.push(Ranked::Estimator(estimator)),
            Some(_) => {}
            None => order.push(Ranked::Naive(record.contender)),
        }
    }
    let has = |order: &[Ranked], estimator: Estimator| {
        order
            .iter()
            .any(|one| matches!(one, Ranked::Estimator(other) if *other == estimator))
    };
    for estimator in estimators {
        if !has(&order, estimator) {
            order.push(Ranked::Estimator(estimator));
        }
    }
    order
}

/// Outlooks on one scale with the target and the band.
#[derive(Clone, Copy)]
struct Reach {
    low: f64,
    high: f64,
    target: Option<f64>,
}

impl Reach {
    fn x(&self, area: &Area, value: f64) -> f64 {
        area.x + area.width * ((value - self.low) / (self.high - self.low).max(1.0)).clamp(0.0, 1.0)
    }
}

/// A model's outlook once its past bias is taken off what it still expects.
fn corrected(book: &Book, estimator: Estimator) -> Option<i64> {
    let record = book.record(estimator.contender())?;
    let kept = 10_000 + record.bias_bp;
    (kept > 1_000).then(|| {
        let estimate = i128::from(book.estimate(estimator)) * 10_000;
        book.forecast.total.won_minor + narrow(div_round(estimate, i128::from(kept)))
    })
}

/// Draws the section.
pub fn draw(book: &Book, pages: &mut Composer) {
    let (words, money) = (book.words, book.money);
    let records = book.records();
    let tested = !records.is_empty();
    let order = ranked(book);
    let target = book.target().filter(|target| *target > 0).map(|target| target as f64);
    let band = book.band();
    let mut ends: Vec<f64> = target.into_iter().collect();
    for estimator in book.estimators() {
        ends.push(book.outlook(estimator) as f64);
        ends.extend(corrected(book, estimator).map(|minor| minor as f64));
    }
    ends.extend(
        band.iter()
            .flat_map(|band| [band.p10_minor as f64, band.p90_minor as f64]),
    );
    let (low, high) = (
        ends.iter().copied().fold(f64::MAX, f64::min),
        ends.iter().copied().fold(f64::MIN, f64::max),
    );
    let pad = (high - low).max(1.0) * 0.06;
    let reach = Reach {
        low: low - pad,
        high: high + pad,
        target,
    };
    let mut columns = vec![
        Column::left("", 14.0),
        Column::left(words.get("book.model"), 142.0),
        Column::right(book.with_unit("book.outlook"), 58.0),
        Column::left("", 10.0),
        Column::left(words.get("book.position"), if tested { 116.0 } else { 188.0 }),
        Column::right(words.get("book.to_target"), if tested { 0.0 } else { 80.0 }),
    ];
    if tested {
        columns.pop();
        columns.extend([
            Column::left(words.get("book.wape_head"), 66.0),
            Column::right("", 42.0),
            Column::right(words.get("book.bias"), 44.0),
        ]);
    }
    let mut table = Table::new(columns, RANKED);
    let naive = records
        .iter()
        .filter(|record| record.contender.is_naive())
        .map(|record| record.wape_bp)
        .min();
    let widest = records.iter().map(|record| record.wape_bp).max().unwrap_or(1).max(1) as f64;
    let mut rank = 0;
    for one in order {
        let contender = match one {
            Ranked::Estimator(estimator) => estimator.contender(),
            Ranked::Naive(contender) => contender,
        };
        let record = records.iter().find(|record| record.contender == contender).copied();
        let leads = matches!(one, Ranked::Estimator(estimator) if Some(estimator) == book.recommended());
        let place = match one {
            Ranked::Estimator(_) if record.is_some() => {
                rank += 1;
                rank.to_string()
            }
            _ => String::new(),
        };
        let worse = record.is_some_and(|record| !record.contender.is_naive() && record.wape_bp >= record.naive_bp);
        let note = match (leads, worse) {
            (true, _) => (words.get("book.recommended"), ACCENT),
            (_, true) => (words.get("book.not_better"), RED),
            _ => (String::new(), TEXT_3),
        };
        let mut cells = vec![match leads {
            // Drawn first, so that the row stands on it.
            true => Cell::drawing(move |canvas, area| {
                canvas.rectangle(Area::new(area.x, area.y, MEASURE, area.height), ACCENT_WASH);
                canvas.text(area.x + 2.0, area.y + 18.5, &place, Style::BODY.bold().colour(ACCENT));
            }),
            false => Cell::drawing(move |canvas, area| {
                canvas.text(area.x + 2.0, area.y + 18.5, &place, Style::BODY.bold().colour(TEXT_2));
            }),
        }];
        match one {
            Ranked::Estimator(estimator) => {
                let formula = match estimator {
                    Estimator::Model(model) => words.get(formula(model)),
                    Estimator::Learned => words.get("book.formula_learned_short"),
                };
                cells.push(named_with(words.estimator(estimator), note, formula));
                cells.push(Cell::styled(money.figure(book.outlook(estimator)), Style::NAME));
                cells.push(Cell::empty());
                let raw = book.outlook(estimator) as f64;
                let past = corrected(book, estimator).map(|minor| minor as f64);
                let wash = band.filter(|_| estimator == Estimator::Learned);
                let wash = wash.map(|band| (band.p10_minor as f64, band.p90_minor as f64));
                cells.push(Cell::drawing(move |canvas, area| {
                    position(canvas, area, &reach, raw, past, wash)
                }));
            }
            Ranked::Naive(contender) => {
                let formula = match contender {
                    Contender::LastPeriod => "book.formula_last_period",
                    _ => "book.formula_last_quarter",
                };
                cells.push(named(words.contender(contender), words.get(formula)));
                cells.push(Cell::text(number::NONE));
                cells.push(Cell::empty());
                cells.push(Cell::drawing(move |canvas, area| {
                    target_line(canvas, &shrunk(area), &reach)
                }));
            }
        }
        if tested {
            let wape = record.map(|record| record.wape_bp);
            let is_naive = matches!(one, Ranked::Naive(_));
            cells.push(Cell::drawing(move |canvas, area| {
                error_bar(canvas, area, wape, naive, widest, [leads, worse, is_naive])
            }));
            let style = if leads { Style::BODY.bold() } else { Style::BODY };
            let none = || number::NONE.to_owned();
            cells.push(Cell::styled(wape.map_or_else(none, share_bp), style));
            cells.push(Cell::text(record.map_or_else(none, |record| signed_bp(record.bias_bp))));
        } else if let Ranked::Estimator(estimator) = one {
            cells.push(book.gap_cell(book.gap(book.target(), book.outlook(estimator))));
        }
        table.rows.push(Row::Line {
            cells,
            under: None,
            shaded: matches!(one, Ranked::Naive(_)),
        });
    }
    let note = if tested {
        "book.ranking_note"
    } else {
        "book.ranking_note_untested"
    };
    pages.section(
        &words.get("book.ranking_heading"),
        &words.get(note),
        table.height().min(320.0),
    );
    pages.table(&table);
    let mut said = Vec::new();
    if let Some(naive) = naive {
        said.push(words.say("book.naive_line", &[("wape", &share_bp(naive))]));
    }
    if let Some(band) = band {
        said.push(words.get("book.band_drawn"));
        let apart = book
            .estimators()
            .into_iter()
            .filter(|estimator| !(band.p10_minor..=band.p90_minor).contains(&book.outlook(*estimator)))
            .count();
        if apart > 2 {
            said.push(words.say("book.disagree", &[("n", &apart.to_string())]));
        }
    }
    said.push(basis(book));
    pages.note(&words.join(&said));
}

/// A name with a word beside it, and its formula under both.
fn named_with(name: String, (word, colour): (String, Colour), formula: String) -> Cell {
    Cell::drawing(move |canvas, area| {
        let end = canvas.text(area.x, area.y + 12.5, &name, Style::NAME);
        canvas.text(end + 6.0, area.y + 12.5, &word, Style::NOTE.colour(colour));
        let room = [area.x, area.right() + 2.0];
        canvas.text_in(room, area.y + 23.0, Align::Left, &formula, Style::NOTE.colour(TEXT_2));
    })
}

fn shrunk(area: Area) -> Area {
    Area::new(area.x, area.y, area.width - 12.0, area.height)
}

fn target_line(canvas: &mut Canvas, area: &Area, reach: &Reach) {
    if let Some(target) = reach.target {
        let x = reach.x(area, target);
        canvas.line([x, area.y], [x, area.bottom()], 1.5, INK);
    }
}

/// Where an outlook lies: solid as it is, hollow with the past bias taken off; the band behind it.
fn position(canvas: &mut Canvas, area: Area, reach: &Reach, raw: f64, past: Option<f64>, band: Option<(f64, f64)>) {
    let area = shrunk(area);
    let y = area.middle();
    canvas.rule(area.x, area.right(), y, 0.25, LINE_2);
    if let Some((low, high)) = band {
        let (from, to) = (reach.x(&area, low), reach.x(&area, high));
        canvas.rectangle(Area::new(from, y - 3.5, to - from, 7.0), ACCENT_TINT);
    }
    target_line(canvas, &area, reach);
    let colour = if band.is_some() { ACCENT } else { INK };
    let x = reach.x(&area, raw);
    if let Some(past) = past
        .map(|value| reach.x(&area, value))
        .filter(|past| (past - x).abs() > 2.0)
    {
        canvas.rule(past.min(x), past.max(x), y, 1.0, colour);
        canvas.ring([past, y], 2.6, colour);
    }
    canvas.dot([x, y], 2.6, colour);
}

/// The past error against the naive line: hatched where it is no better.
fn error_bar(canvas: &mut Canvas, area: Area, wape: Option<i64>, naive: Option<i64>, widest: f64, is: [bool; 3]) {
    let area = shrunk(area);
    let [leads, worse, naive_row] = is;
    let x = |share: i64| area.x + area.width * share as f64 / widest;
    if let Some(wape) = wape {
        let bar = Area::new(area.x, area.middle() - 5.0, x(wape) - area.x, 10.0);
        match (worse, naive_row) {
            (true, _) => canvas.bar(bar, Fill::Doubt, 2.8),
            (_, true) => canvas.bar(bar, Fill::Past, 2.8),
            _ => canvas.rectangle(bar, if leads { ACCENT } else { TEXT_3 }),
        }
    }
    if let Some(naive) = naive {
        let pen = Stroke::new(0.5, INK).dashed(2.0, 2.0);
        canvas.stroke([x(naive), area.y], [x(naive), area.bottom()], pen);
    }
}
