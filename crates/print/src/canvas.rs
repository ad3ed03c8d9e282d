//! A page being drawn: short words for marks.

use crate::colour::{Colour, INK, TEXT_2, TEXT_3};
use crate::list::{Area, Lean, Mark, Segment, Stroke, Text, Weight};
use crate::text;
use crate::wrap::{self, Fitted};

/// Size, weight and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size in points; 7, 8, 9, 10, 14 or 16.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
}

impl Style {
    /// Notes, ticks and table heads: 7, third text colour.
    pub const NOTE: Style = Style {
        size: 7.0,
        weight: Weight::Regular,
        colour: TEXT_3,
    };
    /// Tables and body: 8, ink.
    pub const BODY: Style = Style {
        size: 8.0,
        weight: Weight::Regular,
        colour: INK,
    };
    /// Sub-lines: 9, second text colour.
    pub const SUB: Style = Style {
        size: 9.0,
        weight: Weight::Regular,
        colour: TEXT_2,
    };
    /// Names: 9 bold.
    pub const NAME: Style = Style {
        size: 9.0,
        weight: Weight::Bold,
        colour: INK,
    };
    /// Section headings: 10 bold.
    pub const HEADING: Style = Style {
        size: 10.0,
        weight: Weight::Bold,
        colour: INK,
    };
    /// Key figures and titles: 16 bold.
    pub const TITLE: Style = Style {
        size: 16.0,
        weight: Weight::Bold,
        colour: INK,
    };

    /// The same, bold.
    pub const fn bold(self) -> Style {
        Style {
            weight: Weight::Bold,
            ..self
        }
    }

    /// The same in another size.
    pub const fn size(self, size: f64) -> Style {
        Style { size, ..self }
    }

    /// The same in another colour.
    pub const fn colour(self, colour: Colour) -> Style {
        Style { colour, ..self }
    }

    /// Width of a text in this style, in points.
    pub fn width(&self, text: &str) -> f64 {
        text::measure(text, self.size, self.weight)
    }
}

/// Where a text stands between two edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right edge: numbers.
    Right,
}

/// How certain an amount is; drawn as one texture everywhere, told apart in grey as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Solid accent: won, happened.
    Won,
    /// Rising hatch: expected.
    Expected,
    /// Dense rising hatch: committed.
    Commit,
    /// Wide falling hatch: best case.
    BestCase,
    /// Outline only: pipeline.
    Pipeline,
    /// Pale: an interval.
    Interval,
    /// Rising hatch in ink: what speaks against it.
    Doubt,
    /// Rising hatch in red: a loss.
    Loss,
    /// Solid grey: the past as a background.
    Past,
}

/// Collects the marks of one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Canvas {
    /// Marks so far, in painting order.
    pub marks: Vec<Mark>,
}

impl Canvas {
    /// An empty canvas.
    pub fn new() -> Canvas {
        Canvas::default()
    }

    /// A line of text from `x` at baseline `y`; returns its right end.
    pub fn text(&mut self, x: f64, y: f64, content: &str, style: Style) -> f64 {
        self.push_text(x, y, content, style, None)
    }

    /// A line of text that ends at `x`; returns its left end.
    pub fn text_right(&mut self, x: f64, y: f64, content: &str, style: Style) -> f64 {
        let left = x - style.width(content);
        self.push_text(left, y, content, style, None);
        left
    }

    /// A line of text around `x`.
    pub fn text_centre(&mut self, x: f64, y: f64, content: &str, style: Style) {
        self.push_text(x - style.width(content) / 2.0, y, content, style, None);
    }

    /// A text inside a column: in its size, else at 7, else wrapped with a lead of 9. Returns how many lines it took.
    pub fn text_in(&mut self, room: [f64; 2], y: f64, align: Align, content: &str, style: Style) -> usize {
        let Fitted { size, lines } = wrap::fit(content, style.size, style.weight, room[1] - room[0]);
        let style = style.size(size);
        for (i, line) in lines.iter().enumerate() {
            let spare = room[1] - room[0] - style.width(line);
            let x = match align {
                Align::Left => room[0],
                Align::Centre => room[0] + spare / 2.0,
                Align::Right => room[1] - style.width(line),
            };
            self.push_text(x, y + 9.0 * i as f64, line, style, Some(room));
        }
        lines.len()
    }

    /// A paragraph between `x` and `x + width`, first baseline `y`; returns the baseline after the last line.
    pub fn paragraph(&mut self, x: f64, y: f64, width: f64, lead: f64, content: &str, style: Style) -> f64 {
        let mut baseline = y;
        for line in wrap::wrap(content, style.size, style.weight, width) {
            self.push_text(x, baseline, &line, style, Some([x, x + width]));
            baseline += lead;
        }
        baseline
    }

