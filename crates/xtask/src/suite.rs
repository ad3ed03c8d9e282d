//! `cargo xtask test`: everything that must hold, in the order in which it fails fastest, built once.

use crate::display::Display;
use crate::process::{Done, built, cargo, root, run, run_within, target};
use crate::{generate, install, interface};
use std::process::Command;
use std::time::{Duration, Instant};

/// A named part of the whole.
struct Step {
    name: &'static str,
    work: fn() -> Done,
    /// Nothing after it makes sense when it fails.
    vital: bool,
}

/// All scenarios of one host together; on two quiet cores they take a minute or two.
const SCENARIOS: Duration = Duration::from_secs(12 * 60);

const STEPS: &[Step] = &[
    Step {
        name: "system packages",
        work: || install::system(true),
        vital: true,
    },
    Step {
        name: "interface packages",
        work: || interface::packages(&interface::folder()),
        vital: true,
    },
    Step {
        name: "harness packages",
        work: || interface::packages(&harness()),
        vital: true,
    },
    Step {
        name: "format",
        work: || run(cargo().args(["fmt", "--all", "--check"])),
        vital: false,
    },
    // Before Rust is built: the programs carry the interface inside.
    Step {
        name: "interface build",
        work: interface::build,
        vital: true,
    },
    Step {
        name: "build",
        work: || run(cargo().args(["build", "--locked", "--workspace", "--all-targets"])),
        vital: true,
    },
    Step {
        name: "generated files",
        work: || generate::generate(true),
        vital: false,
    },
    Step {
        name: "lints",
        work: lints,
        vital: false,
    },
    Step {
        name: "rust tests",
        work: || run(cargo().args(["test", "--locked", "--workspace", "--no-fail-fast"])),
        vital: false,
    },
    Step {
        name: "interface types",
        work: || script("check"),
        vital: false,
    },
    Step {
        name: "interface lints",
        work: || script("lint"),
        vital: false,
    },
    Step {
        name: "interface tests",
        work: || script("test"),
        vital: false,
    },
    Step {
        name: "harness types",
        work: || run(interface::npm(&harness()).args(["run", "--silent", "check"])),
        vital: false,
    },
    Step {
        name: "end to end, browser",
        work: browser,
        vital: false,
    },
    Step {
        name: "end to end, window",
        work: window,
        vital: false,
    },
];

/// Runs all steps, or those whose name contains one of the words.
pub fn test(words: &[String]) -> Done {
    let chosen = |step: &&Step| words.is_empty() || words.iter().any(|word| step.name.contains(word.as_str()));
    let mut results: Vec<(&str, Duration, Result<(), String>)> = Vec::new();
    match std::fs::exists(root().join("../shared/data")) {
        Ok(true) => {}
        _ => println!("../shared/data is not here: the tests over it are left out"),
    }
    for step in STEPS.iter().filter(chosen) {
        println!("\n── {}", step.name);
        let started = Instant::now();
        let result = (step.work)();
        if let Err(reason) = &result {
            eprintln!("{}: {reason}", step.name);
        }
        let over = step.vital && result.is_err();
        results.push((step.name, started.elapsed(), result));
        if over {
            break;
        }
    }
    println!("\n── summary");
    for (name, took, result) in &results {
        println!(
            "{:<6} {:>7.1} s  {name}",
            if result.is_ok() { "ok" } else { "FAILED" },
            took.as_secs_f64()
        );
    }
    let total: f64 = results.iter().map(|(_, took, _)| took.as_secs_f64()).sum();
    let failed = results.iter().filter(|(_, _, result)| result.is_err()).count();
    println!("       {total:>7.1} s  together");
    println!("steps: {} passed, {failed} failed", results.len() - failed);
    match failed {
        0 if results.is_empty() => Err(format!(
            "no step is named so; there are: {}",
            STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
        )),
        0 => Ok(()),
        _ => Err("not everything holds".to_owned()),
    }
}

fn harness() -> std::path::PathBuf {
    root().join("tests/e2e")
}

fn lints() -> Done {
    run(cargo().args([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn script(name: &str) -> Done {
    run(interface::npm(&interface::folder()).args(["run", "--silent", name]))
}

fn browser() -> Done {
    scenarios(interface::npm(&harness()), "browser")
}

/// In the real window, on a display of our own. No message bus: nothing of the person's own session is woken.
fn window() -> Done {
    let frame = target().join("test-display");
    std::fs::create_dir_all(&frame).map_err(|error| format!("{}: {error}", frame.display()))?;
    let display = Display::start(1400, 900, Some(&frame))?;
    let mut npm = interface::npm(&harness());
    npm.env("DISPLAY", display.name())
        .env("LEADWELL_FRAME", frame.join("Xvfb_screen0"))
        .env_remove("WAYLAND_DISPLAY");
    npm.env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("NO_AT_BRIDGE", "1");
    scenarios(npm, "window")
}

fn scenarios(mut npm: Command, where_: &str) -> Done {
    npm.args(["run", "--silent", "test"]);
    npm.env("LEADWELL_HOST", where_)
        .env("LEADWELL_BIN", built("leadwell"))
        .env("LEADWELL_DESKTOP", built("leadwell-desktop"));
    run_within(&mut npm, SCENARIOS)
}
