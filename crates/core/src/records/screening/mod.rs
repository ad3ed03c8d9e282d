//! What intake keeps apart: the lists of words, addresses and numbers, and asking them.

mod screen;
mod screen_words;

pub(crate) use screen::Screen;
pub(crate) use screen_words::ship;
pub use screen_words::{
    ListWords, RemoveWords, SaveWords, ScreenList, list as list_words, remove as remove_words, save as save_words,
};
