//! What is sold, with list prices.

mod description;
mod save;
mod store;

pub use description::PRODUCTS;
pub use save::{SaveProduct, save};
pub(crate) use store::exists;
pub use store::{Product, list};
