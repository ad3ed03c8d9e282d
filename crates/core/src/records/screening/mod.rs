//! What intake keeps apart: the lists of words, addresses and numbers, and asking them.

mod screen;
mod words;

pub(crate) use screen::Screen;
pub(crate) use words::ship;
pub use words::{
    ListWords, RemoveWords, SaveWords, ScreenList, list as list_words, remove as remove_words, save as save_words,
};
