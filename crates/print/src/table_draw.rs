//! How the rows of a table are drawn: room, wrapping, rules.

use crate::canvas::{Align, Canvas, Style};
use crate::colour::{ACCENT, INK, LINE_1, LINE_2, SUNKEN, TEXT_2};
use crate::list::Area;
use crate::table::{Cell, Row, Table};
use crate::wrap;

/// Space kept free at the side of a column that a text grows towards.
const PAD: f64 = 4.0;
/// Lead of wrapped lines in a cell.
const LEAD: f64 = 9.0;
/// Space between the parts of a cell.
const PART_GAP: f64 = 6.0;

/// The texts of one line of a cell.
type Line = Vec<(String, Style)>;

impl Cell {
    fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.drawing.is_none()
    }

    fn bold(&self) -> Cell {
        let parts = self
            .parts
            .iter()
            .map(|(text, style)| (text.clone(), style.bold()))
            .collect();
        Cell {
            parts,
            drawing: self.drawing.clone(),
        }
    }

    /// The same cell with some of its lines, all in the style of the first; without any it keeps its column to itself as before.
    fn with_lines(&self, lines: Vec<Line>) -> Cell {
        let texts: Line = match lines.as_slice() {
            [line] => line.clone(),
            lines => {
                let style = lines.iter().flatten().next().map(|(_, style)| *style);
                let text: Vec<&str> = lines.iter().flatten().map(|(text, _)| text.as_str()).collect();
                style.map(|style| (text.join("\n"), style)).into_iter().collect()
            }
        };
        match texts.is_empty() && !self.is_empty() {
            true => Cell::blank(),
            false => Cell {
                parts: texts,
                drawing: None,
            },
        }
    }

    /// Lines of the cell in `width`: as it is, else at 7, else each part wrapped on lines of its own.
    fn lines(&self, width: f64) -> Vec<Line> {
        for limit in [f64::MAX, 7.0] {
            let parts: Vec<_> = self
                .parts
                .iter()
                .map(|(t, s)| (t.clone(), s.size(s.size.min(limit))))
                .collect();
            if line_width(&parts) <= width + 1e-6 && !parts.iter().any(|(t, _)| t.contains('\n')) {
                return vec![parts];
            }
        }
        let narrow = |(text, style): &(String, Style)| {
            let style = style.size(style.size.min(7.0));
            let lines = wrap::wrap(text, style.size, style.weight, width);
            lines
                .into_iter()
                .map(move |line| vec![(line, style)])
                .collect::<Vec<_>>()
        };
        self.parts.iter().flat_map(narrow).collect()
    }
}

fn line_width(parts: &[(String, Style)]) -> f64 {
    parts
        .iter()
        .map(|(text, style)| style.width(text) + PART_GAP)
        .sum::<f64>()
        - PART_GAP
}

impl Table {
    /// Draws the whole table without a break, its left top corner at `x`, `y`; returns its lower edge.
    pub fn draw(&self, canvas: &mut Canvas, x: f64, y: f64) -> f64 {
        let mut y = self.draw_head(canvas, x, y);
        for row in &self.rows {
            y = self.draw_row(canvas, x, y, row);
        }
        self.close(canvas, x, y);
        y
    }

    /// Height of the whole table without a break.
    pub fn height(&self) -> f64 {
        self.head_height() + self.rows.iter().map(|row| self.row_height(row)).sum::<f64>()
    }

    pub(crate) fn close(&self, canvas: &mut Canvas, x: f64, y: f64) {
        if !matches!(self.rows.last(), Some(Row::Total(_) | Row::Sum(_))) {
            canvas.rule(x, x + self.width(), y, 0.5, INK);
        }
    }

    fn heads(&self) -> Vec<Cell> {
        self.columns
            .iter()
            .map(|c| Cell::styled(&c.head, Style::NOTE))
            .collect()
    }

    pub(crate) fn head_height(&self) -> f64 {
        16.0 + LEAD * self.extra_lines(&self.heads())
    }

    pub(crate) fn draw_head(&self, canvas: &mut Canvas, x: f64, y: f64) -> f64 {
        let (right, height) = (x + self.width(), self.head_height());
        canvas.rule(x, right, y, 0.5, INK);
        self.draw_cells(canvas, x, y, &self.heads(), height, 11.0);
        canvas.rule(x, right, y + height, 0.5, INK);
        y + height
    }

    /// Room of cell `i`: its column, and the empty cells on the side its text grows towards.
    fn room(&self, cells: &[Cell], i: usize) -> [f64; 2] {
        let edge = |n: usize| self.columns.iter().take(n).map(|c| c.width).sum::<f64>();
        let free = |n: usize| cells.get(n).is_none_or(Cell::is_empty);
        let (mut from, mut to) = (i, i + 1);
        let align = self.columns.get(i).map_or(Align::Left, |c| c.align);
        while align == Align::Left && to < self.columns.len() && free(to) {
            to += 1;
        }
        while align == Align::Right && from > 0 && free(from - 1) {
            from -= 1;
        }
        let left = if from > 0 && align == Align::Right {
            edge(from) + PAD
        } else {
            edge(from)
        };
        let right = if to < self.columns.len() && align == Align::Left {
            edge(to) - PAD
        } else {
            edge(to)
        };
        [left, right]
    }

    fn extra_lines(&self, cells: &[Cell]) -> f64 {
        let lines = cells.iter().take(self.columns.len()).enumerate().map(|(i, cell)| {
            let [left, right] = self.room(cells, i);
            cell.lines(right - left).len().saturating_sub(1)
        });
        lines.max().unwrap_or(0) as f64
    }

