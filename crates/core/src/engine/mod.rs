//! The engine: the file, the transaction, the call and its answer. It knows no record; what belongs to the records is handed down to it
//! as data by the files at the top.

pub(crate) mod call;
pub(crate) mod command;
pub mod describe;
pub(crate) mod failure;
pub(crate) mod files;
pub(crate) mod guard;
pub(crate) mod input;
pub(crate) mod jobs;
pub mod location;
pub(crate) mod messages;
pub(crate) mod permission;
pub(crate) mod store;
pub(crate) mod types;
pub(crate) mod workspace;
