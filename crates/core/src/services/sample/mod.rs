//! The sample company: invented from a seed, marked as a sample in every row, and removed without a trace.

mod bulk;
mod chinese;
mod company;
mod english;
mod flaws;
mod leads;
mod life;
mod path;
mod random;
mod record;
mod registrations;
mod remove;
mod scene;
mod targets;
mod vocabulary;
mod write;

pub use bulk::fill as bulk_fill;
pub use remove::{Removed, remove};
pub(crate) use write::fill;
pub use write::{Added, add};

/// Marks every row of the sample company.
pub(crate) const ORIGIN: &str = "sample";

/// The seed of the one sample company there is.
const SEED: u64 = 0x1EAD_3E11;
