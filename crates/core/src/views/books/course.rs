//! How sure the outlook is, and what must happen: the cone and the histogram of the learned model, the deals that decide, the
//! amounts one should not rely on, what a week has changed.

use super::compose::Book;
use super::decisive::decisive;
use super::facts::Estimator;
use super::text::{Words, chance};
use crate::views::forecast::{Answer, waterfall_label};
use leadwell_print::chart::{self, Bar, Cone, Histogram, Step};
use leadwell_print::frame::{MEASURE, heading};
use leadwell_print::{Align, Area, Canvas, Composer, Fill, Style};
use leadwell_rules::calendar::months_in;
use leadwell_rules::forecast::learned::answer::Learned;
use leadwell_rules::money::Minor;
use leadwell_rules::number;
use leadwell_rules::ratio::Ratio;

/// Room between sections of this page.
const GAP: f64 = 22.0;
/// Height of a section's heading.
const HEAD: f64 = 18.0;
/// Height of the bars and the waterfall.
pub const BOTTOM: f64 = 96.0;
/// The same where there is little room.
const LOW_BOTTOM: f64 = 80.0;

/// The page of a company with enough history.
pub fn draw(book: &Book, pages: &mut Composer, learned: &Learned) {
    let decides = decisive(book, learned);
    let decisive_height = decides.as_ref().map_or(0.0, |table| HEAD + table.height() + GAP);
    // A line for what counts elsewhere stays free; on shorter paper everything is a little lower.
    let free = pages.room() - decisive_height - HEAD - GAP - 26.0;
    let tall = free - HEAD - GAP - BOTTOM >= 100.0;
    let bottom_height = if tall { BOTTOM } else { LOW_BOTTOM };
    let room = if has_bottom(book) {
        free - HEAD - GAP - bottom_height
    } else {
        free
    };
    // Where nearly all simulations end alike there is nothing to draw.
    if !learned.histogram.is_empty() && learned.band.p10_minor < learned.band.p90_minor {
        outcomes(book, pages, learned, room.clamp(48.0, 170.0));
    }
    if let Some(table) = decides {
        pages.skip(GAP);
        pages.need(HEAD + table.height());
        let title = match decides_target(learned) {
            true => "book.decisive_heading",
            false => "book.decisive_heading_plain",
        };
        let note = match learned.target_probability_bp {
            Some(_) => "book.decisive_note",
            None => "book.decisive_note_plain",
        };
        heading_at(pages, &book.words.get(title), &book.words.get(note));
        pages.table(&table);
    }
    bottom(book, pages, bottom_height);
}

/// Whether some deal by itself gives the target a real chance.
pub fn decides_target(learned: &Learned) -> bool {
    learned
        .decisive
        .iter()
        .filter_map(|deal| deal.if_won_bp)
        .any(|chance| chance >= 1_000)
}

/// The foot: what the outlook is made of, and the learned model's own account of itself.
pub fn formulas(book: &Book, learned: &Learned) -> String {
    let words = book.words;
    let made = &learned.made_of;
    let head = match book.lead {
        Estimator::Learned => words.get("book.formula_learned"),
        Estimator::Model(_) => words.say("book.formula_lead", &[("model", &words.estimator(book.lead))]),
    };
    let of = words.say(
        "book.formula_learned_of",
        &[
            ("simulations", &number::count(learned.simulations)),
            ("since", &made.since.to_string()),
            ("resolved", &number::count(made.resolved)),
            ("checked", &number::count(made.checked)),
        ],
    );
    words.join(&[
        head,
        of,
        words.get("book.formula_coverage"),
        words.get("book.formula_gap"),
    ])
}

/// Why there is no band, in one sentence.
pub fn shortage(book: &Book, pages: &mut Composer) {
    if let Answer::TooLittle(little) = book.learned.as_ref()
        && !book.is_over()
    {
        pages.note(&shortage_text(book.words, little));
    }
}

/// How much history there is and how much it takes.
pub fn shortage_text(words: Words, little: &crate::views::forecast::Shortage) -> String {
    words.say(
        "book.shortage",
        &[
            ("resolved", &number::count(i64::from(little.resolved))),
            ("resolved_needed", &number::count(i64::from(little.resolved_needed))),
            ("won", &number::count(i64::from(little.won))),
            ("won_needed", &number::count(i64::from(little.won_needed))),
            ("days", &number::count(i64::from(little.days.max(0)))),
            ("days_needed", &number::count(i64::from(little.days_needed))),
        ],
    )
}

fn heading_at(pages: &mut Composer, title: &str, note: &str) {
    let (x, y) = (pages.left(), pages.y());
    let end = heading(pages.canvas(), x, y, MEASURE, title, note);
    pages.advance(end - y);
}

