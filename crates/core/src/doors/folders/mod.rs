//! Watched folders: the owner names one, and files that appear there come in by themselves, through the import engine, once each.
//! They stay where they are.

mod list;
mod look;
mod save;
mod seen;
mod take;
mod watch;

pub use list::{Folder, list};
pub(crate) use look::JOB;
pub use look::look;
pub use save::{FolderRef, SaveFolder, remove, save};
