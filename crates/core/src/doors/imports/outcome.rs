//! What becomes of a row: one outcome each, and for a row that cannot be taken the reason.

use crate::engine::failure::Failure;
use std::fmt::Display;

/// What became of a row that was taken or passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It became a record.
    Created,
    /// It changed a record.
    Updated,
    /// The record says already what the row says.
    Unchanged,
    /// The record is there and is to stay as it is, or the row is empty.
    Skipped,
}

/// Why a row cannot be taken.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Stable name of the reason.
    pub code: &'static str,
    /// The place of the field at fault in the kind's fields.
    pub field: Option<usize>,
    /// What stands in the cell.
    pub value: String,
    /// Further values the sentence shows.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem with the cell of one field.
    pub fn cell(code: &'static str, field: usize, value: &str) -> Problem {
        Problem {
            code,
            field: Some(field),
            value: value.chars().take(200).collect(),
            args: Vec::new(),
        }
    }

    /// A problem with the row as a whole.
    pub fn row(code: &'static str) -> Problem {
        Problem {
            code,
            field: None,
            value: String::new(),
            args: Vec::new(),
        }
    }

    /// Names a value that the sentence shows.
    pub fn arg(mut self, name: &'static str, value: impl Display) -> Problem {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What is wrong with one row: all of it, so that whoever mends the row mends it once.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Takes note of a problem. Of one field only the first counts: the others follow from it.
    pub fn note(&mut self, problem: Problem) {
        if !problem.field.is_some_and(|field| self.about(field)) {
            self.0.push(problem);
        }
    }

    /// Takes note of what else was found.
    pub fn join(&mut self, others: Problems) {
        others.0.into_iter().for_each(|problem| self.note(problem));
    }

    /// Whether something is wrong with a field: what hangs on it cannot be told.
    pub fn about(&self, field: usize) -> bool {
        self.0.iter().any(|problem| problem.field == Some(field))
    }

    /// What was read; nothing when it could not be.
    pub fn read<T: Default>(&mut self, read: Result<T, Problem>) -> T {
        read.unwrap_or_else(|problem| {
            self.note(problem);
            T::default()
        })
    }

    /// Sets the row aside if anything is wrong with it.
    pub fn settle(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

/// Why a row was not taken: its own faults, or a reason to stop altogether.
#[derive(Debug)]
pub enum Refusal {
    /// The row is set aside with its reasons.
    Row(Vec<Problem>),
    /// The import stops.
    Stop(Failure),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Refusal {
        Refusal::Row(vec![problem])
    }
}

impl From<Problems> for Refusal {
    fn from(problems: Problems) -> Refusal {
        Refusal::Row(problems.0)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal::Stop(failure)
    }
}

impl From<rusqlite::Error> for Refusal {
    /// A row the file itself refuses is set aside; anything else is not the row's fault.
    fn from(error: rusqlite::Error) -> Refusal {
        if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) {
            return Problem::row("row.refused").arg("cause", &error).into();
        }
        Refusal::Stop(error.into())
    }
}

/// A failure that names the plan's own mistake.
pub fn bad_plan(code: &'static str, field: &str) -> Failure {
    Failure::invalid(code, field)
}
