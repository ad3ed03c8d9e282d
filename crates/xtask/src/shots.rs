//! `cargo xtask shots`: pictures of every page, to be looked at.

use crate::process::{Done, built, cargo, root, run, target};
use crate::{install, interface};

/// Builds what is needed and takes the pictures into `target/shots`: of every page, or of those whose names have one of the words.
pub fn shots(words: &[String]) -> Done {
    install::system(true)?;
    let harness = root().join("tests/e2e");
    interface::packages(&interface::folder())?;
    interface::packages(&harness)?;
    interface::build()?;
    run(cargo().args(["build", "--workspace", "--bin", "leadwell"]))?;
    let folder = target().join("shots");
    run(interface::npm(&harness)
        .args(["run", "--silent", "shots", "--"])
        .args(words)
        .env("LEADWELL_BIN", built("leadwell"))
        .env("LEADWELL_OUT", &folder))?;
    println!("{}", folder.display());
    Ok(())
}
