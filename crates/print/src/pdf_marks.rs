//! The marks of a page as PDF operations.

use printpdf::{
    Color, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing,
    Pt, Rect, Rgb, TextItem, TextRenderingMode, WindingOrder,
};

use crate::colour::Colour;
use crate::font::Cut;
use crate::hatch;
use crate::list::{Mark, Page, Segment, Stroke, Text};
use crate::pdf::font_id;
use crate::text::{self, Placed};

/// A page with its sheet size in points.
pub(crate) fn page_of(page: &Page, width: f64, height: f64) -> PdfPage {
    let mut writer = Writer {
        height,
        ops: Vec::new(),
    };
    for mark in &page.marks {
        writer.mark(mark);
    }
    let mut made = PdfPage::new(Mm(1.0), Mm(1.0), writer.ops);
    let sheet = Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: pt(width),
        height: pt(height),
        mode: None,
        winding_order: None,
    };
    made.media_box = sheet.clone();
    made.trim_box = sheet.clone();
    made.crop_box = sheet;
    made
}

fn pt(value: f64) -> Pt {
    Pt(((value * 1000.0).round() / 1000.0) as f32)
}

fn colour(value: Colour) -> Color {
    let [r, g, b] = value
        .channels()
        .map(|c| (f32::from(c) / 255.0 * 1000.0).round() / 1000.0);
    Color::Rgb(Rgb {
        r,
        g,
        b,
        icc_profile: None,
    })
}

struct Writer {
    height: f64,
    ops: Vec<Op>,
}

impl Writer {
    fn point(&self, at: [f64; 2]) -> Point {
        Point {
            x: pt(at[0]),
            y: pt(self.height - at[1]),
        }
    }

    fn straight(&self, at: [f64; 2]) -> LinePoint {
        LinePoint {
            p: self.point(at),
            bezier: false,
        }
    }

    fn pen(&mut self, stroke: &Stroke) {
        let dash = stroke.dash.map_or_else(LineDashPattern::default, |[dash, gap]| {
            LineDashPattern::new(0.0, &[dash as f32, gap as f32])
        });
        self.ops.push(Op::SetOutlineColor {
            col: colour(stroke.colour),
        });
        self.ops.push(Op::SetOutlineThickness { pt: pt(stroke.width) });
        self.ops.push(Op::SetLineDashPattern { dash });
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text(text) => self.text(text),
            Mark::Line { from, to, stroke } => {
                self.shape(
                    vec![self.straight(*from), self.straight(*to)],
                    false,
                    None,
                    Some(stroke),
                );
            }
            Mark::Rectangle { area, fill, stroke } => {
                let corners = [
                    [area.x, area.y],
                    [area.right(), area.y],
                    [area.right(), area.bottom()],
                    [area.x, area.bottom()],
                ];
                let points = corners.iter().map(|at| self.straight(*at)).collect();
                self.shape(points, true, *fill, stroke.as_ref());
            }
            Mark::Polygon {
                points,
                closed,
                fill,
                stroke,
            } => {
                let points = points.iter().map(|at| self.straight(*at)).collect();
                self.shape(points, *closed, *fill, stroke.as_ref());
            }
            Mark::Path {
                from,
                segments,
                closed,
                fill,
                stroke,
            } => {
                let points = self.path(*from, segments);
                self.shape(points, *closed, *fill, stroke.as_ref());
            }
            Mark::Circle {
                centre,
                radius,
                fill,
                stroke,
            } => {
                let (from, segments) = circle(*centre, *radius);
                let points = self.path(from, &segments);
                self.shape(points, true, *fill, stroke.as_ref());
            }
            Mark::Hatch {
                area,
                pitch,
                stroke,
                lean,
            } => {
                self.pen(stroke);
                for [from, to] in hatch::lines(area, *pitch, *lean) {
                    let points = vec![self.straight(from), self.straight(to)];
                    self.ops.push(Op::DrawLine {
                        line: Line {
                            points,
                            is_closed: false,
                        },
                    });
                }
            }
        }
    }

    fn path(&self, from: [f64; 2], segments: &[Segment]) -> Vec<LinePoint> {
        let mut points = vec![self.straight(from)];
        for segment in segments {
            match segment {
                Segment::To(at) => points.push(self.straight(*at)),
                Segment::Curve(first, second, end) => {
                    points.extend([first, second].map(|at| LinePoint {
                        p: self.point(*at),
                        bezier: true,
                    }));
                    points.push(self.straight(*end));
                }
            }
        }
        points
    }

    fn shape(&mut self, points: Vec<LinePoint>, closed: bool, fill: Option<Colour>, stroke: Option<&Stroke>) {
        if let Some(fill) = fill {
            self.ops.push(Op::SetFillColor { col: colour(fill) });
            let rings = vec![PolygonRing { points: points.clone() }];
            let winding_order = WindingOrder::NonZero;
            self.ops.push(Op::DrawPolygon {
                polygon: Polygon {
                    rings,
                    mode: PaintMode::Fill,
                    winding_order,
                },
            });
        }
        if let Some(stroke) = stroke {
            self.pen(stroke);
            self.ops.push(Op::DrawLine {
                line: Line {
                    points,
                    is_closed: closed,
                },
            });
        }
    }

    fn text(&mut self, line: &Text) {
        let placed = text::place(&line.text, line.weight);
        let mut x = line.x;
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFillColor {
            col: colour(line.colour),
        });
        for run in placed.chunk_by(|a, b| a.glyph.cut == b.glyph.cut) {
            let Some(first) = run.first() else { continue };
            x += first.gap * line.size;
            let cut = first.glyph.cut;
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(font_id(cut)),
                size: pt(line.size),
            });
            self.ops.push(Op::SetTextMatrix {
                matrix: printpdf::TextMatrix::Translate(pt(x), pt(self.height - line.y)),
            });
            if cut == Cut::Thickened {
                self.pen(&Stroke::new(line.size * 0.035, line.colour));
                self.ops.push(Op::SetTextRenderingMode {
                    mode: TextRenderingMode::FillStroke,
                });
            }
            self.ops.push(Op::ShowText { items: items(run) });
            if cut == Cut::Thickened {
                self.ops.push(Op::SetTextRenderingMode {
                    mode: TextRenderingMode::Fill,
                });
            }
            x += run.iter().map(|p| p.glyph.advance).sum::<f64>() * line.size;
            x += run.iter().skip(1).map(|p| p.gap).sum::<f64>() * line.size;
        }
        self.ops.push(Op::EndTextSection);
    }
}

/// The characters of a run with the extra spaces between them, in thousandths of an em.
fn items(run: &[Placed]) -> Vec<TextItem> {
    let mut items = Vec::new();
    let mut piece = String::new();
    for (i, placed) in run.iter().enumerate() {
        if i > 0 && placed.gap > 0.0 {
            items.push(TextItem::Text(std::mem::take(&mut piece)));
            items.push(TextItem::Offset((-1000.0 * placed.gap) as f32));
        }
        piece.push(placed.character);
    }
    items.push(TextItem::Text(piece));
    items
}

/// A circle as four curves.
fn circle([x, y]: [f64; 2], r: f64) -> ([f64; 2], Vec<Segment>) {
    let k = r * 0.552_284_75;
    let segments = vec![
        Segment::Curve([x + r, y + k], [x + k, y + r], [x, y + r]),
        Segment::Curve([x - k, y + r], [x - r, y + k], [x - r, y]),
        Segment::Curve([x - r, y - k], [x - k, y - r], [x, y - r]),
        Segment::Curve([x + k, y - r], [x + r, y - k], [x + r, y]),
    ];
    ([x + r, y], segments)
}
