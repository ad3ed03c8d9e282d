//! Pipelines: the stages a deal passes from left to right, each with its win rate, category and rotting limit.

mod save;
mod store;

pub use save::{SavePipeline, SaveStage, save};
pub use store::{Pipeline, Stage, list};
pub(crate) use store::{find, first, stage};
