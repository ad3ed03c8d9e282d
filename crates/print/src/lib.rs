//! Documents as a display list, written to PDF and to SVG.
//!
//! A [`Document`] is pages of marks – text, lines, rectangles, polygons, curves, circles, hatches – in points with the
//! origin at the top left. [`pdf::write`] and [`svg::pages`] draw the same list; [`check::check`] reads it and names
//! text that leaves its place. [`Composer`] flows sections, tables and charts into pages with head and foot.
//! This crate knows paper, type and charts, and nothing of customers; it knows no language either: every sentence,
//! also "page x of y", comes from the caller.

pub mod canvas;
pub mod chart;
pub mod check;
pub mod colour;
pub mod flow;
pub mod font;
pub mod frame;
pub mod hatch;
pub mod list;
pub mod pdf;
pub mod subset;
pub mod svg;
pub mod table;
pub mod text;
pub mod wrap;

mod pdf_marks;
mod table_draw;
mod table_flow;

pub use canvas::{Align, Canvas, Fill, Style};
pub use check::{Fault, LayoutFault, check};
pub use colour::Colour;
pub use flow::Composer;
pub use frame::{Frame, PageHead, column, span};
pub use list::{Area, Document, Lean, Mark, Page, Paper, Segment, Stroke, Text, Weight};
pub use pdf::{Pdf, PrintError};
pub use table::{Cell, Column, Density, Row, Table};
