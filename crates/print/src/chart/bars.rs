//! Horizontal bars: sorted amounts and the funnel.

use crate::canvas::{Align, Canvas, Fill, Style};
use crate::colour::{INK, TEXT_2};
use crate::list::Area;

/// A labelled bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Left of the bar.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// After the bar, bold.
    pub figure: String,
    /// After the figure, small.
    pub note: String,
}

/// A step of the funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelStep {
    /// The bar.
    pub bar: Bar,
    /// Rate from the step before, for example `41.6%`.
    pub rate: String,
    /// Its counts, for example `203 / 488`.
    pub counts: String,
}

const ROW: f64 = 20.0;

/// Width of the longest label, at most `share` of the area.
fn label_room<'a>(labels: impl Iterator<Item = &'a str>, most: f64) -> f64 {
    labels
        .map(|label| Style::BODY.width(label))
        .fold(0.0, f64::max)
        .min(most)
        + 12.0
}

fn tail(bar: &Bar) -> f64 {
    let note = if bar.note.is_empty() {
        0.0
    } else {
        4.0 + Style::NOTE.width(&bar.note)
    };
    4.0 + Style::BODY.bold().width(&bar.figure) + note
}

fn draw(canvas: &mut Canvas, row: Area, x: f64, unit: f64, bar: &Bar, fill: Fill) {
    let thick = (row.height * 0.6).min(12.0);
    let base = row.middle() + 2.8;
    canvas.text_in([row.x, x - 8.0], base, Align::Left, &bar.label, Style::BODY);
    let length = bar.value.max(0.0) * unit;
    canvas.bar(Area::new(x, row.middle() - thick / 2.0, length, thick), fill, 2.8);
    let end = canvas.text(x + length + 4.0, base, &bar.figure, Style::BODY.bold().colour(INK));
    canvas.text(end + 4.0, base, &bar.note, Style::NOTE.colour(TEXT_2));
}

/// Bars from the longest to the shortest, 20 pt a row (less when `area` is lower). Returns the lower edge.
pub fn sorted_bars(canvas: &mut Canvas, area: Area, bars: &[Bar], fill: Fill) -> f64 {
    let mut order: Vec<&Bar> = bars.iter().collect();
    order.sort_by(|a, b| b.value.total_cmp(&a.value));
    let row = ROW.min(area.height / bars.len().max(1) as f64);
    let x = area.x + label_room(bars.iter().map(|b| b.label.as_str()), area.width * 0.4);
    let unit = unit(bars.iter(), area.right() - x);
    for (i, bar) in order.into_iter().enumerate() {
        draw(
            canvas,
            Area::new(area.x, area.y + row * i as f64, area.width, row),
            x,
            unit,
            bar,
            fill,
        );
    }
    area.y + row * bars.len() as f64
}

/// Points per unit so that every bar and what is written after it fits into `room`.
fn unit<'a>(bars: impl Iterator<Item = &'a Bar>, room: f64) -> f64 {
    bars.filter(|b| b.value > 0.0)
        .map(|b| (room - tail(b)).max(1.0) / b.value)
        .reduce(f64::min)
        .unwrap_or(0.0)
}

/// The funnel: a solid bar per step in order, its rate and counts at the right. Returns the lower edge.
pub fn funnel(canvas: &mut Canvas, area: Area, steps: &[FunnelStep]) -> f64 {
    let row = ROW.min(area.height / steps.len().max(1) as f64);
    let x = area.x + label_room(steps.iter().map(|s| s.bar.label.as_str()), area.width * 0.3);
    let widest =
        |text: fn(&FunnelStep) -> &str, style: Style| steps.iter().map(|s| style.width(text(s))).fold(0.0, f64::max);
    let counts = widest(|s| &s.counts, Style::BODY);
    let rates_right = area.right() - counts - 20.0;
    let right = rates_right - widest(|s| &s.rate, Style::BODY) - 12.0;
    let unit = unit(steps.iter().map(|s| &s.bar), right - x);
    for (i, step) in steps.iter().enumerate() {
        let place = Area::new(area.x, area.y + row * i as f64, area.width, row);
        draw(canvas, place, x, unit, &step.bar, Fill::Won);
        let base = place.middle() + 2.8;
        canvas.text_right(rates_right, base, &step.rate, Style::BODY);
        canvas.text_right(area.right(), base, &step.counts, Style::BODY.colour(TEXT_2));
    }
    area.y + row * steps.len() as f64
}
