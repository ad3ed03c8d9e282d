//! `cargo xtask run`: from a fresh clone to the window, or to an address when there is no display.

use crate::process::{Done, built, cargo, program, run as finish, target};
use crate::{display, install, interface};

/// Installs, builds, opens. Further words go to the program: a file to open.
pub fn run(words: &[String]) -> Done {
    let release = words.iter().any(|word| word == "--release");
    let files: Vec<&String> = words.iter().filter(|word| !word.starts_with("--")).collect();
    install::system(false)?;
    install::offer_card_reader();
    interface::packages(&interface::folder())?;
    interface::build()?;
    let window = display::present();
    let name = if window { "leadwell-desktop" } else { "leadwell" };
    let profile: &[&str] = if release { &["--release"] } else { &[] };
    finish(
        cargo()
            .args(["build", "--locked", "--workspace", "--bin", name])
            .args(profile),
    )?;
    let path = if release {
        target().join("release").join(name)
    } else {
        built(name)
    };
    let mut product = program(&path.to_string_lossy());
    // A file is named as seen from where the person stands, not from the project's root.
    let named = files
        .first()
        .map(std::path::absolute)
        .transpose()
        .map_err(|error| error.to_string())?;
    if window {
        product.args(named);
    } else {
        println!("There is no display here, so the same interface is served to a browser on this machine:");
        if let Some(file) = named {
            // The window would make it; the service opens only what is there.
            if !file.exists() {
                finish(program(&path.to_string_lossy()).arg("new").arg(&file).arg("--blank"))?;
            }
            product.arg("--file").arg(file);
        }
        product.arg("serve");
    }
    finish(&mut product)
}
