//! One call: who asks, when, in which language, from where. The host builds it; nothing below a host knows the time.

use leadwell_rules::Language;
use leadwell_rules::ids::{ChangeId, PersonId};
use leadwell_rules::time::Instant;

/// Where a call comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The window or the shell on the machine that holds the file.
    Local,
    /// Over HTTP: a browser, a phone. May not name paths of this machine.
    Lan,
}

/// The circumstances of one command.
#[derive(Debug, Clone)]
pub struct Call {
    /// The instant at which everything this call does happens.
    pub now: Instant,
    /// Who asks.
    pub person: PersonId,
    /// The language of sentences in the answer.
    pub language: Language,
    /// Where it comes from.
    pub origin: Origin,
    /// The last change that the asker knew of when they began, where they look at what they change. What somebody else has changed since is
    /// not written over (`engine/store/seen.rs`).
    pub seen: Option<ChangeId>,
}
