//! Bars over time: what was won, what is expected, targets and intervals on one axis.

use super::axis::Scale;
use crate::canvas::{Canvas, Fill, Style};
use crate::colour::{INK, TEXT_2, WHITE};
use crate::list::{Area, Stroke};

/// One month of the chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Month {
    /// Under the bar, for example `11`.
    pub label: String,
    /// Won, solid.
    pub won: f64,
    /// Expected on top of it, hatched.
    pub expected: f64,
    /// Target as a thick tick.
    pub target: Option<f64>,
    /// P10 and P90.
    pub interval: Option<(f64, f64)>,
    /// Name of the year, on its first month.
    pub year: Option<String>,
    /// Figure over the bar, bold.
    pub figure: Option<String>,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Months {
    /// Months from left to right.
    pub months: Vec<Month>,
    /// A dashed line before this month, with a word on either side: past and outlook.
    pub divide: Option<(usize, String, String)>,
}

/// Draws the chart in `area`; `format` writes the axis' figures. The last 24 pt of the area hold months and years.
pub fn months(canvas: &mut Canvas, area: Area, chart: &Months, format: &dyn Fn(f64) -> String) {
    let count = chart.months.len().max(1) as f64;
    let reach = |m: &Month| {
        let high = m.interval.map_or(0.0, |(_, high)| high);
        (m.won + m.expected).max(high).max(m.target.unwrap_or(0.0))
    };
    let scale = Scale::up_to(chart.months.iter().map(reach).fold(0.0, f64::max));
    let room = scale.label_room(format);
    // The words at the dashed line have a row of their own, above the figures.
    let crown = if chart.divide.is_some() { 21.0 } else { 12.0 };
    let plot = Area::new(
        area.x + room,
        area.y + crown,
        area.width - room,
        area.height - crown - 24.0,
    );
    scale.draw(canvas, &plot, format);
    let slot = plot.width / count;
    let bar = (slot * 0.75).min(28.0);
    // Labels that would touch are thinned, evenly; figures need room for four digits.
    let widest = chart
        .months
        .iter()
        .map(|month| Style::NOTE.width(&month.label))
        .fold(0.0, f64::max);
    let every = ((widest + 2.0) / slot).ceil().max(1.0) as usize;
    let mut last_figure: Option<(f64, f64)> = None;
    for (i, month) in chart.months.iter().enumerate() {
        let left = plot.x + slot * i as f64;
        let middle = left + slot / 2.0;
        let y = |value: f64| scale.y(&plot, value);
        let piece = |from: f64, to: f64| Area::new(middle - bar / 2.0, y(to), bar, y(from) - y(to));
        canvas.bar(piece(0.0, month.won), Fill::Won, 2.8);
        canvas.bar(piece(month.won, month.won + month.expected), Fill::Expected, 2.8);
        let mut top = y(month.won + month.expected);
        if let Some((low, high)) = month.interval {
            canvas.line([middle, y(low)], [middle, y(high)], 1.0, INK);
            for value in [low, high] {
                canvas.rule(middle - 3.0, middle + 3.0, y(value), 1.0, INK);
            }
            top = top.min(y(high));
        }
        if let Some(target) = month.target {
            canvas.rule(left + slot * 0.02, left + slot * 0.98, y(target), 1.5, INK);
            // A tick in the way of the figure lifts it.
            if (y(target) - (top - 6.0)).abs() < 8.0 {
                top = top.min(y(target));
            }
        }
        if i % every == 0 {
            canvas.text_centre(middle, plot.bottom() + 10.0, &month.label, Style::NOTE.colour(TEXT_2));
        }
        if let Some(year) = &month.year {
            canvas.line([left, plot.bottom()], [left, plot.bottom() + 20.0], 0.5, INK);
            canvas.text(left + 2.0, plot.bottom() + 20.0, year, Style::NOTE);
        }
        if let Some(figure) = month.figure.as_ref().filter(|_| slot >= 16.0) {
            let style = Style::NOTE.bold().colour(INK);
            let half = style.width(figure) / 2.0;
            let mut base = top - 4.0;
            if let Some((right, before)) = last_figure
                && right + 2.0 > middle - half
                && (before - base).abs() < 8.0
            {
                base = before - 9.0;
            }
            // What is lifted into the row of the words has no place: the table below has the figure.
            if chart.divide.is_some() && base - 6.0 < area.y + 7.0 {
                continue;
            }
            // White behind it, so that no gridline runs through the figure.
            canvas.rectangle(Area::new(middle - half - 1.0, base - 6.0, 2.0 * half + 2.0, 7.0), WHITE);
            canvas.text_centre(middle, base, figure, style);
            last_figure = Some((middle + half, base));
        }
    }
    if let Some((index, past, outlook)) = &chart.divide {
        let x = plot.x + slot * *index as f64;
        let stroke = Stroke::new(0.5, INK).dashed(2.0, 2.0);
        canvas.stroke([x, area.y], [x, plot.bottom()], stroke);
        canvas.text_right(x - 4.0, area.y + 5.0, past, Style::NOTE.colour(TEXT_2));
        canvas.text(x + 4.0, area.y + 5.0, outlook, Style::NOTE.colour(TEXT_2));
    }
}
