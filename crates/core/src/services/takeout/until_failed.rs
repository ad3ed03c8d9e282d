//! A place to write to that fails once. What is written to it afterwards goes nowhere: an archive that is given up still tries to end itself,
//! and would say on standard error that it cannot.

use std::io::{Result, Seek, SeekFrom, Write};

/// Passes on until something fails; from then on it only counts.
pub(super) struct UntilFailed<W> {
    to: W,
    /// Where the next byte goes.
    at: u64,
    failed: bool,
}

impl<W> UntilFailed<W> {
    pub(super) fn new(to: W) -> UntilFailed<W> {
        UntilFailed {
            to,
            at: 0,
            failed: false,
        }
    }

    /// What was written to.
    pub(super) fn into_inner(self) -> W {
        self.to
    }

    fn noted<T>(&mut self, outcome: Result<T>) -> Result<T> {
        self.failed = outcome.is_err();
        outcome
    }
}

impl<W: Write> Write for UntilFailed<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = if self.failed {
            bytes.len()
        } else {
            let outcome = self.to.write(bytes);
            self.noted(outcome)?
        };
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        if self.failed {
            return Ok(());
        }
        let outcome = self.to.flush();
        self.noted(outcome)
    }
}

impl<W: Seek> Seek for UntilFailed<W> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.at = match to {
            _ if !self.failed => {
                let outcome = self.to.seek(to);
                self.noted(outcome)?
            }
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) | SeekFrom::End(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}