    fn push_text(&mut self, x: f64, y: f64, content: &str, style: Style, room: Option<[f64; 2]>) -> f64 {
        let Style { size, weight, colour } = style;
        // Thousandths of a point: the list stays the same through JSON.
        let [x, y] = [x, y].map(|v| (v * 1000.0).round() / 1000.0);
        if !content.is_empty() {
            self.marks.push(Mark::Text(Text {
                x,
                y,
                text: content.to_string(),
                size,
                weight,
                colour,
                room,
            }));
        }
        x + style.width(content)
    }

    /// A solid straight line.
    pub fn line(&mut self, from: [f64; 2], to: [f64; 2], width: f64, colour: Colour) {
        self.stroke(from, to, Stroke::new(width, colour));
    }

    /// A straight line with any pen.
    pub fn stroke(&mut self, from: [f64; 2], to: [f64; 2], stroke: Stroke) {
        self.marks.push(Mark::Line { from, to, stroke });
    }

    /// A horizontal rule.
    pub fn rule(&mut self, x: f64, right: f64, y: f64, width: f64, colour: Colour) {
        self.line([x, y], [right, y], width, colour);
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, area: Area, fill: Colour) {
        self.marks.push(Mark::Rectangle {
            area,
            fill: Some(fill),
            stroke: None,
        });
    }

    /// A framed rectangle.
    pub fn outline(&mut self, area: Area, width: f64, colour: Colour) {
        self.marks.push(Mark::Rectangle {
            area,
            fill: None,
            stroke: Some(Stroke::new(width, colour)),
        });
    }

    /// Hatch lines; frame them with [`Canvas::outline`].
    pub fn hatch(&mut self, area: Area, pitch: f64, width: f64, colour: Colour, lean: Lean) {
        self.marks.push(Mark::Hatch {
            area,
            pitch,
            stroke: Stroke::new(width, colour),
            lean,
        });
    }

    /// A closed, filled shape.
    pub fn polygon(&mut self, points: Vec<[f64; 2]>, fill: Colour) {
        self.marks.push(Mark::Polygon {
            points,
            closed: true,
            fill: Some(fill),
            stroke: None,
        });
    }

    /// An open line through points.
    pub fn polyline(&mut self, points: Vec<[f64; 2]>, stroke: Stroke) {
        self.marks.push(Mark::Polygon {
            points,
            closed: false,
            fill: None,
            stroke: Some(stroke),
        });
    }

    /// An open curve.
    pub fn curve(&mut self, from: [f64; 2], segments: Vec<Segment>, stroke: Stroke) {
        self.marks.push(Mark::Path {
            from,
            segments,
            closed: false,
            fill: None,
            stroke: Some(stroke),
        });
    }

    /// A solid dot.
    pub fn dot(&mut self, centre: [f64; 2], radius: f64, colour: Colour) {
        self.marks.push(Mark::Circle {
            centre,
            radius,
            fill: Some(colour),
            stroke: None,
        });
    }

    /// A hollow dot with white inside.
    pub fn ring(&mut self, centre: [f64; 2], radius: f64, colour: Colour) {
        let stroke = Some(Stroke::new(1.0, colour));
        self.marks.push(Mark::Circle {
            centre,
            radius,
            fill: Some(crate::colour::WHITE),
            stroke,
        });
    }

    /// A triangle pointing down, 8 wide and 7 high, its left top corner at `at`.
    pub fn triangle_down(&mut self, at: [f64; 2], colour: Colour) {
        let [x, y] = at;
        self.polygon(vec![[x, y], [x + 8.0, y], [x + 4.0, y + 7.0]], colour);
    }

    /// A bar filled by its certainty. `pitch` is the hatch's, 2.2 to 3.
    pub fn bar(&mut self, area: Area, fill: Fill, pitch: f64) {
        use crate::colour::{ACCENT, ACCENT_WASH, LINE_2, RED};
        if area.width <= 0.0 || area.height <= 0.0 {
            return;
        }
        let (pitch, width, colour, lean) = match fill {
            Fill::Won => return self.rectangle(area, ACCENT),
            Fill::Interval => return self.rectangle(area, ACCENT_WASH),
            Fill::Past => return self.rectangle(area, LINE_2),
            Fill::Pipeline => return self.outline(area, 0.5, ACCENT),
            Fill::Expected => (pitch, 0.5, ACCENT, Lean::Rising),
            Fill::Commit => (2.2, 0.6, ACCENT, Lean::Rising),
            Fill::BestCase => (4.4, 0.5, ACCENT, Lean::Falling),
            Fill::Doubt => (pitch, 0.5, INK, Lean::Rising),
            Fill::Loss => (pitch, 0.5, RED, Lean::Rising),
        };
        self.hatch(area, pitch, width, colour, lean);
        self.outline(area, 0.5, colour);
    }
}
