//! The same customer twice: likely pairs over the whole file, looking somebody up, and making two records one.

mod compare;
mod dropped;
mod entities;
mod look_up;
mod merge;
mod review;
mod tell;

pub use compare::{CompareRecords, Comparison, compare};
pub(crate) use dropped::{Dropped, note_dropped};
pub use look_up::{LookUp, LookedUp, look_up};
pub use merge::{MergeRecords, Merged, merge};
pub use review::{Decisions, Distinct, Review, ReviewDuplicates, distinct, review};
pub use tell::{TellOwner, Told, tell_owner};
