//! The kinds of records that can be imported, and what each must know to take a row.

pub mod accounts;
pub mod contacts;
pub mod deals;
pub mod people;
pub mod products;
mod records;
mod tree;

use super::findings::Findings;
use super::model::KindName;
use super::outcome::{Outcome, Refusal};
use super::plan::Prepared;
use super::spec::Spec;
use super::table::Row;
use crate::failure::Failure;
use crate::store::Read;
use std::collections::BTreeMap;

/// All kinds, in the order in which a new company needs them.
pub static ALL: [&Spec; 5] = [
    &people::SPEC,
    &products::SPEC,
    &accounts::SPEC,
    &contacts::SPEC,
    &deals::fields::SPEC,
];

/// The description of a kind.
pub fn spec(kind: KindName) -> &'static Spec {
    match kind {
        KindName::People => &people::SPEC,
        KindName::Products => &products::SPEC,
        KindName::Accounts => &accounts::SPEC,
        KindName::Contacts => &contacts::SPEC,
        KindName::Opportunities => &deals::fields::SPEC,
    }
}

/// What settling came to.
#[derive(Debug, Default, Clone, Copy)]
pub struct Closing {
    /// Records made beside the rows.
    pub beside: u64,
    /// Rows that seemed to change nothing and did.
    pub promoted: u64,
}

/// What the engine asks of a kind. Everything it needs to know is read once; a row costs no query besides its own write.
pub trait Kind: Sized {
    /// Statements, compiled once per transaction.
    type Pen<'c>;

    /// Reads what the rows will refer to.
    fn prepare(read: &Read<'_>, prepared: &Prepared) -> Result<Self, Failure>;

    /// Reads it again, after somebody else has written.
    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure>;

    /// Compiles the statements.
    fn pen<'c>(&self, read: &Read<'c>) -> Result<Self::Pen<'c>, Failure>;

    /// Takes one row: a new record, or a change of the one found by its key.
    fn take(&mut self, pen: &mut Self::Pen<'_>, row: &Row, found: Option<i64>) -> Result<Outcome, Refusal>;

    /// After the last row: what could only be settled when all rows were known.
    fn finish(&mut self, _read: &Read<'_>, _pen: &mut Self::Pen<'_>) -> Result<Closing, Failure> {
        Ok(Closing::default())
    }

    /// What to know about many rows.
    fn findings(&self, findings: &mut Findings);

    /// Suggestions that were taken, to be remembered.
    fn accepted(&self) -> Vec<(&'static str, &BTreeMap<String, String>)> {
        Vec::new()
    }
}
