//! The layout check: text that leaves its page, its column, or runs into another text.

use crate::list::{Area, Document, Mark, Paper, Segment, Text};
use crate::text;

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// It leaves the left or right margin, or comes nearer than 20 pt to the top or bottom edge. How far, in points.
    LeavesMargin(f64),
    /// It leaves its column. How far, in points.
    LeavesColumn(f64),
    /// It touches another text.
    Touches(String),
    /// A character is in no face and drawn as an empty square.
    MissingCharacter(char),
    /// It is smaller than 7 pt.
    TooSmall(f64),
    /// A mark has a coordinate or a size that is no number; for marks that are no texts the kind is named instead of a text.
    NotANumber,
}

/// A fault and where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutFault {
    /// Page, from 1.
    pub page: usize,
    /// The text concerned.
    pub text: String,
    /// What is wrong.
    pub fault: Fault,
}

const TOLERANCE: f64 = 0.4;
const EDGE: f64 = 20.0;

/// Every fault of a document, page by page; empty for a good one.
pub fn check(document: &Document) -> Vec<LayoutFault> {
    let mut found = Vec::new();
    for (i, page) in document.pages.iter().enumerate() {
        for mark in page.marks.iter().filter(|mark| !is_finite(mark)) {
            let text = match mark {
                Mark::Text(text) => text.text.clone(),
                other => format!("{other:?}").chars().take(60).collect(),
            };
            found.push(LayoutFault {
                page: i + 1,
                text,
                fault: Fault::NotANumber,
            });
        }
        let texts: Vec<(&Text, [f64; 4])> = (page.marks.iter())
            .filter_map(|mark| {
                if let Mark::Text(t) = mark {
                    Some((t, ink(t)))
                } else {
                    None
                }
            })
            .filter(|(t, _)| !t.text.trim().is_empty())
            .collect();
        for (n, (t, ink)) in texts.iter().enumerate() {
            let mut report = |fault| {
                found.push(LayoutFault {
                    page: i + 1,
                    text: t.text.clone(),
                    fault,
                })
            };
            if let Some(by) = beyond(ink, document.paper) {
                report(Fault::LeavesMargin(by));
            }
            if let Some([left, right]) = t.room {
                let by = (left - ink[0]).max(ink[2] - right);
                if by > TOLERANCE {
                    report(Fault::LeavesColumn(by));
                }
            }
            if t.size < 7.0 - 1e-9 {
                report(Fault::TooSmall(t.size));
            }
            for c in text::missing(&t.text) {
                report(Fault::MissingCharacter(c));
            }
            for (other, theirs) in texts.iter().skip(n + 1) {
                if touch(ink, theirs) {
                    report(Fault::Touches(other.text.clone()));
                }
            }
        }
    }
    found
}

fn is_finite(mark: &Mark) -> bool {
    let area = |a: &Area| vec![a.x, a.y, a.width, a.height];
    let numbers: Vec<f64> = match mark {
        Mark::Text(t) => vec![t.x, t.y, t.size],
        Mark::Line { from, to, .. } => [*from, *to].concat(),
        Mark::Rectangle { area: a, .. } | Mark::Hatch { area: a, .. } => area(a),
        Mark::Polygon { points, .. } => points.concat(),
        Mark::Circle { centre, radius, .. } => vec![centre[0], centre[1], *radius],
        Mark::Path { from, segments, .. } => {
            let of = |segment: &Segment| match segment {
                Segment::To(at) => at.to_vec(),
                Segment::Curve(a, b, end) => [*a, *b, *end].concat(),
            };
            segments.iter().flat_map(of).chain(*from).collect()
        }
    };
    numbers.iter().all(|number| number.is_finite())
}

/// `[left, top, right, bottom]` of what is inked: Han characters reach from 0.82 em above to 0.06 below the baseline.
fn ink(t: &Text) -> [f64; 4] {
    let width = text::ink_width(&t.text, t.size, t.weight);
    [t.x, t.y - 0.82 * t.size, t.x + width, t.y + 0.06 * t.size]
}

fn beyond(ink: &[f64; 4], paper: Paper) -> Option<f64> {
    let (left, right) = (paper.margin(), paper.width() - paper.margin());
    let by = [
        left - ink[0],
        ink[2] - right,
        EDGE - ink[1],
        ink[3] - (paper.height() - EDGE),
    ];
    by.into_iter().filter(|by| *by > TOLERANCE).reduce(f64::max)
}

fn touch(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0].max(b[0]) + TOLERANCE < a[2].min(b[2]) && a[1].max(b[1]) + TOLERANCE < a[3].min(b[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::{Align, Canvas, Style};
    use crate::list::Page;

    fn faults(draw: impl Fn(&mut Canvas)) -> Vec<Fault> {
        let mut canvas = Canvas::new();
        draw(&mut canvas);
        let pages = vec![Page { marks: canvas.marks }];
        let (title, author, language) = (String::new(), String::new(), "zh-CN".to_string());
        let document = Document {
            title,
            author,
            language,
            paper: Paper::A4,
            pages,
        };
        check(&document).into_iter().map(|f| f.fault).collect()
    }

    #[test]
    fn a_good_page_has_none() {
        let found = faults(|c| {
            c.text(60.0, 100.0, "预测", Style::BODY);
            c.text(60.0, 110.0, "预测", Style::BODY);
            c.text_in([100.0, 140.0], 100.0, Align::Right, "电池托盘装配线二期", Style::BODY);
        });
        assert_eq!(found, []);
    }

    #[test]
    fn faults_are_found() {
        let touching = faults(|c| {
            c.text(60.0, 100.0, "预测", Style::BODY);
            c.text(70.0, 104.0, "完成", Style::BODY);
        });
        assert_eq!(touching, [Fault::Touches("完成".to_string())]);
        assert!(matches!(
            faults(|c| {
                c.text(540.0, 100.0, "预测", Style::BODY);
            })[..],
            [Fault::LeavesMargin(_)]
        ));
        assert_eq!(
            faults(|c| c.rule(60.0, f64::NAN, 100.0, 0.5, crate::colour::INK)),
            [Fault::NotANumber]
        );
        assert!(matches!(
            faults(|c| {
                c.text(60.0, 838.0, "预测", Style::BODY);
            })[..],
            [Fault::LeavesMargin(_)]
        ));
        assert_eq!(
            faults(|c| {
                c.text(60.0, 100.0, "𠮷", Style::BODY);
            }),
            [Fault::MissingCharacter('𠮷')]
        );
    }
}
