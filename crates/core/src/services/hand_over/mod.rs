//! What a person holds, and handing it to others, as when they leave.

mod give;
mod holdings;
mod registered;

pub use give::{HandOver, HandedOver, hand_over};
pub use holdings::{Holdings, HoldingsOf, holdings};
