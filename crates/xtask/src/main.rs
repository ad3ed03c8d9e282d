//! `cargo xtask …`: the project's own tasks. Needs Rust and Node; installs or names everything else.
//!
//! Architecture invariant: no dependencies, not even on the product. This program runs before anything can be built.

mod bench;
mod display;
mod generate;
mod install;
mod interface;
mod page_bench;
mod process;
mod run;
mod shots;
mod suite;
mod window_bench;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [FILE] [--release]   installs what is missing, builds, opens the window (without a display: serves it)
cargo xtask test [STEP …]            everything that must hold; or only the steps whose names contain a word
cargo xtask gen [--check]            the TypeScript types and the readable schema, from the source
cargo xtask bench [import|pages|forecast|duplicates|leads|custom_fields|search|leads_page|window]
cargo xtask shots [word…]            a picture of every page, or of those of a name: Chinese and English, light and dark, wide and narrow
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let done = match words.first().map(String::as_str) {
        Some("run") => run::run(rest),
        Some("test") => suite::test(rest),
        Some("gen") => generate::generate(rest.iter().any(|word| word == "--check")),
        Some("bench") => bench::bench(rest),
        Some("shots") => shots::shots(rest),
        _ => {
            print!("{USAGE}");
            return if words.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(2)
            };
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}
