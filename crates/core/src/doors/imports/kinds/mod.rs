//! The kinds of records that can be imported, and what each must know to take a row.

pub mod contacts;
pub mod customers;
pub mod deals;
pub mod leads;
pub mod people;
pub mod products;
mod records;
mod registered;
mod tree;

use super::findings::Findings;
use super::lookup::Lookup;
use super::outcome::{Outcome, Problems, Refusal};
use super::plan::Prepared;
use super::spec::{Field, Spec};
use super::table::Row;
use crate::engine::failure::{Failure, Kind as FailureKind};
use crate::engine::store::Read;
use crate::engine::store::custom::in_use;
use crate::records::nouns::not_of;
use leadwell_rules::ids::RecordKind;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// All kinds, in the order in which a new company needs them.
pub static ALL: [&Spec; 6] = [
    &people::SPEC,
    &products::SPEC,
    &customers::SPEC,
    &contacts::SPEC,
    &leads::fields::SPEC,
    &deals::fields::SPEC,
];

/// The description of a kind with the fields that the owner of the file added.
pub fn whole_spec(read: &Read<'_>, spec: &Spec) -> Result<Arc<Spec>, Failure> {
    let mut spec = spec.clone();
    let own = in_use(read, spec.noun)?;
    let fields = own
        .iter()
        .map(|own| Field::of_own(own, own.column.and_then(|column| spec.noun.field(column))));
    spec.fields.to_mut().extend(fields);
    Ok(Arc::new(spec))
}

/// The description of a kind, as the program brings it.
pub fn spec(kind: RecordKind) -> Result<&'static Spec, Failure> {
    ALL.into_iter()
        .find(|spec| spec.noun.kind == kind)
        .ok_or_else(|| not_of(kind))
}

/// A list that was carried.
fn carried_list<T: DeserializeOwned>(carried: &Value) -> Result<Vec<T>, Failure> {
    if carried.is_null() {
        return Ok(Vec::new());
    }
    serde_json::from_value(carried.clone())
        .map_err(|error| Failure::new(FailureKind::Corrupt, "file.damaged").arg("cause", error))
}

/// What settling came to.
#[derive(Debug, Default, Clone, Copy)]
pub struct Closing {
    /// Records made beside the rows.
    pub beside: u64,
    /// Rows that seemed to change nothing and did.
    pub promoted: u64,
}

/// What a row is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A new record.
    New,
    /// A change of this record.
    Record(i64),
    /// A change of a record, but which one cannot be told.
    Unclear,
}

impl Found {
    /// The record to change.
    pub fn record(self) -> Option<i64> {
        match self {
            Found::Record(id) => Some(id),
            Found::New | Found::Unclear => None,
        }
    }
}

/// What the engine asks of a kind. Everything it needs to know is read once; a row costs no query besides its own write.
pub trait Kind: Sized + Sync {
    /// Statements, compiled once per transaction.
    type RowWriter<'c>;

    /// Reads what the rows will refer to.
    fn prepare(read: &Read<'_>, prepared: &Prepared) -> Result<Self, Failure>;

    /// Reads it again, after somebody else has written.
    fn refresh(&mut self, read: &Read<'_>) -> Result<(), Failure>;

    /// Compiles the statements.
    fn writer<'c>(&self, read: &Read<'c>) -> Result<Self::RowWriter<'c>, Failure>;

    /// What a row says by itself, whatever the others say.
    type Said: Send;

    /// Reads what a row says by itself. Asked for many rows at once, on as many cores as there are, before they are taken one by one.
    fn said(&self, row: &Row) -> Self::Said;

    /// Takes one row: notes what is wrong with it besides what is known to be; then, unless that sets it aside, writes. Answers what became of
    /// it, and which record it is now.
    fn take(
        &mut self,
        writer: &mut Self::RowWriter<'_>,
        row: &Row,
        said: Self::Said,
        found: Found,
        wrong: Problems,
    ) -> Result<(Outcome, i64), Refusal>;

    /// After the last row: what could only be settled when all rows were known.
    fn finish(&mut self, _read: &Read<'_>, _writer: &mut Self::RowWriter<'_>) -> Result<Closing, Failure> {
        Ok(Closing::default())
    }

    /// The fields whose cells name records.
    fn lookups(&self) -> Vec<&Lookup> {
        Vec::new()
    }

    /// The same, to be told what was carried.
    fn lookups_mut(&mut self) -> Vec<&mut Lookup> {
        Vec::new()
    }

    /// What it must not forget when the program ends between two pieces: what is new since this was asked last.
    fn carry(&mut self) -> Value {
        Value::Null
    }

    /// Takes up what one piece had carried.
    fn take_up(&mut self, _carried: &Value) -> Result<(), Failure> {
        Ok(())
    }

    /// What to know about many rows besides.
    fn findings(&self, _findings: &mut Findings) {}
}
