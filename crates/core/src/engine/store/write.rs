//! What a change gets: everything a query has, plus the pen. Handed out only inside the one transaction wrapper.

use super::Read;
use super::record::Recorded;
use super::touched::{Follow, Touched, Watcher};
use crate::engine::failure::Failure;
use std::ops::Deref;

/// The writing side of a call. Whatever is written through it is recorded and can be undone.
pub struct Write<'a> {
    pub(crate) read: Read<'a>,
    pub(crate) recorded: Recorded,
    pub(crate) recording: &'a dyn Fn(bool),
    /// What was recorded so far, as a changeset.
    pub(crate) so_far: &'a dyn Fn() -> Result<Vec<u8>, Failure>,
    pub(crate) follow: &'static Follow,
    pub(crate) watcher: &'a Watcher,
    /// The rows touched so far whose consequences have been drawn.
    pub(crate) touched: Touched,
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;

    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl Write<'_> {
    /// Runs one statement; the number of rows it changed.
    pub fn run(&mut self, text: &str, parameters: impl rusqlite::Params) -> Result<usize, Failure> {
        Ok(self.read.sql(text)?.execute(parameters)?)
    }

    /// Inserts one row; its id.
    pub fn insert(&mut self, text: &str, parameters: impl rusqlite::Params) -> Result<i64, Failure> {
        Ok(self.read.sql(text)?.insert(parameters)?)
    }

    /// Draws the consequences of what was written so far, so that what is read next is as it will stand. The wrapper does so in any case
    /// at the end; a verb that answers with the record it changed asks for it before it reads.
    pub fn settle(&mut self) -> Result<(), Failure> {
        let (watcher, follow) = (self.watcher, self.follow);
        let touched = watcher.react(self, follow.reactions)?;
        self.touched.add(touched);
        Ok(())
    }

    /// This change is listed, but cannot be taken back. From here on nothing is recorded, so its size does not matter.
    pub fn mark_irreversible(&mut self) {
        self.recorded.irreversible = true;
        self.recorded.unwritten = true;
        (self.recording)(false);
    }

    /// Records an import made are found by its number: they need not be recorded one by one, so their count does not matter.
    pub(crate) fn record(&mut self, on: bool) {
        self.recorded.unwritten |= !on;
        (self.recording)(on);
    }

    /// Names what was acted on, for the history panel and the toast ("Line 2 vision").
    pub fn subject(&mut self, words: impl Into<String>) {
        self.recorded.subject = Some(words.into());
    }

    /// The same for several: the one by its name, more of them by their number.
    pub fn subject_of(&mut self, names: &[String]) {
        match names {
            [name] => self.subject(name.clone()),
            several => self.subject(several.len().to_string()),
        }
    }
}
