//! Libraries that panic where they should answer an error: on files that are damaged, on disks that are full.

use crate::engine::failure::{Failure, said};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// This thread runs guarded code: a panic is told as a failure, and need not stand on standard error too.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs code that may panic for reasons that are not our mistake; `told` makes the failure out of what the panic said. What the code was
/// handed must not be used again after it panicked.
pub(crate) fn guarded<T>(
    work: impl FnOnce() -> Result<T, Failure>,
    told: impl FnOnce(&str) -> Failure,
) -> Result<T, Failure> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if GUARDED.get() {
                tracing::warn!(%panic, "guarded");
            } else {
                before(panic);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    outcome.unwrap_or_else(|panic| Err(told(said(&*panic))))
}
