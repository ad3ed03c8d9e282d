//! The file: opening and migrating it, readers, the one writer, and the record of every change.

pub(crate) mod chosen;
pub(crate) mod columns;
pub(crate) mod condition_sql;
pub(crate) mod connection;
pub(crate) mod cursor;
pub(crate) mod custom;
pub(crate) mod custom_values;
pub(crate) mod export;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod folding;
pub(crate) mod list;
pub(crate) mod memo;
pub(crate) mod migrate;
pub(crate) mod order;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod references;
pub(crate) mod reverse;
pub(crate) mod seen;
pub(crate) mod settings;
pub(crate) mod text;
pub(crate) mod touched;
pub(crate) mod write;

pub(crate) use chosen::{changeable, id_list, not_yours, once, seen, visible};
pub use order::SortBy;
pub use read::Read;
pub use settings::Settings;
pub use write::Write;
