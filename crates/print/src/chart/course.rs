//! The course of a period and its possible ends: cone, histogram, waterfall.

use super::axis::Scale;
use super::labels::push_apart;
use crate::canvas::{Canvas, Fill, Style};
use crate::colour::{ACCENT, ACCENT_WASH, INK, TEXT_2, WHITE};
use crate::list::{Area, Mark, Stroke};

/// Amount reached so far and the fan of outcomes. Days are counted from the start of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Cone {
    /// Length of the period in days.
    pub days: f64,
    /// Day and cumulated amount, in order; drawn as steps.
    pub course: Vec<(f64, f64)>,
    /// Today, with its label.
    pub today: (f64, String),
    /// Upper, middle and lower end at the last day, with labels.
    pub ends: [(f64, String); 3],
    /// Target with its label; a dashed line leads there.
    pub target: Option<(f64, String)>,
    /// Figure reached today.
    pub reached: String,
    /// Ticks under the axis: first day and name.
    pub ticks: Vec<(f64, String)>,
}

/// Draws the cone in `area`; labels of the ends stand right of the plot.
pub fn cone(canvas: &mut Canvas, area: Area, data: &Cone, format: &dyn Fn(f64) -> String) {
    let ends = data.ends.iter().chain(&data.target);
    let highest = ends
        .clone()
        .map(|(v, _)| *v)
        .chain(data.course.iter().map(|(_, v)| *v))
        .fold(0.0, f64::max);
    let scale = Scale::up_to(highest);
    let bold = Style::NOTE.bold().colour(INK);
    let right = ends.map(|(_, label)| bold.width(label)).fold(0.0, f64::max) + 6.0;
    let left = scale.label_room(format);
    let plot = Area::new(
        area.x + left,
        area.y + 12.0,
        area.width - left - right,
        area.height - 28.0,
    );
    scale.draw(canvas, &plot, format);
    let x = |day: f64| plot.x + plot.width * day / data.days.max(1.0);
    let y = |value: f64| scale.y(&plot, value);
    let now = data.course.last().map_or(0.0, |(_, v)| *v);
    let (today, label) = &data.today;
    let start = [x(*today), y(now)];
    let [high, middle, low] = [0, 1, 2].map(|i| [plot.right(), y(data.ends[i].0)]);
    canvas.marks.push(Mark::Polygon {
        points: vec![start, high, low],
        closed: true,
        fill: Some(ACCENT_WASH),
        stroke: None,
    });
    for end in [high, low] {
        canvas.line(start, end, 0.5, ACCENT);
    }
    canvas.stroke(start, middle, Stroke::new(1.5, ACCENT).dashed(4.0, 2.0));
    if let Some((target, _)) = &data.target {
        canvas.stroke(
            [plot.x, plot.bottom()],
            [plot.right(), y(*target)],
            Stroke::new(0.5, INK).dashed(3.0, 2.0),
        );
    }
    let mut steps = vec![[plot.x, plot.bottom()]];
    for (day, value) in &data.course {
        let before = steps.last().map_or(plot.bottom(), |p| p[1]);
        steps.push([x(*day), before]);
        steps.push([x(*day), y(*value)]);
    }
    steps.push(start);
    canvas.polyline(steps, Stroke::new(1.5, ACCENT));
    canvas.line([x(*today), area.y + 8.0], [x(*today), plot.bottom()], 0.5, INK);
    // At the very beginning or end of a period the label stands inside.
    let half = Style::NOTE.width(label) / 2.0;
    let middle = x(*today)
        .max(area.x + half)
        .min((area.right() - half).max(area.x + half));
    canvas.text_centre(middle, area.y + 5.0, label, Style::NOTE.colour(TEXT_2));
    let reached = Style::BODY.bold().colour(ACCENT);
    if x(*today) + 3.0 + reached.width(&data.reached) < plot.right() {
        canvas.text(
            x(*today) + 3.0,
            (y(now) + 10.0).min(plot.bottom() - 3.0),
            &data.reached,
            reached,
        );
    } else {
        canvas.text_right(x(*today) - 3.0, y(now) - 4.0, &data.reached, reached);
    }
    let mut labels: Vec<(f64, &str, Style)> = data
        .ends
        .iter()
        .map(|(v, l)| (y(*v), l.as_str(), Style::NOTE.colour(INK)))
        .collect();
    labels.extend(data.target.iter().map(|(v, l)| (y(*v), l.as_str(), bold)));
    let wanted: Vec<f64> = labels.iter().map(|(at, ..)| at + 2.5).collect();
    for (at, (_, label, style)) in push_apart(&wanted, 9.0, plot.y, plot.bottom()).iter().zip(labels) {
        canvas.text(plot.right() + 4.0, *at, label, style);
    }
    ticks(canvas, &plot, &data.ticks, data.days, x);
}

fn ticks(canvas: &mut Canvas, plot: &Area, ticks: &[(f64, String)], end: f64, x: impl Fn(f64) -> f64) {
    for (i, (from, name)) in ticks.iter().enumerate() {
        let to = ticks.get(i + 1).map_or(end, |(next, _)| *next);
        canvas.line([x(*from), plot.bottom()], [x(*from), plot.bottom() + 4.0], 0.5, INK);
        canvas.text_centre(
            (x(*from) + x(to)) / 2.0,
            plot.bottom() + 10.0,
            name,
            Style::NOTE.colour(TEXT_2),
        );
    }
    canvas.line([x(end), plot.bottom()], [x(end), plot.bottom() + 4.0], 0.5, INK);
}

/// Outcomes of a simulation.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Lower end of the first class.
    pub from: f64,
    /// Width of a class.
    pub step: f64,
    /// Outcomes in each class.
    pub counts: Vec<f64>,
    /// Where missed ends and reached begins.
    pub target: Option<f64>,
    /// Labels left and right of the target.
    pub labels: [String; 2],
}

