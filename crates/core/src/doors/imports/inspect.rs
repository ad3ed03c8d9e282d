//! A first look at a file: what it is, its headings, what they probably mean, its first rows.

use super::guess;
use super::kinds;
use super::model::{Column, Inspection};
use super::plan::remembered;
use super::presets;
use super::rights::may_change;
use super::table::{self, Layout, Reading, Row, Visitor};
use super::upload::locate;
use super::wanted::InspectFile;
use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::workspace::Workspace;
use leadwell_rules::Language;
use leadwell_rules::row_filter;
use std::sync::Arc;

/// Rows shown.
const SHOWN: usize = 20;
/// Characters of a cell shown.
const SHOWN_OF_CELL: usize = 300;
/// Rows read for the estimate of their number.
const READ_FOR_ESTIMATE: u64 = 5_000;

#[derive(Default)]
struct Look {
    layout: Option<Layout>,
    samples: Vec<Vec<String>>,
    rows: u64,
    done: f64,
    stopped: bool,
}

impl Visitor for Look {
    fn headings(&mut self, layout: &Layout) -> Result<(), Failure> {
        self.layout = Some(layout.clone());
        Ok(())
    }

    fn row(&mut self, row: &mut Row, done: f64) -> Result<bool, Failure> {
        self.rows += 1;
        self.done = done;
        let width = self.layout.as_ref().map_or(0, |layout| layout.headers.len());
        if self.samples.len() < SHOWN {
            let cell = |column: usize| {
                row.cells
                    .get(column)
                    .unwrap_or_default()
                    .chars()
                    .take(SHOWN_OF_CELL)
                    .collect()
            };
            self.samples.push((0..width).map(cell).collect());
        }
        self.stopped = self.rows >= READ_FOR_ESTIMATE;
        Ok(!self.stopped)
    }
}

/// Answers `imports.inspect`.
pub fn inspect(workspace: &Arc<Workspace>, call: &Call, wanted: InspectFile) -> Result<Inspection, Failure> {
    let file = locate(workspace, call, &wanted.source)?;
    let reading = Reading {
        sheet: wanted.sheet,
        encoding: wanted.encoding,
        delimiter: wanted.delimiter,
        chinese: workspace.language()? == Language::Zh,
    };
    let mut look = Look::default();
    table::read(&file, &reading, &mut look)?;
    let Some(layout) = look.layout else {
        return Err(Failure::invalid("import.empty_file", "source"));
    };
    let (kind, saved, spec) = workspace.read(call, |read| {
        let guessed = || guess::kind(&layout.headers, |spec| may_change(read, spec).is_ok());
        let kind = wanted.kind.unwrap_or_else(guessed);
        let spec = kinds::spec(kind)?;
        may_change(read, spec)?;
        let saved = remembered(read, kind, &layout.headers)?;
        Ok((kind, saved, kinds::whole_spec(read, spec)?))
    })?;
    let guesses = match &saved {
        Some(saved) => saved.mapping.clone(),
        None => guess::mapping(&spec, &layout.headers),
    };
    let rows_estimate = if look.stopped && look.done > 0.0 {
        (look.rows as f64 / look.done).round() as u64
    } else {
        look.rows
    };
    let column = |at: usize| {
        let cells: Vec<&str> = look.samples.iter().map(|row| row[at].as_str()).collect();
        let kind = row_filter::kind_of(&cells);
        let ops = row_filter::ops(kind);
        Column { kind, ops }
    };
    let columns = (0..layout.headers.len()).map(column).collect();
    let preset = presets::told(&layout.headers).filter(|preset| preset.kind == kind);
    Ok(Inspection {
        program: preset.map(|preset| preset.program),
        name: file.name,
        bytes: file.bytes,
        format: layout.format,
        encoding: layout.encoding.map(str::to_owned),
        delimiter: layout.delimiter.map(char::from),
        sheets: layout.sheets,
        sheet: layout.sheet,
        headers: layout.headers,
        columns,
        kind,
        guesses,
        samples: look.samples,
        rows_estimate,
        saved_mapping: saved,
    })
}
