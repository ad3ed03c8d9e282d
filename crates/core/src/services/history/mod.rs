//! What was changed, by whom and when – and taking it back.

mod fields;
mod list;
mod reverse;

pub use fields::{FieldChange, FieldsOf, fields};
pub use list::{Change, ListChanges, list};
pub use reverse::{Redo, Reversal, Undo, redo, undo};
