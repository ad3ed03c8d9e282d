//! Other names of companies: brands, products, what people say. Records keep the key of the name they were given; who is looked for by
//! one name of a company is looked for by all of them.

mod list;
mod names;
mod save;

pub use list::{AliasList, list};
pub(crate) use names::{OtherNames, all_names, other_names};
pub use save::{RemoveAliases, SaveAliases, remove, save};
