//! The company and its file: settings, the first day, what every page needs to know, and starting over.

mod clear;
mod clock;
mod found;
mod info;
mod presets;
mod setup;

pub use clear::{Clear, Cleared, clear};
pub use clock::confirm_clock;
pub(crate) use found::found;
pub use info::{Check, Info, Pulse, PulseSince, check, info, pulse};
pub use setup::{Save, Setup, save, setup};
