//! Small bars for rows: bullets against a target, stacks by certainty, a dot with its interval.

use crate::canvas::{Canvas, Fill};
use crate::colour::{INK, LINE_2};
use crate::list::Area;

/// Won, expected and target of one row.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bullet {
    /// Won, solid.
    pub won: f64,
    /// Expected on top of it, hatched.
    pub expected: f64,
    /// Target, a vertical line.
    pub target: Option<f64>,
}

/// A piece of a stack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Amount.
    pub value: f64,
    /// Certainty.
    pub fill: Fill,
}

/// Points per unit when `highest` fills `width`; none when there is nothing to draw.
fn per_unit(width: f64, highest: f64) -> f64 {
    if highest > 0.0 { width / highest } else { 0.0 }
}

/// A bullet bar with its zero line, in the middle of `area`; the width of `area` is worth `highest`.
pub fn bullet(canvas: &mut Canvas, area: Area, data: &Bullet, highest: f64) {
    let unit = per_unit(area.width, highest);
    let thick = (area.height * 0.45).clamp(6.0, 14.0);
    let top = area.middle() - thick / 2.0;
    let won = data.won.max(0.0) * unit;
    canvas.bar(Area::new(area.x, top, won, thick), Fill::Won, 2.8);
    canvas.bar(
        Area::new(area.x + won, top, data.expected.max(0.0) * unit, thick),
        Fill::Expected,
        2.8,
    );
    canvas.line([area.x, area.y + 3.0], [area.x, area.bottom() - 3.0], 0.5, INK);
    if let Some(target) = data.target {
        let x = area.x + target * unit;
        canvas.line([x, top - 4.0], [x, top + thick + 4.0], 1.5, INK);
    }
}

/// A stacked bar in the middle of `area`; the width of `area` is worth `highest`. Returns its right end.
pub fn stack(canvas: &mut Canvas, area: Area, pieces: &[Piece], highest: f64) -> f64 {
    let unit = per_unit(area.width, highest);
    let thick = (area.height * 0.5).clamp(6.0, 13.0);
    let mut x = area.x;
    for piece in pieces.iter().filter(|p| p.value > 0.0) {
        let width = piece.value * unit;
        canvas.bar(Area::new(x, area.middle() - thick / 2.0, width, thick), piece.fill, 2.2);
        x += width;
    }
    x
}

/// A measured value with its interval on a guide line. `value`, `low` and `high` are on the scale `from..to` that the
/// width of `area` stands for. Solid is measured; hollow is a benchmark, which has no interval.
pub fn dot_range(
    canvas: &mut Canvas,
    area: Area,
    scale: (f64, f64),
    value: f64,
    interval: Option<(f64, f64)>,
    solid: bool,
) {
    let (from, to) = scale;
    let x = |v: f64| area.x + area.width * ((v - from) / (to - from)).clamp(0.0, 1.0);
    let y = area.middle();
    canvas.rule(area.x, area.right(), y, 0.25, LINE_2);
    if let Some((low, high)) = interval {
        canvas.rule(x(low), x(high), y, 1.0, INK);
    }
    if solid {
        canvas.dot([x(value), y], 2.6, INK)
    } else {
        canvas.ring([x(value), y], 2.6, INK)
    }
}
