//! Leadwell's core: the CRM over one SQLite file. Folder = noun, file = verb; hosts know only `Workspace::dispatch`.

pub(crate) mod command;
pub mod registry;
mod typescript;

mod call;
mod failure;
mod messages;
mod permission;
mod store;
mod workspace;

mod accounts;
mod activities;
mod aliases;
mod attachments;
mod board;
mod books;
mod cards;
mod contacts;
mod duplicates;
mod folders;
mod forecast;
mod funnel;
mod health;
mod history;
mod imports;
mod intake;
mod leads;
mod opportunities;
mod pipelines;
mod products;
mod recycle;
mod registrations;
mod sample;
mod search;
mod sheets;
mod takeout;
mod targets;
mod users;
mod views;

pub mod location;

pub use call::{Call, Origin};
pub use command::{CommandInfo, Kind as CommandKind, Reach, Topic};
pub use failure::{Failure, Kind};
pub use messages::CATALOGUES;
pub use permission::{Permission, Role};
#[doc(hidden)]
pub use sample::bulk_fill as bench_fill;
pub use store::migrate::schema;
pub use typescript::typescript;
pub use workspace::{Ticked, Workspace};

/// Everything the product can do.
pub fn commands() -> &'static [CommandInfo] {
    registry::COMMANDS
}