fn outcomes(book: &Book, pages: &mut Composer, learned: &Learned, height: f64) {
    let words = book.words;
    pages.skip(GAP);
    let area = pages.block(HEAD + height);
    let plot = |x: f64, width: f64| Area::new(x, area.y + HEAD, width, height);
    let ends = learned.histogram.first().zip(learned.histogram.last());
    let in_sight = |target: Minor| ends.is_some_and(|(a, b)| (a.from_minor..b.to_minor).contains(&target));
    let runs = words.say(
        match book.target() {
            Some(target) if target > 0 && !in_sight(target) => "book.simulations_beyond",
            _ => "book.simulations",
        },
        &[("n", &number::count(learned.simulations))],
    );
    let runs_at = |canvas: &mut Canvas, x: f64, width: f64| {
        heading(canvas, x, area.y, width, &words.get("book.histogram_heading"), &runs);
    };
    if !book.forecast.period.contains(book.forecast.today) {
        runs_at(pages.canvas(), area.x, area.width);
        histogram(book, pages.canvas(), plot(area.x, area.width), learned);
        return;
    }
    let (wide, narrow) = (282.0, 186.0);
    let right = area.right() - narrow;
    let note = words.say("book.cone_note", &[("unit", &book.money.unit())]);
    heading(
        pages.canvas(),
        area.x,
        area.y,
        wide,
        &words.get("book.cone_heading"),
        &note,
    );
    cone(book, pages.canvas(), plot(area.x, wide), learned);
    runs_at(pages.canvas(), right, narrow);
    histogram(book, pages.canvas(), plot(right, narrow), learned);
}

fn cone(book: &Book, canvas: &mut Canvas, area: Area, learned: &Learned) {
    let (words, money, forecast) = (book.words, book.money, &book.forecast);
    let period = forecast.period;
    let days = period.days() as f64;
    let at = |day: leadwell_rules::time::Day| period.start.days_until(day) as f64;
    let mut sum: Minor = 0;
    let mut course: Vec<(f64, f64)> = Vec::new();
    for won in &book.won {
        sum += won.amount_minor;
        let point = (at(won.day) + 1.0, sum.max(0) as f64);
        match course.last_mut() {
            Some(last) if last.0 == point.0 => *last = point,
            _ => course.push(point),
        }
    }
    let end = |code: &str, minor: Minor| {
        (
            minor.max(0) as f64,
            words.say(code, &[("amount", &money.figure(minor))]),
        )
    };
    let widest =
        |name: &str, from: f64, to: f64| (to - from) / days * (area.width - 90.0) > Style::NOTE.width(name) + 2.0;
    let ticks = months_in(&period).into_iter().map(|month| {
        let name = match words.language {
            leadwell_rules::Language::Zh => format!("{}月", month.start.month()),
            leadwell_rules::Language::En => month.start.0.format("%b").to_string(),
        };
        let (from, to) = (at(month.start), at(month.end) + 1.0);
        let name = if widest(&name, from, to) { name } else { String::new() };
        (from, name)
    });
    let cone = Cone {
        days,
        course,
        today: (
            at(forecast.today) + 1.0,
            words.say("book.today", &[("day", &words.day(forecast.today, forecast.today))]),
        ),
        ends: [
            end("book.p90", learned.band.p90_minor),
            end("book.p50", learned.band.p50_minor),
            end("book.p10", learned.band.p10_minor),
        ],
        target: book
            .target()
            .filter(|target| *target > 0)
            .map(|target| end("book.hero_target", target)),
        reached: money.figure(forecast.total.won_minor),
        ticks: ticks.collect(),
    };
    chart::cone(canvas, area, &cone, &|minor| money.tick(minor));
}

fn histogram(book: &Book, canvas: &mut Canvas, area: Area, learned: &Learned) {
    let (words, money) = (book.words, book.money);
    let Some(first) = learned.histogram.first() else { return };
    let chance_bp = learned.target_probability_bp.unwrap_or(0);
    let histogram = Histogram {
        from: first.from_minor as f64,
        step: ((first.to_minor - first.from_minor) as f64).max(1.0),
        counts: learned.histogram.iter().map(|bar| bar.simulations as f64).collect(),
        target: book.target().filter(|target| *target > 0).map(|target| target as f64),
        labels: [
            words.say("book.missed", &[("share", &chance(10_000 - chance_bp))]),
            words.say("book.reached", &[("share", &chance(chance_bp))]),
        ],
    };
    chart::histogram(canvas, area, &histogram, &|minor| money.tick(minor));
}

fn has_bottom(book: &Book) -> bool {
    !book.risks.rules.is_empty() || !book.waterfall.steps.is_empty()
}

