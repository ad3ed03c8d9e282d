//! The bar that answers the first question: won, expected, target and interval on one scale.

use super::labels::beside;
use crate::canvas::{Canvas, Fill, Style};
use crate::colour::{ACCENT, INK, TEXT_3, WHITE};
use crate::list::Area;

/// A piece of the bar with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct HeroPiece {
    /// Amount.
    pub value: f64,
    /// Certainty.
    pub fill: Fill,
    /// Name and figure.
    pub label: String,
}

/// The interval under the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Lower end with its label.
    pub low: (f64, String),
    /// The outlook with its label, bold.
    pub outlook: (f64, String),
    /// Upper end with its label.
    pub high: (f64, String),
    /// What the interval is, before the lower label.
    pub note: String,
}

/// The whole bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Hero {
    /// Pieces from the left.
    pub pieces: Vec<HeroPiece>,
    /// Target with its label.
    pub target: Option<(f64, String)>,
    /// Interval.
    pub interval: Option<Interval>,
}

/// Height the hero bar needs, in points.
pub const HEIGHT: f64 = 82.0;

/// Draws the bar in `area`, [`HEIGHT`] high; the longest of bar, target and interval reaches 82 % of the width.
pub fn hero(canvas: &mut Canvas, area: Area, data: &Hero) {
    let sum: f64 = data.pieces.iter().map(|p| p.value.max(0.0)).sum();
    let target = data.target.as_ref().map_or(0.0, |(v, _)| *v);
    let high = data.interval.as_ref().map_or(0.0, |i| i.high.0);
    let longest = sum.max(target).max(high);
    let unit = if longest > 0.0 {
        area.width * 0.82 / longest
    } else {
        0.0
    };
    let bar = Area::new(area.x, area.y + 18.0, area.width, 32.0);
    let mut x = area.x;
    let mut outside: Vec<(f64, &HeroPiece)> = Vec::new();
    for piece in data.pieces.iter().filter(|p| p.value > 0.0) {
        let width = piece.value * unit;
        canvas.bar(Area::new(x, bar.y, width, bar.height), piece.fill, 3.0);
        let style = Style::HEADING.colour(if piece.fill == Fill::Won { WHITE } else { ACCENT });
        let length = style.width(&piece.label);
        let base = bar.middle() + 3.8;
        if length + 18.0 > width {
            outside.push((x + width / 2.0, piece));
        } else if piece.fill == Fill::Won {
            canvas.text(x + 8.0, base, &piece.label, style);
        } else {
            let left = clear_of(x, width, length, data.target.as_ref().map(|(v, _)| area.x + v * unit));
            canvas.rectangle(Area::new(left - 5.0, bar.middle() - 8.0, length + 10.0, 16.0), WHITE);
            canvas.text(left, base, &piece.label, style);
        }
        x += width;
    }
    // What does not fit inside stands above the bar, left of the target's label.
    let target_x = area.x + target * unit;
    let style = Style::BODY.bold().colour(ACCENT);
    let anchors: Vec<(f64, f64)> = outside.iter().map(|(at, p)| (*at, style.width(&p.label))).collect();
    let limit = if data.target.is_some() {
        target_x - 6.0
    } else {
        area.right()
    };
    for ((at, piece), left) in outside
        .iter()
        .zip(beside(&anchors, 8.0, area.x, limit.max(area.x + 60.0)))
    {
        canvas.text(left, bar.y - 5.0, &piece.label, style);
        canvas.line([*at, bar.y - 3.0], [*at, bar.y], 0.5, ACCENT);
    }
    if let Some((_, label)) = &data.target {
        canvas.line([target_x, bar.y - 12.0], [target_x, bar.bottom() + 6.0], 1.5, INK);
        let style = Style::BODY.bold();
        if target_x + 4.0 + style.width(label) <= area.right() {
            canvas.text(target_x + 4.0, bar.y - 5.0, label, style);
        } else {
            canvas.text_right(target_x - 4.0, bar.y - 5.0, label, style);
        }
    }
    if let Some(interval) = &data.interval {
        draw_interval(canvas, area, bar.bottom() + 16.0, unit, interval);
    }
}

/// Left end of a label in the middle of its piece, or in the middle of the larger part when the target's line would cross it.
fn clear_of(x: f64, width: f64, length: f64, line: Option<f64>) -> f64 {
    const PAD: f64 = 9.0;
    let middle = |from: f64, to: f64| (from + to - length) / 2.0;
    let left = middle(x, x + width);
    let Some(at) = line.filter(|at| (left - PAD..left + length + PAD).contains(at)) else {
        return left;
    };
    let (from, to) = if at - x >= x + width - at {
        (x, at)
    } else {
        (at, x + width)
    };
    if to - from >= length + 2.0 * PAD {
        middle(from, to)
    } else {
        left
    }
}

fn draw_interval(canvas: &mut Canvas, area: Area, y: f64, unit: f64, interval: &Interval) {
    let at = |value: f64| area.x + value.max(0.0) * unit;
    let (low, middle, high) = (at(interval.low.0), at(interval.outlook.0), at(interval.high.0));
    canvas.rule(low, high, y, 1.0, INK);
    for x in [low, high] {
        canvas.line([x, y - 3.0], [x, y + 3.0], 1.0, INK);
    }
    canvas.dot([middle, y], 2.6, INK);
    let (plain, bold) = (Style::BODY, Style::BODY.bold());
    let (low_width, high_width) = (plain.width(&interval.low.1), plain.width(&interval.high.1));
    let note_width = Style::NOTE.colour(TEXT_3).width(&interval.note);
    if low - 4.0 - low_width - 6.0 - note_width >= area.x && high + 4.0 + high_width <= area.right() {
        let left = canvas.text_right(low - 4.0, y + 2.8, &interval.low.1, plain);
        canvas.text_right(left - 6.0, y + 2.8, &interval.note, Style::NOTE);
        canvas.text(high + 4.0, y + 2.8, &interval.high.1, plain);
        let width = bold.width(&interval.outlook.1);
        let left = (middle - width / 2.0).clamp(area.x, (area.right() - width).max(area.x));
        canvas.text(left, y + 13.0, &interval.outlook.1, bold);
        return;
    }
    // No room at the ends: all labels below, moved apart.
    let labels = [
        (&interval.low, low, plain),
        (&interval.outlook, middle, bold),
        (&interval.high, high, plain),
    ];
    let anchors: Vec<(f64, f64)> = labels
        .iter()
        .map(|((_, label), x, style)| (*x, style.width(label)))
        .collect();
    let places = beside(&anchors, 8.0, area.x, area.right());
    let mut end = area.x;
    for (((_, label), _, style), left) in labels.into_iter().zip(places) {
        end = canvas.text(left, y + 13.0, label, style);
    }
    if end + 8.0 + note_width <= area.right() {
        canvas.text(end + 8.0, y + 13.0, &interval.note, Style::NOTE);
    } else if high + 8.0 + note_width <= area.right() {
        canvas.text(high + 8.0, y + 2.8, &interval.note, Style::NOTE);
    }
}
