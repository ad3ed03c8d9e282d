//! Business cards and vCards: what a text or a picture says, as fields for a person to confirm. Nothing is kept here.

mod engine;
mod picture;
mod read;

pub use read::{CardReading, ReadCards, read};
