//! The same customer twice: likely pairs over the whole file, looking somebody up, and making two records one.

mod compare;
mod dropped;
mod look_up;
mod merge;
mod review;
mod tell;

use crate::engine::describe::{Compared, Noun};
use crate::engine::failure::Failure;
use crate::records::nouns::{not_of, noun};
use leadwell_rules::ids::RecordKind;

pub use compare::{CompareRecords, Comparison, compare};
pub(crate) use dropped::{Dropped, note_dropped};
pub use look_up::{LookUp, LookedUp, look_up};
pub use merge::{MergeRecords, Merged, merge};
pub use review::{Decisions, Distinct, Review, ReviewDuplicates, distinct, review};
pub use tell::{TellOwner, Told, tell_owner};

/// A kind of record of which two can be one, and what tells that they are.
fn mergeable(kind: RecordKind) -> Result<(&'static Noun, &'static Compared), Failure> {
    let noun = noun(kind, |noun| noun.compared.is_some())?;
    noun.compared
        .as_ref()
        .map(|compared| (noun, compared))
        .ok_or_else(|| not_of(kind))
}
