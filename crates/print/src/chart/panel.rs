//! A small chart of a series: what came of it as grey bars, what had been forecast as a line, with its band.

use super::axis::Scale;
use crate::canvas::{Canvas, Fill, Style};
use crate::colour::{ACCENT, ACCENT_WASH, INK, RED, TEXT_2};
use crate::list::{Area, Mark, Stroke};

/// One point in time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Point {
    /// Under the axis where it is first, last or in the middle, for example `2026-01`.
    pub label: String,
    /// What came of it.
    pub actual: f64,
    /// What had been forecast.
    pub forecast: Option<f64>,
    /// The lower and upper end of what was held possible.
    pub band: Option<(f64, f64)>,
}

impl Point {
    /// Whether what came lies outside the band.
    pub fn outside(&self) -> bool {
        self.band
            .is_some_and(|(low, high)| self.actual < low || self.actual > high)
    }
}

/// Draws the panel in `area`; the last 14 pt hold the labels. `highest` is the same for all panels that are compared. The accent is
/// for the one that is recommended.
pub fn panel(
    canvas: &mut Canvas,
    area: Area,
    points: &[Point],
    highest: f64,
    accent: bool,
    format: &dyn Fn(f64) -> String,
) {
    let scale = Scale::up_to(highest);
    let left = scale.label_room(format);
    let plot = Area::new(area.x + left, area.y + 4.0, area.width - left, area.height - 20.0);
    scale.draw(canvas, &plot, format);
    let slot = plot.width / points.len().max(1) as f64;
    let middle = |at: usize| plot.x + slot * (at as f64 + 0.5);
    let y = |value: f64| scale.y(&plot, value.clamp(0.0, scale.top()));
    let bar = slot * 0.62;
    // Stretches without a gap, so that no line leads through what was not forecast.
    let mut runs: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
    for (at, point) in points.iter().enumerate() {
        match (point.forecast, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((at, value)),
            _ => runs.push(Vec::new()),
        }
    }
    // The band lies behind the bars, its edges before them.
    let mut edges: Vec<Vec<[f64; 2]>> = Vec::new();
    for run in &runs {
        let banded: Vec<(usize, (f64, f64))> = run
            .iter()
            .filter_map(|(at, _)| Some((*at, points[*at].band?)))
            .collect();
        if banded.len() > 1 {
            let ends = |end: fn((f64, f64)) -> f64| banded.iter().map(move |(at, band)| [middle(*at), y(end(*band))]);
            let (lower, upper): (Vec<_>, Vec<_>) = (ends(|band| band.0).collect(), ends(|band| band.1).collect());
            canvas.marks.push(Mark::Polygon {
                points: upper.iter().copied().chain(lower.iter().rev().copied()).collect(),
                closed: true,
                fill: Some(ACCENT_WASH),
                stroke: None,
            });
            edges.extend([upper, lower]);
        }
    }
    for (at, point) in points.iter().enumerate() {
        let top = y(point.actual);
        let place = Area::new(middle(at) - bar / 2.0, top, bar, plot.bottom() - top);
        canvas.bar(place, Fill::Past, 2.8);
    }
    canvas.rule(plot.x, plot.right(), plot.bottom(), 0.5, INK);
    for edge in edges {
        canvas.polyline(edge, Stroke::new(0.5, ACCENT));
    }
    let colour = if accent { ACCENT } else { INK };
    for run in runs.iter().filter(|run| !run.is_empty()) {
        let line: Vec<[f64; 2]> = run.iter().map(|(at, value)| [middle(*at), y(*value)]).collect();
        if line.len() > 1 {
            canvas.polyline(line.clone(), Stroke::new(1.2, colour));
        }
        for centre in line {
            canvas.dot(centre, 1.6, colour);
        }
    }
    for (at, _) in points.iter().enumerate().filter(|(_, point)| point.outside()) {
        let (x, y) = (middle(at), plot.bottom() - 1.0);
        canvas.polygon(vec![[x - 3.0, y + 5.0], [x + 3.0, y + 5.0], [x, y]], RED);
    }
    let Some(last) = points.len().checked_sub(1) else {
        return;
    };
    let mut places = vec![0, last];
    if last >= 6 {
        places.insert(1, last / 2);
    }
    places.dedup();
    let style = Style::NOTE.colour(TEXT_2);
    let mut free = plot.x;
    for at in places {
        let width = style.width(&points[at].label);
        let x = (middle(at) - width / 2.0).clamp(plot.x, (plot.right() - width).max(plot.x));
        if x >= free {
            canvas.text(x, plot.bottom() + 14.0, &points[at].label, style);
            free = x + width + 4.0;
        }
    }
}
