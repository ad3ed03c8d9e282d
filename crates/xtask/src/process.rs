//! Running other programs, and where things are in the project.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a task comes back with: nothing, or the reason as a sentence.
pub type Done<T = ()> = Result<T, String>;

/// The project's root.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    here.and_then(|crate_folder| Some(crate_folder.parent()?.parent()?.to_path_buf()))
        .unwrap_or_else(|| std::env::current_dir().unwrap_or_default())
}

/// The folder with what cargo built.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A program that cargo built in the dev profile.
pub fn built(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A program to be started in the project's root.
pub fn program(name: &str) -> Command {
    // npm is a batch file on Windows, which has to be named as such.
    let name = if cfg!(windows) && matches!(name, "npm" | "npx") {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// The cargo that runs us. It builds outside of our own environment, so that nothing is compiled twice.
pub fn cargo() -> Command {
    let mut command = program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" || name == "CARGO_MANIFEST_PATH" {
            command.env_remove(name);
        }
    }
    command
}

/// Runs to the end with its output shown; anything but success is an error.
pub fn run(command: &mut Command) -> Done {
    let line = written(command);
    let status = command.status().map_err(|error| format!("{line}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{line}: {status}"))
    }
}

/// Like [`run`], but ended with everything it started when it takes longer than `limit`: a window that does not close
/// must not keep a machine waiting for ever.
pub fn run_within(command: &mut Command, limit: Duration) -> Done {
    let line = written(command);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn().map_err(|error| format!("{line}: {error}"))?;
    let started = Instant::now();
    loop {
        match child.try_wait().map_err(|error| format!("{line}: {error}"))? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("{line}: {status}")),
            None if started.elapsed() < limit => std::thread::sleep(Duration::from_millis(100)),
            None => break,
        }
    }
    let group = format!("-{}", child.id());
    let _ended = Command::new("kill").args(["-KILL", "--", &group]).status();
    let _killed = child.kill();
    let _status = child.wait();
    Err(format!("{line}: not done after {} s", limit.as_secs()))
}

/// Runs to the end; what it printed on standard output.
pub fn output(command: &mut Command) -> Done<Vec<u8>> {
    let line = written(command);
    let out = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{line}: {error}"))?;
    if out.status.success() {
        Ok(out.stdout)
    } else {
        Err(format!("{line}: {}", out.status))
    }
}

/// Whether a program of this name is on the path.
pub fn exists(name: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&path)
        .any(|folder| folder.join(name).is_file() || folder.join(format!("{name}.exe")).is_file())
}

/// Makes the folder of a file, then writes the file if it differs.
pub fn write_if_changed(path: &Path, content: &[u8]) -> Done<bool> {
    if std::fs::read(path).is_ok_and(|present| present == content) {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, content))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(true)
}

fn written(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
