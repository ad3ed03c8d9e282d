//! The one list of what follows from touched rows, whichever way they were touched: by a verb, an import, an undo or a redo. The wrapper
//! of every transaction runs it, in this order; no verb does it by hand.

use crate::engine::failure::Failure;
use crate::engine::store::touched::{Follow, Reaction};
use crate::engine::workspace::{Wiring, Workspace};
use crate::records::nouns::{NOUNS, called, named_loosely};
use crate::records::{deals, limits, next_activity, numbers, pipelines, registrations, screening};
use crate::services::{bin, company};
use crate::views::search;
use std::sync::Arc;

/// What follows from what, in the order in which it is done.
const REACTIONS: &[Reaction] = &[
    // The number people read.
    Reaction {
        tables: || &["leads", "deals"],
        run: numbers::give,
    },
    // What a stage is now is kept for later.
    Reaction {
        tables: || &["stages"],
        run: pipelines::keep_versions,
    },
    // What is believed of a deal now is kept for later.
    Reaction {
        tables: || &["deals", "stages"],
        run: deals::versions::keep_versions,
    },
    // What is planned next, and the last touch.
    Reaction {
        tables: || &["activities", "deals", "stages"],
        run: next_activity::of_deals,
    },
    Reaction {
        tables: || &["activities", "leads"],
        run: next_activity::of_leads,
    },
    // What must not be, whichever way it would come about.
    Reaction {
        tables: || &["customers", "contacts", "deals"],
        run: bin::refuse_orphans,
    },
    Reaction {
        tables: || &["registrations"],
        run: registrations::refuse_double,
    },
    Reaction {
        tables: limits::tables,
        run: limits::refuse,
    },
    // What search keeps of a record.
    Reaction {
        tables: search::tables,
        run: search::keep_fresh,
    },
];

/// Columns that follow from other rows, or say when. Each is worked out anew by a reaction, whatever an undo leaves in it.
const DERIVED: &[(&str, &[&str])] = &[
    ("*", &["updated_at"]),
    // A number is given once; one given later than the record was made is nothing anybody said.
    ("deals", &["code", "touched_at", "next_due_on", "next_kind"]),
    ("leads", &["number", "followed_at", "next_due_on", "next_kind"]),
];

/// Rows that refer to a record and are nobody's work, each with the reason. What search keeps and what is noted of changes has no foreign key.
const GOES_UNASKED: &[(&str, &str)] = &[
    // What was believed of a deal is kept by a reaction, and goes with the deal by its trigger.
    ("deal_versions", "deal_id"),
];

/// What the engine is told about the rooms above it.
pub(crate) static WIRING: Wiring = Wiring {
    follow: Follow {
        reactions: REACTIONS,
        derived: DERIVED,
        // What a record says in fields of one's own stands in rows beside it, and in its history.
        part_of: |table| {
            let noun = NOUNS.iter().find(|noun| noun.values == Some(table));
            noun.map(|noun| noun.table())
        },
        named_loosely,
        goes_unasked: GOES_UNASKED,
        called,
    },
    found: |connection, now| {
        company::found(connection, now)?;
        screening::ship(connection)
    },
    opened: |workspace| {
        numbers::complete(workspace)?;
        search::prepare(workspace)
    },
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
