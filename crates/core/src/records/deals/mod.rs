//! Deals: on the board, in the list, on their own page, and every state they were ever in.

mod close;
mod create;
mod description;
mod edit;
mod export;
mod fields;
mod get;
mod list;
mod remove;
pub(crate) mod row;
pub(crate) mod versions;

pub use close::{LoseDeal, ReopenDeal, WinDeal, lose, reopen, win};
pub use create::{CreateDeal, create};
pub(crate) use description::DEALS;
pub use edit::{EditDeal, MoveDeal, edit, move_to};
pub(crate) use export::DEAL_COLUMNS;
pub use export::export;
pub use fields::fields;
pub(crate) use fields::{DEAL_LIST, conditions};
pub use get::{Deal, GetDeal, get};
pub use list::{DealPage, Totals, list, totals};
pub use remove::{RemoveDeals, RemovedDeals, remove};
pub use row::DealRow;