    fn draw_cells(&self, canvas: &mut Canvas, x: f64, y: f64, cells: &[Cell], height: f64, baseline: f64) {
        for (i, cell) in cells.iter().take(self.columns.len()).enumerate() {
            let [left, right] = self.room(cells, i);
            let align = self.columns.get(i).map_or(Align::Left, |c| c.align);
            if let Some(draw) = &cell.drawing {
                // Wrapped neighbours make a row higher; drawings stay beside its first line.
                draw(
                    canvas,
                    Area::new(x + left, y, right - left, height.min(self.density.height)),
                );
            }
            for (n, parts) in cell.lines(right - left).iter().enumerate() {
                let spare = right - left - line_width(parts);
                let mut at = x
                    + left
                    + match align {
                        Align::Left => 0.0,
                        Align::Centre => spare / 2.0,
                        Align::Right => spare,
                    };
                for (text, style) in parts {
                    let width = style.width(text);
                    let room = [x + left, x + right];
                    canvas.text_in(
                        [at.max(room[0]), (at + width).max(room[1])],
                        y + baseline + LEAD * n as f64,
                        Align::Left,
                        text,
                        *style,
                    );
                    at += width + PART_GAP;
                }
            }
        }
    }

    fn under_lines(&self, column: usize, text: &str) -> Vec<String> {
        let from: f64 = self.columns.iter().take(column).map(|c| c.width).sum();
        wrap::wrap(text, 8.0, Style::BODY.weight, self.width() - from)
    }

    /// Height of a row, with the lines its cells wrap into.
    pub(crate) fn row_height(&self, row: &Row) -> f64 {
        let bold = |cells: &[Cell]| cells.iter().map(Cell::bold).collect::<Vec<_>>();
        match row {
            Row::Group { .. } => 17.0,
            Row::Subtotal(cells) => 16.0 + LEAD * self.extra_lines(&bold(cells)),
            Row::Sum(cells) => 17.0 + LEAD * self.extra_lines(&bold(cells)),
            Row::Total(cells) => 17.0 + LEAD * self.extra_lines(&bold(cells)),
            Row::Line { cells, under, .. } => {
                let lines = LEAD * self.extra_lines(cells);
                let second = under.as_ref().map_or(0, |(c, t)| self.under_lines(*c, t).len());
                let second = if second == 0 {
                    0.0
                } else {
                    self.density.baseline + 11.5 * second as f64 + 7.0
                };
                self.density.height.max(second) + lines
            }
        }
    }

    /// A row as rows of `most` points at most: itself, or pieces that hold its lines one after the other.
    pub(crate) fn parted(&self, row: &Row, most: f64) -> Vec<Row> {
        let Row::Line {
            cells,
            under: None,
            shaded,
        } = row
        else {
            return vec![row.clone()];
        };
        if self.row_height(row) <= most {
            return vec![row.clone()];
        }
        let keep = (((most - self.density.height) / LEAD).floor().max(0.0) as usize).saturating_add(1);
        let mut rest: Vec<(Cell, Vec<Line>)> = cells
            .iter()
            .enumerate()
            .map(|(i, cell)| {
                let [left, right] = self.room(cells, i);
                (cell.clone(), cell.lines(right - left))
            })
            .collect();
        let mut pieces = Vec::new();
        while rest.iter().any(|(_, lines)| lines.iter().any(|line| !line.is_empty())) {
            let piece = rest.iter_mut().map(|(cell, lines)| {
                let behind = lines.split_off(keep.min(lines.len()));
                cell.with_lines(std::mem::replace(lines, behind))
            });
            pieces.push(Row::Line {
                cells: piece.collect(),
                under: None,
                shaded: *shaded,
            });
        }
        pieces
    }

    /// Draws a row and the rules that belong to it; returns its lower edge.
    pub(crate) fn draw_row(&self, canvas: &mut Canvas, x: f64, y: f64, row: &Row) -> f64 {
        let (right, height) = (x + self.width(), self.row_height(row));
        let bottom = y + height;
        match row {
            Row::Group { title, note } => {
                let end = canvas.text(x, y + 12.0, title, Style::BODY.bold().colour(ACCENT));
                canvas.text(end + PART_GAP, y + 12.0, note, Style::NOTE.colour(TEXT_2));
                canvas.rule(x, right, bottom, 0.25, LINE_2);
            }
            Row::Line { cells, under, shaded } => {
                if *shaded {
                    canvas.rectangle(Area::new(x, y + 0.2, self.width(), height - 0.4), SUNKEN);
                }
                self.draw_cells(canvas, x, y, cells, height, self.density.baseline);
                if let Some((column, text)) = under {
                    let from: f64 = self.columns.iter().take(*column).map(|c| c.width).sum();
                    let top = y + self.density.baseline + LEAD * self.extra_lines(cells);
                    for (i, line) in self.under_lines(*column, text).iter().enumerate() {
                        let style = Style::BODY.colour(TEXT_2);
                        canvas.text(x + from, top + 11.5 * (i + 1) as f64, line, style);
                    }
                }
                canvas.rule(x, right, bottom, 0.25, self.density.rule);
            }
            Row::Subtotal(cells) | Row::Sum(cells) | Row::Total(cells) => {
                let bold: Vec<Cell> = cells.iter().map(Cell::bold).collect();
                let (above, below, colour) = match row {
                    Row::Subtotal(_) => (0.0, 0.5, LINE_1),
                    Row::Sum(_) => (0.5, 0.5, INK),
                    _ => (0.5, 1.0, INK),
                };
                if above > 0.0 {
                    canvas.rule(x, right, y, above, colour);
                }
                self.draw_cells(canvas, x, y, &bold, height, 11.5);
                canvas.rule(x, right, bottom, below, colour);
            }
        }
        bottom
    }
}
