//! A display of our own for tests: Xvfb on a free number, ended when we are done with it.

use crate::process::Done;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running Xvfb.
pub struct Display {
    server: Child,
    number: String,
}

impl Display {
    /// Starts a display of this size. With `frame`, what is on it can be read from a file in that folder.
    pub fn start(width: u32, height: u32, frame: Option<&Path>) -> Done<Display> {
        let mut command = Command::new("Xvfb");
        // The server itself picks a number that is free and prints it.
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            &format!("{width}x{height}x24"),
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        if let Some(folder) = frame {
            command.arg("-fbdir").arg(folder);
        }
        let mut server = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xvfb: {error}"))?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            BufReader::new(out)
                .read_line(&mut number)
                .map_err(|error| format!("Xvfb: {error}"))?;
        }
        let display = Display {
            server,
            number: number.trim().to_owned(),
        };
        if display.number.is_empty() {
            Err("Xvfb did not start".to_owned())
        } else {
            Ok(display)
        }
    }

    /// The value for `DISPLAY`.
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It is our child, so the number cannot belong to another program.
        let _ended = self.server.kill();
        let _reaped = self.server.wait();
    }
}

/// Whether this person sees a screen.
pub fn present() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
