//! The display list: what stands on a page, in points, origin at the top left.

use serde::{Deserialize, Serialize};

use crate::colour::Colour;

/// A finished document: every mark of every page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Title of the file (not drawn by the writers).
    pub title: String,
    /// Author or organisation, for the file's properties.
    pub author: String,
    /// BCP 47 tag of the text's language, for example `zh-CN`.
    pub language: String,
    /// Size of every page.
    pub paper: Paper,
    /// Pages in order.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Marks in painting order, which is also the reading order of the texts.
    pub marks: Vec<Mark>,
}

/// Paper size and which way it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 in.
    Letter,
    /// 297 × 210 mm.
    A4Wide,
    /// 11 × 8.5 in.
    LetterWide,
}

impl Paper {
    /// Width in points.
    pub fn width(self) -> f64 {
        match self {
            Paper::A4 => 595.276,
            Paper::Letter => 612.0,
            Paper::A4Wide => 841.89,
            Paper::LetterWide => 792.0,
        }
    }

    /// Height in points.
    pub fn height(self) -> f64 {
        match self {
            Paper::A4 => 841.89,
            Paper::Letter => 792.0,
            Paper::A4Wide => 595.276,
            Paper::LetterWide => 612.0,
        }
    }

    /// Width of the text area in points: the same on every upright paper; lying, what the margins of 18 mm leave.
    pub fn measure(self) -> f64 {
        match self {
            Paper::A4 | Paper::Letter => crate::frame::MEASURE,
            Paper::A4Wide => 738.0,
            Paper::LetterWide => 690.0,
        }
    }

    /// The same paper lying on its long side.
    pub fn wide(self) -> Paper {
        match self {
            Paper::A4 | Paper::A4Wide => Paper::A4Wide,
            Paper::Letter | Paper::LetterWide => Paper::LetterWide,
        }
    }

    /// Left and right margin in points.
    pub fn margin(self) -> f64 {
        (self.width() - self.measure()) / 2.0
    }
}

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// A rectangle on the page; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// An area from its left top corner and size.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Area {
        Area { x, y, width, height }
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Vertical middle.
    pub fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Width in points.
    pub width: f64,
    /// Colour.
    pub colour: Colour,
    /// Lengths of dash and gap in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dash: Option<[f64; 2]>,
}

impl Stroke {
    /// A solid stroke.
    pub fn new(width: f64, colour: Colour) -> Stroke {
        Stroke {
            width,
            colour,
            dash: None,
        }
    }

    /// The same stroke, dashed.
    pub fn dashed(self, dash: f64, gap: f64) -> Stroke {
        Stroke {
            dash: Some([dash, gap]),
            ..self
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Left end of the line.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// What is written; no line breaks.
    pub text: String,
    /// Size in points.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
    /// Left and right edge of the column the text belongs to, for the layout check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<[f64; 2]>,
}

/// A piece of a path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Straight line to a point.
    To([f64; 2]),
    /// Cubic Bézier curve: two control points, then the end.
    Curve([f64; 2], [f64; 2], [f64; 2]),
}

/// One mark on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mark {
    /// A line of text.
    Text(Text),
    /// A straight line.
    Line {
        /// Start.
        from: [f64; 2],
        /// End.
        to: [f64; 2],
        /// Pen.
        stroke: Stroke,
    },
    /// A rectangle, filled, framed or both.
    Rectangle {
        /// Where.
        area: Area,
        /// Fill.
        fill: Option<Colour>,
        /// Frame.
        stroke: Option<Stroke>,
    },
    /// A row of points, closed or open.
    Polygon {
        /// Corners.
        points: Vec<[f64; 2]>,
        /// Whether the last corner joins the first.
        closed: bool,
        /// Fill.
        fill: Option<Colour>,
        /// Pen.
        stroke: Option<Stroke>,
    },
    /// Lines and curves.
    Path {
        /// Start.
        from: [f64; 2],
        /// Pieces in order.
        segments: Vec<Segment>,
        /// Whether the end joins the start.
        closed: bool,
        /// Fill.
        fill: Option<Colour>,
        /// Pen.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Middle.
        centre: [f64; 2],
        /// Radius in points.
        radius: f64,
        /// Fill.
        fill: Option<Colour>,
        /// Pen.
        stroke: Option<Stroke>,
    },
    /// Parallel lines inside a rectangle; see [`crate::hatch`].
    Hatch {
        /// Where.
        area: Area,
        /// Distance of the lines, measured at right angles.
        pitch: f64,
        /// Pen.
        stroke: Stroke,
        /// Which way they lean.
        lean: Lean,
    },
}

/// Direction of a hatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lean {
    /// 45°, rising to the right: expected or committed.
    Rising,
    /// 135°, falling to the right: best case.
    Falling,
}
