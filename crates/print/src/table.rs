//! Tables: columns, rows, groups, subtotals and totals.

use std::fmt;
use std::rc::Rc;

use crate::canvas::{Align, Canvas, Style};
use crate::colour::{Colour, LINE_2, LINE_3};
use crate::list::Area;

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Head, with the unit.
    pub head: String,
    /// Width in points.
    pub width: f64,
    /// Text left, numbers right.
    pub align: Align,
}

impl Column {
    /// A column of text.
    pub fn left(head: impl Into<String>, width: f64) -> Column {
        Column {
            head: head.into(),
            width,
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn right(head: impl Into<String>, width: f64) -> Column {
        Column {
            head: head.into(),
            width,
            align: Align::Right,
        }
    }

    /// A column of signs.
    pub fn centre(head: impl Into<String>, width: f64) -> Column {
        Column {
            head: head.into(),
            width,
            align: Align::Centre,
        }
    }
}

pub(crate) type Drawing = Rc<dyn Fn(&mut Canvas, Area)>;

/// What stands in a cell. An empty cell lends its room to its neighbour.
#[derive(Clone, Default)]
pub struct Cell {
    pub(crate) parts: Vec<(String, Style)>,
    pub(crate) drawing: Option<Drawing>,
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cell")
            .field("parts", &self.parts)
            .field("drawing", &self.drawing.is_some())
            .finish()
    }
}

impl Cell {
    /// Nothing.
    pub fn empty() -> Cell {
        Cell::default()
    }

    /// Nothing, and its neighbours keep to their own columns.
    pub fn blank() -> Cell {
        Cell::drawing(|_, _| {})
    }

    /// A text in the table's style.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::styled(text, Style::BODY)
    }

    /// A text in any style.
    pub fn styled(text: impl Into<String>, style: Style) -> Cell {
        let text = text.into();
        let parts = if text.is_empty() {
            Vec::new()
        } else {
            vec![(text, style)]
        };
        Cell { parts, drawing: None }
    }

    /// The same with a further text after it, for example a name and its note.
    pub fn then(mut self, text: impl Into<String>, style: Style) -> Cell {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push((text, style));
        }
        self
    }

    /// A drawing in the cell's area: a bar, a dot with its interval.
    pub fn drawing(draw: impl Fn(&mut Canvas, Area) + 'static) -> Cell {
        Cell {
            parts: Vec::new(),
            drawing: Some(Rc::new(draw)),
        }
    }

    /// A solid (severe) or hollow dot in the middle of the cell.
    pub fn dot(colour: Colour, solid: bool) -> Cell {
        Cell::drawing(move |canvas, area| {
            let centre = [area.x + area.width / 2.0, area.middle()];
            if solid {
                canvas.dot(centre, 2.4, colour)
            } else {
                canvas.ring(centre, 2.1, colour)
            }
        })
    }
}

/// A row.
#[derive(Debug, Clone)]
pub enum Row {
    /// Name of a group with a note, for example its count; repeated with the table's suffix on a following page.
    Group {
        /// Name.
        title: String,
        /// Note.
        note: String,
    },
    /// An ordinary row.
    Line {
        /// One cell per column; missing ones are empty.
        cells: Vec<Cell>,
        /// A second line from a column to the right edge.
        under: Option<(usize, String)>,
        /// Whether the row is shaded.
        shaded: bool,
    },
    /// Subtotal of a group: bold, a grey rule under it.
    Subtotal(Vec<Cell>),
    /// Total of several groups: bold between two 0.5 rules.
    Sum(Vec<Cell>),
    /// Grand total: bold between a 0.5 and a 1.0 rule.
    Total(Vec<Cell>),
}

impl Row {
    /// An ordinary row.
    pub fn line(cells: Vec<Cell>) -> Row {
        Row::Line {
            cells,
            under: None,
            shaded: false,
        }
    }

    /// A group's name with a note.
    pub fn group(title: impl Into<String>, note: impl Into<String>) -> Row {
        Row::Group {
            title: title.into(),
            note: note.into(),
        }
    }
}

/// Heights of a table's rows in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Density {
    /// Height of an ordinary row.
    pub height: f64,
    /// Baseline of its first line, from its top.
    pub baseline: f64,
    /// Colour of the line under it.
    pub rule: Colour,
}

impl Density {
    /// 16 pt.
    pub const STANDARD: Density = Density {
        height: 16.0,
        baseline: 11.0,
        rule: LINE_2,
    };
    /// 14.5 pt: lists of records.
    pub const LIST: Density = Density {
        height: 14.5,
        baseline: 10.5,
        rule: LINE_3,
    };
    /// 13 pt: cross tables.
    pub const CROSS: Density = Density {
        height: 13.0,
        baseline: 9.5,
        rule: LINE_3,
    };
    /// 32 pt: two lines.
    pub const TWO_LINES: Density = Density {
        height: 32.0,
        baseline: 13.5,
        rule: LINE_2,
    };
    /// 24 pt: rows with a bar.
    pub const BARS: Density = Density {
        height: 24.0,
        baseline: 14.8,
        rule: LINE_2,
    };
    /// 32 pt: rows with a thick bar.
    pub const THICK_BARS: Density = Density {
        height: 32.0,
        baseline: 18.8,
        rule: LINE_2,
    };
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows from top to bottom.
    pub rows: Vec<Row>,
    /// Heights.
    pub density: Density,
    /// Put after the name of a group that continues on the next page.
    pub continued: String,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: Vec<Column>, density: Density) -> Table {
        Table {
            columns,
            rows: Vec::new(),
            density,
            continued: String::new(),
        }
    }

    /// Sum of the columns in points.
    pub fn width(&self) -> f64 {
        self.columns.iter().map(|c| c.width).sum()
    }

    /// The same with columns in proportion so that they fill `width`.
    pub fn spread(&self, width: f64) -> Table {
        let factor = width / self.width().max(1.0);
        let mut table = self.clone();
        table.columns.iter_mut().for_each(|c| c.width *= factor);
        table
    }
}
