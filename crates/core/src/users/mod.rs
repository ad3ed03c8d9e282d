//! The people who work here: their roles, who leads whom, and what becomes of their records when they leave.

mod hand_over;
mod holdings;
mod save;
mod store;

pub use hand_over::{HandOver, HandedOver, hand_over};
pub(crate) use holdings::Piece;
pub use holdings::{Holdings, HoldingsOf, holdings};
pub use save::{SaveUser, save};
pub use store::{User, list};
pub(crate) use store::{exists, find};
