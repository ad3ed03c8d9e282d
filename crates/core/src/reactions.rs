//! The one list of what follows from touched rows, whichever way they were touched: by a verb, an import, an undo or a redo. The wrapper
//! of every transaction runs it, in this order; no verb does it by hand.

use crate::engine::failure::Failure;
use crate::engine::store::touched::Reaction;
use crate::engine::workspace::{Wiring, Workspace};
use crate::records::screening;
use crate::services::company;
use crate::views::search;
use std::sync::Arc;

/// What follows from what.
const REACTIONS: &[Reaction] = &[
    // What search keeps of a record.
    Reaction {
        tables: &search::TABLES,
        run: search::keep_fresh,
    },
];

/// What the engine is told about the rooms above it.
pub(crate) static WIRING: Wiring = Wiring {
    reactions: REACTIONS,
    found: |connection, now| {
        company::found(connection, now)?;
        screening::ship(connection)
    },
    opened: search::prepare,
    committed: |workspace: &Arc<Workspace>, touched| {
        if search::leaves_to_the_background(touched)
            && let Err(failure) = search::prepare(workspace)
        {
            log(&failure);
        }
    },
};

/// The records are safe; what begins afterwards is tried again when the file is opened.
fn log(failure: &Failure) {
    tracing::warn!(code = failure.code, ?failure, "what follows a change could not begin");
}
