//! The file: opening and migrating it, readers, the one writer, and the record of every change.

pub(crate) mod ask;
pub(crate) mod chosen;
pub(crate) mod connection;
pub(crate) mod cursor;
pub(crate) mod filter;
pub(crate) mod house;
pub(crate) mod memo;
pub(crate) mod migrate;
pub(crate) mod order;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod touched;
pub(crate) mod words;
pub(crate) mod write;

pub(crate) use chosen::{id_list, names, once};
pub use house::House;
pub use order::SortBy;
pub use read::Read;
pub use write::Write;
