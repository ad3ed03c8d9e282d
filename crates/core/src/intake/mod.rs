//! The one line every lead comes in by, whatever the door: normalise → validate → blacklist → duplicates → (score) → (assign).
//! Scoring and assignment join it where their places are marked.

mod clean;
mod draft;
mod enter;
mod many;
mod screen;
mod words;

pub(crate) use clean::{Clean, Flaw, look_at};
pub use draft::{Door, Draft};
pub use enter::{CreateLead, Entered, create};
pub use many::{CreateLeads, LeadFate, create_many};
pub(crate) use screen::Screen;
pub(crate) use words::ship;
pub use words::{
    ListWords, RemoveWords, SaveWords, ScreenList, list as list_words, remove as remove_words, save as save_words,
};
