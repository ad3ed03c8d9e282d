//! The window against an empty Tauri window: time from start to visible content, and memory.
//!
//! Content is visible when it is in the display's own memory: Xvfb keeps the screen in a file, and we look at it.

use crate::bench::Line;
use crate::display::Display;
use crate::process::{Done, cargo, program, run, target};
use crate::{install, interface};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Starts of each program; the middle one counts. They take turns, so that both see the same machine.
const STARTS: usize = 7;
/// Points of the screen that must differ from the ground before we call it content.
const INK: usize = 60;
const PATIENCE: Duration = Duration::from_secs(30);

/// Measures both windows. Starts are warm: one start of each is thrown away.
pub fn window() -> Done<Vec<Line>> {
    install::system(true)?;
    interface::packages(&interface::folder())?;
    interface::build()?;
    run(cargo().args([
        "build",
        "--release",
        "--workspace",
        "--bin",
        "leadwell-desktop",
        "--example",
        "empty_window",
    ]))?;
    let release = target().join("release");
    let place = target().join("bench-window");
    let _old = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).map_err(|error| error.to_string())?;
    let display = Display::start(1400, 900, Some(&place))?;
    let programs = [release.join("leadwell-desktop"), release.join("examples/empty_window")];
    let mut times = [Vec::new(), Vec::new()];
    let mut memory = [Vec::new(), Vec::new()];
    for turn in 0..=STARTS {
        for (at, path) in programs.iter().enumerate() {
            let (took, kilobytes) = start(path, &display, &place)?;
            if turn > 0 {
                times[at].push(took.as_secs_f64() * 1000.0);
                memory[at].push(kilobytes as f64 / 1024.0);
            }
        }
    }
    let line = |what: &str, unit: &str, mut both: [Vec<f64>; 2]| {
        let [ours, other] = [0, 1].map(|at| {
            both[at].sort_by(f64::total_cmp);
            both[at][both[at].len() / 2]
        });
        let figure = |value: f64| format!("{value:.0} {unit}");
        Line {
            what: what.to_owned(),
            ours: figure(ours),
            other: figure(other),
            ratio: ours / other,
            goal: 1.3,
        }
    };
    Ok(vec![
        line("start to visible content", "ms", times),
        line("memory (PSS, all processes)", "MB", memory),
    ])
}

/// One start: until content, then the memory two seconds later.
fn start(path: &Path, display: &Display, place: &Path) -> Done<(Duration, u64)> {
    let home = place.join("home");
    let began = Instant::now();
    let mut child = program(&path.to_string_lossy())
        .env("DISPLAY", display.name())
        .env_remove("WAYLAND_DISPLAY")
        .env("LEADWELL_HOME", &home)
        // The product sets this for itself; with it the empty window is the smallest it can be.
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        // Two starts in a row must not meet each other as "second instance".
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("NO_AT_BRIDGE", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let screen = place.join("Xvfb_screen0");
    let took = loop {
        if ink(&screen) >= INK {
            break began.elapsed();
        }
        if began.elapsed() > PATIENCE {
            end(&mut child);
            return Err(format!("{}: no content after {PATIENCE:?}", path.display()));
        }
        thread::sleep(Duration::from_millis(4));
    };
    thread::sleep(Duration::from_secs(2));
    let kilobytes = family(child.id()).into_iter().map(pss).sum();
    end(&mut child);
    // The screen must be empty again before the next start is timed.
    let gone = Instant::now();
    while ink(&screen) > 0 && gone.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(20));
    }
    Ok((took, kilobytes))
}

fn end(child: &mut Child) {
    let _ended = child.kill();
    let _reaped = child.wait();
}

/// Sampled points of the screen that are dark on light or light on dark: neither the black root nor a plain ground.
fn ink(screen: &Path) -> usize {
    let Ok(bytes) = fs::read(screen) else { return 0 };
    // An XWD file: big-endian header whose first word is its length, then colours of 12 bytes, then pixels of 4.
    let word = |at: usize| {
        bytes
            .get(at * 4..at * 4 + 4)
            .map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize)
    };
    let pixels = bytes.get(word(0) + word(19) * 12..).unwrap_or_default();
    let mut counts: std::collections::HashMap<[u8; 3], usize> = std::collections::HashMap::new();
    for pixel in pixels.chunks_exact(4).step_by(3) {
        *counts.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
    }
    // A plain window adds one colour to the root's; text adds dozens.
    let mut sizes: Vec<usize> = counts.into_values().collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    if sizes.len() < 8 { 0 } else { sizes.iter().skip(2).sum() }
}

/// A process and all that it started, on Linux.
fn family(first: u32) -> Vec<u32> {
    let mut all = vec![first];
    let mut at = 0;
    while let Some(process) = all.get(at).copied() {
        let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
        let threads = fs::read_dir(format!("/proc/{process}/task"))
            .into_iter()
            .flatten()
            .flatten();
        let more = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
        for list in std::iter::once(children).chain(more) {
            for child in list.split_whitespace().filter_map(|number| number.parse().ok()) {
                if !all.contains(&child) {
                    all.push(child);
                }
            }
        }
        at += 1;
    }
    all
}

/// Memory of one process in kilobytes; what several share is divided among them.
fn pss(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok())
        .unwrap_or(0)
}
