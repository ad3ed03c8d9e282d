//! What is sold, with list prices.

mod save;
mod store;

pub use save::{SaveProduct, save};
pub(crate) use store::exists;
pub use store::{Product, list};
