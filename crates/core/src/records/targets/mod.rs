//! Targets: an amount to be won in a month, quarter or year, by a person or by the company.

mod list;
mod save;
mod split;

pub use list::{ListTargets, Target, TargetPeriod, list};
pub use save::{SaveTarget, save};
pub(crate) use split::Split;
