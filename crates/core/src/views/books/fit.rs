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

    /// Numbers of records, always at 7 pt.
    pub fn code(&mut self, head: String, texts: impl Iterator<Item = impl AsRef<str>>) {
        let width = texts
            .map(|text| Style::NOTE.width(text.as_ref()))
            .fold(Style::NOTE.width(&head), f64::max);
        let width = (width + SPACE).min(48.0);
        self.wanted.push(Wanted {
            column: Column::left(head, width),
            texts: Vec::new(),
            most: width,
            name: false,
        });
    }

    /// Names: they share what the others leave.
    pub fn name(&mut self, head: String, texts: impl Iterator<Item = impl AsRef<str>>) {
        self.add(Column::left(head, 0.0), texts, MEASURE, true);
    }

    /// Numbers, the widest of which is the bold `total`.
    pub fn figure(&mut self, head: String, total: String) {
        let width = Style::BODY.bold().width(&total).max(Style::NOTE.width(&head)) + SPACE + 1.0;
        self.wanted.push(Wanted {
            column: Column::right(head, width),
            texts: Vec::new(),
            most: width,
            name: false,
        });
    }

    fn add(&mut self, column: Column, texts: impl Iterator<Item = impl AsRef<str>>, most: f64, name: bool) {
        let texts: Vec<f64> = texts.map(|text| Style::BODY.width(text.as_ref())).collect();
        self.wanted.push(Wanted {
            column,
            texts,
            most,
            name,
        });
    }

    /// The columns, and the size of the texts in each: 7 where several would not fit at 8, so that a column has one size.
    pub fn columns(mut self) -> (Vec<Column>, Vec<f64>) {
        for wanted in self
            .wanted
            .iter_mut()
            .filter(|wanted| !wanted.name && !wanted.texts.is_empty())
        {
            let head = Style::NOTE.width(&wanted.column.head);
            let widest = wanted.texts.iter().copied().fold(head, f64::max);
            wanted.column.width = (widest + SPACE).min(wanted.most);
        }
        let left = MEASURE
            - self
                .wanted
                .iter()
                .filter(|wanted| !wanted.name)
                .map(|wanted| wanted.column.width)
                .sum::<f64>();
        let share = share(
            self.wanted
                .iter()
                .filter(|wanted| wanted.name)
                .map(|wanted| wanted.texts.as_slice()),
            left,
        );
        for (wanted, share) in self
            .wanted
            .iter_mut()
            .filter(|wanted| wanted.name)
            .zip([share, 1.0 - share])
        {
            wanted.column.width = left * share;
        }
        let sizes = self.wanted.iter().map(|wanted| {
            let wide = wanted
                .texts
                .iter()
                .filter(|text| **text > wanted.column.width - SPACE + 2.0)
                .count();
            if wide * 10 > wanted.texts.len() { 7.0 } else { 8.0 }
        });
        let sizes = sizes.collect();
        (self.wanted.into_iter().map(|wanted| wanted.column).collect(), sizes)
    }
}

/// The first of two columns' share of `room` with which the rows, at 7 pt, take the fewest lines.
fn share<'a>(mut names: impl Iterator<Item = &'a [f64]>, room: f64) -> f64 {
    let (first, second) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
    // A line breaks before its end, so a wrapped name needs a little more than its width.
    let lines = |text: f64, width: f64| match text * 7.0 / 8.0 / (width - SPACE + 2.0).max(1.0) {
        whole if whole <= 1.0 => 1,
        parts => (parts * 1.15).ceil().max(2.0) as usize,
    };
    let need = |share: f64| -> usize {
        let (left, right) = (room * share, room * (1.0 - share));
        first
            .iter()
            .zip(second)
            .map(|(a, b)| lines(*a, left).max(lines(*b, right)))
            .sum()
    };
    // From near the middle outwards, so that of equal shares the more even one is taken.
    let candidates = (0..=15).flat_map(|step| [0.44 - f64::from(step) * 0.01, 0.44 + f64::from(step) * 0.01]);
    candidates.min_by_key(|share| need(*share)).unwrap_or(0.44)
}
