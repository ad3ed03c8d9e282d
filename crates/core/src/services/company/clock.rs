//! Confirming the clock after a long silence.

use super::{Info, info};
use crate::engine::command::Nothing;
use crate::engine::failure::Failure;
use crate::engine::jobs::resting_since;
use crate::engine::store::Write;

/// Answers `workspace.confirm_clock`: the change says nothing but that somebody was there and found the clock right.
pub fn confirm_clock(write: &mut Write<'_>, _: Nothing) -> Result<Info, Failure> {
    if resting_since(write)?.is_some() {
        write.mark_irreversible();
    }
    Ok(Info {
        resting_since: None,
        ..info(write, Nothing {})?
    })
}
