//! Writes a page as SVG: the same marks at the same places, in the reader's own Chinese font.

use std::fmt::Write;

use crate::colour::Colour;
use crate::hatch;
use crate::list::{Document, Mark, Page, Paper, Segment, Stroke, Weight};
use crate::text;

const FAMILY: &str = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','Hiragino Sans GB','Noto Sans',sans-serif";

/// Every page of a document, each a complete SVG.
pub fn pages(document: &Document) -> Vec<String> {
    document
        .pages
        .iter()
        .map(|page| self::page(page, document.paper, &document.language))
        .collect()
}

/// One page as a complete SVG; its user unit is the point. `language` is a BCP 47 tag.
pub fn page(page: &Page, paper: Paper, language: &str) -> String {
    let (width, height) = (number(paper.width()), number(paper.height()));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
         lang=\"{}\" xml:space=\"preserve\" font-family=\"{FAMILY}\" style=\"font-kerning:none;font-variant-ligatures:none\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>",
        escape(language)
    );
    for mark in &page.marks {
        push(&mut out, mark);
    }
    out.push_str("</svg>");
    out
}

fn push(out: &mut String, mark: &Mark) {
    // Writing to a string cannot fail.
    let _ = match mark {
        Mark::Text(t) => {
            let weight = if t.weight == Weight::Bold {
                " font-weight=\"700\""
            } else {
                ""
            };
            let length = number(text::measure(&t.text, t.size, t.weight));
            let spread = if t.text.chars().count() > 1 {
                format!(" textLength=\"{length}\"")
            } else {
                String::new()
            };
            write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight} fill=\"{}\"{spread}>{}</text>",
                number(t.x),
                number(t.y),
                number(t.size),
                t.colour.hex(),
                spaced(&text::drawn(&t.text, t.weight))
            )
        }
        Mark::Line { from, to, stroke } => write!(
            out,
            "<path d=\"M{}L{}\"{}/>",
            pair(*from),
            pair(*to),
            paint(None, Some(stroke))
        ),
        Mark::Rectangle { area, fill, stroke } => write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>",
            number(area.x),
            number(area.y),
            number(area.width),
            number(area.height),
            paint(*fill, stroke.as_ref())
        ),
        Mark::Polygon {
            points,
            closed,
            fill,
            stroke,
        } => {
            let segments: Vec<Segment> = points.iter().skip(1).map(|p| Segment::To(*p)).collect();
            let from = points.first().copied().unwrap_or_default();
            write!(
                out,
                "<path d=\"{}\"{}/>",
                path(from, &segments, *closed),
                paint(*fill, stroke.as_ref())
            )
        }
        Mark::Path {
            from,
            segments,
            closed,
            fill,
            stroke,
        } => {
            write!(
                out,
                "<path d=\"{}\"{}/>",
                path(*from, segments, *closed),
                paint(*fill, stroke.as_ref())
            )
        }
        Mark::Circle {
            centre,
            radius,
            fill,
            stroke,
        } => write!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
            number(centre[0]),
            number(centre[1]),
            number(*radius),
            paint(*fill, stroke.as_ref())
        ),
        Mark::Hatch {
            area,
            pitch,
            stroke,
            lean,
        } => {
            let d: String = hatch::lines(area, *pitch, *lean)
                .iter()
                .map(|[a, b]| format!("M{}L{}", pair(*a), pair(*b)))
                .collect();
            write!(out, "<path d=\"{d}\"{}/>", paint(None, Some(stroke)))
        }
    };
}

fn path(from: [f64; 2], segments: &[Segment], closed: bool) -> String {
    let mut d = format!("M{}", pair(from));
    for segment in segments {
        let _ = match segment {
            Segment::To(at) => write!(d, "L{}", pair(*at)),
            Segment::Curve(a, b, end) => write!(d, "C{} {} {}", pair(*a), pair(*b), pair(*end)),
        };
    }
    if closed {
        d.push('Z');
    }
    d
}

fn paint(fill: Option<Colour>, stroke: Option<&Stroke>) -> String {
    let mut out = format!(" fill=\"{}\"", fill.map_or_else(|| "none".to_string(), Colour::hex));
    if let Some(s) = stroke {
        let _ = write!(
            out,
            " stroke=\"{}\" stroke-width=\"{}\"",
            s.colour.hex(),
            number(s.width)
        );
        if let Some([dash, gap]) = s.dash {
            let _ = write!(out, " stroke-dasharray=\"{} {}\"", number(dash), number(gap));
        }
    }
    out
}

fn pair([x, y]: [f64; 2]) -> String {
    format!("{} {}", number(x), number(y))
}

/// Two decimals at most, without a tail of zeros.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// Text with the space between Han and Latin as shifts, so that only what fonts differ by is spread over the line.
fn spaced(content: &str) -> String {
    let mut out = String::with_capacity(content.len() + 16);
    let (mut from, mut before) = (0, None);
    let mut open = false;
    let close = |open: bool| if open { "</tspan>" } else { "" };
    for (at, c) in content.char_indices() {
        if before.is_some_and(|before| text::gap_between(before, c)) {
            out.push_str(&escape(&content[from..at]));
            out.push_str(close(open));
            out.push_str(&format!("<tspan dx=\"{}em\">", number(text::GAP)));
            (from, open) = (at, true);
        }
        before = Some(c);
    }
    out.push_str(&escape(&content[from..]));
    out.push_str(close(open));
    out
}

/// Text safe between tags and in attributes; control characters that XML forbids are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::{Canvas, Style};
    use crate::colour::ACCENT;
    use crate::list::{Area, Lean};

    #[test]
    fn marks_become_elements() {
        let mut canvas = Canvas::new();
        canvas.text(10.0, 20.0, "甲 & 乙", Style::BODY);
        canvas.hatch(Area::new(0.0, 0.0, 6.0, 6.0), 3.0, 0.5, ACCENT, Lean::Rising);
        let drawn = page(&Page { marks: canvas.marks }, Paper::A4, "zh-CN");
        assert!(drawn.contains("甲 &amp; 乙</text>"), "{drawn}");
        assert!(drawn.contains("textLength="));
        assert_eq!(text::drawn("the deal’s “own”", Weight::Regular), "the deal's \"own\"");
        assert_eq!(
            spaced("赢单470.9万&"),
            "赢单<tspan dx=\"0.2em\">470.9</tspan><tspan dx=\"0.2em\">万&amp;</tspan>"
        );
        assert!(drawn.contains("M0 4.24L4.24 0"), "{drawn}");
        assert!(drawn.starts_with("<svg ") && drawn.ends_with("</svg>"));
    }
}
