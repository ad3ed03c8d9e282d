//! Targets: an amount to be won in a month, quarter or year, by a person or by the company.

mod list;
mod save;

pub use list::{ListTargets, Target, list};
pub use save::{SaveTarget, save};
