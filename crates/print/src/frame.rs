//! What every page has: the grid, the running head, title and sub-line, the foot.

use crate::canvas::{Canvas, Style};
use crate::colour::{INK, TEXT_2, TEXT_3};
use crate::list::{Paper, Weight};
use crate::wrap;

/// Width of the text area of upright paper in points; [`Paper::measure`] knows the others.
pub const MEASURE: f64 = 492.0;
/// Space kept for the page number in the foot.
const NUMBER_ROOM: f64 = 64.0;
const FOOT_LINES: usize = 3;

/// Left edge of grid column `i` (0–11) in points from the edge of the paper.
pub fn column(paper: Paper, i: usize) -> f64 {
    paper.margin() + 42.0 * i as f64
}

/// Width of `n` grid columns in points.
pub fn span(n: usize) -> f64 {
    42.0 * n as f64 - 12.0
}

/// The same on every page of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Paper.
    pub paper: Paper,
    /// BCP 47 tag of the language.
    pub language: String,
    /// Organisation, bold, left in the running head.
    pub organisation: String,
    /// Name of the document, after it.
    pub document: String,
    /// Right in the running head, for example a notice of confidentiality.
    pub notice: String,
}

/// Title and foot of a page, and of the pages it flows into.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageHead {
    /// One sentence: the answer of the page.
    pub title: String,
    /// What it rests on; two lines at most are wanted.
    pub sub: String,
    /// Title of following pages; the same title if not given.
    pub continued: Option<String>,
    /// Foot, left: as of, currency, filters.
    pub footer: String,
    /// Foot, below: formulas used on this page.
    pub formulas: Vec<String>,
}

/// How many points a page of this paper is shorter than A4.
pub(crate) fn shorter(paper: Paper) -> f64 {
    Paper::A4.height() - paper.height()
}

fn foot_lines(paper: Paper, head: &PageHead) -> Vec<String> {
    let style = Style::NOTE;
    let measure = paper.measure();
    let mut lines = Vec::new();
    if !head.footer.is_empty() {
        lines.extend(wrap::wrap(
            &head.footer,
            style.size,
            style.weight,
            measure - NUMBER_ROOM,
        ));
    }
    for formula in head.formulas.iter().filter(|f| !f.is_empty()) {
        lines.extend(wrap::wrap(formula, style.size, style.weight, measure));
    }
    lines
}

/// The rule above the foot, which rises when the foot has more lines than usual.
fn foot_top(paper: Paper, head: &PageHead) -> f64 {
    let more = foot_lines(paper, head).len().saturating_sub(FOOT_LINES);
    784.0 - shorter(paper) - 10.0 * more as f64
}

/// Where the content of a page ends, in points from the top.
pub(crate) fn limit(paper: Paper, head: &PageHead) -> f64 {
    foot_top(paper, head) - 12.0
}

/// Draws running head, title and sub-line; returns where the content begins.
pub(crate) fn draw_head(canvas: &mut Canvas, frame: &Frame, head: &PageHead, continued: bool) -> f64 {
    let (left, measure) = (frame.paper.margin(), frame.paper.measure());
    let right = left + measure;
    let small = Style::BODY;
    let notice = small.width(&frame.notice);
    let room = measure - notice - 12.0;
    let name = small.bold().width(&frame.organisation);
    if name + 8.0 + small.width(&frame.document) <= room {
        let after = canvas.text(left, 36.0, &frame.organisation, small.bold());
        canvas.text(after + 8.0, 36.0, &frame.document, small.colour(TEXT_2));
    } else {
        let lines = wrap::wrap(&frame.organisation, 7.0, Weight::Bold, room);
        let count = lines.len() as f64;
        for (i, line) in lines.iter().enumerate() {
            canvas.text(left, 36.0 - 9.0 * (count - i as f64), line, small.bold().size(7.0));
        }
        canvas.text(left, 36.0, &frame.document, small.size(7.0).colour(TEXT_2));
    }
    canvas.text_right(right, 36.0, &frame.notice, small.colour(TEXT_3));
    canvas.rule(left, right, 44.0, 0.5, INK);

    let title = head.continued.as_ref().filter(|_| continued).unwrap_or(&head.title);
    let mut y = 72.0;
    if title.is_empty() {
        return 60.0;
    }
    let big = wrap::wrap(title, 16.0, Weight::Bold, measure);
    let (lines, size, lead) = if big.len() <= 2 {
        (big, 16.0, 22.0)
    } else {
        (wrap::wrap(title, 14.0, Weight::Bold, measure), 14.0, 19.0)
    };
    for (i, line) in lines.iter().enumerate() {
        y = 72.0 + lead * i as f64;
        canvas.text(left, y, line, Style::TITLE.size(size));
    }
    if continued || head.sub.is_empty() {
        return y + 16.0;
    }
    canvas.paragraph(left, y + 18.0, measure, 14.0, &head.sub, Style::SUB) + 8.0
}

/// Draws the foot with the page number, which the caller has put into words.
pub(crate) fn draw_foot(canvas: &mut Canvas, frame: &Frame, head: &PageHead, number: &str) {
    let left = frame.paper.margin();
    let right = left + frame.paper.measure();
    let top = foot_top(frame.paper, head);
    canvas.rule(left, right, top, 0.5, INK);
    let mut lines = foot_lines(frame.paper, head);
    let first = if lines.is_empty() {
        String::new()
    } else {
        lines.remove(0)
    };
    canvas.text(left, top + 12.0, &first, Style::NOTE.colour(TEXT_2));
    canvas.text_right(right, top + 12.0, number, Style::NOTE.bold().colour(INK));
    for (i, line) in lines.iter().enumerate() {
        canvas.text(left, top + 22.0 + 10.0 * i as f64, line, Style::NOTE);
    }
}

/// A section heading with its note beside it (below it, where `width` has no room); `y` is the top.
/// Returns where the section's content begins, 8 pt under the last line.
pub fn heading(canvas: &mut Canvas, x: f64, y: f64, width: f64, title: &str, note: &str) -> f64 {
    let base = y + 10.0;
    let end = x + Style::HEADING.width(title);
    if end <= x + width && (note.is_empty() || end + 6.0 + Style::NOTE.width(note) <= x + width) {
        canvas.text(x, base, title, Style::HEADING);
        canvas.text(end + 6.0, base, note, Style::NOTE);
        return base + 8.0;
    }
    let after = canvas.paragraph(x, base, width, 14.0, title, Style::HEADING);
    if note.is_empty() {
        return after - 14.0 + 8.0;
    }
    canvas.paragraph(x, after - 3.0, width, 10.0, note, Style::NOTE) - 10.0 + 8.0
}
