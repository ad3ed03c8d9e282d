//! Leadwell's core: the CRM over one SQLite file. Floors, from the ground up: engine, records, doors, views, services, and
//! the files beside this one, which alone know everything. Hosts know only `Workspace::dispatch`.

mod dispatch;
mod jobs;
mod reactions;
pub mod registry;
mod typescript;

mod doors;
mod engine;
mod records;
mod services;
mod views;

pub use engine::call::{Call, Origin};
pub use engine::command::{Answer, CommandInfo, Kind as CommandKind, Reach, Topic};
pub use engine::describe;
pub use engine::failure::{Failure, Kind};
pub use engine::input::read_input;
pub use engine::location;
pub use engine::messages::CATALOGUES;
pub use engine::permission::{Permission, Role};
pub use engine::store::migrate::schema;
pub use engine::workspace::Workspace;
pub use jobs::Ticked;
#[doc(hidden)]
pub use services::sample::bulk_fill as bench_fill;
pub use typescript::typescript;

/// Everything the product can do.
pub fn commands() -> &'static [CommandInfo] {
    registry::COMMANDS
}

/// The kinds of record that are described, field by field.
pub fn nouns() -> &'static [&'static describe::Noun] {
    &records::nouns::NOUNS
}
