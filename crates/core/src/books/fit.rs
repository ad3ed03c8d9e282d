//! Columns of a list as wide as what stands in them; what is left goes to the names.

use leadwell_print::frame::MEASURE;
use leadwell_print::{Column, Style};

const SPACE: f64 = 6.0;

/// A column being measured.
struct Wanted {
    column: Column,
    /// Widths of its texts at 8 pt, for columns of names and short texts.
    texts: Vec<f64>,
    most: f64,
    name: bool,
}

/// Collects the columns of a list from left to right.
pub struct Fit {
    wanted: Vec<Wanted>,
}

impl Fit {
    /// No columns yet.
    pub fn new() -> Fit {
        Fit { wanted: Vec::new() }
    }

    /// Short texts, at most `most` points wide.
    pub fn text(&mut self, head: String, texts: impl Iterator<Item = impl AsRef<str>>, most: f64) {
        self.add(Column::left(head, 0.0), texts, most, false);
    }

    /// Names: they share what the others leave.
    pub fn name(&mut self, head: String, texts: impl Iterator<Item = impl AsRef<str>>) {
        self.add(Column::left(head, 0.0), texts, MEASURE, true);
    }

    /// Numbers, the widest of which is the bold `total`.
    pub fn figure(&mut self, head: String, total: String) {
        let width = Style::BODY.bold().width(&total).max(Style::NOTE.width(&head)) + SPACE + 1.0;
        self.wanted.push(Wanted { column: Column::right(head, width), texts: Vec::new(), most: width, name: false });
    }

    fn add(&mut self, column: Column, texts: impl Iterator<Item = impl AsRef<str>>, most: f64, name: bool) {
        let mut texts: Vec<f64> = texts.map(|text| Style::BODY.width(text.as_ref())).collect();
        texts.sort_by(f64::total_cmp);
        self.wanted.push(Wanted { column, texts, most, name });
    }

    /// The columns, and the size of the texts in each: 7 where several would not fit at 8, so that a column has one size.
    pub fn columns(mut self) -> (Vec<Column>, Vec<f64>) {
        for wanted in self.wanted.iter_mut().filter(|wanted| !wanted.name && !wanted.texts.is_empty()) {
            let widest = wanted.texts.last().copied().unwrap_or(0.0).max(Style::NOTE.width(&wanted.column.head));
            wanted.column.width = (widest + SPACE).min(wanted.most);
        }
        let left = MEASURE - self.wanted.iter().filter(|wanted| !wanted.name).map(|wanted| wanted.column.width).sum::<f64>();
        let names = || self.wanted.iter().filter(|wanted| wanted.name);
        // Nine tenths of the names decide; a very long one may wrap.
        let usual = |wanted: &Wanted| wanted.texts.get(wanted.texts.len() * 9 / 10).copied().unwrap_or(0.0).max(40.0) + SPACE;
        let sum: f64 = names().map(usual).sum();
        let shares: Vec<f64> = names().map(|wanted| usual(wanted) / sum.max(1.0)).collect();
        for (wanted, share) in self.wanted.iter_mut().filter(|wanted| wanted.name).zip(shares) {
            wanted.column.width = left * share.clamp(0.3, 0.7);
        }
        let sizes = self.wanted.iter().map(|wanted| {
            let wide = wanted.texts.iter().filter(|text| **text > wanted.column.width - SPACE + 2.0).count();
            if wide * 10 > wanted.texts.len() { 7.0 } else { 8.0 }
        });
        let sizes = sizes.collect();
        (self.wanted.into_iter().map(|wanted| wanted.column).collect(), sizes)
    }
}
