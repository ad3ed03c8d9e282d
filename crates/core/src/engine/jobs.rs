//! Something the program does by itself, and when it rests because the clock cannot be right.

use crate::engine::call::Call;
use crate::engine::failure::Failure;
use crate::engine::store::Read;
use crate::engine::workspace::Workspace;
use leadwell_rules::time::Instant;
use std::sync::Arc;

/// Without a change for longer than this, somebody has to confirm the clock: a wrong one would let years of work fall due at once.
const LONGEST_SILENCE: i64 = 7 * 24 * 3_600_000;

/// Something done without being asked.
pub(crate) struct Job {
    /// Its name in the log.
    pub name: &'static str,
    /// Whether there is something to do: one cheap read, asked at every tick.
    pub due: fn(&Read<'_>) -> Result<bool, Failure>,
    /// Does it, in the name of the file's owner; a bounded amount, the rest at the next tick.
    pub run: fn(&Arc<Workspace>, &Call) -> Result<(), Failure>,
}

/// The instant of the last change, when ticks rest because of it.
pub(crate) fn resting_since(read: &Read<'_>) -> Result<Option<Instant>, Failure> {
    let last = read.one(
        "select coalesce((select at from changes order by id desc limit 1), (select created_at from workspace))",
        [],
        |row| row.get::<_, i64>(0),
    )?;
    let since = |last: &i64| read.now().millis().saturating_sub(*last);
    Ok(last
        .filter(|last| !(0..=LONGEST_SILENCE).contains(&since(last)))
        .map(Instant))
}
