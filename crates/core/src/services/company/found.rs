//! What a new file holds before the first questions are answered.

use crate::engine::failure::Failure;
use leadwell_rules::time::Instant;
use rusqlite::Connection;

/// The one row of settings, and the person at this machine as its owner.
pub(crate) fn found(connection: &Connection, now: Instant) -> Result<(), Failure> {
    connection.execute(
        "insert into workspace (id, name, language, base_currency, time_zone, fiscal_start_month, business, created_at)
         values (1, 'Leadwell', 'zh', 'CNY', 'Asia/Shanghai', 1, 'general', ?1)",
        [now.millis()],
    )?;
    connection.execute(
        "insert into people (name, role, created_at) values ('我', 'owner', ?1)",
        [now.millis()],
    )?;
    Ok(())
}
