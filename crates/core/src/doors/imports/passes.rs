//! What the import does with a file of a kind of record: the passes of the engine, one after another, with the kind put in.

use super::dry_run;
use super::engine;
use super::job::{self, Job};
use super::kinds::Kind;
use super::model::DryRun;
use super::plan::Prepared;
use super::upload::OpenFile;
use super::wanted::Plan;
use crate::engine::failure::Failure;
use crate::engine::store::Read;

/// The passes over a file of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Passes {
    /// Refuses values that stand for records that are not there.
    pub check: fn(&Read<'_>, &Prepared) -> Result<(), Failure>,
    /// Says what an import would do.
    pub dry_run: fn(&Read<'_>, &OpenFile, &Plan) -> Result<DryRun, Failure>,
    /// Does it.
    pub import: fn(&Job) -> Result<(), Failure>,
}

impl Passes {
    /// Those of a kind.
    pub const fn of<K: Kind>() -> Passes {
        Passes {
            check: engine::check::<K>,
            dry_run: dry_run::pass::<K>,
            import: job::import::<K>,
        }
    }
}
