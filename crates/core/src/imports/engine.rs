//! One row after another, the same for every kind, in a dry run and for real: each gets exactly one outcome.

use super::keys::{Holder, Keys};
use super::kinds::Kind;
use super::model::OnMatch;
use super::outcome::{Outcome, Problem, Refusal};
use super::plan::Prepared;
use super::table::{LONGEST_CELL, Row};
use crate::failure::Failure;
use crate::messages;
use crate::store::Read;

/// How many rows became what. `created + updated + unchanged + skipped + rejected = rows`, always.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Rows gone through.
    pub rows: u64,
    /// Rows that became records.
    pub created: u64,
    /// Rows that changed records.
    pub updated: u64,
    /// Rows that say what the record says already.
    pub unchanged: u64,
    /// Rows passed over because the record is there, and empty rows.
    pub skipped: u64,
    /// Rows that could not be taken.
    pub rejected: u64,
    /// Records made beside the rows.
    pub beside: u64,
}

/// A pass over a file.
pub struct Engine<K> {
    /// The plan.
    pub plan: Prepared,
    /// The kind's own knowledge.
    pub kind: K,
    /// The counts so far.
    pub tally: Tally,
    keys: Option<Keys>,
    unique: bool,
}

impl<K: Kind> Engine<K> {
    /// Reads what the rows will be held against.
    pub fn new(read: &Read<'_>, plan: Prepared) -> Result<Engine<K>, Failure> {
        let keys = Keys::load(read, &plan)?;
        let column = plan.key.and_then(|place| plan.spec.fields[place].key);
        let unique = column.is_some_and(|column| plan.spec.unique.contains(&column));
        Ok(Engine {
            kind: K::prepare(read, &plan)?,
            tally: Tally::default(),
            keys,
            unique,
            plan,
        })
    }

    /// Reads it again, after somebody else has written.
    pub fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure> {
        if let Some(keys) = &mut self.keys {
            keys.reload(read)?;
        }
        self.kind.refresh(read)
    }

    /// Takes one row; the problem if it cannot be taken.
    pub fn row(&mut self, pen: &mut K::Pen<'_>, row: &Row) -> Result<Option<Problem>, Failure> {
        self.tally.rows += 1;
        match self.take(pen, row) {
            Ok(Outcome::Created) => self.tally.created += 1,
            Ok(Outcome::Updated) => self.tally.updated += 1,
            Ok(Outcome::Unchanged) => self.tally.unchanged += 1,
            Ok(Outcome::Skipped) => self.tally.skipped += 1,
            Err(Refusal::Row(problem)) => {
                self.tally.rejected += 1;
                return Ok(Some(*problem));
            }
            Err(Refusal::Stop(failure)) => return Err(failure),
        }
        Ok(None)
    }

    /// After the last row.
    pub fn finish(&mut self, read: &Read<'_>, pen: &mut K::Pen<'_>) -> Result<(), Failure> {
        let closing = self.kind.finish(read, pen)?;
        self.tally.beside = closing.beside;
        self.tally.unchanged -= closing.promoted.min(self.tally.unchanged);
        self.tally.updated =
            self.tally.rows - self.tally.created - self.tally.unchanged - self.tally.skipped - self.tally.rejected;
        Ok(())
    }

    fn take(&mut self, pen: &mut K::Pen<'_>, row: &Row) -> Result<Outcome, Refusal> {
        if row.cells.as_slice().trim().is_empty() {
            return Ok(Outcome::Skipped);
        }
        self.check(row)?;
        let key = self.keys.as_ref().and_then(|keys| keys.of(&self.plan, row));
        let outcome = match self.found(row, key.and_then(|(_, holder)| holder))? {
            Found::Skip => Outcome::Skipped,
            Found::New => self.kind.take(pen, row, None)?,
            Found::Record(id) => self.kind.take(pen, row, Some(id))?,
        };
        if let (Some(keys), Some((hash, _))) = (&mut self.keys, key) {
            keys.take(hash, row.line);
        }
        Ok(outcome)
    }

    fn found(&self, row: &Row, holder: Option<Holder>) -> Result<Found, Problem> {
        let Some(keys) = &self.keys else { return Ok(Found::New) };
        let problem = |code| {
            Problem::cell(
                code,
                keys.field(),
                self.plan.text(keys.field(), row).unwrap_or_default(),
            )
        };
        let may_repeat = self.plan.on_match == OnMatch::Create && !self.unique;
        match (holder, self.plan.on_match) {
            (None, _) => Ok(Found::New),
            (Some(_), OnMatch::Create) if may_repeat => Ok(Found::New),
            // A removed record does not stand in the way, unless its key may not be used twice.
            (Some(Holder::Binned), _) if !self.unique => Ok(Found::New),
            (Some(Holder::Row(line)), _) => Err(problem("row.repeated_key").arg("line", line)),
            (Some(_), OnMatch::Skip) => Ok(Found::Skip),
            (Some(Holder::Binned), _) => Err(problem("row.in_bin")),
            (Some(_), OnMatch::Create) => Err(problem("row.key_taken")),
            (Some(Holder::Several), OnMatch::Update) => Err(problem("row.key_ambiguous")),
            (Some(Holder::Record(id)), OnMatch::Update) => Ok(Found::Record(id)),
        }
    }

    /// What is wrong with a row whatever its kind.
    fn check(&self, row: &Row) -> Result<(), Problem> {
        let text = row.cells.as_slice();
        let width = self.plan.headers.len();
        let too_long = |text: &str| text.len() > LONGEST_CELL;
        let longest = if too_long(text) {
            row.cells.iter().position(too_long)
        } else {
            None
        };
        if let Some(column) = longest {
            let length = row.cells.get(column).unwrap_or_default().chars().count();
            let header = self
                .plan
                .headers
                .get(column)
                .cloned()
                .unwrap_or_else(|| format!("#{}", column + 1));
            return Err(Problem::row("row.cell_too_long")
                .arg("column", header)
                .arg("length", length)
                .arg("limit", LONGEST_CELL));
        }
        if row.cells.len() > width && row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            return Err(Problem::row("row.too_many_cells")
                .arg("cells", row.cells.len())
                .arg("columns", width));
        }
        if text.contains('\0') || (self.plan.suspicious && text.contains('\u{FFFD}')) {
            return Err(Problem::row("row.undecodable"));
        }
        Ok(())
    }
}

enum Found {
    New,
    Record(i64),
    Skip,
}

/// The problem as a sentence, and the heading of the column at fault.
pub fn explain(plan: &Prepared, problem: &Problem) -> (String, Option<String>) {
    let mut args = problem.args.clone();
    args.push(("value", problem.value.clone()));
    if let Some(place) = problem.field {
        args.push(("field", plan.spec.fields[place].label(plan.language).to_owned()));
    }
    let column = problem
        .field
        .and_then(|place| plan.columns[place])
        .and_then(|column| plan.headers.get(column));
    (messages::sentence(plan.language, problem.code, &args), column.cloned())
}
