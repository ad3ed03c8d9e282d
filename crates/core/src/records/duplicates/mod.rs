//! The same customer twice: likely pairs over the whole file, looking somebody up, and making two records one.

mod compare;
mod dropped;
mod look_up;
mod merge;
mod review;
mod tell;

use crate::engine::describe::Noun;
use crate::engine::failure::Failure;
use crate::records::nouns::noun;
use leadwell_rules::ids::RecordKind;

pub use compare::{CompareRecords, Comparison, compare};
pub(crate) use dropped::{Dropped, note_dropped};
pub use look_up::{LookUp, LookedUp, look_up};
pub use merge::{MergeRecords, Merged, merge};
pub use review::{Decisions, Distinct, Review, ReviewDuplicates, distinct, review};
pub use tell::{TellOwner, Told, tell_owner};

/// A kind of record of which two can be one.
fn mergeable(kind: RecordKind) -> Result<&'static Noun, Failure> {
    noun(kind, |noun| noun.compared.is_some())
}
