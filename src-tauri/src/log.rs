//! The program's log: files on this machine, a week of them, and never anything but events of the program itself.

use leadwell_core::location::Places;
use std::sync::Mutex;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Starts the log. A folder that cannot be written means no log, not no program.
pub fn start(places: &Places) {
    // The appender looks for old files before it makes the folder, and complains on standard error.
    let _made = std::fs::create_dir_all(places.logs());
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("leadwell")
        .filename_suffix("log")
        .max_log_files(7)
        .build(places.logs());
    let Ok(file) = file else { return };
    let filter = EnvFilter::try_from_env("LEADWELL_LOG").unwrap_or_else(|_| EnvFilter::new("warn,leadwell=info"));
    // A second start of the log in one process would be refused; there is only this one.
    let _already = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(Mutex::new(file))
        .try_init();
}
