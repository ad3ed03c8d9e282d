//! Flowing content into pages.

use crate::canvas::{Canvas, Style};
use crate::frame::{self, Frame, PageHead};
use crate::list::{Area, Document, Page};
use crate::table::Table;
use crate::table_flow;
use crate::wrap;

/// Space before a section that does not begin a page.
const SECTION_GAP: f64 = 28.0;
/// The same before one of many short sections.
const BRIEF_GAP: f64 = 18.0;

/// Puts content on pages from top to bottom; what does not fit begins the next page.
#[derive(Debug)]
pub struct Composer {
    frame: Frame,
    title: String,
    sheets: Vec<Sheet>,
    head: PageHead,
    y: f64,
    top: f64,
}

#[derive(Debug)]
struct Sheet {
    canvas: Canvas,
    head: PageHead,
}

impl Composer {
    /// A document without pages yet; `title` is the file's.
    pub fn new(frame: Frame, title: impl Into<String>) -> Composer {
        let (title, head) = (title.into(), PageHead::default());
        Composer {
            frame,
            title,
            sheets: Vec::new(),
            head,
            y: 0.0,
            top: 0.0,
        }
    }

    /// Begins a page with its own title and foot.
    pub fn page(&mut self, head: PageHead) {
        self.head = head;
        self.begin(false);
    }

    /// Continues on a new page under the same title.
    pub fn next_page(&mut self) {
        self.begin(true);
    }

    fn begin(&mut self, continued: bool) {
        let mut canvas = Canvas::new();
        self.y = frame::draw_head(&mut canvas, &self.frame, &self.head, continued);
        self.top = self.y;
        self.sheets.push(Sheet {
            canvas,
            head: self.head.clone(),
        });
    }

    /// Left edge of the text area.
    pub fn left(&self) -> f64 {
        self.frame.paper.margin()
    }

    /// Width of the text area.
    pub fn measure(&self) -> f64 {
        self.frame.paper.measure()
    }

    /// Height that a page which continues under the same title has for its content.
    pub(crate) fn page_room(&self) -> f64 {
        let top = frame::draw_head(&mut Canvas::new(), &self.frame, &self.head, true);
        frame::limit(self.frame.paper, &self.head) - top
    }

    /// Left edge of grid column `i`, 0–11.
    pub fn column(&self, i: usize) -> f64 {
        frame::column(self.frame.paper, i)
    }

    /// Top of the next content.
    pub fn y(&self) -> f64 {
        self.y
    }

    /// Height left on this page.
    pub fn room(&self) -> f64 {
        if self.sheets.is_empty() {
            0.0
        } else {
            frame::limit(self.frame.paper, &self.head) - self.y
        }
    }

    /// Whether nothing stands under the title yet.
    pub fn at_top(&self) -> bool {
        self.y <= self.top
    }

    /// The page being drawn, for marks at free places.
    pub fn canvas(&mut self) -> &mut Canvas {
        if self.sheets.is_empty() {
            self.begin(false);
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last].canvas
    }

    /// Moves down without drawing; nothing happens at the top of a page.
    pub fn skip(&mut self, height: f64) {
        if !self.at_top() {
            self.y += height;
        }
    }

    /// Moves down by what has been drawn by hand.
    pub fn advance(&mut self, height: f64) {
        self.y += height;
    }

    /// Begins a new page unless `height` fits; returns whether it did. On an empty page it stays.
    pub fn need(&mut self, height: f64) -> bool {
        let turn = self.sheets.is_empty() || (height > self.room() + 1e-6 && !self.at_top());
        if turn {
            self.begin(!self.sheets.is_empty());
        }
        turn
    }

    /// Takes `height` points of the full measure, on a new page if needed, for a chart or a block drawn by hand.
    pub fn block(&mut self, height: f64) -> Area {
        self.need(height);
        let area = Area::new(self.left(), self.y, self.measure(), height);
        self.y += height;
        area
    }

    /// A section heading with its note; at least `keep` points of its content come on the same page.
    pub fn section(&mut self, title: &str, note: &str, keep: f64) {
        self.begin_section(SECTION_GAP, title, note, keep);
    }

    /// The same with less space before it, on a page of many short sections.
    pub fn brief_section(&mut self, title: &str, note: &str, keep: f64) {
        self.begin_section(BRIEF_GAP, title, note, keep);
    }

    fn begin_section(&mut self, gap: f64, title: &str, note: &str, keep: f64) {
        self.skip(gap);
        self.need(18.0 + keep);
        let (x, y, width) = (self.left(), self.y, self.measure());
        self.y = frame::heading(self.canvas(), x, y, width, title, note);
    }

    /// A note under a table or chart, 7 pt.
    pub fn note(&mut self, text: &str) {
        self.lines(text, Style::NOTE, 10.0, 3.0);
    }

    /// Body text, 8 pt.
    pub fn body(&mut self, text: &str) {
        self.lines(text, Style::BODY, 12.0, 4.0);
    }

    /// A paragraph in any style that may run over pages; at least two lines stay together.
    pub fn lines(&mut self, text: &str, style: Style, lead: f64, before: f64) {
        let lines = wrap::wrap(text, style.size, style.weight, self.measure());
        self.skip(before);
        for (i, line) in lines.iter().enumerate() {
            let together = if i == 0 { lines.len().min(2) } else { 1 };
            self.need(lead * together as f64);
            let (x, y) = (self.left(), self.y + lead * 0.8);
            self.canvas().text(x, y, line, style);
            self.y += lead;
        }
    }

    /// A table over the full measure, on as many pages as it takes. Its columns are widened or narrowed in
    /// proportion when they do not add up to the measure.
    pub fn table(&mut self, table: &Table) {
        table_flow::flow(self, table);
    }

    /// Draws the feet and hands the document over. `number` puts page x of y into words.
    pub fn finish(mut self, number: impl Fn(usize, usize) -> String) -> Document {
        let count = self.sheets.len();
        for (i, sheet) in self.sheets.iter_mut().enumerate() {
            frame::draw_foot(&mut sheet.canvas, &self.frame, &sheet.head, &number(i + 1, count));
        }
        Document {
            title: self.title,
            author: self.frame.organisation,
            language: self.frame.language,
            paper: self.frame.paper,
            pages: self
                .sheets
                .into_iter()
                .map(|s| Page { marks: s.canvas.marks })
                .collect(),
        }
    }
}