/// Draws the histogram in `area`: hatched below the target, solid from it on.
pub fn histogram(canvas: &mut Canvas, area: Area, data: &Histogram, format: &dyn Fn(f64) -> String) {
    let plot = Area::new(area.x, area.y + 20.0, area.width, area.height - 36.0);
    let highest = data.counts.iter().copied().fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let slot = plot.width / data.counts.len().max(1) as f64;
    let x = |value: f64| plot.x + (value - data.from) / data.step * slot;
    for (i, count) in data.counts.iter().enumerate() {
        let height = plot.height * count / highest;
        let place = Area::new(
            plot.x + slot * i as f64 + 0.5,
            plot.bottom() - height,
            slot - 1.0,
            height,
        );
        let below = data
            .target
            .is_some_and(|t| data.from + data.step * (i as f64 + 0.5) < t);
        canvas.bar(place, if below { Fill::Doubt } else { Fill::Won }, 2.2);
    }
    canvas.rule(plot.x, plot.right(), plot.bottom(), 0.5, INK);
    let end = data.from + data.step * data.counts.len() as f64;
    let scale = Scale::up_to(end - data.from);
    let mut tick = (data.from / scale.step).ceil() * scale.step;
    while tick <= end + 1e-9 {
        let label = format(tick);
        let half = Style::NOTE.width(&label) / 2.0;
        let at = x(tick).clamp(plot.x + half, plot.right() - half);
        canvas.line([x(tick), plot.bottom()], [x(tick), plot.bottom() + 4.0], 0.5, INK);
        canvas.text_centre(at, plot.bottom() + 10.0, &label, Style::NOTE.colour(TEXT_2));
        tick += scale.step;
    }
    if let Some(target) = data.target.filter(|t| *t > data.from && *t < end) {
        let at = x(target);
        canvas.line([at, area.y], [at, plot.bottom()], 1.5, INK);
        let (missed, reached) = (Style::BODY.colour(TEXT_2), Style::BODY.bold().colour(ACCENT));
        let (left, right) = (missed.width(&data.labels[0]), reached.width(&data.labels[1]));
        // Where one side has no room, both stand on the other, one above the other.
        let (first, second) = if at - 4.0 - left < area.x {
            (at + 4.0, at + 4.0)
        } else if at + 4.0 + right > area.right() {
            (at - 4.0 - left, at - 4.0 - right)
        } else {
            (at - 4.0 - left, at + 4.0)
        };
        let apart = if (first < at) == (second < at) { 10.0 } else { 0.0 };
        canvas.text(first, area.y + 6.0, &data.labels[0], missed);
        canvas.text(second, area.y + 6.0 + apart, &data.labels[1], reached);
    }
}

/// A step of a waterfall.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Under the bar.
    pub label: String,
    /// Amount: the level for the first and last step, the change for the others.
    pub value: f64,
    /// Over the bar.
    pub figure: String,
}

/// Draws a waterfall: first and last step are levels with a broken base, the others rise (solid) or fall (hatched red).
pub fn waterfall(canvas: &mut Canvas, area: Area, steps: &[Step]) {
    let (Some(first), true) = (steps.first(), steps.len() > 1) else {
        return;
    };
    let inner = &steps[1..steps.len() - 1];
    let mut level = first.value;
    let mut bounds = vec![level];
    bounds.extend(inner.iter().map(|s| {
        level += s.value;
        level
    }));
    bounds.push(steps[steps.len() - 1].value);
    let low = bounds.iter().copied().fold(f64::MAX, f64::min);
    let high = bounds.iter().copied().fold(f64::MIN, f64::max);
    let plot = Area::new(area.x, area.y + 12.0, area.width, area.height - 26.0);
    // A third of the height is the broken base.
    let y = |v: f64| plot.bottom() - plot.height * (0.34 + 0.66 * (v - low) / (high - low).max(f64::MIN_POSITIVE));
    let slot = plot.width / steps.len() as f64;
    let bar = slot * 0.78;
    let mut before = first.value;
    for (i, step) in steps.iter().enumerate() {
        let middle = plot.x + slot * (i as f64 + 0.5);
        let end = i == 0 || i + 1 == steps.len();
        let after = if end { step.value } else { before + step.value };
        let from = if end { plot.bottom() } else { y(before) };
        let (top, bottom) = (from.min(y(after)), from.max(y(after)));
        let place = Area::new(middle - bar / 2.0, top, bar, (bottom - top).max(0.5));
        canvas.bar(
            place,
            if end || step.value >= 0.0 {
                Fill::Won
            } else {
                Fill::Loss
            },
            2.2,
        );
        if end {
            let (l, r, c) = (place.x, place.right(), plot.bottom() - 6.0);
            let points = vec![
                [l, c],
                [middle, c - 4.0],
                [r, c],
                [r, c + 2.5],
                [middle, c - 1.5],
                [l, c + 2.5],
            ];
            canvas.polygon(points, WHITE);
        }
        if i + 1 < steps.len() {
            canvas.rule(place.right(), place.right() + slot - bar, y(after), 0.5, INK);
        }
        let style = if end {
            Style::NOTE.bold().colour(INK)
        } else {
            Style::NOTE.colour(INK)
        };
        canvas.text_centre(middle, top - 4.0, &step.figure, style);
        canvas.text_in(
            [middle - slot / 2.0 + 1.0, middle + slot / 2.0 - 1.0],
            plot.bottom() + 10.0,
            crate::canvas::Align::Centre,
            &step.label,
            Style::NOTE.colour(TEXT_2),
        );
        before = after;
    }
    canvas.rule(plot.x, plot.right(), plot.bottom(), 0.5, INK);
}
