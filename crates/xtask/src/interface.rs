//! The interface's packages and its build, each only when something changed.

use crate::process::{Done, program, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The folder of the interface.
pub fn folder() -> PathBuf {
    root().join("ui")
}

/// npm in a folder of the project.
pub fn npm(folder: &Path) -> Command {
    let mut command = program("npm");
    // What npm likes to say about itself does not belong into our output.
    command
        .current_dir(folder)
        .env("npm_config_fund", "false")
        .env("npm_config_audit", "false");
    command.env("npm_config_update_notifier", "false");
    command
}

/// Installs exactly what the lock file names, without running anybody's install scripts.
pub fn packages(folder: &Path) -> Done {
    let lock = changed(&folder.join("package-lock.json"))
        .ok_or_else(|| format!("{}: no package-lock.json", folder.display()))?;
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    run(npm(folder).args(["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]))
}

/// Builds `ui/dist` when a source is newer.
pub fn build() -> Done {
    let folder = folder();
    let built = changed(&folder.join("dist/index.html")).filter(|_| folder.join("dist/assets").is_dir());
    if let (Some(built), Some(newest)) = (built, newest(&folder))
        && built >= newest
    {
        return Ok(());
    }
    run(npm(&folder).args(["run", "--silent", "build"]))
}

/// The youngest change below a folder, leaving out what is made rather than written.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .flatten()
        .filter(|entry| {
            !["node_modules", "dist", "paraglide"]
                .iter()
                .any(|made| entry.file_name() == *made)
        })
        .filter_map(|entry| {
            if entry.path().is_dir() {
                newest(&entry.path())
            } else {
                changed(&entry.path())
            }
        })
        .max()
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|facts| facts.modified()).ok()
}
