//! The one line every lead comes in by, whatever the door: normalise → validate → blacklist → duplicates → (score) → (assign).
//! Scoring and assignment join it where their places are marked.

mod enter;
mod fill;
mod many;

pub(crate) use enter::owner_by_rule;
pub use enter::{CreateLead, Entered, create};
pub use many::{CreateLeads, LeadFate, create_many};