/// The least reliable amounts beside the change of a week.
pub fn bottom(book: &Book, pages: &mut Composer, height: f64) {
    // It never begins a page of its own: the doubts have theirs, and a summary is one page.
    if !has_bottom(book) || pages.room() < GAP + HEAD + height {
        return;
    }
    pages.skip(GAP);
    let area = pages.block(HEAD + height);
    let half = 240.0;
    let words = book.words;
    let canvas = pages.canvas();
    let note = words.say("book.doubts_note", &[("unit", &book.money.unit())]);
    let top = heading(canvas, area.x, area.y, half, &words.get("book.doubts_heading"), &note);
    let place = Area::new(area.x, top, half, area.bottom() - top - 8.0);
    if book.risks.rules.is_empty() {
        canvas.text_in(
            [place.x, place.right()],
            place.y + 10.0,
            Align::Left,
            &words.get("book.doubts_none"),
            Style::BODY,
        );
    } else {
        doubts(book, canvas, place);
    }
    let right = area.right() - half;
    week(book, canvas, Area::new(right, area.y, half, HEAD + height));
}

fn doubts(book: &Book, canvas: &mut Canvas, area: Area) {
    let (words, money) = (book.words, book.money);
    let bars: Vec<Bar> = book
        .risks
        .rules
        .iter()
        .take(4)
        .map(|rule| Bar {
            label: rule.label.clone(),
            value: rule.sum.amount_minor as f64,
            figure: money.figure(rule.sum.amount_minor),
            note: words.say(
                "book.doubt_share",
                &[
                    ("deals", &words.deals(rule.sum.count)),
                    (
                        "share",
                        &number::percent_whole(&Ratio::new(rule.sum.amount_minor, book.forecast.total.open_minor)),
                    ),
                ],
            ),
        })
        .collect();
    chart::sorted_bars(canvas, area, &bars, Fill::Doubt);
}

/// The waterfall of a week, its smaller steps in one.
fn week(book: &Book, canvas: &mut Canvas, area: Area) {
    const STEPS: usize = 5;
    let (words, money, found) = (book.words, book.money, &book.waterfall);
    let near = book.forecast.today;
    let note = words.say(
        "book.week_note",
        &[
            ("unit", &money.unit()),
            ("model", &words.model(found.model)),
            ("from", &words.day(found.from, near)),
            ("to", &words.day(found.to, near)),
        ],
    );
    let top = heading(
        canvas,
        area.x,
        area.y,
        area.width,
        &words.get("book.week_heading"),
        &note,
    );
    let plot = Area::new(area.x, top, area.width, area.bottom() - top - 8.0);
    let mut steps: Vec<(String, Minor)> = found
        .steps
        .iter()
        .map(|step| (words.get(waterfall_label(step.cause)), step.outlook_minor))
        .filter(|(_, minor)| money.figure(*minor) != money.figure(0))
        .collect();
    if steps.is_empty() {
        let text = words.get("book.week_nothing");
        canvas.text_in([plot.x, plot.right()], plot.y + 10.0, Align::Left, &text, Style::BODY);
        return;
    }
    if steps.len() > STEPS {
        let mut sizes: Vec<Minor> = steps.iter().map(|(_, minor)| minor.saturating_abs()).collect();
        sizes.sort_unstable();
        let least = sizes[sizes.len() - (STEPS - 1)];
        let (kept, small): (Vec<_>, Vec<_>) = steps
            .into_iter()
            .partition(|(_, minor)| minor.saturating_abs() >= least);
        let other = small.iter().map(|(_, minor)| minor).sum();
        steps = kept;
        steps.push((words.get("book.week_other"), other));
    }
    // The reader adds: every change is the difference of two levels as they are shown.
    let start = found.start.outlook_minor;
    let all: Minor = steps.iter().map(|(_, minor)| minor).sum();
    let unshown = found.end.outlook_minor - start - all;
    let mut level = start;
    let level_step = |label: String, minor: Minor| Step {
        label,
        value: minor as f64,
        figure: money.figure(minor),
    };
    let mut bars = vec![level_step(words.day(found.from, near), start)];
    let count = steps.len();
    for (index, (label, minor)) in steps.into_iter().enumerate() {
        let minor = if index + 1 == count { minor + unshown } else { minor };
        let shown = money.rest(level + minor, level);
        level += minor;
        bars.push(Step {
            label,
            value: minor as f64,
            figure: if shown > 0 {
                format!("+{}", money.figure(shown))
            } else {
                money.figure(shown)
            },
        });
    }
    bars.push(level_step(words.day(found.to, near), found.end.outlook_minor));
    chart::waterfall(canvas, plot, &bars);
}
