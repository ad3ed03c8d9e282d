//! Pipelines: the stages a deal passes from left to right, each with its win rate, category and rotting limit.

mod past;
mod save;
mod store;
mod versions;

pub(crate) use past::{Order, Place, as_of};
pub use save::{SavePipeline, SaveStage, save};
pub use store::{Pipeline, Stage, list};
pub(crate) use store::{find, first, stage};
pub(crate) use versions::keep_versions;
