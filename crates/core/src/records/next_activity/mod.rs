//! What is planned next on a lead or a deal, kept in its row because lists sort by it.

mod refresh;

pub(crate) use refresh::{of_deals, of_leads};

use leadwell_rules::time::Day;
use serde::Serialize;
use ts_rs::TS;

/// The earliest planned activity of a lead or a deal.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NextActivity {
    /// call, meeting, mail or task.
    pub kind: String,
    /// Its day.
    pub due_on: Day,
    /// overdue, today or future.
    pub state: &'static str,
}

/// Where a planned day stands from today.
pub(crate) fn due_state(due: Day, today: Day) -> &'static str {
    match due.cmp(&today) {
        std::cmp::Ordering::Less => "overdue",
        std::cmp::Ordering::Equal => "today",
        std::cmp::Ordering::Greater => "future",
    }
}
