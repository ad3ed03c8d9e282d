//! Cells before they are written: what stands in them, and what a formula comes to.

use leadwell_rules::forecast::history::{day as day_of, number};
use leadwell_rules::money::{Currency, Minor};
use leadwell_rules::time::Day;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula and what it comes to, for readers that do not calculate.
    Formula(String, String),
}

/// How it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Digits after the point; none for texts and counts.
    pub decimals: Option<u32>,
    /// Whether it is a share, shown in per cent.
    pub share: bool,
    /// A day or a month.
    pub date: Option<&'static str>,
    /// Bold: heads, totals, the leading model.
    pub bold: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// How it looks.
    pub look: Look,
}

impl Cell {
    /// Nothing.
    pub fn empty() -> Cell {
        Cell::of(Content::Empty)
    }

    fn of(content: Content) -> Cell {
        Cell {
            content,
            look: Look::default(),
        }
    }

    /// A text.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() {
            Cell::empty()
        } else {
            Cell::of(Content::Text(text))
        }
    }

    /// A count, a rate in basis points.
    pub fn count(number: i64) -> Cell {
        Cell::of(Content::Number(number as f64))
    }

    /// A day.
    pub fn day(day: Day) -> Cell {
        Cell::dated(day, "yyyy-mm-dd")
    }

    /// A minute of a day, by the clock of the file.
    pub fn minute(day: Day, minutes: u32) -> Cell {
        let mut cell = Cell::dated(day, "yyyy-mm-dd hh:mm");
        if let Content::Number(days) = &mut cell.content {
            *days += f64::from(minutes) / 1440.0;
        }
        cell
    }

    /// What stands in it as plain text, as other programs read it: a point in numbers, days as 2026-03-18.
    pub fn plain(&self) -> String {
        match (&self.content, self.look.date, self.look.decimals) {
            (Content::Empty, ..) => String::new(),
            (Content::Text(text) | Content::Formula(_, text), ..) => text.clone(),
            (Content::Number(days), Some(format), _) => {
                let whole = day_of(days.floor() as i32 + 693_594).to_string();
                let minutes = ((days - days.floor()) * 1440.0).round() as u32;
                match format.contains("hh") {
                    true => format!("{whole} {:02}:{:02}", minutes / 60, minutes % 60),
                    false => whole,
                }
            }
            (Content::Number(number), None, Some(digits)) => format!("{number:.*}", digits as usize),
            (Content::Number(number), None, None) => number.to_string(),
        }
    }

    /// The month of a day.
    pub fn month(day: Day) -> Cell {
        Cell::dated(day.first_of_month(), "yyyy-mm")
    }

    fn dated(day: Day, format: &'static str) -> Cell {
        // Spreadsheets count days from 30 December 1899.
        let mut cell = Cell::of(Content::Number(f64::from(number(day) - 693_594)));
        cell.look.date = Some(format);
        cell
    }

    /// An amount.
    pub fn money(minor: Minor, currency: Currency) -> Cell {
        Cell::of(Content::Number(units(minor, currency))).decimals(currency.exponent())
    }

    /// An amount, or nothing.
    pub fn some(minor: Option<Minor>, currency: Currency) -> Cell {
        minor.map_or_else(Cell::empty, |minor| Cell::money(minor, currency))
    }

    /// A formula that comes to an amount.
    pub fn sum(formula: impl Into<String>, minor: Minor, currency: Currency) -> Cell {
        Cell::of(Content::Formula(formula.into(), plain(minor, currency))).decimals(currency.exponent())
    }

    /// A number as it is.
    pub fn live_value(number: f64) -> Cell {
        Cell::of(Content::Number(number))
    }

    /// A formula that comes to a number.
    pub fn live(formula: impl Into<String>, result: f64) -> Cell {
        Cell::of(Content::Formula(formula.into(), result.to_string()))
    }

    /// A formula that comes to nothing or a number.
    pub fn maybe(formula: impl Into<String>, result: Option<f64>) -> Cell {
        let result = result.map_or_else(String::new, |result| result.to_string());
        Cell::of(Content::Formula(formula.into(), result))
    }

    /// With so many digits after the point.
    pub fn decimals(mut self, decimals: u32) -> Cell {
        self.look.decimals = Some(decimals);
        self
    }

    /// As a share in per cent.
    pub fn share(mut self) -> Cell {
        self.look.share = true;
        self
    }

    /// Bold.
    pub fn bold(mut self) -> Cell {
        self.look.bold = true;
        self
    }

    /// Bold when it is so.
    pub fn bold_if(self, bold: bool) -> Cell {
        if bold { self.bold() } else { self }
    }
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Rows that stay in sight: the head.
    pub heads: u32,
    /// Widths of its columns in characters; the last holds for all further ones.
    pub widths: Vec<f64>,
    /// Whether the head carries filters.
    pub filter: bool,
}

/// An amount in whole units of its currency.
pub fn units(minor: Minor, currency: Currency) -> f64 {
    minor as f64 / currency.minor_per_unit() as f64
}

/// An amount with all its digits, a point, and nothing else.
pub fn plain(minor: Minor, currency: Currency) -> String {
    let (unit, digits) = (currency.minor_per_unit().unsigned_abs(), currency.exponent() as usize);
    let (sign, size) = (if minor < 0 { "-" } else { "" }, minor.unsigned_abs());
    if digits == 0 {
        return format!("{sign}{size}");
    }
    format!("{sign}{}.{:0digits$}", size / unit, size % unit)
}

/// The name of a column: A, B, … AA.
pub fn letter(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}
